"""How far two blind graders agree: in percent, weighted kappa and Krippendorff's alpha, month by month.

Plain arithmetic over pairs of grades; the tests hold it to scikit-learn and to the krippendorff package.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TypeVar

from django.utils import timezone

from reviews.choices import Agreement
from reviews.grading import agreement
from reviews.models import Desk, Grade

Category = TypeVar("Category", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's pairs of grades (by when the second came in) and what they come to. None: too few to say.

    `same` and `adjacent` are counts of pairs. `kappa` and `alpha_ordinal` are of the pairs of which both ratings have
    a place on one scale; `alpha_nominal` is of all, any two different ratings being equally far from each other.
    """

    month: date
    pairs: int
    same: int
    adjacent: int
    percent: float | None
    kappa: float | None
    alpha_ordinal: float | None
    alpha_nominal: float | None


def by_month(desk: Desk | None = None, *, since: date | None = None) -> list[Month]:
    """Agreement month by month, oldest first, in the reader's zone; of one desk, or of all. `since` begins a month."""
    pairs = (pair for pair in _pairs(desk, since) if since is None or pair[0] >= since)
    months = groupby(sorted(pairs, key=lambda pair: pair[0]), key=lambda pair: pair[0])
    return [_summary(month, [(first, second) for _, first, second in pairs]) for month, pairs in months]


def percent_agreement(pairs: Sequence[tuple[Category, Category]]) -> float | None:
    """The share of pairs that are alike, in percent; None of none."""
    return 100 * sum(first == second for first, second in pairs) / len(pairs) if pairs else None


def weighted_kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Cohen's kappa with quadratic weights (Cohen 1968), −1 to 1; None where chance leaves nothing to disagree about.

    Of two raters with fixed places: 1 − Σ d²·observed ∕ Σ d²·expected, d being the difference of two values.
    """
    if not pairs:
        return None
    observed = sum((first - second) ** 2 for first, second in pairs) / len(pairs)
    firsts, seconds = (Counter(values) for values in zip(*pairs, strict=True))
    expected = (
        sum(
            (first - second) ** 2 * often * as_often
            for first, often in firsts.items()
            for second, as_often in seconds.items()
        )
        / len(pairs) ** 2
    )
    return 1 - observed / expected if expected else None


def krippendorff_alpha(pairs: Sequence[tuple[Category, Category]], *, order: Sequence[Category] = ()) -> float | None:
    """Krippendorff's alpha of pairs, −1 to 1; None where no two grades of all could differ.

    With `order` (the categories from lowest to highest) ordinal, without it nominal. 1 − observed ∕ expected
    disagreement over the coincidences of all grades (Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011).
    """
    counts = Counter(value for pair in pairs for value in pair)
    total = sum(counts.values())
    distance = _ordinal_distance(order, counts) if order else _nominal_distance
    # Each pair of grades is two coincidences, one in each order; so is each pair of categories below.
    observed = sum(2 * distance(first, second) for first, second in pairs)
    expected = sum(
        counts[one] * counts[other] * distance(one, other) for one in counts for other in counts if one != other
    )
    return 1 - (total - 1) * observed / expected if expected else None


def _nominal_distance(one: Hashable, other: Hashable) -> float:
    return 0.0 if one == other else 1.0


def _ordinal_distance(order: Sequence[Category], counts: Counter[Category]) -> Callable[[Category, Category], float]:
    place = {category: number for number, category in enumerate(order)}

    def distance(one: Category, other: Category) -> float:
        low, high = sorted((place[one], place[other]))
        between = sum(counts[category] for category in order[low : high + 1])
        return float(between - (counts[one] + counts[other]) / 2) ** 2

    return distance


def _pairs(desk: Desk | None, since: date | None) -> list[tuple[date, Grade, Grade]]:
    grades = Grade.objects.select_related("rating").order_by("review", "round", "slot")
    if desk is not None:
        grades = grades.filter(review__desk=desk)
    if since is not None:
        # Both grades of a pair, though the first may be older.
        begin = datetime.combine(since, datetime.min.time(), timezone.get_current_timezone())
        grades = grades.filter(review__in=Grade.objects.filter(graded_at__gte=begin).order_by().values("review"))
    rounds = (list(grades) for _, grades in groupby(grades, key=lambda grade: (grade.review_id, grade.round)))
    return [(_month_of(*both), both[0], both[1]) for both in rounds if len(both) == 2]


def _month_of(first: Grade, second: Grade) -> date:
    return timezone.localtime(max(first.graded_at, second.graded_at)).date().replace(day=1)


def _summary(month: date, pairs: list[tuple[Grade, Grade]]) -> Month:
    kinds = Counter(agreement(first.rating, second.rating) for first, second in pairs)
    on_scale = [
        (first.rating.value, second.rating.value)
        for first, second in pairs
        if first.rating.value is not None
        and second.rating.value is not None
        and first.rating.scale_id == second.rating.scale_id
    ]
    names = [(first.rating_id, second.rating_id) for first, second in pairs]
    return Month(
        month=month,
        pairs=len(pairs),
        same=kinds[Agreement.SAME],
        adjacent=kinds[Agreement.ADJACENT],
        percent=percent_agreement(names),
        kappa=weighted_kappa(on_scale),
        alpha_ordinal=krippendorff_alpha(on_scale, order=sorted({value for pair in on_scale for value in pair})),
        alpha_nominal=krippendorff_alpha(names),
    )
