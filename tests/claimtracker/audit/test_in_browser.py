"""The trail and a history in a real browser: whole at 1280 and at 360 pixels, light and dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import expect

from claims.curation.rewording import reword
from claims.models import Claim, Source
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.choices import ReviewState
from tests.support.browser import SignIn
from tests.support.reviews import bring_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_fit_and_lead_to_each_other(
    sign_in: SignIn,
    desk_admin: User,
    reviewer: User,
    editor: User,
    make_claim: Callable[..., Claim],
    tmp_path: Path,
    width: int,
    scheme: str,
) -> None:
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    reword(reviewer, review.claim_id, text="Herders are more than 46 percent of the people of Examplia.")
    with transaction.atomic():
        record_actor(desk_admin.pk)
        Source.objects.filter(name="library").update(options={"language": "en", "editions": ["2014", "2024"]})
    page = sign_in(desk_admin, viewport={"width": width, "height": 900}, color_scheme=scheme)

    page.goto(f"/admin/claims/source/{Source.objects.get(name='library').pk}/change/")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("History of")
    expect(page.get_by_role("listitem").filter(has_text="ada").first).to_be_visible()
    for number, address in enumerate(
        (page.url, f"/admin/reviews/review/{review.pk}/history/", f"/admin/claims/claim/{review.claim_id}/history/")
    ):
        page.goto(address)
        assert page.evaluate(OVERFLOW) <= 0
        page.screenshot(path=tmp_path / f"history-{number}-{width}-{scheme}.png", full_page=True)

    page.get_by_role("link", name="entry").first.click()
    page.goto("/admin/audit/auditentry/")
    assert page.evaluate(OVERFLOW) <= 0
    page.screenshot(path=tmp_path / f"trail-{width}-{scheme}.png")
    page.get_by_label("Who").fill("ada")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("Changed: source").first).to_be_visible()
    page.locator(".trail-what a").first.click()
    expect(page.get_by_role("link", name="History")).to_be_visible()
