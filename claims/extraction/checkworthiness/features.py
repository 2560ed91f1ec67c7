"""What the model sees in a sentence: words, letters, shapes, signals, measures. Standard library only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from claims.extraction.checkworthiness.measures import MEASURE_NAMES, PAIRED_MEASURES, WORD_SORTS, measures
from claims.extraction.checkworthiness.signals import SIGNALS
from claims.extraction.checkworthiness.vocabulary import FUNCTION_WORDS, SUFFIXES

DENSE_NAMES = (*(signal.name for signal in SIGNALS), *MEASURE_NAMES)
"""The dense part, in the order of `Features.dense`: the signals come first."""
_PAIRED = tuple(
    at for at, name in enumerate(DENSE_NAMES) if at < len(SIGNALS) or name.startswith("any ") or name in PAIRED_MEASURES
)
BLOCKS = {"words": 1 << 15, "shapes": 1 << 14, "pairs": len(_PAIRED) ** 2}
"""The sparse blocks and their numbers of buckets: words alone and in twos, runs of shapes, signs that go together."""
LETTERS = 1 << 15
"""Buckets of the runs of letters, which are counted word by word."""
_KEY_BITS = (1 << 24) - 1
_TOKEN = re.compile(r"n't\b|'\w+|\b\w+?(?=n't)|\w+|[%$£€?!\"]")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTES = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Features:
    """One sentence as numbers."""

    blocks: dict[str, frozenset[int]]
    """For each of BLOCKS the buckets that are hit; how often does not matter."""
    tokens: tuple[str, ...]
    """The words in lower case, in order, numbers by their number of digits."""
    dense: tuple[float, ...]
    """A number for each of DENSE_NAMES: 0 or 1 for the signals, then the measures."""


def features(sentence: str) -> Features:
    """Return what the model sees in `sentence`. The same words give the same numbers on every machine."""
    words = _TOKEN.findall(_levelled(sentence))
    tokens = tuple([word.lower() for word in words])
    dense = (*[1.0 if sign.pattern.search(sentence) else 0.0 for sign in SIGNALS], *measures(sentence, words))
    edged = ["^", *tokens, "."]
    outline = ["^", *map(_shape, words[:1]), *map(_shape_inside, words[1:]), "."]
    shown = [number for number, at in enumerate(_PAIRED) if dense[at]]
    return Features(
        blocks={
            "words": _hashed([*tokens, *_twos(edged)], BLOCKS["words"]),
            "shapes": _hashed(_runs(outline), BLOCKS["shapes"]),
            "pairs": frozenset(
                [one * len(_PAIRED) + other for at, one in enumerate(shown) for other in shown[at + 1 :]]
            ),
        },
        tokens=tokens,
        dense=dense,
    )


def word_key(word: str) -> int:
    """Return the number, of 24 bits, by which the model knows a word. Of strangers one in 800 passes for one."""
    return crc32(word.encode()) & _KEY_BITS


def letters(word: str) -> list[int]:
    """Return the buckets of the runs of three to five letters of a word with its edges."""
    edged = f" {word} "
    runs = [edged[at : at + size] for size in (3, 4, 5) for at in range(max(1, len(edged) - size + 1))]
    return [crc32(run.encode()) & (LETTERS - 1) for run in runs]


def _levelled(sentence: str) -> str:
    """Years and numbers become signs for themselves: a model should not learn that 47 is worth more than 48."""
    text = _YEAR.sub(" _year_ ", sentence.translate(_QUOTES))
    return _NUMBER.sub(lambda number: f" _n{min(sum(map(str.isdigit, number[0])), 7)}_ ", text)


def _hashed(parts: Iterable[str], buckets: int) -> frozenset[int]:
    return frozenset([crc32(part.encode()) & (buckets - 1) for part in parts])


def _twos(parts: list[str]) -> list[str]:
    return [f"{one} {after}" for one, after in pairwise(parts)]


def _runs(outline: list[str]) -> list[str]:
    """Return all runs of two, three and four of the outline."""
    runs = _twos(outline)
    threes = [f"{run} {after}" for run, after in zip(runs, outline[2:], strict=False)]
    fours = [f"{run} {after}" for run, after in zip(threes, outline[3:], strict=False)]
    return runs + threes + fours


@lru_cache(maxsize=1 << 14)
def _shape(word: str) -> str:
    """Return a function word as it is, and of any other word its ending."""
    low = word.lower()
    if low in FUNCTION_WORDS or low.startswith("_"):
        return low
    return next((f"-{end}" for end in SUFFIXES if low.endswith(end) and len(low) > len(end) + 2), "w")


@lru_cache(maxsize=1 << 14)
def _shape_inside(word: str) -> str:
    """The same inside a sentence, where a capital letter says that it is a name."""
    if word[0].isupper() and word.lower() not in FUNCTION_WORDS:
        return "ABC" if word.isupper() and len(word) > 1 else "Abc"
    return _shape(word)


def fingerprint() -> str:
    """Return a number for all that decides what is seen, so that a model can tell whether it was trained on this."""
    patterns = [f"{signal.name}={signal.pattern.pattern}" for signal in SIGNALS]
    lists = [" ".join(sorted(words)) for words in (FUNCTION_WORDS, *WORD_SORTS.values())]
    told = "\n".join([*patterns, *lists, *DENSE_NAMES, *SUFFIXES, _TOKEN.pattern, str(BLOCKS), str(LETTERS)])
    return f"{crc32(told.encode()):08x}"
