"""How much a word tells, by how rare it is among sentences of an encyclopedia."""

import json
import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from claims.comparison.stance.tokens import tokens

FILE = Path(__file__).parent / "commonness.json"
_KEPT = 12
"""A stem in fewer sentences than this is not listed: it counts in full."""


def weight(stem: str) -> float:
    """0 for a word of every sentence, 1 for a rare one."""
    return _weights().get(stem, 1.0)


def counted(sentences: Iterable[str]) -> bytes:
    """The file's content from these sentences, a stem's inverse document frequency scaled to 1 at most."""
    listed = list(sentences)
    counts = Counter(stem for sentence in listed for stem in {token.stem for token in tokens(sentence)})
    whole = math.log(max(4, len(listed)) / 2)
    weights = {
        stem: round(min(1.0, math.log((len(listed) + 1) / (count + 1)) / whole), 2)
        for stem, count in sorted(counts.items())
        if count >= _KEPT
    }
    content = {
        "attribution": "Counted on FoolMeTwice (Eisenschlos et al. 2021), dev part, Apache-2.0.",
        "stems": weights,
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))["stems"]
    return weights
