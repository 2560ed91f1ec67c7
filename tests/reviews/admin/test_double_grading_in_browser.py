"""Blind double grading in a real browser, by three people: two grade without seeing each other, the third settles."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from claimtracker.people.models import User
from reviews import assigning, workflow
from reviews.choices import ReviewState
from reviews.models import Grade, Review
from tests.support.browser import SignIn

DESK = {"width": 1280, "height": 800}
FIRST, SECOND = "The bureau counts 27 percent.", "The ministry has another table."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def give(page: Page, label: str, why: str) -> None:
    """Hand in a grade on the page."""
    section = page.locator("#double-grading")
    if not section.get_by_role("button", name="Hand in your grade").is_visible():
        section.locator("summary").click()
    section.get_by_role("radio", name=re.compile(f"^{label} ")).check()
    section.get_by_label("Why, in a sentence or two").fill(why)
    section.get_by_role("button", name="Hand in your grade").click()


def test_two_grade_blind_and_a_third_settles(
    sign_in: SignIn, reviewer: User, second_reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)

    ana = sign_in(reviewer, viewport=DESK)
    ana.goto("/admin/desk/")
    ana.keyboard.press("n")
    expect(ana.get_by_text("neither sees the other's grade before both are in")).to_be_visible()
    expect(ana.get_by_role("button", name="Propose")).to_have_count(0)
    give(ana, "False", FIRST)
    expect(ana.get_by_text("Your grade is in, and stands. The other is not")).to_be_visible()

    rui = sign_in(second_reviewer, viewport=DESK)
    rui.goto("/admin/desk/")
    rui.keyboard.press("n")
    expect(rui.get_by_text("You are the second grader of this claim.")).to_be_visible()
    assert FIRST not in rui.content()
    give(rui, "True", SECOND)
    expect(rui.get_by_text("More than a step apart")).to_be_visible()
    expect(rui.locator("#double-grading").get_by_text(FIRST)).to_be_visible()

    ed = sign_in(editor, viewport=DESK)
    ed.goto(f"/admin/reviews/review/{review.pk}/change/")
    section = ed.locator("#double-grading")
    expect(section.get_by_text(FIRST)).to_be_visible()
    expect(section.get_by_text(SECOND)).to_be_visible()
    section.get_by_role("radio", name=re.compile("^False ")).check()
    section.get_by_label("Why this rating holds").fill("The ministry's table is of 2019.")
    section.get_by_role("button", name="Settle the grades").click()
    expect(ed.get_by_text("Ed Okafor settled on “False”")).to_be_visible()

    ana.reload()
    expect(ana.get_by_role("button", name="Propose")).to_be_visible()
    assert Review.objects.get(pk=review.pk).state == ReviewState.IN_REVIEW
    assert [grade.rating.label for grade in Grade.objects.order_by("slot")] == ["False", "True"]
