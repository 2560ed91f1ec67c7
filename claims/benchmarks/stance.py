"""`bench stance`: claims with a text each, and whether the text supports or refutes them."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Say
from claims.choices import Stance
from claims.comparison.stance import TextSuggestion, suggest
from claims.comparison.stance.backends import LIGHT, Pair, backend
from claims.comparison.stance.calibration import calibration_error
from claims.comparison.stance.cross_encoder import BrokenCrossEncoder
from claims.comparison.stance.examples import Example, ExamplesUnreadable, read_examples
from claims.comparison.stance.training import cross_validated, decided, held_out

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
            help="Also train on nine tenths of the file's pages at a time and score the tenth: what to read "
            "for the file that the shipped model was trained on.",
        )
        parser.add_argument(
            "--backend",
            default=LIGHT,
            metavar="light|PATH",
            help="light, the model that ships (the default), or an NLI cross-encoder, named as STANCE_MODEL does.",
        )

    def run(self, options: Mapping[str, Any], say: Say) -> dict[str, Any]:
        """See Benchmark. NOT ENOUGH INFO is left out of the forced choice, whose answers are two."""
        try:
            examples = read_examples(options["test"])
            model = backend(options["backend"])
            say(f"{len(examples)} pairs, by {model.name} …")
            said = model.suggest_all([Pair(example.claim, example.evidence) for example in examples])
        except (ExamplesUnreadable, BrokenCrossEncoder) as error:
            raise BenchmarkRefused(str(error)) from error
        figures: dict[str, Any] = {"benchmark": "stance", "backend": model.name, "n": len(examples)}
        figures |= _figures(list(zip(examples, said, strict=True)))
        if options["cross_validate"]:
            say("Cross-validating …")
            kept = decided(examples)
            unseen = [
                suggest(example.claim, example.evidence, supports=supports)
                for example, supports in zip(kept, cross_validated(held_out(examples)), strict=True)
            ]
            figures["cross_validated"] = _figures(list(zip(kept, unseen, strict=True)))
        return figures


def _figures(judged: Judged) -> dict[str, Any]:
    settled = [(example, said) for example, said in judged if example.label != "NOT ENOUGH INFO"]
    surest = sorted(settled, key=lambda pair: -abs(pair[1].supports - 0.5))[: max(1, len(settled) // 5)]
    given = [(example, said) for example, said in judged if said.stance in _OF_STANCE]
    by_number = [(example, said) for example, said in judged if said.by_number]
    error = calibration_error([s.supports for _, s in settled], [float(e.label == "SUPPORTS") for e, _ in settled])
    return {
        "accuracy": _forced(settled),
        "macro_f1": _macro_f1(settled),
        "accuracy_surest_fifth": _forced(surest),
        "calibration_error": round(error, 4),
        "coverage": round(len(given) / len(judged), 4),
        "suggestions": len(given),
        "precision_of_suggestions": _right(given),
        "precision_of_supports": _right([pair for pair in given if pair[1].stance == Stance.CONSISTENT]),
        "precision_of_refutations": _right([pair for pair in given if pair[1].stance == Stance.DIFFERS]),
        "numeric_refutations": len(by_number),
        "precision_numeric_refutations": _right(by_number),
    }


def _right(given: Judged) -> float | None:
    return _share(sum(_OF_STANCE[said.stance] == example.label for example, said in given), len(given))


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
