"""The measures are those of scikit-learn, equal scores included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from claims.benchmarks import metrics

GRADED = st.lists(st.tuples(st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])), min_size=2).filter(
    lambda pairs: len({label for label, _ in pairs}) == 2
)


@given(GRADED)
def test_rankings_are_measured_as_scikit_learn_does(graded: list[tuple[bool, float]]) -> None:
    labels, chances = [label for label, _ in graded], [chance for _, chance in graded]
    assert metrics.average_precision(labels, chances) == pytest.approx(
        reference.average_precision_score(labels, chances)
    )
    assert metrics.area_under_curve(labels, chances) == pytest.approx(reference.roc_auc_score(labels, chances))
    assert metrics.brier(labels, chances) == pytest.approx(reference.brier_score_loss(labels, chances))


@given(GRADED)
def test_answers_are_measured_as_scikit_learn_does(graded: list[tuple[bool, float]]) -> None:
    labels = [label for label, _ in graded]
    answers = [chance >= 0.5 for _, chance in graded]
    found = metrics.counted(labels, answers)
    assert found.f1 == pytest.approx(reference.f1_score(labels, answers, zero_division=0))
    assert found.macro_f1 == pytest.approx(reference.f1_score(labels, answers, average="macro", zero_division=0))
    assert found.precision == pytest.approx(reference.precision_score(labels, answers, zero_division=0))
    assert found.recall == pytest.approx(reference.recall_score(labels, answers, zero_division=0))
    assert found.accuracy == pytest.approx(reference.accuracy_score(labels, answers))


def test_precision_at_a_depth_counts_the_highest_ranked() -> None:
    labels, chances = [True, False, True, False], [0.9, 0.8, 0.7, 0.1]
    assert metrics.precision_at(labels, chances, 1) == 1
    assert metrics.precision_at(labels, chances, 2) == 0.5
    assert metrics.precision_at(labels, chances, 10) == 0.5


def test_nothing_to_measure_is_zero_and_no_error() -> None:
    assert metrics.average_precision([False, False], [0.1, 0.2]) == 0
    assert metrics.area_under_curve([True], [0.5]) == 0
    assert metrics.brier([], []) == metrics.precision_at([], [], 10) == 0
