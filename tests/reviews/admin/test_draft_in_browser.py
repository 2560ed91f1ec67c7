"""Nothing that was typed is lost: not by a crash, a closed tab, an ended session or lease, nor by a second window."""

import contextlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Error, Page, Route, expect

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import Assignment, Draft, Review
from tests.support.browser import SignIn
from tests.support.reviews import grade

MakeClaim = Callable[..., Claim]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def held(reviewer: User, make_claim: MakeClaim) -> Review:
    return workflow.take(workflow.open_review(make_claim()).pk, reviewer)


def open_claim(page: Page, review: Review) -> Page:
    page.goto(f"/admin/reviews/review/{review.pk}/change/")
    return page


def headline(page: Page) -> str:
    return page.get_by_label("Headline", exact=True).input_value()


def write(page: Page, text: str) -> None:
    page.get_by_label("Headline", exact=True).focus()
    page.keyboard.press("End")
    page.keyboard.type(text)


def expect_saved(page: Page) -> None:
    # What could not be sent is tried again after five seconds: the default patience would end in that moment.
    expect(page.locator("#desk-saved")).to_contain_text("Saved", timeout=20_000)


class Line:
    """The way from a browser to the desk, which can be cut; it outlives a tab that crashed."""

    def __init__(self, page: Page) -> None:
        self.is_cut = True
        page.context.route("**/draft/", self._pass)

    def mend(self) -> None:
        self.is_cut = False

    def _pass(self, route: Route) -> None:
        route.abort("connectionrefused") if self.is_cut else route.continue_()


