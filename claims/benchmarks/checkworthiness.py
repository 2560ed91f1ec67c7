"""How well sentences worth checking are told from the rest, on labelled files in the formats of the field."""

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.benchmarks import metrics
from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.benchmarks.labelled_files import FORMATS, LABELLED_FILES, guess
from claims.extraction.checkworthiness.model import Register
from claims.extraction.checkworthiness.scoring import TrainedScorer
from claims.extraction.checkworthiness.training.corpus import CorpusUnreadable

FIRST = (10, 20, 30, 50)
EVEN = 0.5
"""The threshold for verifiability: likelier yes than no."""


class CheckworthinessBenchmark:
    """Grades every sentence with the model that ships, or, with folds, with one trained on the rest of the file."""

    help = "Grade labelled sentences: F1 at the shipped threshold, average precision, P@10 to 50, AUC, Brier score."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--test", type=Path, required=True, metavar="FILE", help="labelled file, or folder of them")
        parser.add_argument("--format", choices=FORMATS, help="guessed from the file where it is not given")
        parser.add_argument("--register", choices=list(Register), type=Register, help="debate, but for the format news")
        parser.add_argument("--folds", type=int, metavar="N", help="cross-validate on the file itself, in N parts")
        parser.add_argument("--seed", type=int, metavar="N", help="shuffle the folds otherwise: how much is luck?")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        path, folds = options["test"], options["folds"]
        try:
            format_name = options["format"] or guess(path)
            examples = LABELLED_FILES[format_name](path)
        except CorpusUnreadable as error:
            raise BenchmarkRefused(str(error)) from error
        labels = [example.worth for example in examples]
        if len(set(labels)) < 2:
            raise BenchmarkRefused(f"{path}: every label is the same. Give a file with sentences of both sorts.")
        sentences = [example.sentence for example in examples]
        say(f"{len(sentences)} sentences, {sum(labels)} of them positive, format {format_name}.")
        if folds is not None:
            return _by_folds(sentences, labels, folds, options["seed"], speech=format_name == "policlaim")
        register = options["register"] or (Register.NEWS if format_name == "news" else Register.DEBATE)
        scorer = TrainedScorer(register)
        graded = scorer.assess(sentences)
        if format_name == "policlaim":
            return figures(labels, [one.verifiability for one in graded], EVEN)
        return figures(labels, [one.check_worthiness for one in graded], scorer.threshold)


def figures(labels: Sequence[bool], chances: Sequence[float], threshold: float) -> Figures:
    """Return the measures of a ranking and of its answers at the threshold."""
    answers = metrics.counted(labels, [chance >= threshold for chance in chances])
    return {
        "f1": round(answers.f1, 4),
        "precision": round(answers.precision, 4),
        "recall": round(answers.recall, 4),
        "macro_f1": round(answers.macro_f1, 4),
        "accuracy": round(answers.accuracy, 4),
        "ap": round(metrics.average_precision(labels, chances), 4),
        "p_at": {str(first): round(metrics.precision_at(labels, chances, first), 4) for first in FIRST},
        "auc": round(metrics.area_under_curve(labels, chances), 4),
        "brier": round(metrics.brier(labels, chances), 4),
        "threshold": threshold,
        "n": len(labels),
    }


def _by_folds(
    sentences: Sequence[str], labels: Sequence[bool], folds: int, seed: int | None, *, speech: bool
) -> Figures:
    """Return the means over the folds; "n" counts all sentences.

    A speech comes in order and has taught the shipped model nothing, so that what this model thinks of a sentence and
    its neighbours may help; as its figure is accuracy, the threshold is set for that, and else for macro F1.
    """
    most = min(sum(labels), len(labels) - sum(labels)) // 2
    if not 2 <= folds <= most:
        raise BenchmarkRefused(f"--folds {folds}: give 2 to {most}, half the number of sentences of the rarer label.")
    try:
        from claims.extraction.checkworthiness.training.folds import SEED, in_context, out_of_fold  # noqa: PLC0415
    except ImportError as error:
        raise BenchmarkRefused(
            f"Folds need scikit-learn ({error}). Run: pip install --require-hashes -r requirements-test.lock"
        ) from error
    graded = out_of_fold(
        sentences,
        labels,
        folds,
        (lambda answers: answers.accuracy) if speech else (lambda answers: answers.macro_f1),
        in_context(sentences) if speech else None,
        SEED if seed is None else seed,
    )
    each = [figures(fold.labels, fold.chances, fold.threshold) for fold in graded]
    mean: Figures = {
        name: round(sum(one[name] for one in each) / folds, 4) for name, value in each[0].items() if name != "p_at"
    }
    mean["p_at"] = {first: round(sum(one["p_at"][first] for one in each) / folds, 4) for first in each[0]["p_at"]}
    return {**{name: mean[name] for name in each[0]}, "n": len(labels), "folds": folds}


BENCHMARK = CheckworthinessBenchmark()
