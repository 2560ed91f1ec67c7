"""From a stored revision to claims, anchored, with their look-ups due."""

from dataclasses import replace

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from claims import pipeline
from claims.choices import LookupState, WorkState
from claims.extraction.claims import EXTRACTOR
from claims.extraction.types import Extraction
from claims.extractors import find_claims
from claims.intake import take_in
from claims.models import Appearance, ArticleRevision, Claim, Source, SourceLookup
from claims.reading import Document
from claims.work import WORKERS_LOST, take
from claimtracker.events.models import Event

TEXT = (
    "The harbour was busy on Monday.\n"
    "About 12% of the workers in Ghana are fishers. The minister, Kofi Adu, claimed that exports fell by 30% in 2024.\n"
    "What a day it was!\n"
)
ADDRESS = "https://courier.example/harbour"


@pytest.fixture
def revision(db: None) -> ArticleRevision:
    return take_in(Document(text=TEXT, canonical_url=ADDRESS, language="en")).revision


def test_claims_are_stored_with_words_quantities_and_claimant(revision: ArticleRevision) -> None:
    pipeline.extract_revision(revision.pk)
    revision.refresh_from_db()
    assert (revision.state, revision.extractor) == (WorkState.DONE, EXTRACTOR)
    share = Claim.objects.get(wordings__text__contains="fishers")
    appearance = share.appearances.get()
    assert TEXT[appearance.start : appearance.end] == appearance.exact
    quantity = share.wordings.get().quantities.get()
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.place) == (12, "percent", "about", "Ghana")
    assert Claim.objects.get(wordings__text__contains="exports").claimant is not None


def test_each_claim_has_a_due_look_up_for_each_enabled_source_and_an_event(revision: ArticleRevision) -> None:
    Source.objects.create(name="elsewhere", title="Elsewhere", enabled=False)
    ids = pipeline.extract_revision(revision.pk)
    claims = Claim.objects.all()
    assert sorted(ids) == sorted(SourceLookup.objects.filter(state=LookupState.DUE).values_list("pk", flat=True))
    assert len(ids) == claims.count() > 1
    assert set(Event.objects.filter(kind="claim.found").values_list("subject_id", flat=True)) == {c.pk for c in claims}


def test_a_text_in_another_language_keeps_it_and_says_what_was_not_done(db: None) -> None:
    text = "Die Mieten in Musterstadt stiegen 2024 um 12,5 Prozent, sagte der Senat. Das ist sehr schade.\n"
    revision = take_in(Document(text=text)).revision
    pipeline.extract_revision(revision.pk)
    revision.refresh_from_db()
    revision.article.refresh_from_db()
    assert (revision.language, revision.article.language) == ("de", "de")
    assert revision.notes == [
        "The text is in German. Sentences that give a figure were listed; claims without one, who said it, wordings "
        "that stand alone, and how much each is worth checking were not read."
    ]
    assert Claim.objects.get().language == "de"


def test_a_declared_language_is_kept_with_its_region(db: None) -> None:
    revision = take_in(Document(text=TEXT, language="en-GB")).revision
    pipeline.extract_revision(revision.pk)
    revision.refresh_from_db()
    assert (revision.language, revision.article.language, revision.notes) == ("en-GB", "en-GB", [])


def test_extracting_twice_changes_nothing(revision: ArticleRevision) -> None:
    pipeline.extract_revision(revision.pk)
    before = (Claim.objects.count(), Appearance.objects.count())
    assert pipeline.extract_revision(revision.pk) == []
    assert (Claim.objects.count(), Appearance.objects.count()) == before


def test_a_claim_that_stands_in_the_next_revision_too_is_the_same_claim(revision: ArticleRevision) -> None:
    pipeline.extract_revision(revision.pk)
    claims = Claim.objects.count()
    again = take_in(Document(text="An update.\n" + TEXT, canonical_url=ADDRESS)).revision
    assert pipeline.extract_revision(again.pk) == []
    assert Claim.objects.count() == claims
    assert Appearance.objects.filter(revision=again).count() == claims


def test_a_failing_extractor_is_tried_again_and_then_given_up_with_its_reason(
    revision: ArticleRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_text: str, *, declared_language: str) -> list[object]:
        raise ValueError("no sentence in sight")

    monkeypatch.setattr(pipeline, "find_claims", fail)
    for attempt in range(1, pipeline.MOST_ATTEMPTS + 1):
        ArticleRevision.objects.update(next_attempt_at=revision.next_attempt_at)
        pipeline.extract_revision(revision.pk)
        revision.refresh_from_db()
        assert revision.attempts == attempt
        assert revision.failure == "ValueError: no sentence in sight"
        if attempt < pipeline.MOST_ATTEMPTS:
            assert revision.state == WorkState.DUE
            assert revision.next_attempt_at is not None
            revision.next_attempt_at = revision.retrieved_at
    assert (revision.state, revision.next_attempt_at) == (WorkState.GIVEN_UP, None)
    assert not Claim.objects.exists()


def test_a_text_that_takes_too_long_says_what_to_do(revision: ArticleRevision, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_too_long(text: str, *, declared_language: str) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(pipeline, "find_claims", take_too_long)
    assert pipeline.extract_revision(revision.pk) == []
    revision.refresh_from_db()
    assert revision.state == WorkState.DUE
    assert "Send its parts" in revision.failure


def test_a_text_that_every_worker_dies_of_is_given_up(revision: ArticleRevision) -> None:
    for _ in range(pipeline.MOST_ATTEMPTS):
        assert take(ArticleRevision.objects.all(), revision.pk)
        ArticleRevision.objects.update(lease_until=revision.retrieved_at)
    assert pipeline.extract_revision(revision.pk) == []
    revision.refresh_from_db()
    assert (revision.state, revision.failure, revision.next_attempt_at) == (WorkState.GIVEN_UP, WORKERS_LOST, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "In the 1999-00 season the club sold 12,000 tickets.",
        "It cost 900000000000000 trillion trillion dollars in all.",
    ],
    ids=["a span over the turn of a century", "a number that nothing holds"],
)
def test_an_odd_number_does_not_cost_the_article_its_other_claims(db: None, sentence: str) -> None:
    revision = take_in(Document(text=TEXT + sentence)).revision
    pipeline.extract_revision(revision.pk)
    revision.refresh_from_db()
    assert (revision.state, revision.failure) == (WorkState.DONE, "")
    assert Claim.objects.filter(wordings__text__contains="fishers").exists()


def test_claims_that_say_the_same_in_two_places_are_one_claim_with_two_appearances(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = take_in(Document(text=TEXT, language="en")).revision
    first, *others = find_claims(TEXT).claims
    again = replace(first, start=first.start + 1, exact=first.exact[1:])
    monkeypatch.setattr(pipeline, "find_claims", lambda *_, **__: Extraction((first, again, *others), "x/1", "en"))
    pipeline.extract_revision(revision.pk)
    assert Appearance.objects.count() == Claim.objects.count() + 1
    assert Claim.objects.get(wordings__text=first.text).appearances.count() == 2


def test_a_long_list_is_stored_with_no_more_queries_than_a_short_one(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [f"In {1900 + i}, the town {i} had {i * 7} buses, said Mayor Lee{i}, who leads it." for i in range(9, 109)]
    short, long = (take_in(Document(text="\n".join(lines[:n]), language="en")).revision for n in (3, 100))
    with CaptureQueriesContext(connection) as few:
        pipeline.extract_revision(short.pk)
    with django_assert_max_num_queries(len(few)):
        pipeline.extract_revision(long.pk)
    assert Appearance.objects.filter(revision=long).count() > 50
