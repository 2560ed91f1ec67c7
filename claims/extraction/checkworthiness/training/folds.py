"""Cross-validation: every sentence is graded by a model that was trained on the others. Needs scikit-learn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedKFold

from claims.extraction.checkworthiness.training.calibration import best_threshold
from claims.extraction.checkworthiness.training.fitting import Design, Fitted, Numbers, Rows

SEED = 2020
_INNER = 3


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the data, graded by the model of the other parts."""

    labels: list[bool]
    chances: list[float]
    threshold: float
    """Set within the other parts, by cross-validation, for the best macro F1."""


def out_of_fold(sentences: Sequence[str], labels: Sequence[bool], folds: int) -> Iterator[Fold]:
    """Yield the parts; each holds the same share of yes. The parts are shuffled from a fixed seed."""
    design = Design(sentences)
    truth = np.array(labels, dtype=np.float64)
    for learnt, held_out in _parts(truth, folds):
        threshold = _threshold(design, truth, learnt)
        chances = _chances(design, truth, learnt, held_out)
        yield Fold([bool(label) for label in truth[held_out]], chances, threshold)


def _threshold(design: Design, truth: Numbers, rows: Rows) -> float:
    labels: list[bool] = []
    chances: list[float] = []
    for learnt, held_out in _parts(truth[rows], min(_INNER, int(min(truth[rows].sum(), (1 - truth[rows]).sum())))):
        labels += [bool(label) for label in truth[rows[held_out]]]
        chances += _chances(design, truth, rows[learnt], rows[held_out])
    return best_threshold([(chances, labels)], lambda answers: answers.macro_f1)


def _parts(truth: Numbers, folds: int) -> Iterator[tuple[Rows, Rows]]:
    parts: Iterator[tuple[Rows, Rows]] = StratifiedKFold(folds, shuffle=True, random_state=SEED).split(truth, truth)
    return parts


def _chances(design: Design, truth: Numbers, learnt: Rows, held_out: Rows) -> list[float]:
    odds = Fitted(design, learnt, truth[learnt]).log_odds(design, held_out)
    return [float(chance) for chance in 1 / (1 + np.exp(-odds))]
