"""axe finds nothing serious on the desk's pages, in light and dark, on a desk's screen and on a phone's."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from claims.choices import LookupState, Stance
from claims.models import Claim, Source, SourceLookup
from claimtracker.people.models import User
from reviews import assigning, recusal, workflow
from reviews.choices import ReviewState, VerdictKind
from reviews.models import CannedExplanation, Rating, Review
from tests.support.browser import SignIn
from tests.support.reviews import bring_to, grade

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
SCREENS = [(1280, 800), (360, 740)]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("scheme", ["light", "dark"]),
    pytest.mark.parametrize("screen", SCREENS, ids=["desk", "phone"]),
]


def grave_violations(page: Page) -> list[str]:
    """What axe calls serious or critical: rule, element and why."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


@pytest.fixture
def open_page(sign_in: SignIn, scheme: str, screen: tuple[int, int]) -> Callable[[User, str], Page]:
    def opened(person: User, path: str) -> Page:
        page = sign_in(person, viewport={"width": screen[0], "height": screen[1]}, color_scheme=scheme)
        page.goto(path)
        return page

    return opened


@pytest.fixture
def rich(make_claim: Callable[..., Claim], make_evidence: Callable[..., object]) -> Claim:
    """A claim with evidence of every sort and a look-up that failed."""
    claim = make_claim(claimant="Mina Rao")
    make_evidence(claim)
    make_evidence(claim, stance=Stance.CONSISTENT, found_value=Decimal(47), verbatim=False)
    make_evidence(claim, stance=Stance.NOT_COMPARABLE, found_value=None, url="", reason="It counts households.")
    source = Source.objects.create(name="bureau", title="Bureau of Numbers", enabled=True)
    wording = claim.wordings.get()
    SourceLookup.objects.create(
        claim=claim, wording=wording, source=source, state=LookupState.GIVEN_UP, attempts=5, failure="It answered 503."
    )
    return claim


def url_of(review: Review) -> str:
    return f"/admin/reviews/review/{review.pk}/change/"


def test_the_way_in(open_page: Callable[[User, str], Page], reviewer: User, rich: Claim) -> None:
    workflow.open_review(rich)
    page = open_page(reviewer, "/admin/desk/")
    assert grave_violations(page) == []


def test_the_desk_untouched_and_half_graded(
    open_page: Callable[[User, str], Page], reviewer: User, rich: Claim
) -> None:
    review = workflow.take(workflow.open_review(rich).pk, reviewer)
    page = open_page(reviewer, url_of(review))
    assert grave_violations(page) == []
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.press("6")
    page.get_by_label("Explanation", exact=True).fill("**27 %**, says [the bureau](https://statistics.example/a).")
    page.locator("#desk-preview").click()
    expect(page.locator("#desk-previewed a")).to_be_visible()
    expect(page.locator("#desk-saved")).to_contain_text("Saved")
    assert grave_violations(page) == []


def test_the_list_of_keys(open_page: Callable[[User, str], Page], reviewer: User, rich: Claim) -> None:
    page = open_page(reviewer, url_of(workflow.open_review(rich)))
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert grave_violations(page) == []


def test_the_approval(open_page: Callable[[User, str], Page], reviewer: User, editor: User, rich: Claim) -> None:
    review = bring_to(ReviewState.CORRECTING, rich, author=reviewer, approver=editor)
    grade(review, reviewer, kind=VerdictKind.CORRECTION, label="Mostly false")
    workflow.propose(review.pk, reviewer)
    page = open_page(editor, url_of(review))
    expect(page.get_by_role("button", name="Approve and publish")).to_be_visible()
    assert grave_violations(page) == []


def test_two_texts_to_choose_from(open_page: Callable[[User, str], Page], reviewer: User, rich: Claim) -> None:
    review = workflow.take(workflow.open_review(rich).pk, reviewer)
    page = open_page(reviewer, url_of(review))
    grade(review, reviewer)
    page.get_by_label("Headline", exact=True).fill("Written here")
    expect(page.get_by_role("dialog", name="Two texts")).to_be_visible()
    assert grave_violations(page) == []


def test_two_grades_to_settle_with_everything_that_an_editor_has(
    open_page: Callable[[User, str], Page], reviewer: User, second_reviewer: User, editor: User, rich: Claim
) -> None:
    review = bring_to(ReviewState.GRADING, rich, author=reviewer, approver=editor)
    workflow.take_second(review.pk, second_reviewer)
    rating = Rating.objects.get(label="True")
    workflow.hand_in_grade(review.pk, second_reviewer, rating=rating, explanation="The ministry's table says more.")
    recusal.declare(second_reviewer, by=second_reviewer, claim=rich, reason="We share a flat.")
    page = open_page(editor, url_of(review))
    page.locator("details:not([open]) > summary").evaluate_all("every => every.forEach((each) => each.click())")
    expect(page.get_by_role("button", name="Set the deadline")).to_be_visible()
    expect(page.get_by_role("button", name="Settle the grades")).to_be_visible()
    assert grave_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_grade_to_hand_in_beside_the_draft(
    open_page: Callable[[User, str], Page], reviewer: User, editor: User, rich: Claim
) -> None:
    CannedExplanation.objects.create(title="Old figure", text="The figure is of … and older.")
    review = workflow.open_review(rich)
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    workflow.take(review.pk, reviewer)
    page = open_page(reviewer, url_of(review))
    page.locator("#double-grading summary").click()
    expect(page.locator("#double-grading").get_by_role("button", name="Hand in your grade")).to_be_visible()
    assert grave_violations(page) == []
