"""An article's claims as a document for programs and as a table for people."""

import json
from collections.abc import Callable

import pytest

from claims.choices import LookupState, Stance, WorkState
from claims.models import Article, ArticleRevision, Claim, SourceLookup
from claims.report import article_document, article_text, quantity_text
from tests.support.builders import build_evidence


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    claim = make_claim(text="Herders make up more than 46% of the people of Examplia.", claimant="Orla Finn")
    build_evidence(claim)
    return claim


def revision_of(claim: Claim) -> ArticleRevision:
    return claim.appearances.get().revision


def test_the_document_has_the_shape_that_programs_rely_on(claim: Claim) -> None:
    revision = revision_of(claim)
    document = json.loads(json.dumps(article_document(revision)))
    [found] = document["claims"]
    assert revision.text[found["start"] : found["end"]] == found["exact"]
    assert set(found) >= {"text", "exact", "start", "end", "claimant", "kind", "check_worthiness", "quantities"}
    assert (found["claimant"], found["matches"]) == ("Orla Finn", [])
    assert found["lookups"] == [{"source": "library", "state": "found", "error": "", "note": ""}]
    [evidence] = found["evidence"]
    assert evidence["figure"] == {"claimed": 46, "found": 27, "unit": "percent"}
    assert (evidence["as_of"], evidence["stance"]) == ("2024-01-01", Stance.DIFFERS)


def test_the_table_shows_words_score_figure_and_evidence(claim: Claim) -> None:
    text = article_text(article_document(revision_of(claim)))
    for part in (
        "0.80",
        "“Herders make up more than 46% of the people of Examplia.”",
        "claimed by Orla Finn",
        "more than 46 percent · herders · of the people · Examplia",
        "differs",
        "2024 edition, 2024-01-01",
        "claimed 46, found 27",
    ):
        assert part in text


@pytest.mark.parametrize("stance", [Stance.CONSISTENT, Stance.DIFFERS, Stance.NO_SUGGESTION])
def test_a_passage_is_quoted_whatever_it_suggests_and_without_empty_brackets(claim: Claim, stance: Stance) -> None:
    document = article_document(revision_of(claim))
    [evidence] = document["claims"][0]["evidence"]
    evidence |= {"stance": stance, "quote": "Few herders are left.", "edition": "", "as_of": None}
    evidence["figure"] = {"claimed": None, "found": None, "unit": ""}
    text = article_text(document)
    assert "“Few herders are left.”" in text
    assert "()" not in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_table_fits_the_terminal(claim: Claim, width: int) -> None:
    lines = article_text(article_document(revision_of(claim)), width=width).splitlines()[2:]
    assert max(len(line) for line in lines if "https://" not in line) <= width


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (LookupState.NOTHING_FOUND, "nothing found"),
        (LookupState.FAILED, "failed, will be tried again (Out of order.)"),
        (LookupState.GIVEN_UP, "given up (Out of order.)"),
    ],
)
def test_a_failure_is_never_shown_as_an_absence(claim: Claim, state: LookupState, shown: str) -> None:
    SourceLookup.objects.update(state=state, failure="" if state == LookupState.NOTHING_FOUND else "Out of order.")
    assert f"library: {shown}" in article_text(article_document(revision_of(claim)))


def test_an_article_without_claims_says_so(claim: Claim) -> None:
    empty = revision_of(claim)
    claim.appearances.update(suppressed_reason="Not a claim.")
    ArticleRevision.objects.update(state=WorkState.DONE)
    empty.refresh_from_db()
    assert "No checkable claim was found" in article_text(article_document(empty))


def test_an_article_that_is_not_read_yet_is_not_called_one_without_claims(claim: Claim) -> None:
    waiting = revision_of(claim)
    claim.appearances.update(suppressed_reason="Not a claim.")
    text = article_text(article_document(waiting))
    assert "still being found" in text
    assert "No checkable claim" not in text


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ({"value": 3000, "comparator": "about", "unit": "count", "counted": "families"}, "about 3,000 · families"),
        ({"value": 1996, "upper": 2001, "comparator": "between", "unit": "year"}, "1996 to 2001"),
        ({"value": 2.5, "comparator": "exactly", "unit": "percentage_point"}, "2.5 percentage point"),
    ],
)
def test_a_quantity_reads_as_words(quantity: dict[str, object], words: str) -> None:
    empty = {"upper": None, "counted": "", "population": "", "place": "", "period": ""}
    assert quantity_text({**empty, **quantity}) == words


def test_the_words_of_an_article_do_not_command_the_terminal(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim(claimant="Orla\x1b[2J Finn")
    # Texts lose such characters when they come in; titles and names are printed as they are stored.
    Article.objects.update(title="Herders\x1b]0;pwned\x07 make up\x1b[31m 46%")
    text = article_text(article_document(revision_of(claim)))
    assert "pwned" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_large_figures_are_printed_so_that_people_can_read_them(claim: Claim) -> None:
    build_evidence(claim, quantity=None, found_value=84_012_284, found_unit="count")
    text = article_text(article_document(revision_of(claim)))
    assert "claimed no figure, found 84,012,284" in text
