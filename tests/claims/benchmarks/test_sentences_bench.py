"""`manage.py bench sentences` counts boundaries inside lines; the ends of lines are given away."""

from pathlib import Path
from typing import Any

import pytest

from claims.benchmarks.base import BenchmarkRefused
from claims.benchmarks.sentences import BENCHMARK, GOLD, read


def bench(path: Path) -> dict[str, Any]:
    return BENCHMARK.run({"test": path}, lambda message: None)


def test_boundaries_inside_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "test.txt"
    path.write_text("It rained.\nDr. Hsu left.\n\nHe met Mr.\nLee.\n")
    figures = bench(path)
    assert (figures["n"], figures["boundaries"], figures["found"]) == (4, 2, 1)
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1.0, 0.5, 0.6667)


def test_a_glued_sentence_follows_without_a_space(tmp_path: Path) -> None:
    path = tmp_path / "test.txt"
    path.write_text("It ended.\n^The next day it rained.\n")
    assert read(path)[0].text == "It ended.The next day it rained."
    assert bench(path)["f1"] == 1.0


@pytest.mark.parametrize(("content", "words"), [(b"\n \n", "no sentence"), (b"\xff", "not UTF-8"), (b"^A.", "line 1")])
def test_what_is_no_file_of_sentences_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "test.txt"
    path.write_bytes(content)
    with pytest.raises(BenchmarkRefused, match=words):
        bench(path)


def test_the_shipped_file_holds_three_hundred_sentences() -> None:
    assert sum(len(line.ends) for line in read(GOLD)) >= 300
