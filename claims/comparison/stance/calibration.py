"""Making scores probabilities, and measuring how well they keep their word."""

import math
from collections.abc import Sequence

_BINS = 10
_STEPS = 50
_SMALL = 1e-9


def calibrated(weighed: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Slope and offset that make scores probabilities (Platt 1999), from (score, label, weight), by Newton's method."""
    slope, offset = 1.0, 0.0
    for _ in range(_STEPS):
        gradient, hessian = [0.0, 0.0], [[1e-6, 0.0], [0.0, 1e-6]]
        for score, label, weight in weighed:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * score + offset))))
            error, curve = weight * (p - label), weight * p * (1 - p)
            gradient = [gradient[0] + error * score, gradient[1] + error]
            hessian[0][0] += curve * score * score
            hessian[0][1] += curve * score
            hessian[1][1] += curve
        (a, b), d = hessian[0], hessian[1][1]
        determinant = a * d - b * b
        if determinant <= 0:
            break
        steps = ((d * gradient[0] - b * gradient[1]) / determinant, (a * gradient[1] - b * gradient[0]) / determinant)
        slope, offset = slope - steps[0], offset - steps[1]
        if max(map(abs, steps)) < _SMALL:
            break
    return slope, offset


def accuracy(probabilities: Sequence[float], labels: Sequence[float]) -> float:
    """The share that a forced choice gets right."""
    right = sum((probability >= 0.5) == (label == 1) for probability, label in zip(probabilities, labels, strict=True))
    return right / len(labels)


def calibration_error(probabilities: Sequence[float], labels: Sequence[float]) -> float:
    """Expected calibration error, 0 to 1: how far the stated probability and the share that came true are apart.

    Ten bins of equal width, each weighed by its size (Naeini et al. 2015).
    """
    bins: dict[int, list[tuple[float, float]]] = {}
    for pair in zip(probabilities, labels, strict=True):
        bins.setdefault(min(int(pair[0] * _BINS), _BINS - 1), []).append(pair)
    gaps = [abs(sum(probability - label for probability, label in listed)) for listed in bins.values()]
    return sum(gaps) / max(1, len(labels))
