"""`bench stance`: claims with a text each, and whether the text supports or refutes them."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Say
from claims.choices import Stance
from claims.comparison.stance import TextSuggestion, suggest
from claims.comparison.stance.examples import Example, ExamplesUnreadable, read_examples
from claims.comparison.stance.training import accuracy, cross_validated, measured

_OF_STANCE = {Stance.CONSISTENT: "SUPPORTS", Stance.DIFFERS: "REFUTES"}
Judged = Sequence[tuple[Example, TextSuggestion]]


class StanceBenchmark:
    """A forced choice is scored; abstention is reported as coverage."""

    help = "Hold claims against a text each: accuracy and macro F1 of a forced choice, coverage, numeric refutations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--test",
            type=Path,
            required=True,
            metavar="FILE.jsonl",
            help="Lines {“claim”, “evidence”, “label”}, or FoolMeTwice's or FEVER-symmetric's own.",
        )
        parser.add_argument(
            "--cross-validate",
            action="store_true",
            help="Also train on nine tenths of the file at a time and score the tenth: what to read "
            "for the file that the shipped model was trained on.",
        )

    def run(self, options: Mapping[str, Any], say: Say) -> dict[str, Any]:
        """See Benchmark. NOT ENOUGH INFO is left out of the forced choice, whose answers are two."""
        try:
            examples = read_examples(options["test"])
        except ExamplesUnreadable as error:
            raise BenchmarkRefused(str(error)) from error
        say(f"{len(examples)} pairs …")
        judged = [(example, suggest(example.claim, example.evidence)) for example in examples]
        decided = [(example, said) for example, said in judged if example.label != "NOT ENOUGH INFO"]
        surest = sorted(decided, key=lambda pair: -abs(pair[1].supports - 0.5))[: max(1, len(decided) // 5)]
        given = [(example, said) for example, said in judged if said.stance in _OF_STANCE]
        by_number = [(example, said) for example, said in judged if said.by_number]
        figures = {
            "benchmark": "stance",
            "n": len(examples),
            "accuracy": _forced(decided),
            "macro_f1": _macro_f1(decided),
            "accuracy_surest_fifth": _forced(surest),
            "coverage": round(len(given) / len(examples), 4),
            "precision_of_suggestions": _share(sum(_OF_STANCE[s.stance] == e.label for e, s in given), len(given)),
            "numeric_refutations": len(by_number),
            "precision_numeric_refutations": _share(sum(e.label == "REFUTES" for e, _ in by_number), len(by_number)),
        }
        if options["cross_validate"]:
            rows = measured(examples)
            figures["cross_validated_accuracy"] = round(accuracy(cross_validated(rows), rows), 4)
        return figures


def _choice(said: TextSuggestion) -> str:
    return "SUPPORTS" if said.supports >= 0.5 else "REFUTES"


def _forced(judged: Judged) -> float | None:
    return _share(sum(_choice(said) == example.label for example, said in judged), len(judged))


def _macro_f1(judged: Judged) -> float | None:
    scores = []
    for label in ("SUPPORTS", "REFUTES"):
        hit = sum(_choice(said) == label == example.label for example, said in judged)
        either = sum((_choice(said) == label) + (example.label == label) for example, said in judged)
        scores.append(2 * hit / either if either else 0.0)
    return round(sum(scores) / 2, 4) if judged else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


BENCHMARK = StanceBenchmark()
