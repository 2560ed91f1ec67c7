"""The trained model: a linear one over hashed features, in one small file. Standard library only."""

from __future__ import annotations  # array takes no parameter before Python 3.12

import json
import math
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import mul
from pathlib import Path
from typing import Any

from claims.extraction.checkworthiness.features import BLOCKS, DENSE_NAMES, LETTERS, Features, letters, word_key

MODEL_FILE = Path(__file__).with_name("model.bin")
"""What ships."""
MAGIC = b"CTCW0001"
"""Changes with the features, so that a file is never read with features other than it was trained on."""


class Question(StrEnum):
    """What the model is asked about a sentence."""

    WORTH = "worth"
    """Would a fact-checker want this checked?"""
    FACT = "fact"
    """Is there a fact to check at all?"""


class Register(StrEnum):
    """The sort of text that a sentence comes from; probabilities and thresholds do not carry over."""

    NEWS = "news"
    DEBATE = "debate"
    """Debates, speeches, interviews."""


_Word = tuple[float, float, float, float, int, int]
"""What a word adds: letters for worth and fact, meaning for worth and fact, runs of letters, 1 where it is known."""
_MOST_WORDS = 50_000


class ModelUnreadable(ValueError):
    """The file holds no model, or one of another version; the message says what to run."""


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of one question in one register, in log-odds. Whole numbers are steps of -127 to 127."""

    bias: float
    dense: list[float]
    tables: dict[str, array[int]]
    """Steps for the buckets of each of BLOCKS and of "letters", and "known" for the words of `Model.keys`."""
    scales: dict[str, float]
    """What one step of each table is worth."""


@dataclass(frozen=True)
class Model:
    """Weights, calibration and thresholds, and what they were learnt from."""

    heads: dict[str, Head]
    """By `head_name`."""
    keys: array[int]
    """The known words as `word_key`, rising."""
    facts: dict[str, Any]
    """The header: "trained_on", "features", "calibration", "thresholds", "signals"."""

    def log_odds(self, seen: Features, register: Register) -> tuple[float, float]:
        """Return the uncalibrated log-odds of check-worthiness and of verifiability."""
        words = [self._word(token, register) for token in seen.tokens]
        letter_count = sum([word[4] for word in words])
        known = sum([word[5] for word in words])
        odds = []
        for at, question in enumerate(Question):
            head = self.heads[head_name(question, register)]
            total = head.bias + sum(map(mul, head.dense, seen.dense))
            for name, hit in seen.blocks.items():
                if hit:
                    steps = head.tables[name]
                    total += sum([steps[bucket] for bucket in hit]) * head.scales[name] / math.sqrt(len(hit))
            if letter_count:
                total += sum([word[at] for word in words]) / math.sqrt(letter_count)
            if known:
                total += sum([word[2 + at] for word in words]) / known
            odds.append(total)
        return odds[0], odds[1]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def _words(self) -> dict[tuple[str, Register], _Word]:
        return {}

    def _word(self, token: str, register: Register) -> _Word:
        """Return what a word adds. Kept, as words recur; forgotten before it grows large."""
        kept = self._words.get((token, register))
        if kept is None:
            kept = self._weigh(token, register)
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[token, register] = kept
        return kept

    def _weigh(self, token: str, register: Register) -> _Word:
        buckets = letters(token)
        place = self._places.get(word_key(token))
        heads = [self.heads[head_name(question, register)] for question in Question]
        spelt = [sum([head.tables["letters"][at] for at in buckets]) * head.scales["letters"] for head in heads]
        meant = [0.0 if place is None else head.tables["known"][place] * head.scales["known"] for head in heads]
        return spelt[0], spelt[1], meant[0], meant[1], len(buckets), int(place is not None)

    def probability(self, question: Question, register: Register, odds: float) -> float:
        """Return the probability that log-odds stand for in a register (Platt scaling)."""
        slope, offset = self.facts["calibration"][register][question]
        scaled = max(-30.0, min(30.0, slope * odds + offset))
        return 1 / (1 + math.exp(-scaled))

    def threshold(self, register: Register) -> float:
        """Return the least probability of check-worthiness at which a sentence is a claim to list."""
        return float(self.facts["thresholds"][register])

    def signal_weights(self) -> Mapping[str, float]:
        """Return the weight of each signal for check-worthiness, in log-odds, learnt on the signals alone."""
        weights: dict[str, float] = self.facts["signals"]
        return weights


def head_name(question: Question, register: Register) -> str:
    """Check-worthiness differs by register, verifiability does not."""
    return f"{question}:{register}" if question is Question.WORTH else str(question)


def dumps(model: Model) -> bytes:
    """Return the file of a model: magic, length of the header, header as JSON, weights compressed."""
    heads = [
        {"name": name, "bias": head.bias, "dense": head.dense, "scales": head.scales}
        for name, head in model.heads.items()
    ]
    header = {**model.facts, "heads": heads, "words": len(model.keys)}
    told = json.dumps(header, ensure_ascii=False).encode()
    gaps = array("H", [key - before for key, before in zip(model.keys, [0, *model.keys], strict=False)])
    tables = [head.tables[name].tobytes() for head in model.heads.values() for name in _sizes(len(model.keys))]
    body = b"".join([_little_endian(gaps).tobytes(), *tables])
    return MAGIC + struct.pack("<I", len(told)) + told + zlib.compress(body, 9)


def loads(data: bytes) -> Model:
    """Return the model of a file. Raises ModelUnreadable."""
    if data[: len(MAGIC)] != MAGIC:
        raise ModelUnreadable("This is no check-worthiness model of this version. Run manage.py train_checkworthiness.")
    try:
        return _loads(data)
    except (ValueError, KeyError, TypeError, struct.error, zlib.error) as error:
        raise ModelUnreadable(
            f"The check-worthiness model is damaged ({error}). Take the shipped file again."
        ) from error


def _loads(data: bytes) -> Model:
    start = len(MAGIC) + 4
    (length,) = struct.unpack("<I", data[len(MAGIC) : start])
    facts = json.loads(data[start : start + length])
    body = memoryview(zlib.decompress(data[start + length :]))
    count = facts.pop("words")
    keys = array("I", accumulate(_little_endian(_taken("H", body[: 2 * count]))))
    at = 2 * count
    heads = {}
    for told in facts.pop("heads"):
        tables = {}
        for name, size in _sizes(count).items():
            tables[name] = _taken("b", body[at : at + size])
            at += size
        if len(told["dense"]) != len(DENSE_NAMES):
            raise ValueError(f"{len(told['dense'])} dense weights instead of {len(DENSE_NAMES)}")
        heads[told["name"]] = Head(told["bias"], told["dense"], tables, told["scales"])
    if at != len(body):
        raise ValueError(f"{len(body)} bytes of weights instead of {at}")
    return Model(heads, keys, facts)


def _sizes(known: int) -> dict[str, int]:
    return {**BLOCKS, "letters": LETTERS, "known": known}


def _taken(code: str, part: memoryview) -> array[int]:
    taken: array[int] = array(code)
    taken.frombytes(part)
    return taken


def _little_endian(numbers: array[int]) -> array[int]:
    """Numbers stand little-endian in the file; a big-endian machine swaps."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Return the model that ships, read once a process."""
    return loads(MODEL_FILE.read_bytes())
