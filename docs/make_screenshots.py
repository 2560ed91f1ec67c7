"""Takes the documentation's pictures from a running desk that has the sample article.

    DESK_USER=ana DESK_PASSWORD=… DESK_EDITOR=ed DESK_EDITOR_PASSWORD=… \\
        .venv/bin/python docs/make_screenshots.py --base-url http://127.0.0.1:8000

Needs the packages of requirements-test.lock (`./run test` installs them) and a Chromium. The first person should have
the role reviewer, the second editor. The pictures show the desk as it is, so take them on a fresh one, where nothing is
taken or published; afterwards one claim of it waits for approval.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1280, 790
CLAIM = "46%"
MOST_BYTES = 300_000
PEOPLE = ("DESK_USER", "DESK_PASSWORD", "DESK_EDITOR", "DESK_EDITOR_PASSWORD")
HEADLINE = "Tajiks are about a quarter of Afghanistan's people, not nearly half"
EXPLANATION = (
    "The World Factbook's edition of 2014 is the last that gives shares: **27 percent**, not 46. "
    "Its 2026 edition gives none."
)
WAIVER = "No other source in the library gives shares."
LISTS = {
    "dashboard.png": "/admin/",
    "list.png": "/admin/reviews/review/?list=overdue",
    "balance.png": "/admin/reviews/selectionbalance/",
}
"""Pictures of a seeded desk, and where they are taken."""


def sign_in(browser: Browser, base_url: str, user: str, password: str) -> Page:
    """A page of a browser context of the person's own."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="en-GB")
    page.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
    page.goto(f"{base_url}/admin/login/?next=/admin/")
    page.fill("#id_username", user)
    page.fill("#id_password", password)
    page.click("[type=submit]")
    page.wait_for_load_state("networkidle")
    if "/login/" in page.url:
        sys.exit(f"{base_url} does not let {user} in: check {' and '.join(PEOPLE)}.")
    return page


def open_claim(page: Page, base_url: str) -> None:
    """The claim page of the sample article's claim with 46 %."""
    page.goto(f"{base_url}/admin/reviews/review/?q={CLAIM.replace('%', '%25')}")
    links = page.locator("#result_list tbody th a")
    if links.count() == 0:
        sys.exit(f"No claim with “{CLAIM}” at {base_url}: take the pictures on a desk with the sample article.")
    page.goto(f"{base_url}{links.first.get_attribute('href')}", wait_until="networkidle")


def grade(page: Page) -> None:
    """Take the open claim and grade it, as a reviewer does: its message is gone from the page, its draft saved."""
    page.keyboard.press("t")
    expect(page.locator("#desk-saved")).to_be_visible()
    page.reload(wait_until="networkidle")
    for key in ("j", "c", "j", "c", "4"):
        page.keyboard.press(key)
    for heading in page.get_by_role("checkbox", name="Looked at").all():
        heading.check()
    page.get_by_label("Headline", exact=True).fill(HEADLINE)
    page.get_by_label("Explanation", exact=True).fill(EXPLANATION)
    page.evaluate("document.querySelector('.desk-waiver').open = true")
    page.get_by_label("Waiver", exact=True).fill(WAIVER)
    expect(page.locator("#desk-checks .desk-unmet")).to_have_count(0)
    page.evaluate("document.querySelector('.desk-waiver').open = false; document.activeElement.blur()")
    page.evaluate("window.scrollTo(0, 0); document.querySelector('.desk-work').scrollTop = 0")


def propose(page: Page) -> None:
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_text("The verdict is proposed.")).to_be_visible()


def take_pictures(base_url: str, chromium: str, folder: Path, of: str) -> list[Path]:
    """Sign in, go the way of a claim or to the lists, and take each picture; returns the files written."""
    taken: list[Path] = []

    def picture(page: Page, name: str) -> None:
        taken.append(folder / name)
        page.screenshot(path=taken[-1])

    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
        browser = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        page = sign_in(browser, base_url, os.environ["DESK_USER"], os.environ["DESK_PASSWORD"])
        if of == "lists":
            for name, path in LISTS.items():
                page.goto(f"{base_url}{path}", wait_until="networkidle")
                picture(page, name)
            browser.close()
            return taken
        open_claim(page, base_url)
        picture(page, "claim.png")
        grade(page)
        picture(page, "desk.png")
        propose(page)
        page = sign_in(browser, base_url, os.environ["DESK_EDITOR"], os.environ["DESK_EDITOR_PASSWORD"])
        open_claim(page, base_url)
        picture(page, "approval.png")
        browser.close()
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", default="http://127.0.0.1:8000", help="where the desk is")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser (chromium on PATH)")
    parser.add_argument("--output", type=Path, default=IMAGES, help="the folder to write into (docs/images)")
    parser.add_argument(
        "--of", choices=("claim", "lists"), default="claim", help="lists: of a desk filled by manage.py seed, as editor"
    )
    asked = parser.parse_args()
    needed = PEOPLE if asked.of == "claim" else PEOPLE[:2]
    if missing := [name for name in needed if not os.environ.get(name)]:
        parser.error(f"set {' and '.join(missing)} in the environment: who signs in to the desk.")
    if not asked.chromium:
        parser.error("there is no chromium on PATH: install it, or give --chromium.")
    asked.output.mkdir(parents=True, exist_ok=True)
    try:
        pictures = take_pictures(asked.base_url.rstrip("/"), asked.chromium, asked.output, asked.of)
    except Error as error:
        sys.exit(f"The browser could not take the pictures: {error.message}")
    for picture in pictures:
        size = picture.stat().st_size
        sys.stdout.write(f"{picture}: {size:,} bytes\n")
        if size > MOST_BYTES:
            sys.exit(f"{picture.name} has more than {MOST_BYTES:,} bytes: too heavy for the README.")


if __name__ == "__main__":
    main()
