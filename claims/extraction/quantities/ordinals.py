"""Ordinals that rank or count: "the third-largest", "a fourth term", "for the first time"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.extraction.quantities.fractions import Share

_BELOW_TEN = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_WORDS = {word: place for place, word in enumerate(_BELOW_TEN, 1)}
_WORDS |= {
    word: place
    for place, word in enumerate(
        [
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        10,
    )
}
_TENS = dict(
    zip(["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"], range(20, 100, 10), strict=True)
)
_WORDS |= {f"{stem}ieth": tens for stem, tens in _TENS.items()} | {"hundredth": 100, "thousandth": 1000}
_WORDS |= {f"{stem}y-{word}": tens + place for stem, tens in _TENS.items() for place, word in enumerate(_BELOW_TEN, 1)}
_FOUND = re.compile(
    r"(?<![\w.,-])(?P<figures>\d{1,4}(?:,\d{3})?)(?:st|nd|rd|th)\b"
    rf"|(?<![\w-])(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(r"\b(?:on|of|until|by|since) the $", re.IGNORECASE)
_COUNTED = re.compile(r"[ -](?!and\b|or\b|the\b|of the month)[a-z]")
_DETERMINED = re.compile(
    r"(?:\b(?:an?|the|his|her|its|their|our|my|your|this|that|every|for|in|on|into|to|by|with|of|and|or|now|another|"
    r"second-|finish(?:ed|es|ing)|rank(?:s|ed|ing)?|c[ao]me|coming|comes|placed|is|was|were|are|be|sits?|from"
    r"|after|won|"
    r"late|early|mid|entire|whole|consecutive|straight|over|nearly|almost)|['’]s?|[\"“‘—–(]|^)\s*$",
    re.IGNORECASE,
)
_RANKS = re.compile(r"\b(?:finish(?:ed|es|ing)|rank(?:s|ed|ing)?|c[ao]me|coming|comes|placed|is|was|sits?|stands)\s+$")
_FIXED = re.compile(
    r"[ -](?:lady|ladies|minister|aid|class|name|names|thoughts?|hand|party|parties|person|nature|guess|degree|grade|"
    r"grader|graders|wind|string|fiddle|world|estate|column|sector|chance|chances|floor|rate|home|language|base"
    r"|baseman|"
    r"cousin|cousins|look|glance|hand|of all|and foremost|responders?|generation|rail|way|instance|opinion|helpings?|"
    r"formers?|reading|commandment)\b"
)
_FIRST = re.compile(
    r"[ -](?:times? (?:since|in|ever|that|on|this|when|after|for)\b|times?[,.]|time$|time (?=[a-z])|quarter\b|ever\b|"
    r"(?:[\w’'-]+ ){1,4}?(?:to (?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+|since|ever|of its kind"
    r"|in (?:more than |over |nearly |"
    r"almost |about |at least )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a decade|decades|years"
    r"|a generation|"
    r"a century|history))\b)"
)
_HALF = re.compile(r"[ -]half\b(?! of (?:the year|this year|last year|the decade|the century|the \d{2}|\d{4}|20|19))")
_FOR_THE = re.compile(r"\b(?:for|the|its|his|her|their|['’]s)\s+(?:very )?$", re.IGNORECASE)


def ordinals(sentence: str) -> Iterator[Share]:
    """Yield ordinals; adverbs ("First, …"), fixed terms, names, days of the month and mere telling apart are none."""
    tells_apart = 0 <= sentence.find("the first ") < sentence.rfind("the second ")
    for match in _FOUND.finditer(sentence):
        before = sentence[max(0, match.start() - 16) : match.start()]
        counts = _in_figures(sentence, match, before) if match["figures"] else _in_words(sentence, match, before)
        if counts and not (tells_apart and match[0].lower() in {"first", "second"}):
            value = match["figures"].replace(",", "") if match["figures"] else _WORDS[match["word"].lower()]
            yield Share(match.start(), match.end(), Decimal(value), "ordinal")


def _in_figures(sentence: str, match: re.Match[str], before: str) -> bool:
    if _COUNTED.match(sentence, match.end()):
        return not (_DAY_OF_MONTH.search(before) and re.match(r" (?:of|and|to|until)\b", sentence[match.end() :]))
    return _RANKS.search(before) is not None


def _in_words(sentence: str, match: re.Match[str], before: str) -> bool:
    word = match["word"]
    if word[0].isupper() and before.strip(" “\"'‘(—–"):
        return False
    if _FIXED.match(sentence, match.end()) or _HALF.match(sentence, match.end()):
        return False
    if word.lower() == "first":
        return bool(_FIRST.match(sentence, match.end()) and (_FOR_THE.search(before) or word[0].isupper()))
    if word.lower() == "second" and re.search(r"\b(?:a|an|every|per|each|one|split)\s+$", before, re.IGNORECASE):
        return _LATER.match(sentence, match.end()) is None and _COUNTED.match(sentence, match.end()) is not None
    if _RANKS.search(before):
        return True
    return bool(_DETERMINED.search(before) and _COUNTED.match(sentence, match.end()))


_LATER = re.compile(r" (?:later|earlier|ago|before|after|or|and|to|in|at|for|of|during|when|as)\b")