def test_what_is_typed_is_saved_without_a_button(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = open_claim(sign_in(reviewer), held)
    write(page, "A quarter herds")
    expect_saved(page)
    assert Draft.objects.get().headline == "A quarter herds"


def test_a_button_goes_to_the_desk_whether_or_not_something_is_unsaved(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    page = open_claim(sign_in(reviewer), held)
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose a rating.")
    write(page, "A quarter herds")
    page.get_by_role("button", name="Propose").click()
    refusal = page.locator(".desk-refusal")
    expect(refusal).not_to_contain_text("Write a headline.")
    expect(refusal).to_contain_text("Choose a rating.")
    assert Draft.objects.get().headline == "A quarter herds"


def test_a_tab_that_crashes_after_saving_loses_nothing(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = open_claim(sign_in(reviewer), held)
    write(page, "A quarter herds")
    expect_saved(page)
    crash(page)
    again = open_claim(sign_in(reviewer), held)
    assert headline(again) == "A quarter herds"
    expect(again.locator("#desk-found")).to_be_hidden()


def test_a_tab_that_crashes_before_saving_leaves_a_copy_that_is_offered(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    page = open_claim(sign_in(reviewer), held)
    context = page.context
    line = Line(page)
    write(page, "A quarter herds")
    expect(page.locator("#desk-trouble")).to_contain_text("cannot be reached")
    crash(page)
    line.mend()
    again = open_claim(context.new_page(), held)
    assert headline(again) == ""
    expect(again.locator("#desk-found")).to_contain_text("This browser kept a text")
    again.get_by_role("button", name="Bring it back").click()
    assert headline(again) == "A quarter herds"
    expect_saved(again)
    assert Draft.objects.get().headline == "A quarter herds"
    again.reload()
    expect(again.locator("#desk-found")).to_be_hidden()


def test_a_copy_that_was_left_is_compared_with_what_the_desk_has_before_it_replaces_it(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    page = open_claim(sign_in(reviewer), held)
    context = page.context
    line = Line(page)
    write(page, "Left behind")
    crash(page)
    line.mend()
    elsewhere = open_claim(sign_in(reviewer), held)
    write(elsewhere, "Written since")
    expect_saved(elsewhere)
    again = open_claim(context.new_page(), held)
    assert headline(again) == "Written since"
    again.get_by_role("button", name="Show both texts").click()
    dialog = again.get_by_role("dialog", name="Two texts")
    expect(dialog).to_contain_text("Left behind")
    expect(dialog).to_contain_text("Written since")
    again.get_by_role("button", name="Keep what is in the form").click()
    again.reload()
    expect(again.locator("#desk-found")).to_be_hidden()
    assert Draft.objects.get().headline == "Written since"


def test_a_tab_that_is_closed_at_once_still_saves(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = open_claim(sign_in(reviewer), held)
    write(page, "A quarter herds")
    page.goto("/admin/reviews/review/")
    again = open_claim(page, held)
    assert headline(again) == "A quarter herds"


def test_an_ended_session_keeps_the_text_and_saves_it_once_signed_in_again(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    reviewer.set_password("goats and sheep 27")
    reviewer.save()
    page = open_claim(sign_in(reviewer), held)
    Session.objects.all().delete()
    write(page, "A quarter herds")
    trouble = page.locator("#desk-trouble")
    expect(trouble).to_contain_text("You are signed out.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("A quarter herds")
    with page.context.expect_page() as opened:
        trouble.get_by_role("link", name="Sign in in another tab").click()
    login = opened.value
    login.fill("#id_username", reviewer.username)
    login.fill("#id_password", "goats and sheep 27")
    login.click("[type=submit]")
    expect(login.get_by_role("heading", name="The desk", exact=True)).to_be_visible()
    page.bring_to_front()
    expect_saved(page)
    expect(trouble).to_be_hidden()
    assert Draft.objects.get().headline == "A quarter herds"


def test_of_two_windows_the_second_learns_of_the_first_and_chooses(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    first = open_claim(sign_in(reviewer), held)
    second = open_claim(first.context.new_page(), held)
    write(first, "Written in the first")
    expect_saved(first)
    write(second, "Written in the second")
    dialog = second.get_by_role("dialog", name="Two texts")
    expect(dialog).to_contain_text("Written in the first")
    expect(dialog).to_contain_text("Written in the second")
    assert Draft.objects.get().headline == "Written in the first"
    dialog.get_by_role("button", name="Keep what stands here").click()
    expect_saved(second)
    assert Draft.objects.get().headline == "Written in the second"

    write(first, ", and more")
    dialog = first.get_by_role("dialog", name="Two texts")
    dialog.get_by_role("button", name="Use what is saved").click()
    assert headline(first) == "Written in the second"
    expect_saved(first)
    assert Draft.objects.get().headline == "Written in the second"


def test_of_two_people_the_one_who_lost_the_claim_learns_it_and_keeps_the_text(
    sign_in: SignIn, reviewer: User, second_reviewer: User, held: Review
) -> None:
    page = open_claim(sign_in(reviewer), held)
    write(page, "Half a thought")
    expect_saved(page)
    Assignment.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    workflow.return_expired()
    other = open_claim(sign_in(second_reviewer), held)
    other.keyboard.press("t")
    expect(other.get_by_text("You hold this claim now.")).to_be_visible()
    grade(Review.objects.get(pk=held.pk), second_reviewer)

    write(page, ", and the other half")
    trouble = page.locator("#desk-trouble")
    expect(trouble).to_contain_text("Rui Costa")
    expect(trouble.get_by_role("button", name="Take it again")).to_have_count(0)
    trouble.get_by_role("button", name="Show both texts").click()
    dialog = page.get_by_role("dialog", name="Two texts")
    expect(dialog).to_contain_text("Half a thought, and the other half")
    expect(dialog).to_contain_text("Herders are about a quarter of Examplia's people")
    page.keyboard.press("Escape")
    assert headline(page) == "Half a thought, and the other half"
    assert Draft.objects.get(person=second_reviewer).headline == "Herders are about a quarter of Examplia's people"


def test_when_the_lease_has_ended_the_page_says_so_and_offers_to_take_the_claim_again(
    sign_in: SignIn, reviewer: User, held: Review
) -> None:
    page = open_claim(sign_in(reviewer), held)
    Assignment.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    workflow.return_expired()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    trouble = page.locator("#desk-trouble")
    expect(trouble).to_contain_text("You do not hold this review any more")
    write(page, "Half a thought")
    trouble.get_by_role("button", name="Take it again").click()
    expect_saved(page)
    expect(trouble).to_be_hidden()
    assert Draft.objects.get().headline == "Half a thought"
    assert Assignment.objects.get(ended_at=None).person == reviewer


def test_leaving_a_text_that_cannot_be_saved_asks_first(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = open_claim(sign_in(reviewer), held)
    line = Line(page)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    write(page, "Half a thought")
    expect(page.locator("#desk-trouble")).to_contain_text("cannot be reached")
    page.get_by_role("link", name="All reviews").click(no_wait_after=True)
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Half a thought")
    line.mend()
    expect_saved(page)
    page.get_by_role("link", name="All reviews").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims to review")
    assert asked == ["beforeunload"]


def test_without_scripts_the_same_form_saves_and_proposes(sign_in: SignIn, reviewer: User, held: Review) -> None:
    page = open_claim(sign_in(reviewer, java_script_enabled=False), held)
    page.fill("#id_headline", "A quarter herds")
    page.click("button[value=save_draft]")
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    assert Draft.objects.get().headline == "A quarter herds"


def crash(page: Page) -> None:
    """Kill the tab's process: no script of it runs any more, and it says no good-bye."""
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")
