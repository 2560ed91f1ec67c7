"""Where a sentence plays: countries by the gazetteer, towns and regions by how they are written."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction.gazetteer import COUNTRY_ADJECTIVES, COUNTRY_NAMES, PEOPLES, TERRITORIES
from claims.extraction.months import MONTH, WEEKDAY
from claims.extraction.words import word_set


@dataclass(frozen=True, slots=True)
class Place:
    """A place named at [start, end) of a sentence."""

    start: int
    end: int
    name: str
    located: bool
    """Written after "in", "across" and the like, so that something happens there."""


_LOCATING = r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin|[Ii]nside|[Nn]ear|[Oo]utside|[Aa]t|[Aa]round)"
_DETERMINED = (
    r"(?:\s+(?:all of |much of |most of |parts of )?(?:the\s+)?(?:(?:north|south|east|west|central)(?:ern|"
    r"-?eastern|-?western)?\s+|(?:city|town|province|state|region|district|village|"
    r"capital)(?:\s+of)?,?\s+)*)"
)
_PLACES = COUNTRY_NAMES | TERRITORIES
_NAMES = "|".join(re.escape(name) for name in sorted(_PLACES, key=len, reverse=True))
_ADJECTIVES = "|".join(re.escape(name) for name in sorted(COUNTRY_ADJECTIVES, key=len, reverse=True))
_COUNTRY = re.compile(rf"(?P<in>{_LOCATING}{_DETERMINED})?(?<![\w-])(?P<name>{_NAMES})(?![\w-])", re.ASCII)
_ADJECTIVE = re.compile(rf"\b(?P<name>{_ADJECTIVES})s?\b", re.ASCII)
_COUNTED_ADJECTIVE = re.compile(
    rf"(?:\s+of)?(?:\s+(?:the|all))?\s+(?P<name>{_ADJECTIVES})\s+"
    r"(?!refugees|migrants|asylum|troops|soldiers|forces|nationals|tourists|citizens|settlers|students|ships|"
    r"aircraft)[a-z]+"
)
_PEOPLES = COUNTRY_ADJECTIVES | PEOPLES
_ONE_OF_A_PEOPLE = "|".join(re.escape(name) for name in sorted(_PEOPLES, key=len, reverse=True))
_SHARE_OF_A_PEOPLE = re.compile(
    rf"\s+(?:of|among)\s+(?:(?:the|all|young|younger|older|elderly|adult|urban|rural)\s+)*(?P<name>{_ONE_OF_A_PEOPLE})"
    r"(?:s\b|\s+(?:people|men|women|adults|children|girls|boys|households|families|workers|voters|citizens)\b)"
)
"""Of "26% of Kenyans" and "half of Swiss women" the people tell the place; of refugees they do not."""
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s))")
_ACTS_ABROAD = re.compile(
    r"\s+(?:has |had |have )?(?:killed|bombed|attacked|invaded|sent|lent|gave|given|pledged|donated|deployed|shelled|"
    r"struck|shot|supplied|deported|expelled|accused|claimed|says|said)\b"
)
_WITH_ANOTHER = re.compile(rf"\s(?:and|or)\s(?:the\s)?(?:{_NAMES})(?![\w-])")
""" "Spain and Portugal have …" is of neither alone."""
_TOWN = re.compile(
    rf"{_LOCATING}{_DETERMINED}(?!{MONTH}|{WEEKDAY})"
    r"(?P<name>[A-Z][^\W\d_]+(?:[ -](?:al|de|el|la|of|upon)?[ -]?[A-Z][^\W\d_]+){0,2}"
    r"(?:\s+(?:[Pp]rovince|[Vv]alley|[Cc]ounty|[Dd]istrict|[Rr]egion|[Ss]tate))?)"
    r"(?!['’]s\b|\s+and\s+[A-Z]\w+\s+said|[\w-])"
)
_ALSO_SURNAMES = word_set("Jordan Chad Georgia Israel Ireland Holland England Wales Cuba Mali")
_NOT_TOWNS = word_set("God Parliament Congress Christmas Easter Ramadan Islam English Brexit")
_DWELLING = r"(?P<name>[A-Z][^\W\d_]+(?:[ -](?:al|de|el|la|of|upon)?[ -]?[A-Z][^\W\d_]+){0,3})"
_HOME = r"(?:is|was) home to"
_BETWEEN = r"(?:\s+in\s+[\w\s]{2,40}?)?(?:,[^,]{2,60})?,?\s+(?:now |already |still |once )?"
_DWELT_IN = re.compile(
    rf"\b(?!(?:The|An?|In|It|He|She|This|That|Its|Some|Today)\b){_DWELLING}{_BETWEEN}"
    rf"(?:(?P<has>has|have|had|counts|counted)|{_HOME})\s+(?:[a-z]+\s){{0,3}}$"
)
"""Leads to the number of those who live somewhere: "Kabul, the capital, has …", "Lima is home to some …"."""
_DWELLERS = re.compile(r"\s+(?:inhabitants|residents|citizens|dwellers|(?P<people>people))\b")

_WORLDWIDE = re.compile(
    r"\b(?:worldwide|world-wide|globally|(?:around|across|throughout|all over) the (?:whole |entire )?(?:world|globe)"
    r"|(?:the world['’]s|world|global) (?:population|total|average))\b",
    re.IGNORECASE,
)


def countries(sentence: str) -> list[Place]:
    """Return the countries that the sentence names, each by its usual English name."""
    found = []
    for match in _COUNTRY.finditer(sentence):
        before = re.search(r"([A-Z][a-z]+) $", sentence[max(0, match.start("name") - 20) : match.start("name")])
        if match["name"] in _ALSO_SURNAMES and before and not match["in"] and before[1] not in COUNTRY_ADJECTIVES:
            continue
        located = match["in"] is not None
        found.append(Place(match.start("name"), match.end("name"), _PLACES[match["name"]], located))
    return found


@lru_cache(maxsize=8)
def places(sentence: str) -> tuple[Place, ...]:
    """Return countries, and towns or regions written after a word like "in", in the order of the text.

    Kept, as they are asked for once for each number of a sentence.
    """
    found = countries(sentence)
    for match in _TOWN.finditer(sentence):
        inside = any(place.start < match.end("name") and match.start("name") < place.end for place in found)
        if not inside and match["name"].split()[0] not in _NOT_TOWNS and not _ADJECTIVE.fullmatch(match["name"]):
            found.append(Place(match.start("name"), match.end("name"), match["name"], located=True))
    return tuple(sorted(found, key=lambda place: place.start))


def place_of(sentence: str, start: int, end: int) -> str:
    """Return where the thing counted at [start, end) is, or "" when the sentence leaves it open.

    Where so many live, there they are. Otherwise a place after "in" wins, the one behind the number before the one in
    front of it; then the country that owns the numbers ("Kenya's population", "Kenya recorded"); then the people that
    it is a share of ("of Kenyans") and the adjective of what is counted.
    """
    dwelling = _dwelling(sentence, start, end)
    if dwelling:
        return dwelling
    named = places(sentence)
    located = [place for place in named if place.located]
    behind = next((place for place in located if place.start >= end and ";" not in sentence[end : place.start]), None)
    before = next((place for place in reversed(located) if place.end <= start), None)
    chosen = behind or before
    if behind and before and start - before.end < behind.start - end and "," in sentence[end : behind.start]:
        chosen = before
    if chosen:
        return chosen.name
    owners = [place.name for place in named if _owns(sentence, place)]
    if owners:
        return owners[0] if len(set(owners)) == 1 else ""
    return "" if named else _by_adjective(sentence, end)


def _dwelling(sentence: str, start: int, end: int) -> str:
    """The subject of "Kabul has 4.6 million inhabitants"; of mere "people" only with millions or a home."""
    dwellers = _DWELLERS.match(sentence, end)
    found = _DWELT_IN.search(sentence, max(0, start - 120), start) if dwellers else None
    if not dwellers or not found:
        return ""
    millions = sentence.endswith("illion", 0, end)
    if dwellers["people"] and found["has"] and not millions:
        return ""
    return COUNTRY_NAMES.get(found["name"], found["name"])


def _owns(sentence: str, place: Place) -> bool:
    """Whether the numbers are the country's own: "Kenya's", "of Kenya", "Kenya recorded", but not "Kenya sent"."""
    after = sentence[place.end : place.end + 24]
    if _POSSESSIVE.match(after) or re.search(r"\bof (?:the )?$", sentence[: place.start]):
        return True
    leads = sentence[: place.start].strip() in {"", "The"}
    return leads and not _ACTS_ABROAD.match(after) and not _WITH_ANOTHER.match(sentence, place.end)


def _by_adjective(sentence: str, end: int) -> str:
    """ "3,000 Kenyan households" and "26% of Kenyans" are in Kenya; people on the move may be anywhere."""
    found = _SHARE_OF_A_PEOPLE.match(sentence, end) or _COUNTED_ADJECTIVE.match(sentence, end)
    return _PEOPLES[found["name"]] if found else ""


def is_worldwide(sentence: str) -> bool:
    """Whether the sentence speaks of the whole world, so that no place set before is its own."""
    return _WORLDWIDE.search(sentence) is not None


def scene(sentence: str) -> str:
    """Return the place that a sentence sets for the sentences after it, or ""."""
    named = places(sentence)
    located = [place.name for place in named if place.located]
    every = list(dict.fromkeys(located or [place.name for place in named]))
    return every[0] if len(every) == 1 else ""
