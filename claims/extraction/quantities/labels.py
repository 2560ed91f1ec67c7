"""Numbers that count nothing: parts of names, addresses, telephone numbers, results, set phrases."""

import re

from claims.extraction.quantities.numbers import Number

_LABEL = re.compile(
    r"(?:\b(?:Days?|Years?|Camp|Psalm|Phase|Chapter|Article|Section|Routes?|Roads?|Model|Bus|Train|Vision"
    r"|Agenda|Highway|Interstate|Flight|Boeing|Airbus|Number|Act|"
    r"Page|Channel|Resolution|Level|"
    r"Tier|Category|Stage|Group|Room|Gate|Terminal|Unit|Title|Part|Volume|Type|Formula|Grade|Class|Step|"
    r"Rule|Clause|Amendment|Case|"
    r"Proposition|Measure|Platform|Line|Area|Zone|District|Division|Week|Round|Season|Episode|Form|Block|"
    r"Sector|Ward|Covid|COVID|"
    r"Windows|iPhone|Galaxy|Falcon|Apollo|Catch|page|chapter|section|article|phase|flight|resolution|"
    r"channel|number|paragraph|"
    r"category|stage|grade|version|item|bus|room|gate|lane|Junction|junction)|\b[Nn]os?\.|#)[ -]?$"
)
_NAME_BEFORE = re.compile(r"(?<=\w\s)[A-Z][\w-]+ $")
_COUNTED = re.compile(r"\s[a-z]{3,}")
_PERSON = (
    r"(?:(?:other|more|police|young|local|further)\s)?(?:person|man|woman|child|soldier|officer|boy|girl|civilian|"
    r"student|worker|death|case|passenger|policeman|firefighter)"
)
_ONE_COUNTED = re.compile(
    rf"\s{_PERSON}\s(?:was|were|is|has|had|died|dead|killed|injured|hurt|missing|remains?|drowned|lost)\b"
    rf"|\s(?:dead|injured|wounded|missing|death|more)\b|\s(?:[a-z]+\s){{1,2}}(?:for every|per|every|each"
    rf"|for (?=\d))\b|\sfor \d"
    r"|-(?:bedroom|room|child|party|lane|storey|story|seat|page|term)\b"
)
_ONE_LED = re.compile(
    r"\b(?:only|just|least|than|exactly|kill(?:ed|ing|s)?|wound(?:ed|ing)|injur(?:ed|ing)|against|but|one to"
    r"|votes? to) $",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(r"\s(?:lost|died|was (?:killed|injured|hurt|shot)|had|drowned)\b")
_SINGLED_OUT = re.compile(r"\s(?:of|another|day|point|thing|reason|way|side|hand|by one)\b|,")
_SINGULAR_VERB = re.compile(r"\s(?:said|says|was|is|has|will|would)\b")
"""After a number above one, a singular verb tells that the number belongs to a name: "Grid 2 said"."""
_SCORE = re.compile(r"(?<![\w.,$£€-])(\d{1,3})[-–](\d{1,3})(?![\w.,%-]*[\w%])")
_VOTED = re.compile(r"\b(?:vot\w+|senate|parliament|lawmakers|motion|bill|council|ballot|ruled|court)\b", re.IGNORECASE)
_SET_PHRASES = re.compile(
    r"\b(?:nine[- ]to[- ]five|(?:fifty|50)[-/ ](?:fifty|50)|(?:two|three|four|one|six)[- ](?:way|off|sided"
    r"|faced|by[- ]\w+|"
    r"star)s?\b|\w+-star\b|one[- ]on[- ]one|one[- ]time|one by one|(?:at )?sixes and sevens|cloud nine"
    r"|square one|number one|twenty-four "
    r"seven|all fours|back to one)\b|\b24/7\b|\b9/11\b|\b4x4\b|\b(?:call(?:ed|ing)?|dial(?:led|ed"
    r"|ling)?) (?:911|999|112)\b"
    r"|\b(?:Group of|Big|Magnificent|Gang of|Famous|Secret) (?:Three|Four|Five|Six|Seven|Eight|Ten|Twenty)\b"
    r"|\bzero[- ](?:tolerance|sum|hour|emissions?)\b|\b(?:net|ground|carbon|absolute|sub|below|from|to)[- ]zero\b"
    r"|\bhalf past \w+|\bquarter (?:past|to) \w+|\bat (?:one|six|seven|eight|nine|ten|eleven) (?:in the|on"
    r"|o['’]clock)\b",
    re.IGNORECASE,
)
_ROADS = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Blvd|Place|Way|Court|Terrace|Row|Close|Crescent|Quay|"
    r"Gardens|Park|Hill)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:(?:Rue|Via|Calle|Avenida|Avenue|Rua|Plaza|Piazza|Place|Boulevard) "
    rf"|(?:[A-Z][\w’'.-]+ ){{1,3}}"
    rf"{_ROADS}\b)"
)
_TELEPHONE = re.compile(
    r"(?<![\w.])(?:\+\d{1,3}[ -]?|\(?0\d)[\d() -]{6,16}\d|\(?\b\d{3}\)?[ -]\d{3}-\d{4}\b|\b\d{3}-\d{4}\b"
)
_AROUND_TIME = re.compile(r"\s?o['’]clock|\s?[ap]\.?m\b|:\d|/\d|[-‑][A-Z]")


def unread(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of results such as "3-1", set phrases, addresses and telephone numbers, which count nothing."""
    spans = [found.span() for pattern in (_SET_PHRASES, _ADDRESS, _TELEPHONE) for found in pattern.finditer(sentence)]
    if not _VOTED.search(sentence):
        spans += [found.span() for found in _SCORE.finditer(sentence) if int(found[1]) >= int(found[2])]
    return spans


def is_label(sentence: str, number: Number) -> bool:
    """Whether the number is a name's or a story's ("Flight 370", "Day 1", "one of them") and counts nothing."""
    before = sentence[max(0, number.start - 24) : number.start]
    if _LABEL.search(before) or _AROUND_TIME.match(sentence, number.end):
        return True
    if not number.in_figures:
        if number.value == 1:
            return not _is_counted_one(sentence, number, before)
        return number.value == 0 and not _COUNTED.match(sentence, number.end)
    glued = sentence[number.end : number.end + 1]
    if glued.isalpha() or glued in {"_", "@"}:
        return True
    named = _NAME_BEFORE.search(before)
    counts = _COUNTED.match(sentence, number.end) and not _SINGULAR_VERB.match(sentence, number.end)
    return bool(named and number.plain and not counts)


def _is_counted_one(sentence: str, number: Number, before: str) -> bool:
    """Whether "one" counts ("only one clinic", "one person died") and does not single out ("one resident said")."""
    if _ONE_COUNTED.match(sentence, number.end):
        return True
    if _SINGLED_OUT.match(sentence, number.end):
        return False
    if before.endswith("and ") and _ONE_OF_THEM.match(sentence, number.end):
        return True
    return _ONE_LED.search(before) is not None
