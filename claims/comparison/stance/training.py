"""Fitting the stance model: logistic regression with an L2 penalty, calibrated on folds; the same bytes every time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.comparison.stance.calibration import calibrated
from claims.comparison.stance.examples import Example
from claims.comparison.stance.features import features
from claims.comparison.stance.model import StanceModel
from claims.comparison.stance.mutations import mutated

PENALTY = 0.085
"""Per example, on the squared weights; set by hand after trying weaker and stronger ones on folds."""
ROUNDS = 300
STEP = 0.5
FOLDS = 10
SHARE_OF_MUTATIONS = 0.15
"""What all made pairs together weigh in the calibration, beside the true ones."""
Row = tuple[dict[str, float], float]


def measured(examples: Sequence[Example]) -> list[Row]:
    """The features of each example that supports (1) or refutes (0)."""
    return [
        (features(example.claim, example.evidence), float(example.label == "SUPPORTS")) for example in decided(examples)
    ]


def decided(examples: Sequence[Example]) -> list[Example]:
    """Those that support or refute."""
    return [example for example in examples if example.label in {"SUPPORTS", "REFUTES"}]


def fit(rows: Sequence[Row]) -> StanceModel:
    """Full-batch gradient descent on standardised features, from zero; not calibrated."""
    names = list(rows[0][0])
    means = {name: sum(row[name] for row, _ in rows) / len(rows) for name in names}
    spreads = {
        name: math.sqrt(sum((row[name] - means[name]) ** 2 for row, _ in rows) / len(rows)) or 1.0 for name in names
    }
    inputs = [[(row[name] - means[name]) / spreads[name] for name in names] for row, _ in rows]
    weights, bias = [0.0] * len(names), 0.0
    for _ in range(ROUNDS):
        pulls, pull = [0.0] * len(names), 0.0
        for values, (_, label) in zip(inputs, rows, strict=True):
            total = bias + sum(weight * value for weight, value in zip(weights, values, strict=True))
            error = 1 / (1 + math.exp(-total)) - label
            pull += error
            for place, value in enumerate(values):
                pulls[place] += error * value
        bias -= STEP * pull / len(rows)
        weights = [
            weight - STEP * (push / len(rows) + PENALTY * weight) for weight, push in zip(weights, pulls, strict=True)
        ]
    return StanceModel(bias, dict(zip(names, weights, strict=True)), means, spreads)


@dataclass(frozen=True, slots=True)
class Held:
    """Scores of examples, true and made, each by a model that has seen no pair of its page."""

    pages: list[int]
    """The fold of each true example."""
    weighed: list[tuple[float, float, float]]
    """Score, label and weight: first of the true examples, then of the made ones."""
    made_pages: list[int]


def trained(examples: Sequence[Example], held: Held) -> StanceModel:
    """A model fitted on all the examples, its slope and offset on folds of them and on pairs made of their pages."""
    slope, offset = calibrated(held.weighed)
    return replace(fit(measured(examples)), slope=slope, offset=offset)


def cross_validated(held: Held) -> list[float]:
    """For each decided example the probability by a model that has seen no pair of its page.

    Slope and offset are those of the other folds.
    """
    folds = [*held.pages, *held.made_pages]
    probabilities = []
    by_fold = {
        fold: calibrated([each for each, other in zip(held.weighed, folds, strict=True) if other != fold])
        for fold in sorted(set(held.pages))
    }
    for (score, _, _), fold in zip(held.weighed, held.pages, strict=False):
        slope, offset = by_fold[fold]
        probabilities.append(1 / (1 + math.exp(-(slope * score + offset))))
    return probabilities


def held_out(examples: Sequence[Example]) -> Held:
    """Scores for calibration and for cross-validation."""
    kept = decided(examples)
    made = mutated(kept)
    rows, pages = measured(kept), folds_of(kept)
    made_rows, made_pages = measured(made), folds_of(made, like=kept)
    scores, made_scores = [0.0] * len(rows), [0.0] * len(made)
    for fold in sorted(set(pages)):
        model = fit([row for row, page in zip(rows, pages, strict=True) if page != fold] or rows)
        for listed, where, into in ((rows, pages, scores), (made_rows, made_pages, made_scores)):
            for place, page in enumerate(where):
                if page == fold:
                    into[place] = model.score(listed[place][0])
    each = SHARE_OF_MUTATIONS * len(rows) / max(1, len(made))
    weighed = [(score, label, 1.0) for score, (_, label) in zip(scores, rows, strict=True)]
    weighed += [(score, label, each) for score, (_, label) in zip(made_scores, made_rows, strict=True)]
    return Held(pages, weighed, made_pages)


def folds_of(examples: Sequence[Example], *, like: Sequence[Example] = (), folds: int = FOLDS) -> list[int]:
    """The fold of each example; those of one page share theirs, with the page's order in `like` where given."""
    order: dict[str, int] = {}
    for place, example in enumerate(like or examples):
        order.setdefault(example.page or f"{place}", len(order))
    return [order.get(example.page or f"{place}", place) % folds for place, example in enumerate(examples)]


def labels_of(examples: Sequence[Example]) -> list[float]:
    """1 for each decided example that supports, 0 for one that refutes."""
    return [float(example.label == "SUPPORTS") for example in decided(examples)]
