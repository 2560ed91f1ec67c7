"""Reading the World Factbook: passages as plain text, figures only where they parse cleanly."""

import json
from datetime import date
from decimal import Decimal

import pytest

from claims.library.factbook import Entry, ReadEntry, entries, plain_text, read_entry
from claims.library.factbook_figures import ReadFigure, read_figures


@pytest.fixture(scope="module")
def book() -> dict[str, ReadEntry]:
    return {entry.code: read_entry(entry) for entry in entries()}


def shares(field: str, text: str, note: str = "") -> dict[str, tuple[Decimal, Decimal | None]]:
    figures = read_figures({"People and Society": {field: {"text": text, "note": note}}}, "Somewhere")
    return {figure.label: (figure.value, figure.upper) for figure in figures}


def test_every_place_is_read_once_under_its_usual_name(book: dict[str, ReadEntry]) -> None:
    places = [entry.place for entry in book.values()]

    assert len(places) == len(set(places)) > 250
    assert {"Afghanistan", "Gambia", "Türkiye", "Myanmar", "Côte d'Ivoire", "United Kingdom", "World"} <= set(places)
    assert not [place for place in places if "(" in place or ";" in place or "&" in place or place == "none"]


def test_passages_are_plain_text_under_section_and_field(book: dict[str, ReadEntry]) -> None:
    passages = {passage.heading: passage.text for passage in book["af"].passages}

    assert passages["People and Society: Population"].startswith("total: 49,474,805 (2025 est.)")
    assert "A series of subsequent civil wars saw Kabul finally fall in 1996" in passages["Introduction: Background"]
    texts = [passage.text for entry in book.values() for passage in entry.passages]
    assert not [text for text in texts if "<br" in text or "&nbsp;" in text or "&lt;" in text or "\xa0" in text]


def test_figures_of_afghanistan(book: dict[str, ReadEntry]) -> None:
    figures = {(figure.measure, figure.label): figure for figure in book["af"].figures}

    assert figures["population_total", ""].value == 49_474_805
    assert figures["population_total", ""].as_of == date(2025, 7, 1)
    assert figures["urban_share", ""].value == Decimal("26.9")
    assert figures["literacy_rate", ""].value == Decimal("37.3")
    sunni = figures["religion_share", "Sunni Muslim"]
    assert (sunni.value, sunni.upper, sunni.as_of) == (Decimal("84.7"), Decimal("89.7"), date(2009, 7, 1))
    assert not [label for measure, label in figures if measure == "ethnic_share"]


def test_shares_are_within_a_hundred_and_labels_are_names(book: dict[str, ReadEntry]) -> None:
    figures: list[ReadFigure] = [figure for entry in book.values() for figure in entry.figures]

    assert len(figures) > 3000
    for figure in figures:
        if figure.measure.endswith("_share"):
            assert 0 <= figure.value <= (figure.upper or figure.value) <= 100
        assert not figure.label.lower().startswith(("other", "unspecified", "none", "includes"))


def test_a_list_is_split_by_label() -> None:
    assert shares("Ethnic groups", "Baya 28.8%, Arab-Fulani (Peuhl) 6%, other groups 2%, Pygmy &lt;1% (2003 est.)") == {
        "Baya": (Decimal("28.8"), None),
        "Arab-Fulani": (Decimal(6), None),
    }


def test_parts_in_parentheses_count_only_where_they_add_up_to_their_whole() -> None:
    adding_up = shares("Religions", "Protestant 70% (Anglican 50%, Baptist 20%), Muslim 5% (2011 est.)")
    of_the_muslims = shares("Religions", "Muslim 50% (Sunni 85%, Shia 15%), Christian 50% (2011 est.)")

    assert adding_up["Anglican"] == (Decimal(50), None)
    assert set(of_the_muslims) == {"Muslim", "Christian"}


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("Wolof 39.7%, Pulaar 27.5%", "", id="no year"),
        pytest.param("German 85.4%, Turkish 1.8% (2022 est.)", "data represent nationality", id="nationality"),
        pytest.param("first language: Hindi 3.5%, French 1% (2022 est.)", "", id="several lists"),
        pytest.param("predominantly Arab; but also Afro-Arab", "", id="no shares"),
    ],
)  # fmt: skip
def test_a_list_that_is_not_clean_is_left_out(text: str, note: str) -> None:
    assert shares("Ethnic groups", text, note) == {}


def test_a_number_with_more_around_it_is_left_out() -> None:
    people = {"Population": {"total": {"text": "approximately 18,195 on the bases (2020 est.)"}}}

    assert read_figures({"People and Society": people}, "Akrotiri") == []


def test_markup_becomes_lines() -> None:
    assert plain_text("<p>One&nbsp;&amp; two</p><br><strong>note:</strong>  three") == "One & two\nnote: three"


def test_the_hash_is_of_the_bytes() -> None:
    one = Entry(code="aa", body=json.dumps({"a": 1}).encode())

    assert one.sha256 == Entry(code="bb", body=one.body).sha256 != Entry(code="aa", body=b"{}").sha256
