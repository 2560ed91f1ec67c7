"""The labelled articles in odd formats: no prose is lost, and little that is none gets in."""

from pathlib import Path

import pytest

from claims.benchmarks.furniture import GOLD, measure, read_gold
from claims.extraction.prose import read_prose

ARTICLES = sorted(GOLD.glob("*.tsv"))
LOST = {"interview": 1, "magazine_pull_quotes": 1}
"""An introduction above the byline reads as a standfirst; "They did not reply" without a full stop as a heading."""
NOISE = {"hard_wrapped": 1, "local_captions": 1, "no_full_stops": 2}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_prose_is_kept_and_furniture_left_out(path: Path) -> None:
    reading = measure(read_gold(path))
    assert reading.found >= 5
    assert len(reading.lost) <= LOST.get(path.stem, 0), reading.lost
    assert len(reading.noise) <= NOISE.get(path.stem, 0), reading.noise


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_what_stands_before_a_first_sentence_is_no_part_of_it(path: Path) -> None:
    """But for "MUMBAI:" and "From our correspondent in Kampala:", which might as well be a speaker."""
    lines = [
        line for line in read_gold(path) if line.prose_begins and "MUMBAI" not in line.text and "Kam" not in line.text
    ]
    begins = {sentence.words for sentence in read_prose("\n".join(line.text for line in read_gold(path)))}
    for line in lines:
        assert any(line.text[line.prose_begins :].strip().startswith(words) for words in begins), line.text
