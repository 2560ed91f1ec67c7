"""The docs page draws itself in a browser that reaches nothing but this machine."""

import pytest
from playwright.sync_api import Browser, Request, expect
from pytest_django.live_server_helper import LiveServer


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_docs_page_shows_every_operation(live_server: LiveServer, browser: Browser) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = browser.new_page()
    page.on("request", note)
    page.goto(f"{live_server.url}/api/v1/docs/")
    expect(page.get_by_role("heading", name="Claim Tracker API")).to_be_visible()
    expect(page.get_by_text("Send an article in", exact=True)).to_be_visible()
    expect(page.get_by_text("Published verdicts", exact=True)).to_be_visible()
    page.close()
    assert [address for address in asked if not address.startswith((live_server.url, "data:", "blob:"))] == []
