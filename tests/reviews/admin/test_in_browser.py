"""The whole day of a claim by keyboard alone, in a real browser: taken, graded, approved, corrected, retracted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.choices import Stance
from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Draft, Review, Verdict
from tests.support.browser import SignIn
from tests.support.keyboard import Keyboard
from tests.support.reviews import bring_to

NARROW = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
MakeClaim = Callable[..., Claim]
MakeEvidence = Callable[..., object]
HEADLINE = "Herders are about a quarter of the people"
EXPLANATION = "Two statistics of 2024 agree on **27 percent**."

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_desk(sign_in: SignIn, person: User, path: str = "/admin/desk/") -> tuple[Page, Keyboard]:
    page = sign_in(person, viewport=DESK)
    page.goto(path)
    return page, Keyboard(page)


def change_url(review: Review) -> str:
    return f"/admin/reviews/review/{review.pk}/change/"


@pytest.fixture
def queued(make_claim: MakeClaim, make_evidence: MakeEvidence) -> Review:
    """A claim with two pieces of evidence against it."""
    claim = make_claim(text="Herders make up more than 46% of the people of Examplia.")
    make_evidence(claim)
    make_evidence(claim)
    return workflow.open_review(claim)


def test_from_the_desk_to_a_published_verdict_by_keyboard_alone(
    sign_in: SignIn, reviewer: User, editor: User, queued: Review
) -> None:
    page, keys = open_desk(sign_in, reviewer)
    keys.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text(queued.claim.wordings.get().text)
    expect(page.locator("mark")).to_have_text(queued.claim.appearances.get().exact)
    expect(page.get_by_role("button", name="Keys")).to_be_visible()  # the page listens to keys now
    keys.press("j", "c", "j", "c", "6", "h")
    keys.write(HEADLINE)
    keys.press("Escape", "x")
    keys.write(EXPLANATION)
    keys.press("Control+Enter")
    expect(page.get_by_text("The verdict is proposed.")).to_be_visible()
    assert keys.presses == 10

    page, keys = open_desk(sign_in, editor, change_url(queued))
    expect(page.get_by_role("heading", name="The proposal that waits")).to_be_visible()
    expect(page.locator(".desk-prose strong")).to_have_text("27 percent")
    keys.press("a")
    expect(page.get_by_role("button", name="Approve and publish")).to_be_focused()
    assert not Verdict.objects.exists()
    keys.press("Enter")
    expect(page.get_by_text("The verdict is published.")).to_be_visible()

    verdict = Verdict.objects.get()
    assert (verdict.rating_label, verdict.author, verdict.approver) == ("False", reviewer, editor)
    assert (verdict.headline, verdict.explanation) == (HEADLINE, EXPLANATION)
    assert [cited.role for cited in verdict.citations.all()] == ["against", "against"]


def test_an_editor_returns_a_proposal_with_a_reason_and_sees_what_the_next_one_changes(
    sign_in: SignIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)
    page, keys = open_desk(sign_in, editor, change_url(review))
    keys.press("r")
    expect(page.get_by_label("What should the author mend?")).to_be_focused()
    keys.write("Name the year.")
    keys.press("Control+Enter")
    expect(page.get_by_text("The proposal is returned to its author")).to_be_visible()

    page, keys = open_desk(sign_in, reviewer, change_url(review))
    expect(page.get_by_text("“Name the year.”").first).to_be_visible()
    keys.press("h", "End")
    keys.write(" in 2024")
    keys.press("Control+Enter")
    expect(page.get_by_text("The verdict is proposed.")).to_be_visible()

    page, keys = open_desk(sign_in, editor, change_url(review))
    expect(page.get_by_role("heading", name="Changed against Proposal 1: Verdict")).to_be_visible()
    expect(page.locator(".desk-changes ins")).to_contain_text("in 2024")


def test_who_proposed_takes_it_back_with_one_key(
    sign_in: SignIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)
    page, keys = open_desk(sign_in, reviewer, change_url(review))
    keys.press("u")
    expect(page.get_by_text("Your last step is taken back.")).to_be_visible()
    assert Review.objects.get(pk=review.pk).state == ReviewState.IN_REVIEW


def test_a_claim_is_skipped_with_a_reason_and_the_next_one_taken(
    sign_in: SignIn, reviewer: User, queued: Review, make_claim: MakeClaim
) -> None:
    other = workflow.open_review(make_claim(check_worthiness=0.1))
    page, keys = open_desk(sign_in, reviewer)
    keys.press("n")
    page.wait_for_url(f"**{change_url(queued)}")
    keys.press("s")
    expect(page.get_by_label("Why do you give it back?")).to_be_focused()
    keys.write("My brother keeps goats.")
    keys.press("Control+Enter")
    expect(page.get_by_text("You gave the claim back.")).to_be_visible()
    assert queued.transitions.latest("pk").reason == "My brother keeps goats."
    keys.press("n")
    page.wait_for_url(f"**{change_url(other)}")


@pytest.mark.parametrize(("kind", "state"), [("Correction", "Published"), ("Retraction", "Retracted")])
def test_a_published_verdict_is_corrected_or_retracted_by_a_new_one_with_a_note(
    sign_in: SignIn, reviewer: User, editor: User, make_claim: MakeClaim, kind: str, state: str
) -> None:
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    page, keys = open_desk(sign_in, reviewer, change_url(review))
    page.locator("summary", has_text="Correct").focus()
    keys.press("Enter")
    page.get_by_label("What is wrong with the published verdict?").focus()
    keys.write("The year.")
    keys.press("Control+Enter")
    expect(page.get_by_text("You hold this claim to correct it.")).to_be_visible()
    page.get_by_role("radio", name=kind).focus()
    keys.press("Space")
    page.get_by_label("Note to readers").focus()
    keys.write("The first version named the wrong year.")
    keys.press("Control+Enter")
    expect(page.get_by_text("The verdict is proposed.")).to_be_visible()

    page, keys = open_desk(sign_in, editor, change_url(review))
    expect(page.get_by_role("heading", name="Changed against Version 1: Verdict")).to_be_visible()
    keys.press("a", "Enter")
    expect(page.locator(".desk-state")).to_have_text(state)
    first, second = Verdict.objects.order_by("number")
    assert (second.supersedes, second.get_kind_display()) == (first, kind)


def test_keys_rest_while_somebody_types_and_where_they_are_switched_off(
    sign_in: SignIn, reviewer: User, queued: Review
) -> None:
    workflow.take(queued.pk, reviewer)
    page, keys = open_desk(sign_in, reviewer, change_url(queued))
    keys.press("h")
    keys.write("s6a")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("s6a")
    expect(page.get_by_role("radio", name="False", exact=False).last).not_to_be_checked()
    keys.press("Escape", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Space", "Escape", "6")
    expect(page.locator(".desk-ratings :checked")).to_have_count(0)
    page.reload()
    keys.press("6")
    expect(page.locator(".desk-ratings :checked")).to_have_count(0)
    keys.press("?", "Space", "Escape", "6")
    expect(page.locator(".desk-ratings :checked")).to_have_count(1)


def test_the_words_selected_in_the_evidence_are_what_is_quoted(sign_in: SignIn, reviewer: User, queued: Review) -> None:
    workflow.take(queued.pk, reviewer)
    page, keys = open_desk(sign_in, reviewer, change_url(queued))
    keys.press("j")
    page.evaluate(
        """() => {
            const words = document.querySelector(".desk-finding .desk-quotable p").firstChild;
            document.getSelection().setBaseAndExtent(words, 9, words, 19);
        }"""
    )
    keys.press("c")
    expect(page.locator(".desk-finding").first.get_by_label("Words to quote")).to_have_value("27 percent")
    expect(page.locator("#desk-say")).to_have_text("Cited: Against.")
    expect(page.locator("#desk-cited li")).to_have_count(1)
    expect(page.locator("#desk-saved")).to_contain_text("Saved")
    assert Draft.objects.get().citations.get().quote == "27 percent"


def test_the_checklist_follows_what_is_done(
    sign_in: SignIn, reviewer: User, queued: Review, make_evidence: MakeEvidence
) -> None:
    make_evidence(queued.claim, stance=Stance.CONSISTENT)
    workflow.take(queued.pk, reviewer)
    page, keys = open_desk(sign_in, reviewer, change_url(queued))
    sources, looked = page.locator("[data-name=sources]"), page.locator("[data-name=looked]")
    expect(sources).to_contain_text("2 named sources: 0 so far")
    keys.press("j", "j", "c")
    expect(sources).to_contain_text("2 named sources: 1 so far")
    expect(looked).to_contain_text("Look at the evidence against the claim: 1 piece")
    keys.press("j", "c")
    expect(sources).to_contain_text("2 named sources: 2 cited")
    expect(looked).to_have_class("desk-met")
    expect(page.get_by_role("checkbox", name="Looked at").first).to_be_checked()


@pytest.mark.parametrize("state", [ReviewState.IN_REVIEW, ReviewState.PROPOSED, ReviewState.PUBLISHED])
def test_the_pages_fit_a_narrow_screen(
    sign_in: SignIn, reviewer: User, editor: User, make_claim: MakeClaim, state: ReviewState
) -> None:
    review = bring_to(state, make_claim(), author=reviewer, approver=editor)
    page = sign_in(reviewer, viewport=NARROW)
    for path in ("/admin/desk/", "/admin/reviews/review/", change_url(review)):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_buttons_are_in_sight_however_far_the_page_is_scrolled(
    sign_in: SignIn, reviewer: User, queued: Review, make_evidence: MakeEvidence
) -> None:
    for _ in range(6):
        make_evidence(queued.claim)
    workflow.take(queued.pk, reviewer)
    page, _ = open_desk(sign_in, reviewer, change_url(queued))
    for far in (0, 150, 4000):
        page.evaluate("far => window.scrollTo(0, far)", far)
        expect(page.get_by_role("button", name="Propose")).to_be_in_viewport(ratio=1)


def test_the_list_shows_every_column_beside_sidebar_and_filters(
    sign_in: SignIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim(claimant="The Ministry of Examplia")
    make_evidence(claim)
    workflow.take(workflow.open_review(claim).pk, reviewer)
    page = sign_in(reviewer, viewport=DESK)
    page.goto("/admin/reviews/review/")
    expect(page.locator("#nav-sidebar")).to_be_visible()
    expect(page.locator("#changelist-filter")).to_be_visible()
    hidden = page.locator("#changelist .results").evaluate("table => table.scrollWidth - table.clientWidth")
    assert hidden == 0
