"""How well the quantities of sentences are read: values, ranges and units against a labelled file."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.extraction.quantities.finding import quantities

GOLD = Path(__file__).with_name("quantities_gold.jsonl")
PARTS = ("tune", "report", "all")
_EXPECTED = (
    'Expected {"text": "…", "quantities": [{"value": 46, "unit": "percent"}, …]}, "upper" for the end of a range.'
)
_SAME = Decimal("0.000001")
"""Values may differ by so much of themselves: what is left of a division."""
_SAME_SHARE = Decimal("0.0051")
"""Fractions may differ by so much: a third may be written 0.33, two thirds 0.67."""
_NOTATIONS = {
    "%": "percent",
    "pp": "percentage_point",
    "number": "count",
    "ratio": "fraction",
    "times": "multiple",
    "°C": "Cel",
    "°F": "[degF]",
    "l": "L",
    "ml": "mL",
    "hm2": "har",
    "Mg": "t",
    "[mi_us]": "[mi_i]",
    "[ft_us]": "[ft_i]",
    "[in_us]": "[in_i]",
    "[acr_br]": "[acr_us]",
    "kWh": "kW.h",
    "MWh": "MW.h",
    "GWh": "GW.h",
    "TWh": "TW.h",
    "µg/m3": "ug/m3",
    "mph": "[mi_i]/h",
    "a_j": "a",
    "mo_j": "mo",
}
"""Other ways to write a unit that name the same one."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quantity as a labeller or the grammar gives it."""

    value: Decimal
    upper: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence and every quantity in it."""

    text: str
    quantities: tuple[Labelled, ...]


class QuantitiesBenchmark:
    """Reads every sentence of a labelled file, in this process, without a database."""

    help = "Read the quantities of labelled sentences: precision, recall and F1 of values, and with their units."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--test", type=Path, metavar="FILE", help="JSON lines; the project's own file unless given")
        parser.add_argument(
            "--part",
            choices=PARTS,
            default="all",
            help="of the file: its odd lines (tune), its even lines (report), or all",
        )

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        labelled = read(options.get("test") or GOLD, part=options.get("part") or "all")
        began = time.process_time()
        found = [_found(sentence.text) for sentence in labelled]
        seconds = max(time.process_time() - began, 1e-9)
        gold = [sentence.quantities for sentence in labelled]
        value, both = _scores(gold, found, same_value), _scores(gold, found, _same_value_and_unit)
        return {
            "value": value,
            "value_and_unit": both,
            "value_f1": value["f1"],
            "unit_recall": both["recall"],
            "n": len(labelled),
            "quantities": sum(map(len, gold)),
            "found": sum(map(len, found)),
            "sentences_per_second": round(len(labelled) / seconds),
        }


def read(path: Path, *, part: str = "all") -> list[LabelledSentence]:
    """Return the labelled sentences of a part of a file.

    Raises BenchmarkRefused, with the number of the line, where one is not of the format.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BenchmarkRefused(f"{path} is not UTF-8. Save it as UTF-8, one JSON object a line.") from error
    labelled = [
        _labelled(path, number, line)
        for number, line in enumerate(lines, 1)
        if line.strip() and (part == "all" or number % 2 == (part == "tune"))
    ]
    if not labelled:
        raise BenchmarkRefused(f"{path} holds no labelled sentence in part {part}. {_EXPECTED}")
    return labelled


def same_value(one: Labelled, other: Labelled) -> bool:
    """Whether two quantities give the same number or the same range."""
    tolerance = _SAME_SHARE if "fraction" in {one.unit, other.unit} else max(abs(one.value), Decimal(1)) * _SAME
    if (one.upper is None) != (other.upper is None):
        return False
    ends = one.upper is None or other.upper is None or abs(one.upper - other.upper) <= tolerance
    return ends and abs(one.value - other.value) <= tolerance


def _same_value_and_unit(one: Labelled, other: Labelled) -> bool:
    units = {_NOTATIONS.get(quantity.unit, quantity.unit) for quantity in (one, other)}
    return len(units) == 1 and same_value(one, other)


def _found(text: str) -> tuple[Labelled, ...]:
    return tuple(Labelled(found.value, found.upper, found.unit) for found in quantities(text))


def _labelled(path: Path, number: int, line: str) -> LabelledSentence:
    try:
        row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        return _sentence(row["text"], row["quantities"])
    except KeyError as error:
        raise BenchmarkRefused(f"{path}, line {number}: {error} is missing. {_EXPECTED}") from error
    except (ValueError, TypeError, InvalidOperation, RecursionError) as error:
        raise BenchmarkRefused(f"{path}, line {number}: {error}. {_EXPECTED}") from error


def _sentence(text: Any, listed: Any) -> LabelledSentence:
    if not isinstance(text, str) or not isinstance(listed, list):
        raise TypeError("text is a string and quantities a list")
    return LabelledSentence(text, tuple(map(_quantity, listed)))


def _quantity(row: Any) -> Labelled:
    if not isinstance(row, dict):
        raise TypeError(f"{row!r} is no quantity")
    unit, value, upper = row["unit"], row["value"], row.get("upper")
    if not isinstance(unit, str) or not unit:
        raise TypeError(f"unit {unit!r} is no text")
    if not isinstance(value, Decimal) or not (upper is None or isinstance(upper, Decimal)):
        raise TypeError(f"value {value!r} and upper {upper!r} are numbers, and upper may be missing")
    return Labelled(value, upper, unit)


def _scores(
    gold: list[tuple[Labelled, ...]], found: list[tuple[Labelled, ...]], same: Callable[[Labelled, Labelled], bool]
) -> dict[str, float]:
    """Precision, recall and F1, every quantity of a sentence matched with one of the same sentence at most."""
    matched = sum(map(_matched, gold, found, [same] * len(gold)))
    precision = matched / max(sum(map(len, found)), 1)
    recall = matched / max(sum(map(len, gold)), 1)
    f1 = 2 * precision * recall / (precision + recall) if matched else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _matched(
    gold: tuple[Labelled, ...], found: tuple[Labelled, ...], same: Callable[[Labelled, Labelled], bool]
) -> int:
    """How many of a sentence's quantities were found, each found one counted once."""
    left = list(found)
    for quantity in gold:
        hit = next((other for other in left if same(quantity, other)), None)
        if hit is not None:
            left.remove(hit)
    return len(found) - len(left)


BENCHMARK = QuantitiesBenchmark()
