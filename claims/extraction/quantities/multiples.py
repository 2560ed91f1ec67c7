"""The grammar of "doubled", "twice as many", "tenfold", and of how often: "three times"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.extraction.quantities.fractions import Share, number
from claims.extraction.quantities.numbers import WORDS

_COUNT = rf"(?:\d{{1,4}}(?:\.\d+)?|{WORDS})"
_COMPARED = (
    r"(?:as\s+[a-z-]+|more|higher|lower|greater|larger|bigger"
    r"|faster|likelier|"
    r"less|over|deadlier|above|longer|older|worse|the|its|their|his|her|what|that|those|normal|[a-z]+['’]s)\b"
)
_FOUND = re.compile(
    r"\b(?P<verb>(?P<stem>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|es|ing|e)\b)"
    rf"|(?<![\w.,-])(?P<fold>\d{{1,4}}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)[- ]?fold\b"
    rf"|\b(?P<twice>twice|thrice)(?P<twice_as>\s+{_COMPARED}|-the\b)?"
    rf"|(?<![\w.,-])(?P<times>{_COUNT}) times\b(?P<times_as>\s+{_COMPARED})?"
    r"|\b(?P<half_as>half)\s+as\s+(?:[a-z]+)\b",
    re.IGNORECASE,
)
_BY_WORD = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2, "thrice": 3}
_BASE_FORM_COMPARES = re.compile(
    r"\s+(?:the|its|their|that|those|what|in|from|to|his|her|last|as|by|every|over)\b|[.,]|$"
)
_NO_MULTIPLE = re.compile(r"\b(?:men|women|mixed|boys|girls)['’]?s?['’]? $|\bthe $", re.IGNORECASE)
_MIGHT = re.compile(r"\b(?:to|will|would|could|may|might|can|should|more than|nearly|almost|at) $")


def multiples(sentence: str) -> Iterator[Share]:
    """Yield multiples; "three times" without a comparison is a count of occasions, "once" is nothing."""
    for match in _FOUND.finditer(sentence):
        found = _verb(sentence, match) if match["verb"] else _worded(match)
        if found:
            yield found


def _verb(sentence: str, match: re.Match[str]) -> Share | None:
    """ "Doubled" always; "double" only where it compares or follows "to"; never the doubles of tennis."""
    before = sentence[max(0, match.start() - 12) : match.start()]
    word, stem = match["verb"].lower(), match["stem"].lower()
    if word.endswith("es") and _NO_MULTIPLE.search(before):
        return None
    if word.endswith("e") and not (_BASE_FORM_COMPARES.match(sentence, match.end()) or _MIGHT.search(before)):
        return None
    value = Decimal("0.5") if stem == "halv" else Decimal(_BY_WORD[stem])
    return Share(match.start(), match.end(), value, "multiple")


def _worded(match: re.Match[str]) -> Share | None:
    if match["half_as"]:
        return Share(match.start(), match.end("half_as"), Decimal("0.5"), "multiple")
    if match["fold"]:
        return Share(match.start(), match.end(), number(match["fold"]), "multiple")
    if match["twice"]:
        unit, value = ("multiple" if match["twice_as"] else "count"), Decimal(_BY_WORD[match["twice"].lower()])
        return Share(match.start(), match.end("twice"), value, unit)
    value, end = number(match["times"]), match.end("times") + len(" times")
    if value == 1:
        return None
    compares = match["times_as"] or value != value.to_integral_value()
    return Share(match.start(), end, value, "multiple" if compares else "count")
