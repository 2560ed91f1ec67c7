"""The starter file holds what it promises, and each row can be cited."""

from datetime import date
from decimal import Decimal

import pytest

from claims.library import importing
from claims.library.importing import LibraryDataError, load_starter
from claims.library.measures import MEASURES
from claims.models import ReferenceDocument, ReferenceFigure

pytestmark = pytest.mark.django_db


def test_every_figure_is_dated_cited_and_of_a_known_measure() -> None:
    load_starter()

    figures = list(ReferenceFigure.objects.all())
    assert 50 <= len(figures) <= 80
    for figure in figures:
        assert figure.measure in MEASURES
        assert figure.unit == MEASURES[figure.measure].unit
        assert figure.as_of >= date(1990, 1, 1)
        assert all([figure.title, figure.edition, figure.publisher, figure.licence, figure.statement])
        assert figure.url.startswith("https://")


def test_the_2014_list_of_ethnic_groups_of_afghanistan_is_whole() -> None:
    load_starter()

    listed = ReferenceFigure.objects.filter(measure="ethnic_share", place="Afghanistan", edition="2014 edition")

    assert dict(listed.values_list("label", "value")) == {
        "Pashtun": Decimal(42),
        "Tajik": Decimal(27),
        "Hazara": Decimal(9),
        "Uzbek": Decimal(9),
        "Aimak": Decimal(4),
        "Turkmen": Decimal(3),
        "Baloch": Decimal(2),
    }


def test_the_current_edition_says_that_it_gives_no_ethnic_shares() -> None:
    load_starter()

    without = ReferenceFigure.objects.get(value=None)

    assert (without.measure, without.place, without.label) == ("ethnic_share", "Afghanistan", "")
    assert "gives no ethnic shares" in without.statement


def test_both_figures_for_displaced_women_and_children_are_there() -> None:
    load_starter()

    found = ReferenceFigure.objects.filter(measure="displaced_women_children_share", place="Afghanistan")

    assert dict(found.values_list("as_of", "value")) == {
        date(2021, 8, 13): Decimal(80),
        date(2021, 12, 31): Decimal("78.4"),
    }
    assert round(Decimal(2_710_557) / Decimal(3_457_744) * 100, 1) == Decimal("78.4")


def test_importing_twice_changes_nothing() -> None:
    first = load_starter()
    before = list(ReferenceDocument.objects.values_list("pk", flat=True))

    again = load_starter()

    assert first.documents == again.unchanged > 0
    assert again.documents == again.figures == 0
    assert list(ReferenceDocument.objects.values_list("pk", flat=True)) == before


def test_a_row_of_an_unknown_measure_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MEASURES", {})

    with pytest.raises(LibraryDataError, match=r"starter\.json, document world-factbook-2014/af.*ethnic_share"):
        load_starter()
    assert not ReferenceDocument.objects.exists()
