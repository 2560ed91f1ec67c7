"""An explanation that the desk keeps is put where the cursor stands, and saved like what is typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import CannedExplanation, Draft, Review
from tests.support.browser import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def held(reviewer: User, make_claim: Callable[..., Claim]) -> Review:
    return workflow.take(workflow.open_review(make_claim()).pk, reviewer)


def test_it_is_put_at_the_cursor_with_its_first_gap_selected(sign_in: SignIn, reviewer: User, held: Review) -> None:
    CannedExplanation.objects.create(title="Old figure", text="The figure is of … and older.")
    CannedExplanation.objects.create(title="Out of use", text="Gone.", in_use=False)
    page = sign_in(reviewer)
    page.goto(f"/admin/reviews/review/{held.pk}/change/")
    field = page.get_by_label("Explanation", exact=True)
    field.fill("First. Last.")
    for _ in "Last.":
        field.press("ArrowLeft")
    choice = page.get_by_label("Begin with")
    expect(choice.locator("option")).to_have_count(2)
    choice.select_option("Old figure")
    page.keyboard.type("2019")
    expect(field).to_have_value("First. The figure is of 2019 and older.Last.")
    expect(page.locator("#desk-saved")).to_contain_text("Saved")
    expect(choice).to_have_value("")
    page.reload()
    expect(field).to_have_value("First. The figure is of 2019 and older.Last.")
    assert Draft.objects.get().explanation == "First. The figure is of 2019 and older.Last."


def test_a_desk_that_keeps_none_offers_none(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = sign_in(reviewer)
    page.goto(f"/admin/reviews/review/{held.pk}/change/")
    expect(page.get_by_role("button", name="Preview")).to_be_visible()
    expect(page.get_by_label("Begin with")).to_have_count(0)
