"""Words of claims and of figures brought to one form, so that "the Tajiks" and "Tajik" meet."""

import re
import unicodedata
from functools import lru_cache

from claims.extraction.gazetteer import COUNTRY_ADJECTIVES, COUNTRY_NAMES, PEOPLES, TERRITORIES
from claims.extraction.words import word_set

WORLD = "World"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "persons": "people",
    "person": "people",
    "hindus": "hindu",
    "zulus": "zulu",
    "urdus": "urdu",
}
_NO_PLURAL = ("ss", "us", "sis")


STOPWORDS = word_set(
    """a an and all also am any are as at be been being both by each every for from had has have he her his how i
    in into is it its many more most much no of on one or other our out over per she so some such than that the
    their them there these they this those to up us very was we were what when where which while who whole whose
    will with you your entire total overall alone only just now currently today"""
)
# A label's words that say the same, and words that another word of the label already implies.
_SAME = {
    "islam": "muslim",
    "islamic": "muslim",
    "moslem": "muslim",
    "shiite": "shia",
    "shi'a": "shia",
    "shi'ite": "shia",
    "sunnite": "sunni",
    "christianity": "christian",
    "catholicism": "catholic",
    "hinduism": "hindu",
    "buddhism": "buddhist",
    "judaism": "jewish",
    "jew": "jewish",
    "kurd": "kurdish",
    "turk": "turkish",
}
_IMPLIED = {"sunni": "muslim", "shia": "muslim", "catholic": "roman"}
_NAMES, _ADJECTIVES = COUNTRY_NAMES | TERRITORIES, COUNTRY_ADJECTIVES | PEOPLES
_WORLD_NAMES = frozenset({"world", "the world", "worldwide", "globally", "global", "globe"})


def folded(text: str) -> str:
    """Lower case, without accents, with straight apostrophes."""
    return plain(text).casefold()


def plain(text: str) -> str:
    """Without accents, with straight apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text).replace("’", "'")
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def singular(word: str) -> str:
    """The singular of an English noun in lower case, well enough to compare by."""
    word = _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(_NO_PLURAL):
        return word[:-1]
    return word


def words(text: str) -> list[str]:
    """Every word and number in its order: folded, singular, without a possessive 's."""
    return [singular(word.removesuffix("'s").removesuffix("'")) for word in _WORD.findall(folded(text))]


_STOPWORDS_AS_READ = frozenset(word for stopword in STOPWORDS for word in words(stopword))


@lru_cache(maxsize=4096)
def terms(text: str) -> frozenset[str]:
    """The words of a text that mean something by themselves."""
    return frozenset(word for word in words(text) if word not in _STOPWORDS_AS_READ)


@lru_cache(maxsize=4096)
def label_terms(text: str) -> frozenset[str]:
    """The words that tell one label from another, synonyms brought together."""
    found = {_SAME.get(term, term) for term in terms(text)}
    return frozenset(found - {_IMPLIED[term] for term in found if term in _IMPLIED})


def label_variants(label: str) -> set[frozenset[str]]:
    """Each way in which a label may be called: "Pashtun (Pathan)" is Pashtun or Pathan."""
    variants = {label_terms(part) for part in re.split(r"[()/]|\bor\b", label) if part.strip()}
    return variants | {label_terms(label)}


def canonical_place(name: str) -> str:
    """The name that a place is filed under: "the USA" is "United States"."""
    name = name.strip().rstrip(".,")
    if folded(name) in _WORLD_NAMES:
        return WORLD
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return COUNTRY_NAMES.get(name) or COUNTRY_NAMES.get(bare) or bare


@lru_cache(maxsize=512)
def place_terms(place: str) -> frozenset[str]:
    """The words that name a place, its people and what is theirs, in every usual spelling."""
    called = [place]
    called += [other for other, name in COUNTRY_NAMES.items() if name == place]
    called += [people for people, name in (COUNTRY_ADJECTIVES | PEOPLES).items() if name == place]
    return frozenset(term for name in called for term in terms(name))


def named_places(text: str) -> list[str]:
    """The countries that a text names, in their order; an adjective ("Afghan") names its country too."""
    return _named(text, tuple((_NAMES | _ADJECTIVES).items()))


def places_by_name(text: str) -> list[str]:
    """The places that a text names by their own names, in their order."""
    return _named(text, tuple(_NAMES.items()))


def spoken_of(text: str) -> list[str]:
    """The places that a text is about: those it names, or, where it names none, those of its adjectives.

    "In Malaysia, Chinese make up 23%" is about Malaysia.
    """
    return places_by_name(text) or _named(text, tuple(_ADJECTIVES.items()))


def _named(text: str, names: tuple[tuple[str, str], ...]) -> list[str]:
    """Longest first: the Guinea of "Papua New Guinea" is not Guinea."""
    found: dict[str, int] = {}
    for name, place in sorted(names, key=lambda pair: -len(pair[0])):
        if name not in text:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?:n?s)?(?![\w-])", text):
            found[place] = min(found.get(place, match.start()), match.start())
            text = text[: match.start()] + "_" * len(match[0]) + text[match.end() :]
    return sorted(found, key=lambda place: found[place])
