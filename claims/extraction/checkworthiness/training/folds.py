"""Cross-validation: every sentence is graded by a model that was trained on the others. Needs scikit-learn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedKFold

from claims.extraction.checkworthiness.training.fitting import Design, Fitted

SEED = 2020


@dataclass(frozen=True, slots=True)
class Fold:
    """The right answers of a part, and the probabilities from the model of the other parts."""

    labels: list[bool]
    chances: list[float]


def out_of_fold(sentences: Sequence[str], labels: Sequence[bool], folds: int) -> Iterator[Fold]:
    """Yield the parts; each holds the same share of yes. The parts are shuffled from a fixed seed."""
    design = Design(sentences)
    truth = np.array(labels, dtype=np.float64)
    parts = StratifiedKFold(folds, shuffle=True, random_state=SEED)
    for learnt, held_out in parts.split(truth, truth):
        odds = Fitted(design, learnt, truth[learnt]).log_odds(design, held_out)
        yield Fold([bool(label) for label in truth[held_out]], [float(chance) for chance in 1 / (1 + np.exp(-odds))])
