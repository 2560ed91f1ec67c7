"""`bench figures`: claims with a number against an edition of the World Factbook, answered as the desk answers them.

The edition is read by the library's importer into the rows that the library stores, and each figure of a claim gets
the hits that the library's connector gives a reviewer; only the table is in memory instead of the database.
"""

import json
import time
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Say
from claims.choices import Stance
from claims.comparison.weighing import is_measured
from claims.extraction.quantities.finding import quantities
from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.factbook_json import IMPORTER
from claims.library.store import document_row, figure_rows
from claims.models import ReferenceFigure
from claims.sources.base import Question, QuestionQuantity
from claims.sources.library import figure_hits

LABELS = ("consistent", "differs")
_HERE = Path(__file__).parent
GOLD = (_HERE / "figures_gold.jsonl", _HERE / "figures_gold_unseen.jsonl")
"""The claims that the comparison was built with, and claims labelled from the book before they were ever compared."""
OLDEST = 65
"""Whole numbers up to here may bound an age ("people under 15"), and are then no claim by themselves."""


class Edition:
    """An edition's figures in memory, asked as the library's table is."""

    def __init__(self, path: Path) -> None:
        """Raises LibraryDataError where `path` holds no edition."""
        self.figures: dict[str, list[ReferenceFigure]] = defaultdict(list)
        days = []
        for read in IMPORTER.read(path, path.name, Details()):
            days += [read.details.as_of] if read.details.as_of else []
            for figure in figure_rows(document_row(read), read):
                self.figures[figure.place].append(figure)
        self.as_of: date | None = max(days, default=None)

    def of(self, place: str, measures: Iterable[str]) -> list[ReferenceFigure]:
        """The figures of a place, as claims.library.searching.figures_of."""
        wanted = set(measures)
        return [figure for figure in self.figures.get(place, ()) if figure.measure in wanted]


class FiguresBenchmark:
    """Precision of each suggestion, and how many claims get one."""

    help = (
        "Hold claims against the figures of a World Factbook edition, without a database: precision of “consistent” "
        "and of “differs”, and coverage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--library",
            type=Path,
            required=True,
            metavar="DIR",
            help="World Factbook JSON: a tarball, the folder of it unpacked, or a folder that holds one.",
        )
        parser.add_argument(
            "--claims",
            type=Path,
            metavar="FILE.jsonl",
            help="Lines {“claim”, “label”: “consistent” or “differs”}; without it the project's own 330.",
        )
        parser.add_argument("--show-errors", action="store_true", help="Also print each wrong suggestion.")

    def run(self, options: Mapping[str, Any], say: Say) -> dict[str, Any]:
        """See Benchmark."""
        rows = [row for path in ([options["claims"]] if options["claims"] else GOLD) for row in _rows(path)]
        try:
            edition = Edition(options["library"])
        except LibraryDataError as error:
            raise BenchmarkRefused(str(error)) from error
        started = time.perf_counter()
        given: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for claim, label in rows:
            stance, reason = _suggested(claim, edition)
            if stance not in LABELS:
                if options.get("show_errors"):
                    say(f"[{label}] no suggestion: {claim} | {reason[:160]}")
                continue
            given[stance] += 1
            right[stance] += stance == label
            if stance != label and options.get("show_errors"):
                say(f"[{label}] WRONG: {claim} | {reason}")
        return {
            "benchmark": "figures",
            "n": len(rows),
            "figures": sum(len(figures) for figures in edition.figures.values()),
            "precision_consistent": _share(right["consistent"], given["consistent"]),
            "precision_differs": _share(right["differs"], given["differs"]),
            "coverage": _share(sum(given.values()), len(rows)),
            "suggested": {label: given[label] for label in LABELS},
            "seconds": round(time.perf_counter() - started, 2),
        }


def _suggested(claim: str, edition: Edition) -> tuple[Stance, str]:
    """What the first hits beside a claim's figures say of the whole claim.

    Differs: one figure does. Consistent: all are. Otherwise nothing, for a claim is not borne out by half.
    """
    found = [
        QuestionQuantity(id=number, **asdict(quantity)) for number, quantity in enumerate(quantities(claim), start=1)
    ]
    question = Question(text=claim, quantities=tuple(found), said_on=edition.as_of)
    said: list[tuple[Stance, str]] = []
    for quantity in found:
        if not is_measured(question.claimed(quantity)):
            continue
        hits = figure_hits(question, quantity, rows=edition.of)
        if hits:
            said.append((hits[0].stance, hits[0].reason))
        elif not _bounds_an_age(quantity):
            said.append((Stance.NO_SUGGESTION, f"Nothing found to hold “{quantity.text}” against."))
    differing = [each for each in said if each[0] == Stance.DIFFERS]
    unheld = [each for each in said if each[0] != Stance.CONSISTENT]
    return (differing or unheld or said or [(Stance.NO_SUGGESTION, "The claim has no number to compare.")])[0]


def _bounds_an_age(quantity: QuestionQuantity) -> bool:
    bare = quantity.unit == "percent" and "%" not in quantity.text and "cent" not in quantity.text
    return (bare or quantity.unit in {"a", "age", "count"}) and quantity.value <= OLDEST and quantity.value % 1 == 0


def _rows(path: Path) -> list[tuple[str, str]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            claim, label = str(row["claim"]), str(row["label"])
        except (ValueError, KeyError, TypeError) as error:
            raise BenchmarkRefused(f"{path}, line {number}: {error!r}. Expected {{“claim”, “label”}}.") from error
        if label not in LABELS:
            raise BenchmarkRefused(f"{path}, line {number}: label “{label}”. Expected one of {', '.join(LABELS)}.")
        rows.append((claim, label))
    if not rows:
        raise BenchmarkRefused(f"{path}: no claims. Expected lines {{“claim”, “label”}}.")
    return rows


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


BENCHMARK = FiguresBenchmark()
