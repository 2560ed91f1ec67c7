"""From log-odds to probabilities (Platt scaling), and where a probability is high enough. Standard library only."""

import math
from collections.abc import Callable, Sequence

from claims.benchmarks.metrics import Counted, counted

_ROUNDS = 100
_TINY = 1e-12
_PLATEAU = 0.005


def platt(odds: Sequence[float], labels: Sequence[bool]) -> tuple[float, float]:
    """Return slope and offset of the logistic curve through the labels, by Newton's method.

    The targets are smoothed as in Platt (1999), "Probabilistic outputs for support vector machines", so that
    perfectly separated labels still give a finite curve. Raises ValueError unless both answers occur.
    """
    positive = sum(labels)
    negative = len(labels) - positive
    if not positive or not negative:
        raise ValueError("Calibration needs sentences of both answers.")
    high, low = (positive + 1) / (positive + 2), 1 / (negative + 2)
    targets = [high if label else low for label in labels]
    slope, offset = 1.0, 0.0
    for _ in range(_ROUNDS):
        slope, offset, moved = _step(odds, targets, slope, offset)
        if moved < _TINY:
            break
    return round(slope, 6), round(offset, 6)


def _step(odds: Sequence[float], targets: Sequence[float], slope: float, offset: float) -> tuple[float, float, float]:
    """One step of Newton's method on the log-loss; returns the new curve and how far it moved."""
    of_slope = of_offset = 0.0
    curve_ss = curve_so = curve_oo = _TINY
    for value, target in zip(odds, targets, strict=True):
        guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * value + offset))))
        weight = guess * (1 - guess)
        of_slope += (guess - target) * value
        of_offset += guess - target
        curve_ss += weight * value * value
        curve_so += weight * value
        curve_oo += weight
    determinant = curve_ss * curve_oo - curve_so * curve_so
    change_slope = (curve_oo * of_slope - curve_so * of_offset) / determinant
    change_offset = (curve_ss * of_offset - curve_so * of_slope) / determinant
    return slope - change_slope, offset - change_offset, abs(change_slope) + abs(change_offset)


def best_threshold(
    sets: Sequence[tuple[Sequence[float], Sequence[bool]]],
    measure: Callable[[Counted], float] = lambda answers: answers.f1,
) -> float:
    """Return the threshold with the best mean measure (F1) over the sets: the middle of where it is nearly the best.

    A set is its probabilities and its labels.
    """
    grid = [step / 200 for step in range(10, 191)]
    quality = [
        sum(measure(counted(labels, [chance >= least for chance in chances])) for chances, labels in sets) / len(sets)
        for least in grid
    ]
    best = max(quality)
    good = [least for least, reached in zip(grid, quality, strict=True) if reached >= best - _PLATEAU]
    return round((good[0] + good[-1]) / 2, 3)
