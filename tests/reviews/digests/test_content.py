"""What a week's digest says about each claim."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from reviews.choices import VerdictKind
from reviews.digests.content import Tone, shortened
from reviews.digests.period import IsoWeek
from reviews.models import Review

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_weeks_verdicts_are_in_it_and_no_others(publish, digest):
    publish(15, 23)
    first, last = publish(16, 0), publish(22, 23)
    publish(23, 0)
    assert {entry.verdict for entry in digest().verdicts} == {first, last}


def test_a_sunday_night_in_berlin_belongs_to_another_week_than_in_utc(publish, digest):
    verdict = publish(22, 23)  # 00:00 on Monday in Berlin
    assert [entry.verdict for entry in digest(zone=UTC).entries] == [verdict]
    assert digest(zone=BERLIN).is_empty
    assert [entry.verdict for entry in digest(IsoWeek(2026, 48), BERLIN).entries] == [verdict]


def test_a_verdict_corrected_in_its_own_week_appears_once_in_its_newest_state(publish, digest):
    first = publish(16, rating="False")
    newest = publish(18, claim=first.review.claim, rating="Mostly false", note="The share was misread.")
    [entry] = digest().verdicts
    assert entry.verdict == newest
    assert [correction.note for correction in entry.corrections] == ["The share was misread."]
    assert entry.rating_before == "False"
    assert not digest().corrections


def test_a_correction_of_an_earlier_weeks_verdict_stands_in_its_own_section(publish, digest):
    before = publish(10, rating="Half true")
    correction = publish(17, claim=before.review.claim, rating="Half true")
    [entry] = digest().corrections
    assert (entry.verdict, entry.earlier) == (correction, before)
    assert entry.rating_before == ""
    assert not digest().verdicts


def test_a_retraction_stands_in_its_own_section_even_if_the_verdict_is_of_the_same_week(publish, digest):
    old, new = publish(10), publish(17)
    for verdict in (old, new):
        publish(19, claim=verdict.review.claim, kind=VerdictKind.RETRACTION, note="The claim was never made.")
    content = digest()
    assert {entry.withdrawn for entry in content.retractions} == {old, new}
    assert not content.verdicts
    assert not content.corrections


@pytest.mark.parametrize("kind", [VerdictKind.CORRECTION, VerdictKind.RETRACTION])
def test_an_old_digest_says_what_was_corrected_or_retracted_since(publish, digest, kind):
    verdict = publish(18)
    later = publish(25, claim=verdict.review.claim, kind=kind)
    [entry] = digest().verdicts
    assert (entry.verdict, entry.since) == (verdict, later)


def test_claims_of_higher_priority_come_first(publish, digest):
    low, high = publish(16), publish(17)
    Review.objects.filter(pk=high.review_id).update(priority=0.95)
    Review.objects.filter(pk=low.review_id).update(priority=0.4)
    assert [entry.verdict for entry in digest().entries] == [high, low]


@pytest.mark.parametrize(
    ("rating", "tone"),
    [("True", Tone.HIGH), ("Half true", Tone.MIDDLE), ("False", Tone.LOW), ("Unproven", Tone.OFF_SCALE)],
)
def test_a_tone_tells_where_the_rating_lies_on_its_scale(publish, digest, rating, tone):
    publish(18, rating=rating)
    assert [entry.tone for entry in digest().entries] == [tone]


def test_the_number_of_queries_does_not_grow_with_the_verdicts(publish, digest, django_assert_num_queries):
    for _ in range(2):
        publish(18)
    for verdicts_more in (0, 3):
        for _ in range(verdicts_more):
            publish(18)
        with django_assert_num_queries(4):
            content = digest()
            assert all(entry.verdict.author.public_name for entry in content.entries)
            assert all(len(entry.verdict.citations.all()) == 2 for entry in content.entries)


def test_a_long_explanation_is_cut_after_a_whole_sentence():
    assert shortened("One is  enough.\nTwo are better. Three are many.", 35) == "One is enough. Two are better."


def test_a_long_first_sentence_is_cut_with_an_ellipsis():
    assert shortened("word " * 30, 20) == "word word word word…"


def test_a_short_explanation_is_whole():
    assert shortened("Short.", 20) == "Short."
