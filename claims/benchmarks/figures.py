"""`bench figures`: claims with a number against an edition of the World Factbook, compared as at the desk."""

import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Say
from claims.comparison.suggesting import suggest_by_figures
from claims.library.editions import EditionUnreadable, read_edition

LABELS = ("consistent", "differs")
GOLD = Path(__file__).parent / "figures_gold.jsonl"


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
            default=GOLD,
            metavar="FILE.jsonl",
            help="Lines {“claim”, “label”: “consistent” or “differs”}; without it the project's own.",
        )
        parser.add_argument("--show-errors", action="store_true", help="Also print each wrong suggestion.")

    def run(self, options: Mapping[str, Any], say: Say) -> dict[str, Any]:
        """See Benchmark."""
        rows = _rows(options["claims"])
        try:
            edition = read_edition(options["library"])
        except EditionUnreadable as error:
            raise BenchmarkRefused(str(error)) from error
        started = time.perf_counter()
        given: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for claim, label in rows:
            suggestion = suggest_by_figures(claim, edition.figures, said_on=edition.as_of)
            if suggestion.stance not in LABELS:
                if options.get("show_errors"):
                    say(f"[{label}] no suggestion: {claim} | {suggestion.reason[:160]}")
                continue
            given[suggestion.stance] += 1
            right[suggestion.stance] += suggestion.stance == label
            if suggestion.stance != label and options.get("show_errors"):
                say(f"[{label}] WRONG: {claim} | {suggestion.reason}")
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
