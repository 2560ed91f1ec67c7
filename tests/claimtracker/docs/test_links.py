"""What the documentation points to is there."""

import re
from pathlib import Path

import pytest

from tests.claimtracker.docs.pages import PAGES, ROOT, Page, page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_relative_link_and_image_exists(path: Path):
    found = re.findall(r"\]\(([^)\s]+)\)", Page(path).prose)
    for target in (link for link in found if not re.match(r"[a-z]+:", link)):
        file, _, anchor = target.partition("#")
        pointed = (path.parent / file).resolve() if file else path
        assert pointed.exists(), f"{target} leads nowhere"
        if anchor:
            assert anchor in Page(pointed).anchors, f"{target}: there is no such heading"


def test_every_page_of_the_documentation_can_be_reached_from_its_index():
    linked = {(ROOT / "docs" / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)", page("docs/index.md").text)}
    written = set((ROOT / "docs").rglob("*.md")) - {ROOT / "docs" / "index.md"}
    assert written <= linked


def test_the_readme_shows_its_picture_first_and_has_the_test_command_for_ci():
    readme = page("README.md").text
    assert "](docs/images/claim.png)" in readme[:1000]
    assert re.search(r"^\./run test$", readme, flags=re.MULTILINE)


def test_pictures_are_light_enough_for_a_page():
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert pictures
    assert all(picture.stat().st_size <= 300_000 for picture in pictures)
