"""Look-ups, evidence and the library: what their lists show, and how they are searched and filtered."""

import datetime

import pytest

from claims.choices import LookupState, Stance
from claims.models import Claim, Claimant, Outlet, ReferenceDocument, ReferenceFigure, ReferencePassage, SourceLookup


@pytest.fixture
def figure(db):
    return ReferenceFigure.objects.create(
        key="f", measure="share", label="Herder", place="Examplia", unit="percent", value=27,
        as_of=datetime.date(2024, 1, 1), title="Book", publisher="Bureau", statement="Herders: 27 percent (2024).",
    )  # fmt: skip


def test_look_ups_are_filtered_by_state_and_tell_it_in_words(page, listed, make_claim, make_evidence):
    found, failed = make_evidence(make_claim()).lookup, make_evidence(make_claim()).lookup
    SourceLookup.objects.filter(pk=failed.pk).update(state=LookupState.FAILED, failure="HTTP 503", attempts=1)
    assert listed("sourcelookup", state__exact="found") == [found]
    assert listed("sourcelookup", state__exact="failed") == [failed]
    content = page("sourcelookup_changelist").content.decode()
    assert "Failed, will be tried again" in content
    assert "HTTP 503" in content


def test_a_look_ups_page_shows_what_was_asked(page, make_claim, make_evidence):
    lookup = make_evidence(make_claim()).lookup
    SourceLookup.objects.update(query={"words": ["herders"]})
    assert "herders" in page("sourcelookup_change", lookup.pk).content.decode()


def test_evidence_is_listed_with_both_figures_and_filtered_by_stance(page, listed, make_claim, make_evidence):
    claim = make_claim()
    differs = make_evidence(claim)
    fits = make_evidence(claim, stance=Stance.CONSISTENT, title="Another book")
    assert listed("evidence", stance__exact="consistent") == [fits]
    assert listed("evidence", q="another BOOK") == [fits]
    content = page("evidence_changelist").content.decode()
    assert "more than 46 % herders" in content
    assert "27 %" in content
    assert page("evidence_change", differs.pk).status_code == 200


def test_documents_are_listed_with_their_passages_counted(page, listed):
    book = ReferenceDocument.objects.create(key="b", title="Book", publisher="Bureau", sha256="0")
    ReferenceDocument.objects.create(key="e", title="Empty", publisher="Bureau", sha256="0")
    for number in (1, 2):
        ReferencePassage.objects.create(document=book, number=number, text="Herders.")
    counted = {document.title: document.passages_count for document in listed("referencedocument")}
    assert counted == {"Book": 2, "Empty": 0}
    assert page("referencedocument_change", book.pk).status_code == 200


@pytest.mark.parametrize("term", ["examplia", "herder", "share", "27 percent"])
def test_figures_are_found_by_place_label_measure_and_statement(page, listed, figure, term):
    assert listed("referencefigure", q=term) == [figure]
    assert "27 %" in page("referencefigure_change", figure.pk).content.decode()


def test_a_figure_that_a_source_does_not_give_is_no_zero(page, figure):
    ReferenceFigure.objects.update(value=None)
    assert "not given" in page("referencefigure_changelist").content.decode()


def test_claimants_and_outlets_are_listed_with_their_numbers(listed, make_claim):
    for _ in range(2):
        make_claim(claimant="Zoe Adler")
    Claimant.objects.create(name="Quiet", aliases=["Hush"])
    assert {row.name: row.claims_count for row in listed("claimant")} == {"Zoe Adler": 2, "Quiet": 0}
    assert [row.name for row in listed("claimant", q="hush")] == ["Quiet"]
    assert [(row.name, row.articles_count) for row in listed("outlet")] == [(Outlet.objects.get().name, 2)]
    assert Claim.objects.count() == 2
