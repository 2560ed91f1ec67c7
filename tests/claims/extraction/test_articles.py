"""Whole articles of our own: what a fact-checker would list is listed, and little else."""

from pathlib import Path

import pytest

from claims.extraction.claims import extract
from claims.extraction.normalise import normalise

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
MARK = "[+] "
"""Stands before every sentence that a fact-checker would list."""


def read(path: Path) -> tuple[str, list[int]]:
    """Return the article without its marks, and where the marked sentences begin."""
    first, *rest = normalise(path.read_text(encoding="utf-8")).split(MARK)
    text, wanted = first, []
    for piece in rest:
        wanted.append(len(text))
        text += piece
    return text, wanted


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_most_of_what_a_checker_wants_is_found_with_little_noise(path: Path) -> None:
    text, wanted = read(path)
    found = extract(text)
    hit = [start for start in wanted if any(claim.start <= start < claim.end for claim in found)]
    noise = [claim.exact for claim in found if not any(claim.start <= start < claim.end for start in wanted)]
    assert len(hit) >= 0.75 * len(wanted)
    assert len(noise) <= 0.2 * len(found), noise


def test_over_all_articles_nine_in_ten_are_found() -> None:
    total = found = 0
    for text, wanted in map(read, ARTICLES):
        claims = extract(text)
        total += len(wanted)
        found += sum(any(claim.start <= start < claim.end for claim in claims) for start in wanted)
    assert found >= 0.9 * total


def test_an_article_is_read_the_same_way_twice() -> None:
    text, _ = read(ARTICLES[0])
    assert extract(text) == extract(text)
