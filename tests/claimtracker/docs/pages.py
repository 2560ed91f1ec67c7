"""The documentation, as the tests of it read it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])


class Page:
    """One Markdown file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """The text without its code blocks."""
        return re.sub(r"^```.*?^```", "", self.text, flags=re.MULTILINE | re.DOTALL)

    @property
    def code_lines(self) -> list[str]:
        """The lines of its code blocks, continued lines joined, and its inline code."""
        blocks = re.findall(r"^```\w*\n(.*?)^```", self.text, flags=re.MULTILINE | re.DOTALL)
        lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
        return lines + re.findall(r"`([^`\n]+)`", self.prose)

    @property
    def anchors(self) -> set[str]:
        """What its headings can be linked by."""
        headings = re.findall(r"^#+ (.+)$", self.prose, flags=re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

    def sections(self, level: int) -> dict[str, str]:
        """The text below each heading of the level, by the heading, code marks taken off."""
        parts = re.split(rf"^{'#' * level} (.+)$", self.text, flags=re.MULTILINE)
        return {
            title.strip("` "): re.split(rf"^#{{1,{level}}} ", body, flags=re.MULTILINE)[0]
            for title, body in zip(parts[1::2], parts[2::2], strict=True)
        }

    def rows(self) -> list[list[str]]:
        """The cells of its tables, without the rows of dashes."""
        lines = [line for line in self.prose.splitlines() if line.startswith("|")]
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        return [row for row in cells if not set("".join(row)) <= set("-: ")]


def page(name: str) -> Page:
    """The page of this path below the checkout."""
    return Page(ROOT / name)
