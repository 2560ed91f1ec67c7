"""`manage.py bench quantities` counts matches one to one, and names the line that it cannot read."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.benchmarks.base import BenchmarkRefused
from claims.benchmarks.quantities import BENCHMARK, GOLD, Labelled, read, same_value


def bench(path: Path, part: str = "all") -> dict[str, Any]:
    return BENCHMARK.run({"test": path, "part": part}, lambda message: None)


def written(folder: Path, *rows: object) -> Path:
    path = folder / "test.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_each_found_quantity_counts_once_and_the_unit_apart(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        {"text": "Some 40 boats sank.", "quantities": [{"value": 40, "unit": "count"}, {"value": 40, "unit": "count"}]},
        {"text": "Rents rose 12%.", "quantities": [{"value": 12, "unit": "count"}]},
    )
    figures = bench(path)
    assert (figures["n"], figures["quantities"], figures["found"]) == (2, 3, 2)
    assert figures["value"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8}
    assert (figures["value_f1"], figures["unit_recall"]) == (0.8, 0.3333)


def test_odd_lines_are_for_tuning_and_even_lines_for_the_report(tmp_path: Path) -> None:
    rows = [{"text": f"Some {number} boats sank.", "quantities": []} for number in (31, 32, 33)]
    path = written(tmp_path, *rows)
    assert [sentence.text for sentence in read(path, part="report")] == ["Some 32 boats sank."]
    assert len(read(path, part="tune")) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("0.333", None, "fraction"), ("0.333333", None, "fraction"), True),
        (("0.67", None, "fraction"), ("0.666667", None, "fraction"), True),
        (("0.25", None, "fraction"), ("0.3", None, "fraction"), False),
        (("10", "15", "count"), ("10", None, "count"), False),
        (("10", "15", "count"), ("10", "15", "percent"), True),
        (("2014", None, "year"), ("2015", None, "year"), False),
    ],
)
def test_values_are_the_same_within_what_rounding_leaves(one: Any, other: Any, same: bool) -> None:
    def labelled(value: str, upper: str | None, unit: str) -> Labelled:
        return Labelled(Decimal(value), None if upper is None else Decimal(upper), unit)

    assert same_value(labelled(*one), labelled(*other)) is same


@pytest.mark.parametrize(
    "row",
    [
        "{",
        "[]",
        '{"text": "x"}',
        {"text": 1, "quantities": []},
        {"text": "x", "quantities": [1]},
        {"text": "x", "quantities": [{"value": "40", "unit": "count"}]},
        {"text": "x", "quantities": [{"value": 40}]},
        {"text": "x", "quantities": [{"value": 40, "unit": ""}]},
    ],
)
def test_a_malformed_line_is_refused_by_its_number(tmp_path: Path, row: object) -> None:
    path = written(tmp_path, {"text": "x", "quantities": []}, row)
    with pytest.raises(BenchmarkRefused, match=r"test\.jsonl, line 2: .*Expected"):
        bench(path)


def test_a_file_without_sentences_or_of_other_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "test.jsonl"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(BenchmarkRefused, match="not UTF-8"):
        bench(path)
    path.write_text("\n\n")
    with pytest.raises(BenchmarkRefused, match="no labelled sentence"):
        bench(path)


def test_the_shipped_file_is_read_whole() -> None:
    sentences = read(GOLD)
    assert len(sentences) == 477
    assert sum(len(sentence.quantities) for sentence in sentences) == 710
