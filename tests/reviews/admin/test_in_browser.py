"""The way from the queue to a published verdict, as two people walk it in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import Verdict
from tests.support.browser import SignIn

NARROW = {"width": 360, "height": 740}


def write(page: Page, label: str, text: str) -> None:
    """Go to a labelled field and type, as by keyboard."""
    page.get_by_label(label, exact=True).first.focus()
    page.keyboard.type(text)


def choose_by_keyboard(page: Page, name: str, *, presses: int) -> None:
    """Enter a group of radio buttons at its first and go down by arrow keys."""
    page.locator(f'input[type=radio][name="{name}"]').first.focus()
    for _ in range(presses):
        page.keyboard.press("ArrowDown")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_reviewer_grades_by_keyboard_and_an_editor_publishes(
    sign_in: SignIn,
    reviewer: User,
    editor: User,
    make_claim: Callable[..., Claim],
    make_evidence: Callable[..., object],
) -> None:
    claim = make_claim(text="Herders make up more than 46% of the people of Examplia.")
    evidence = [make_evidence(claim), make_evidence(claim)]
    workflow.open_review(claim)

    desk = sign_in(reviewer)
    desk.goto("/admin/")
    desk.get_by_role("button", name="Next claim").press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text(claim.wordings.get().text)
    expect(desk.locator("mark")).to_have_text(claim.appearances.get().exact)
    for each in evidence:
        choose_by_keyboard(desk, f"evidence-{each.pk}-role", presses=2)
    choose_by_keyboard(desk, "rating", presses=5)
    desk.keyboard.press("Space")
    write(desk, "Headline", "Herders are about a quarter of the people")
    write(desk, "Explanation", "Two statistics of 2024 agree on 27 percent.")
    desk.get_by_role("button", name="Propose").press("Enter")
    expect(desk.get_by_text("The verdict is proposed.")).to_be_visible()

    approval = sign_in(editor)
    approval.goto(desk.url)
    expect(approval.get_by_role("heading", name="The proposal that waits")).to_be_visible()
    approval.get_by_role("button", name="Approve and publish").press("Enter")
    expect(approval.get_by_text("The verdict is published.")).to_be_visible()

    verdict = Verdict.objects.get()
    assert (verdict.rating_label, verdict.author, verdict.approver) == ("False", reviewer, editor)
    assert [cited.role for cited in verdict.citations.all()] == ["against", "against"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_claim_page_and_the_list_fit_a_narrow_screen(
    sign_in: SignIn, reviewer: User, make_claim: Callable[..., Claim], make_evidence: Callable[..., object]
) -> None:
    claim = make_claim()
    make_evidence(claim)
    review = workflow.take(workflow.open_review(claim).pk, reviewer)
    page = sign_in(reviewer, viewport=NARROW)
    for path in ("/admin/reviews/review/", f"/admin/reviews/review/{review.pk}/change/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_leaving_a_grade_that_was_not_saved_asks_first(
    sign_in: SignIn, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    page = sign_in(reviewer)
    page.goto(f"/admin/reviews/review/{review.pk}/change/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write(page, "Headline", "Half a thought")
    page.get_by_role("link", name="All reviews").click(no_wait_after=True)
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Half a thought")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    page.get_by_role("link", name="All reviews").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims to review")
    assert asked == ["beforeunload"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_list_shows_every_column_beside_sidebar_and_filters(
    sign_in: SignIn, reviewer: User, make_claim: Callable[..., Claim], make_evidence: Callable[..., object]
) -> None:
    claim = make_claim(claimant="The Ministry of Examplia")
    make_evidence(claim)
    workflow.take(workflow.open_review(claim).pk, reviewer)
    page = sign_in(reviewer, viewport={"width": 1280, "height": 800})
    page.goto("/admin/reviews/review/")
    expect(page.locator("#nav-sidebar")).to_be_visible()
    expect(page.locator("#changelist-filter")).to_be_visible()
    hidden = page.locator("#changelist .results").evaluate("table => table.scrollWidth - table.clientWidth")
    assert hidden == 0
