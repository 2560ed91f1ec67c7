"""Agreement of two blind graders: the figures against other people's code, and month by month."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import krippendorff
import numpy as np
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from claims.models import Claim
from claimtracker.people.models import User
from reviews import agreement, assigning, workflow
from reviews.models import Desk, Rating

VALUES = st.integers(min_value=1, max_value=6)
PAIRS = st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=40)


def differs(pairs: list[tuple[int, int]]) -> bool:
    return len({value for pair in pairs for value in pair}) > 1


@given(PAIRS.filter(differs))
def test_weighted_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    theirs = cohen_kappa_score(first, second, weights="quadratic", labels=range(1, 7))
    assert agreement.weighted_kappa(pairs) == pytest.approx(theirs)


@given(PAIRS.filter(differs))
@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_alpha_is_that_of_the_krippendorff_package(level: str, pairs: list[tuple[int, int]]) -> None:
    theirs = krippendorff.alpha(np.array(pairs).T, level_of_measurement=level, value_domain=list(range(1, 7)))
    ours = agreement.krippendorff_alpha(pairs, order=range(1, 7) if level == "ordinal" else ())
    assert ours == pytest.approx(theirs)


def test_graders_who_never_differ_agree_wholly() -> None:
    pairs = [(1, 1), (6, 6), (3, 3)]
    assert agreement.percent_agreement(pairs) == 100
    assert agreement.weighted_kappa(pairs) == 1
    assert agreement.krippendorff_alpha(pairs, order=range(1, 7)) == 1


@pytest.mark.parametrize("pairs", [[], [(2, 2), (2, 2)]])
def test_where_nothing_could_differ_there_is_nothing_to_say(pairs: list[tuple[int, int]]) -> None:
    assert agreement.weighted_kappa(pairs) is None
    assert agreement.krippendorff_alpha(pairs) is None


def test_agreement_is_there_month_by_month_and_for_each_desk(
    reviewer: User, second_reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    health = Desk.objects.create(name="Health", slug="health")

    def graded(on: datetime, first: str, second: str, desk: Desk | None = None) -> None:
        with time_machine.travel(on):
            review = workflow.open_review(make_claim())
            assigning.ask_double_grading(review.pk, editor, wanted=True)
            assigning.set_desk(review.pk, editor, desk)
            workflow.take(review.pk, reviewer)
            workflow.take_second(review.pk, second_reviewer)
            for person, label in ((second_reviewer, second), (reviewer, first)):
                rating = Rating.objects.get(label=label)
                workflow.hand_in_grade(review.pk, person, rating=rating, explanation="So it is.")
            if review.assignments.filter(ended_at=None).exists():
                workflow.skip(review.pk, reviewer)

    march, april = datetime(2026, 3, 9, tzinfo=UTC), datetime(2026, 4, 9, tzinfo=UTC)
    graded(march, "False", "False")
    graded(march, "False", "Misleading")
    graded(march, "True", "Unproven", health)
    graded(april, "True", "True", health)

    first, second = agreement.by_month()
    assert (first.month, first.pairs, first.same, first.adjacent) == (date(2026, 3, 1), 3, 1, 1)
    assert first.percent == pytest.approx(100 / 3)
    assert first.kappa == agreement.weighted_kappa([(1, 1), (1, 2)])
    assert first.alpha_ordinal == agreement.krippendorff_alpha([(1, 1), (1, 2)], order=[1, 2])
    assert first.alpha_nominal == agreement.krippendorff_alpha([("F", "F"), ("F", "M"), ("T", "U")])
    assert (second.month, second.pairs, second.percent, second.kappa) == (date(2026, 4, 1), 1, 100, None)
    assert [month.pairs for month in agreement.by_month(health)] == [1, 1]


def test_a_grade_without_its_other_counts_for_nothing(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    workflow.take(review.pk, reviewer)
    workflow.hand_in_grade(review.pk, reviewer, rating=Rating.objects.get(label="False"), explanation="So it is.")
    assert agreement.by_month() == []
