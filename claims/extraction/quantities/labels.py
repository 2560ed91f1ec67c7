"""Numbers that count nothing: parts of names, days of a story, years."""

import re

from claims.extraction.quantities.numbers import Number

_LABEL = re.compile(
    r"(?:\b(?:Day|Phase|Chapter|Article|Section|Route|Highway|Interstate|Flight|Boeing|Airbus|Number|Act|"
    r"Page|Channel|Resolution|Level|"
    r"Tier|Category|Stage|Group|Room|Gate|Terminal|Unit|Title|Part|Volume|Type|Formula|Grade|Class|Step|"
    r"Rule|Clause|Amendment|Case|"
    r"Proposition|Measure|Platform|Line|Area|Zone|District|Division|Week|Round|Season|Episode|Form|Block|"
    r"Sector|Ward|Covid|COVID|"
    r"Windows|iPhone|Galaxy|Falcon|Apollo|Catch|page|chapter|section|article|phase|flight|resolution|"
    r"channel|number|paragraph|"
    r"magnitude|category|stage|grade|version|item|bus|room|gate|lane|Junction|junction)|\b[Nn]os?\.|#)[ -]?$"
)
_NAME_BEFORE = re.compile(r"(?<=\w\s)[A-Z][\w-]+ $")
_COUNTED = re.compile(r"\s[a-z]{3,}")
_YEAR_LED = re.compile(
    r"(?:\b(?:in|since|from|until|till|by|before|after|of|during|year|late|early|mid|to|and|through|"
    r"between|for|fiscal|season|the|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|[Ii]n)|[-–(])[ "
    r"-]?$",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|troops|[a-z]{3,}s)\b")
_ONE_COUNTED = re.compile(
    r"\s(?:(?:other|more|police|young|local)\s)?(?:person|man|woman|child|soldier|officer|boy|girl|"
    r"civilian|student|worker|death|case)\b"
)
_SCORE = re.compile(r"(?<![\w.,$£€-])(\d{1,3})[-–](\d{1,3})(?![\w.,%-]*[\w%])")
_AROUND_TIME = re.compile(r"\s?o['’]clock|\s?[ap]\.?m\b|:\d|/\d|[-‑][A-Z]")


def scores(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of results such as "3-1" and "51-49", which bound nothing."""
    return [found.span() for found in _SCORE.finditer(sentence) if int(found[1]) >= int(found[2])]


def is_year(sentence: str, number: Number) -> bool:
    """Whether four plain digits name a year: "in 2014", "the 2019 floods", but not "2000 troops"."""
    written = sentence[number.start : number.end]
    if not number.plain or len(written) != 4 or not 1000 <= number.value <= 2100:
        return False
    before = sentence[max(0, number.start - 12) : number.start]
    led = _YEAR_LED.search(before) is not None
    if led and not (re.search(r"\bof $", before) and _PLURAL.match(sentence, number.end)):
        return True
    return number.value >= 1500 and not _PLURAL.match(sentence, number.end)


def is_label(sentence: str, number: Number) -> bool:
    """Whether the number is a name's or a story's ("Flight 370", "Day 1", "one of them") and counts nothing."""
    before = sentence[max(0, number.start - 24) : number.start]
    if _LABEL.search(before) or _AROUND_TIME.match(sentence, number.end):
        return True
    if not number.in_figures:
        is_one = number.value in {0, 1}
        return is_one and not _ONE_COUNTED.match(sentence, number.end)
    glued = sentence[number.end : number.end + 1]
    if glued.isalpha() or glued in {"_", "@"}:
        return True
    named = _NAME_BEFORE.search(before)
    return bool(named and number.plain and not _COUNTED.match(sentence, number.end))
