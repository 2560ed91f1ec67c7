"""Scores become probabilities that keep their word, and the error of those that do not is told."""

import pytest

from claims.comparison.stance.calibration import calibrated, calibration_error


def test_probabilities_that_come_true_have_no_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [1, 1, 1, 0]) == pytest.approx(0)


def test_probabilities_that_promise_too_much_are_off_by_as_much() -> None:
    assert calibration_error([0.95] * 4, [1, 1, 0, 0]) == pytest.approx(0.45)


def test_scores_that_are_too_sure_are_flattened() -> None:
    slope, offset = calibrated([(3.0, 1.0, 3.0), (3.0, 0.0, 1.0), (-3.0, 0.0, 3.0), (-3.0, 1.0, 1.0)])

    assert 0 < slope < 1
    assert offset == pytest.approx(0, abs=1e-6)


def test_scores_that_lean_to_one_side_are_set_right() -> None:
    _, offset = calibrated([(2.0, 1.0, 1.0), (1.0, 0.0, 1.0), (2.5, 1.0, 1.0), (1.2, 0.0, 0.5), (1.1, 1.0, 0.2)])

    assert offset < 0
