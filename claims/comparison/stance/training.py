"""Fitting the stance model: logistic regression with an L2 penalty, in plain Python, the same bytes every time."""

import math
from collections.abc import Sequence

from claims.comparison.stance.examples import Example
from claims.comparison.stance.features import features
from claims.comparison.stance.model import StanceModel

PENALTY = 0.08
"""Per example, on the squared weights; set by hand after trying a weaker and a stronger one."""
ROUNDS = 300
STEP = 0.5
FOLDS = 10
Row = tuple[dict[str, float], float]


def measured(examples: Sequence[Example]) -> list[Row]:
    """The features of each example that supports (1) or refutes (0)."""
    return [
        (features(example.claim, example.evidence), float(example.label == "SUPPORTS"))
        for example in examples
        if example.label in {"SUPPORTS", "REFUTES"}
    ]


def fit(rows: Sequence[Row]) -> StanceModel:
    """Full-batch gradient descent on standardised features, from zero."""
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


def cross_validated(rows: Sequence[Row], folds: int = FOLDS) -> list[float]:
    """For each example the probability that a model gives which has not seen it; every folds-th row is one fold."""
    probabilities = [0.0] * len(rows)
    for fold in range(folds):
        model = fit([row for place, row in enumerate(rows) if place % folds != fold])
        for place in range(fold, len(rows), folds):
            probabilities[place] = model.supports(rows[place][0])
    return probabilities


def accuracy(probabilities: Sequence[float], rows: Sequence[Row]) -> float:
    """The share that a forced choice gets right."""
    right = sum(
        (probability >= 0.5) == (label == 1) for probability, (_, label) in zip(probabilities, rows, strict=True)
    )
    return right / len(rows)
