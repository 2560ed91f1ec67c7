"""How good an answer is: the usual measures of a yes-or-no question. Plain Python; tested against scikit-learn.

Everywhere `labels` are the right answers, `chances` the scores that rank them (higher is likelier yes), and a measure
whose denominator is zero is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """The four sorts of answers."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def precision(self) -> float:
        return _share(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float:
        return _share(self.true_positive, self.true_positive + self.false_negative)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall of the positive answer."""
        return _share(2 * self.true_positive, 2 * self.true_positive + self.false_positive + self.false_negative)

    @property
    def macro_f1(self) -> float:
        """The mean of the F1 of yes and of no."""
        negative = _share(2 * self.true_negative, 2 * self.true_negative + self.false_positive + self.false_negative)
        return (self.f1 + negative) / 2

    @property
    def accuracy(self) -> float:
        right = self.true_positive + self.true_negative
        return _share(right, right + self.false_positive + self.false_negative)


def counted(labels: Sequence[bool], answers: Sequence[bool]) -> Counted:
    """Count right and wrong answers."""
    pairs = list(zip(labels, answers, strict=True))
    return Counted(
        sum(label and answer for label, answer in pairs),
        sum(answer and not label for label, answer in pairs),
        sum(label and not answer for label, answer in pairs),
        sum(not label and not answer for label, answer in pairs),
    )


def average_precision(labels: Sequence[bool], chances: Sequence[float]) -> float:
    """Return the sum over the ranking of precision times the gain in recall; equal scores count as one step."""
    positive = sum(labels)
    found = seen = 0
    total = 0.0
    for hits, size in _steps(labels, chances):
        found += hits
        seen += size
        total += hits * found / seen
    return total / positive if positive else 0.0


def area_under_curve(labels: Sequence[bool], chances: Sequence[float]) -> float:
    """Return how often a yes is ranked above a no (the area under the ROC curve); equal scores count half."""
    positive = sum(labels)
    negative = len(labels) - positive
    above, pairs = 0, 0.0
    for hits, size in _steps(labels, chances):
        pairs += (size - hits) * (above + hits / 2)
        above += hits
    return pairs / (positive * negative) if positive and negative else 0.0


def precision_at(labels: Sequence[bool], chances: Sequence[float], first: int) -> float:
    """Return the share of yes among the `first` highest ranked, or among all where there are fewer.

    Of equal scores the earlier counts as higher.
    """
    ranked = sorted(range(len(labels)), key=lambda at: -chances[at])[:first]
    return _share(sum(labels[at] for at in ranked), len(ranked))


def brier(labels: Sequence[bool], chances: Sequence[float]) -> float:
    """Return the mean squared distance of the probabilities from the truth: 0 is best. Source: Brier (1950)."""
    squared = sum((chance - label) ** 2 for label, chance in zip(labels, chances, strict=True))
    return squared / len(labels) if labels else 0.0


def f1_at(labels: Sequence[bool], chances: Sequence[float], threshold: float) -> float:
    """Return the F1 of yes where everything from `threshold` on is answered with yes."""
    return counted(labels, [chance >= threshold for chance in chances]).f1


def _steps(labels: Sequence[bool], chances: Sequence[float]) -> list[tuple[int, int]]:
    """Return for each different score, from high to low, how many yes it has and how many answers."""
    by_chance: dict[float, list[bool]] = {}
    for label, chance in zip(labels, chances, strict=True):
        by_chance.setdefault(chance, []).append(label)
    return [(sum(group), len(group)) for _, group in sorted(by_chance.items(), reverse=True)]


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
