"""Tables of figures: each bad row is named with its line and what is wrong, and then nothing is imported."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.library.importers.base import Details, LibraryDataError
from tests.claims.library.reading import KNOWN, documents_of

HEADER = "measure,place,label,value,upper,unit,as_of,title,publisher,edition,url,licence,statement\n"
GOOD = "population_total,Examplia,,5200000,,count,2024-07-01,,,,,,\n"


def table(*rows: str) -> bytes:
    return (HEADER + "".join(rows)).encode()


def test_a_row_becomes_a_dated_figure_with_a_statement(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.csv", table(GOOD))
    [figure] = document.figures
    assert (figure.measure, figure.place, figure.value, figure.as_of) == (
        "population_total", "Examplia", Decimal(5200000), date(2024, 7, 1),
    )  # fmt: skip
    assert figure.statement == "Yearbook: population, Examplia: 5200000 count (2024-07-01)."
    assert document.details.as_of == date(2024, 7, 1)


def test_json_lines_are_read_the_same_way(tmp_path: Path) -> None:
    row = {"measure": "population_total", "place": "Examplia", "value": 5200000, "as_of": "2024-07-01", "label": None}
    [document] = documents_of(tmp_path, "a.ndjson", json.dumps(row).encode() + b"\n\n")
    [same] = documents_of(tmp_path, "a.csv", table(GOOD))
    assert document.figures == same.figures


def test_rows_of_different_editions_are_documents_of_their_own(tmp_path: Path) -> None:
    other = GOOD.replace(",,,,,,\n", ",,,2019,,,\n").replace("2024-07-01", "2019")
    first, second = documents_of(tmp_path, "a.csv", table(GOOD, other))
    assert (first.details.edition, second.details.edition) == ("2024", "2019")
    assert second.figures[0].as_of == date(2019, 7, 1)
    assert first.key != second.key


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("value", "NaN", "write digits"),
        ("value", "inf", "write digits"),
        ("value", "1e999999999", "write digits"),
        ("value", "5,2", "write digits"),
        ("value", "١٢", "write digits"),
        ("value", "1" * 40, "write digits"),
        ("value", "", "“value” is empty"),
        ("upper", "4", "below “value”"),
        ("as_of", "2024-02-30", "write a day"),
        ("as_of", "July", "write a day"),
        ("as_of", "0000", "write a day"),
        ("as_of", "9999-01-01", "a day between"),
        ("unit", "percent", "measured in “count”"),
        ("measure", "beauty", "no measure “beauty”"),
        ("measure", "population", "there is population_total or population_growth or population_decline"),
        ("measure", "median_aeg", "there is median_age"),
        ("place", "", "“place” is empty"),
        ("place", "x" * 201, "more than 200"),
        ("url", "javascript:alert(1)", "begin with http"),
    ],
)
def test_a_bad_cell_is_named_with_its_line(tmp_path: Path, column: str, value: str, words: str) -> None:
    row = {"measure": "population_total", "place": "Examplia", "value": "5200000", "as_of": "2024-07-01"} | {
        column: value
    }
    lines = json.dumps({**row, "place": "Elsewhere", column: row[column]} | {column: value})
    with pytest.raises(LibraryDataError, match=rf"line 2: .*{words}"):
        documents_of(tmp_path, "a.ndjson", (json.dumps({"measure": "median_age", "place": "Examplia", "value": 30,
                                                        "as_of": "2024"}) + "\n" + lines).encode())  # fmt: skip


def test_every_bad_row_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError) as refused:
        documents_of(
            tmp_path, "a.csv", table(GOOD.replace("5200000", "many"), GOOD, GOOD.replace("2024-07", "2024-17"))
        )
    assert "line 2: " in str(refused.value)
    assert "line 3: " not in str(refused.value)
    assert "line 4: " in str(refused.value)


def test_the_same_figure_twice_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match=r"line 3: .* those of a row before"):
        documents_of(tmp_path, "a.csv", table(GOOD, GOOD.replace("5200000", "5300000")))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"measure,place,value\n", "misses as_of"),
        (b"measure,place,value,as_of,mood\n", "unknown or repeated mood"),
        (HEADER.encode(), "no figures"),
        (table('population_total,"Examplia,,5200000\n' + "x" * 200_000), "line .*field larger"),
        (table(GOOD) + "population_total,Zürich,,1,,,2024,,,,,,\n".encode("cp1252"), "not in UTF-8"),
        (table("population_total," + "x," * 5000 + "\n"), "5002 cells, but 13 columns"),
        (b"measure,value\0\0\0", "binary"),
    ],
)
def test_a_broken_table_is_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(LibraryDataError, match=words):
        documents_of(tmp_path, "a.csv", data, kind="figures")


@pytest.mark.parametrize(
    "line", [b"[1]", b"{", b'{"value": {}}', b'{"mood": 1}', b'{"value": NaN}', b"\xff\xfa", b"[" * 60000]
)
def test_a_line_that_is_no_row_is_named(tmp_path: Path, line: bytes) -> None:
    with pytest.raises(LibraryDataError, match="line 2: "):
        documents_of(tmp_path, "a.ndjson", b'{"measure":"median_age","place":"A","value":1,"as_of":"2024"}\n' + line)


def test_without_publisher_a_row_cannot_be_cited(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match="“publisher” is empty"):
        documents_of(tmp_path, "a.csv", table(GOOD), Details(title="Yearbook"))


def test_a_formula_is_only_text(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.csv", table(GOOD.replace("Examplia", "=cmd|calc")))
    assert document.figures[0].place == "=cmd|calc"
    assert KNOWN.title in document.figures[0].statement
