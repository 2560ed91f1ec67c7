"""Lists, dashboard and balance in a real browser: wide and narrow, light and dark, by keyboard and without a script."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from claims.models import Claim
from claimtracker.people.models import User
from reviews import dashboard, workflow
from reviews.seeding.filling import fill
from tests.support.accessibility import grave_violations
from tests.support.browser import SignIn

PAGES = {
    "dashboard": "/admin/",
    "list": "/admin/reviews/review/?list=unassigned",
    "claims": "/admin/claims/claim/",
    "balance": "/admin/reviews/selectionbalance/",
}
WIDTHS = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 360, "height": 740}}


@pytest.fixture
def full_desk(transactional_db: None) -> None:
    fill(250, until=timezone.now(), progress=lambda _done: None)
    cache.delete(dashboard.CACHE_KEY)


def settled(page: Page, path: str) -> None:
    page.goto(path, wait_until="load")
    if "selectionbalance" in path or path == "/admin/":
        expect(page.locator("canvas").first).to_be_visible()


@pytest.mark.browser
def test_no_page_has_a_grave_fault_of_accessibility_or_scrolls_sideways(
    full_desk: None, sign_in: SignIn, editor: User
) -> None:
    for width, viewport in WIDTHS.items():
        for scheme in ("light", "dark"):
            page = sign_in(editor, viewport=viewport, color_scheme=scheme)
            for name, path in PAGES.items():
                settled(page, path)
                assert grave_violations(page) == [], f"{name}, {width}, {scheme}"
                scrolls = page.evaluate("document.documentElement.scrollWidth")
                assert scrolls <= viewport["width"], f"{name}, {width}"


@pytest.mark.browser
def test_each_chart_stands_above_its_table_and_says_what_it_shows(
    full_desk: None, sign_in: SignIn, editor: User
) -> None:
    page = sign_in(editor, viewport=WIDTHS["wide"])
    settled(page, "/admin/")
    chart = page.get_by_role("img", name="Queue by age, as a chart.")
    expect(chart).to_be_visible()
    table = page.get_by_role("region", name="Queue by age, as a table")
    expect(table).to_be_hidden()
    page.locator("section", has=chart).get_by_text("Show as a table").press("Enter")
    expect(table).to_contain_text("up to a day")


@pytest.mark.browser
def test_without_a_script_the_tables_say_it_all(full_desk: None, sign_in: SignIn, editor: User) -> None:
    page = sign_in(editor, viewport=WIDTHS["wide"], java_script_enabled=False)
    page.goto("/admin/")
    expect(page.get_by_role("region", name="Verdicts by rating, as a table")).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)


@pytest.mark.browser
def test_pages_of_a_list_are_walked_by_keyboard(full_desk: None, sign_in: SignIn, editor: User) -> None:
    page = sign_in(editor, viewport=WIDTHS["wide"])
    page.goto(PAGES["list"])
    first = page.locator("#result_list tbody tr").first.inner_text()
    page.get_by_role("link", name="Next ›").press("Enter")
    expect(page.get_by_role("link", name="‹ Previous")).to_be_visible()
    assert page.locator("#result_list tbody tr").first.inner_text() != first
    page.get_by_role("link", name="‹ Previous").press("Enter")
    expect(page.locator("#result_list tbody tr").first).to_have_text(first, use_inner_text=True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_claims_are_chosen_dismissed_and_the_list_saved(
    sign_in: SignIn, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    reviews = [workflow.open_review(make_claim(text=f"Claim number {number} of the day.")) for number in range(3)]
    page = sign_in(reviewer, viewport=WIDTHS["wide"])
    page.goto(PAGES["list"])
    for review in reviews[:2]:
        page.locator(f'input.action-select[value="{review.pk}"]').check()
    page.get_by_label("Action:").select_option("dismiss")
    page.locator("button[name=index]").press("Enter")
    page.get_by_label("Reason").fill("Opinions, all of them.")
    assert grave_violations(page) == []
    page.get_by_role("button", name="Dismiss").press("Enter")
    expect(page.get_by_text("2 claims dismissed.")).to_be_visible()
    page.get_by_label("Save this list as").fill("To take")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(page.get_by_role("link", name="To take", exact=True)).to_be_visible()
