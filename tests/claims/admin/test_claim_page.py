"""The page of a claim: words in their paragraph, figures, look-ups with their answers, evidence side by side."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.choices import LookupState
from claims.models import ClaimWording, Source, SourceLookup


@pytest.fixture
def html(page):
    return lambda claim: page("claim_change", claim.pk).content.decode()


@pytest.fixture
def look_up(make_claim):
    def build(state: str, **fields):
        claim = make_claim()
        source = Source.objects.get(name="library")
        SourceLookup.objects.create(
            claim=claim, wording=claim.wordings.get(), source=source, state=state, next_attempt_at=None
        )
        SourceLookup.objects.update(**fields)
        return claim

    return build


def test_the_words_stand_in_their_paragraph(html, make_claim):
    page = html(make_claim(text="Herders are 46 percent of <Examplia>."))
    assert "of its session. <mark>Herders are 46 percent of &lt;Examplia&gt;.</mark> The debate goes on." in page
    assert "The Examplia Courier" in page


def test_the_claimed_figure_stands_beside_the_found_one_with_the_reason(html, make_claim, make_evidence):
    claim = make_claim()
    make_evidence(claim)
    page = html(claim)
    assert "<dt>Claimed</dt><dd>more than 46 % herders; of the people; Examplia</dd>" in page
    assert "<dt>Found</dt><dd>27 %</dd>" in page
    assert "<strong>Suggestion:</strong> differs." in page
    assert "gives 27 %." in page
    assert "as of 1 January 2024" in page


def test_evidence_without_a_figure_or_a_date_says_so(html, make_claim, make_evidence):
    claim = make_claim()
    make_evidence(claim, found_value=None, found_unit="", as_of=None)
    page = html(claim)
    assert "<dt>Found</dt><dd>no figure</dd>" in page
    assert "undated" in page


def test_earlier_wordings_are_kept_below_the_newest(html, make_claim):
    claim = make_claim(text="Herders are 46 percent.")
    ClaimWording.objects.create(claim=claim, number=2, text="In Examplia, herders are 46 percent.")
    page = html(claim)
    assert '<p class="claim-words" lang="en">In Examplia, herders are 46 percent.</p>' in page
    assert "Wording 1: Herders are 46 percent." in page


def test_nothing_found_is_an_answer(html, look_up):
    page = html(look_up(LookupState.NOTHING_FOUND, note="12 passages were below the floor."))
    assert "Nothing found" in page
    assert "12 passages were below the floor." in page
    assert "Failed" not in page


def test_a_failure_is_shown_as_one_with_the_next_attempt(html, look_up):
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC), tick=False):
        again = timezone.now() + timedelta(hours=1)
        page = html(look_up(LookupState.FAILED, failure="HTTP 503", attempts=1, next_attempt_at=again))
    assert "Failed, will be tried again" in page
    assert "HTTP 503. 1 attempt so far. Next attempt: 18 November 2026, 11:00 UTC." in page
    assert "Nothing found" not in page


def test_a_look_up_given_up_says_nothing_about_the_claim(html, look_up):
    page = html(look_up(LookupState.GIVEN_UP, failure="HTTP 404", attempts=5))
    assert "Failed, given up" in page
    assert "HTTP 404. 5 attempts. The source gave no answer; this says nothing about the claim." in page
    assert "Nothing found" not in page


def test_a_claim_that_no_source_was_asked_about_says_so(html, make_claim):
    page = html(make_claim())
    assert "No source was asked." in page
    assert "There is none. What the sources answered is listed below." in page


def test_times_are_in_the_readers_zone(html, look_up, reviewer):
    reviewer.time_zone = "Asia/Kabul"
    reviewer.save()
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC), tick=False):
        page = html(
            look_up(LookupState.FAILED, failure="HTTP 503", next_attempt_at=timezone.now() + timedelta(hours=1))
        )
    assert "18 November 2026, 15:30 +0430" in page
