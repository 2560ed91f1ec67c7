"""The labelled news sentences are whole, and the agreement that their page states is the agreement they have."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "news-sentences.md"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (ROOT / "claims" / "benchmarks" / "news_sentences.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_660_different_sentences_in_two_halves(rows: list[dict[str, str]]) -> None:
    assert len({row["sentence"] for row in rows}) == len({row["id"] for row in rows}) == 660
    assert [row["part"] for row in rows].count("report") == 330


def test_what_is_worth_checking_is_a_fact(rows: list[dict[str, str]]) -> None:
    answers = [(row[f"worth_{who}"], row[f"fact_{who}"]) for row in rows for who in "ab"]
    assert set(answers) == {("1", "1"), ("0", "1"), ("0", "0")}


@pytest.mark.parametrize("question", ["worth", "fact"])
def test_the_page_states_the_agreement_that_the_labels_have(rows: list[dict[str, str]], question: str) -> None:
    pairs = [(int(row[f"{question}_a"]), int(row[f"{question}_b"])) for row in rows]
    agreed = sum(a == b for a, b in pairs)
    share_a, share_b = (sum(pair[who] for pair in pairs) / len(pairs) for who in (0, 1))
    by_chance = share_a * share_b + (1 - share_a) * (1 - share_b)
    kappa = (agreed / len(pairs) - by_chance) / (1 - by_chance)
    stated = re.search(rf"`{question}` in (\d+)[^(]*\((?:Cohen's kappa )?([\d.]+)\)", PAGE.read_text(encoding="utf-8"))
    assert stated is not None
    assert (int(stated[1]), float(stated[2])) == (agreed, round(kappa, 3))
