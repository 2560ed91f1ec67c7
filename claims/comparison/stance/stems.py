"""Bringing the forms of a word to one stem, so that "wrote" meets "writer" and "Poland" meets "Polish"."""

import re
from functools import lru_cache

from claims.comparison.words import folded
from claims.extraction.gazetteer import COUNTRY_ADJECTIVES

_VERBS = """
become became;begin began begun;bear born birth bore;break broke broken;bring brought;build built;buy bought;
catch caught;choose chose chosen;come came;die died dead death dying;draw drew drawn;drink drank drunk;
drive drove driven;eat ate eaten;fall fell fallen;feel felt;fight fought;find found;fly flew flown;forget forgot;
get got gotten;give gave given;go went gone;grow grew grown growth;hear heard;hide hid hidden;hold held;keep kept;
know knew known;lead led;leave left;lend lent;lose lost loss;make made;marry marriage wed;mean meant;meet met;
pay paid;rise rose risen;run ran;say said;see saw seen;sell sold sale;send sent;shoot shot;show shown;
sing sang sung;sit sat;sleep slept;speak spoke spoken speech;spend spent;stand stood;steal stole stolen;
swim swam swum;take took taken;teach taught;tell told;think thought;throw threw thrown;understand understood;
wear wore worn;win won victory;write wrote written
"""
_OTHERS = """
kid child;film movie;tv television;long length;high height;strong strength;wide width;deep depth;
young youth;american usa;british uk;male man;female woman;two couple both twice;one once
"""
_SUFFIX = re.compile(
    r"(?:ational|ization|isation|ically|fulness|ation|ition|ement|ments|ment|ness|ings|ing|ions|ion|ers|ors|ists|isms|"
    r"ians|ian|ist|ism|ful|ous|ive|ity|ies|ied|ier|est|ed|er|or|al|ic|ly|es|en|y|e|s)$"
)
_SHORTEST = 3
_LONG_ENOUGH = 4


def _families(listed: str) -> list[list[str]]:
    return [family.split() for family in listed.replace("\n", " ").split(";")]


def _irregular() -> dict[str, str]:
    stems = {word: family[0] for family in _families(_VERBS + ";" + _OTHERS) for word in family}
    for adjective, country in COUNTRY_ADJECTIVES.items():
        stems.setdefault(folded(adjective), folded(country).split()[-1])
    return stems


_IRREGULAR = _irregular()
_VERB_FORMS = frozenset(word for family in _families(_VERBS) for word in family)


def tells_an_event(word: str) -> bool:
    """Whether a folded word is, by its form, what happened once: "founded", "born", "wrote"."""
    return word in _VERB_FORMS or (word.endswith("ed") and len(word) > _LONG_ENOUGH)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem of a folded English word, well enough to compare by; numbers stay as they are."""
    if word in _IRREGULAR or not word.isalpha():
        return _IRREGULAR.get(word, word)
    for _ in range(2):
        shorter = _SUFFIX.sub("", word)
        word = shorter if len(shorter) >= _SHORTEST else word
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word
