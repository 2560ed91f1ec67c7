"""Real Chromium for tests that must see what people see; tests/conftest.py offers its fixtures."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from claimtracker.people.models import User

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
PATIENCE = 15_000
"""Milliseconds that an element may take to appear."""

SignIn = Callable[..., Page]


def find_chromium() -> str | None:
    """The path of the machine's Chromium, or of the one named by CHROMIUM."""
    named = os.environ.get("CHROMIUM", "")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium. Without one the test is skipped, and fails where CI is set.

    One a module and no longer: Playwright keeps an event loop running in this thread, which other tests must not meet.
    """
    path = find_chromium()
    if path is None:
        message = "There is no Chromium on this machine: install it (Debian: apt install chromium) or set CHROMIUM."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    # Chromium's sandbox refuses to run as root.
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    patch = pytest.MonkeyPatch()
    # Playwright runs an event loop in this thread; Django would take the tests' own queries for queries inside it.
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # Inside that loop Django sees no connection made outside of it: one left open here would outlive its database and
    # meet the tests after these.
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, *as_root])
        yield chromium
        chromium.close()
    patch.undo()


@pytest.fixture
def sign_in(browser: Browser, live_server: LiveServer) -> Iterator[SignIn]:
    """Opens a page of the live desk as a person, each in a browser context of their own."""
    contexts: list[BrowserContext] = []

    def open_as(person: User, **options: object) -> Page:
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield open_as
    for context in contexts:
        context.close()
