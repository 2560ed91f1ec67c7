"""Number words and digit grouping of other languages, put into the form that the English grammar of quantities reads.

Not a grammar of its own: per cent, thousands, millions, milliards, the myriads of Chinese and Japanese, and the few
words that bound a figure.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_POINT_LANGUAGES = frozenset({"en", "zh", "ja", "ko", "th", "he", "hi", "ur", "bn", "ta", "te", "sw", "ga", "mt", "ms"})
"""Write 1,234.5; all others are taken to write 1.234,5 or 1 234,5."""
_WORDS = {
    "per cent": r"prozent|pour ?cents?|por ?cien(?:to)?|per ?cento|por ?cento|procent\w*|processo|prosenttia|procenta?",
    "thousand": r"tausend|mille|mil|mila|duizend|tusen|tysi[ąa]c\w*|тысяч\w*",
    "million": (
        r"mio\.|million(?:en|s)|mill[oó]n(?:es)?|milion[ie]|milh(?:[ãa]o|[õo]es)|miljoen|miljon(?:er)?|"
        r"milion[óo]w|миллион\w*"
    ),
    "billion": r"mrd\.|milliarden?|milliards?|mil millones|miliard[io]|bilh(?:[ãa]o|[õo]es)|miljard(?:er)?|миллиард\w*",
    "euros": r"euro",
    "more than": r"mehr als|plus de|m[áa]s de|pi[ùu] di|mais de|meer dan|mer [äa]n|более",
    "less than": r"weniger als|moins de|menos de|meno di|minder dan|mindre [äa]n|менее",
    "nearly": r"fast|knapp|presque|pr[èe]s de|casi|quasi|quase|bijna|n[äa]stan|почти",
    "about": r"etwa|rund|ungef[äa]hr|environ|alrededor de|unos|circa|cerca de|ongeveer|omkring|около",
}
_MYRIADS = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_CJK = "\u3040-\u30ff\u4e00-\u9fff"
_FOREIGN = re.compile(
    "|".join(rf"(?P<w{number}>(?<!\w)(?:{pattern})(?!\w))" for number, pattern in enumerate(_WORDS.values()))
    + rf"|(?P<cjk>(?<![\d.,])\d[\d,]*(?:\.\d+)?(?P<myriad>[{''.join(_MYRIADS)}])?(?P<percent>[%％])?(?=[{_CJK}]|$))"
    + r"|(?P<number>(?<![\w.,])(?:\d{1,3}(?:[.\u00a0\u202f ]\d{3})+(?:,\d+)?|\d+,\d+)(?![\w]|[.,]\d))",
    re.IGNORECASE,
)
_ENGLISH = tuple(_WORDS)


@dataclass(frozen=True, slots=True)
class Swap:
    """What stands at [start, end) of the English form stands at [own_start, own_end) of the sentence."""

    start: int
    end: int
    own_start: int
    own_end: int


@dataclass(frozen=True, slots=True)
class Numerals:
    """A sentence in the English form, and the way back to its own words."""

    text: str
    swaps: tuple[Swap, ...]

    def own_span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the sentence [start, end) of `text` stands; what was swapped is taken whole."""
        return self._own(start, at_end=False), self._own(end, at_end=True)

    def _own(self, position: int, *, at_end: bool) -> int:
        shift = 0
        for swap in self.swaps:
            if position < swap.start or (at_end and position == swap.start):
                break
            if position < swap.end or (at_end and position == swap.end):
                return swap.own_end if at_end else swap.own_start
            shift = swap.own_end - swap.end
        return position + shift


def english_numerals(sentence: str, language: str) -> Numerals:
    """Return `sentence` with its number words and digit grouping as English writes them.

    `language` is a primary language tag.
    """
    parts: list[str] = []
    swaps: list[Swap] = []
    length = last = 0
    for found in _FOREIGN.finditer(sentence):
        english = _english(found, language)
        if english is None:
            continue
        parts += [sentence[last : found.start()], english]
        length += found.start() - last
        swaps.append(Swap(length, length + len(english), found.start(), found.end()))
        length += len(english)
        last = found.end()
    return Numerals("".join([*parts, sentence[last:]]), tuple(swaps))


def _english(found: re.Match[str], language: str) -> str | None:
    """What stands for the match in English; None: it stands as it is."""
    if found["number"]:
        return None if language in _POINT_LANGUAGES else _regrouped(found[0])
    if found["cjk"]:
        if language not in {"ja", "zh"}:
            return None
        figures = re.sub(r"[^\d.]", "", found["cjk"])
        value = Decimal(figures) * _MYRIADS.get(found["myriad"] or "", 1)
        return f" {value:f}{'%' if found['percent'] else ''} "
    return next(_ENGLISH[int(name[1:])] for name, words in found.groupdict().items() if words and name[0] == "w")


def _regrouped(number: str) -> str:
    whole, _, decimals = number.partition(",")
    digits = re.sub(r"\D", "", whole)
    return f"{int(digits):,}" + (f".{decimals}" if decimals else "")
