"""The way from text to claims, and what holds for any text whatever."""

import time
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import ClaimKind
from claims.extraction.claims import extract
from claims.extraction.normalise import normalise

PIECES = st.sampled_from(
    [
        *(
            "46% of ",
            "1,000 ",
            "$3.4bn ",
            "one in three ",
            "from 1996 to 2001 ",
            "9/11 ",
            "½ ",
            "²",
            "٣٠٠ ",
            "١٪",
            "doubled ",
        ),
        *(
            "“",
            "”",
            '"',
            "said",
            "According to ",
            "Ola Berg ",
            ", who make up ",
            "in Chad ",
            "Dr. ",
            "- ",
            ". ",
            "…",
            "\n",
        ),
        *("👩‍👩‍👧 ", "قال ", "\u200f"),
    ]
)
texts = st.one_of(
    st.text(), st.lists(PIECES, max_size=40).map("".join), st.binary().map(lambda raw: raw.decode("utf-8", "replace"))
)


@given(texts)
def test_exact_words_are_the_texts_own_for_any_text(raw: str) -> None:
    text = normalise(raw)
    for claim in extract(text, threshold=0.0):
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.exact == text[claim.start : claim.end]
        assert text[: claim.start].endswith(claim.prefix)
        assert text[claim.end :].startswith(claim.suffix)
        assert 0 <= claim.check_worthiness <= 1
        assert 0 <= claim.verifiability <= 1
        assert claim.text
        for quantity in claim.quantities:
            assert quantity.text in claim.exact
            assert quantity.upper is None or quantity.upper > quantity.value


def test_an_empty_text_has_no_claims() -> None:
    assert extract("") == []


def test_one_endless_line_is_read_to_its_end() -> None:
    text = "word " * 40_000 + "and 46% of the houses burned in Chad."
    [claim] = [claim for claim in extract(text) if claim.quantities]
    assert claim.exact.endswith("in Chad.")


@pytest.mark.parametrize("piece", ["1 ", "1% ", "½ ", "3-1 ", "Flight 1 ", "said 1 "])
def test_a_text_of_numbers_is_read_within_the_workers_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    extract(text)
    assert time.process_time() - started < settings.CELERY_TASK_SOFT_TIME_LIMIT / 2


def test_the_speaker_inside_a_clause_is_the_claimant() -> None:
    [claim] = extract("The talks left out Bretons, who officials say are 6 per cent of the people of France.")
    assert claim.text == "Bretons are 6 per cent of the people of France."
    assert (claim.claimant, claim.attribution_cue) == ("officials", "say")


def test_offsets_count_code_points() -> None:
    text = "😀😀 Party time.\nMore than 300 houses burned in Chad on Monday."
    [claim] = extract(text)
    assert text[claim.start :] == claim.exact == "More than 300 houses burned in Chad on Monday."
    assert claim.prefix.endswith("time.\n")


def test_a_higher_threshold_lists_fewer() -> None:
    text = "About 40% of the homes burned. The militia shot two men. It rained."
    assert len(extract(text, threshold=0.0)) == 3
    assert len(extract(text, threshold=1.0)) == 0


def test_a_sentence_that_the_article_repeats_is_listed_once() -> None:
    sentence = "The army shelled the market and killed 40 people."
    assert len(extract(f"{sentence}\n{sentence}\n{sentence.replace('40', '50')}")) == 2


def test_a_place_comes_from_the_sentence_before_in_the_same_paragraph_only() -> None:
    sentence = "About 80% of those evacuated are children."
    [same] = [claim for claim in extract(f"The river rose in Peru. {sentence}") if claim.quantities]
    [other] = [claim for claim in extract(f"The river rose in Peru.\n{sentence}") if claim.quantities]
    assert (same.quantities[0].place, other.quantities[0].place) == ("Peru", "")
    assert same.text == sentence


def test_a_wire_date_line_stays_outside_the_claim() -> None:
    [claim] = extract("LIMA, May 3 (Nordpress) - More than 300 houses burned down on Monday.")
    assert claim.exact == "More than 300 houses burned down on Monday."


def test_kinds_tell_how_a_claim_is_checked() -> None:
    kinds = {
        "About 40% of the homes in Peru were destroyed.": ClaimKind.QUANTITY,
        "Unemployment fell by two percentage points.": ClaimKind.COMPARISON,
        "The army dropped weapons on the village and killed a man.": ClaimKind.EVENT,
        "The regime outlawed all parties.": ClaimKind.RULE,
        "Ola Berg claimed that the vote was rigged.": ClaimKind.ATTRIBUTION,
        "It is the deadliest fire in the history of Peru.": ClaimKind.RECORD,
        "Inflation will reach 40% next year.": ClaimKind.PREDICTION,
    }
    assert {text: extract(text, threshold=0.0)[0].kind for text in kinds} == kinds


def test_a_clause_that_alone_is_checkable_is_the_claim() -> None:
    text = "Both want peace for all, especially Bretons in France, who make up more than 6% of the population."
    [claim] = extract(text)
    assert claim.exact == "Bretons in France, who make up more than 6% of the population"
    assert claim.text == "Bretons make up more than 6% of the population of France."
    assert claim.quantities[0].value == Decimal(6)
