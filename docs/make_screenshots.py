"""Takes the documentation's pictures from a running desk that has the sample article.

    DESK_USER=ana DESK_PASSWORD=… .venv/bin/python docs/make_screenshots.py --base-url http://127.0.0.1:8000

Needs the packages of requirements-test.lock (`./run test` installs them) and a Chromium. The person should have the
role reviewer; the pictures show the desk as it is, so take them on a fresh one, where nothing is taken or published.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
WIDTH, HEIGHT = 1280, 790
CLAIM = "46%"
MOST_BYTES = 300_000
LISTS = {
    "dashboard.png": "/admin/",
    "list.png": "/admin/reviews/review/?list=overdue",
    "balance.png": "/admin/reviews/selectionbalance/",
}
"""Pictures of a seeded desk, and where they are taken."""


def sign_in(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/admin/login/?next=/admin/")
    page.fill("#id_username", os.environ["DESK_USER"])
    page.fill("#id_password", os.environ["DESK_PASSWORD"])
    page.click("[type=submit]")
    page.wait_for_load_state("networkidle")
    if "/login/" in page.url:
        sys.exit(f"{base_url} does not let {os.environ['DESK_USER']} in: check DESK_USER and DESK_PASSWORD.")


def open_claim(page: Page, base_url: str) -> None:
    """The claim page of the sample article's claim with 46 %."""
    page.goto(f"{base_url}/admin/reviews/review/?q={CLAIM.replace('%', '%25')}")
    links = page.locator("#result_list tbody th a")
    if links.count() == 0:
        sys.exit(f"No claim with “{CLAIM}” at {base_url}: take the pictures on a desk with the sample article.")
    page.goto(f"{base_url}{links.first.get_attribute('href')}", wait_until="networkidle")


def take_pictures(base_url: str, chromium: str, folder: Path, of: str) -> list[Path]:
    """Sign in and take each picture; returns the files written."""
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium refuses its sandbox to root
        browser = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="en-GB")
        page.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
        sign_in(page, base_url)
        if of == "claim":
            open_claim(page, base_url)
            pictures = [folder / "claim.png"]
            page.screenshot(path=pictures[0])
        else:
            pictures = [picture_of(page, f"{base_url}{path}", folder / name) for name, path in LISTS.items()]
        browser.close()
    return pictures


def picture_of(page: Page, address: str, file: Path) -> Path:
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", default="http://127.0.0.1:8000", help="where the desk is")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser (chromium on PATH)")
    parser.add_argument("--output", type=Path, default=IMAGES, help="the folder to write into (docs/images)")
    parser.add_argument(
        "--of", choices=("claim", "lists"), default="claim", help="lists: of a desk filled by manage.py seed, as editor"
    )
    asked = parser.parse_args()
    if missing := [name for name in ("DESK_USER", "DESK_PASSWORD") if not os.environ.get(name)]:
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
