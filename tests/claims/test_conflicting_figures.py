"""Where two figures of different measures fit a claim and disagree, neither is suggested."""

from claims.choices import Stance
from claims.comparison.suggesting import unless_they_conflict
from claims.comparison.types import Comparison

YES, NO = Comparison(Stance.CONSISTENT, "It agrees."), Comparison(Stance.DIFFERS, "It differs.")
APART = Comparison(Stance.NOT_COMPARABLE, "Another year.")
SHARE, TOTAL = ("share", "Tajik"), ("total", "")


def test_of_several_editions_of_one_measure_each_keeps_its_own() -> None:
    assert unless_they_conflict([(SHARE, NO), (SHARE, YES), (TOTAL, APART)]) == [NO, YES, APART]


def test_two_measures_that_agree_are_both_suggested() -> None:
    assert unless_they_conflict([(SHARE, NO), (TOTAL, NO)]) == [NO, NO]


def test_two_measures_that_disagree_suggest_nothing_and_say_so() -> None:
    first, second, third = unless_they_conflict([(SHARE, NO), (TOTAL, YES), (TOTAL, APART)])
    assert {first.stance, second.stance} == {Stance.NO_SUGGESTION}
    assert first.reason == "Two figures fit and speak against each other. It differs."
    assert third == APART
