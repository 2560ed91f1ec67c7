"""What the claim page shows."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from claims.choices import LookupState, Stance
from claims.intake import take_in
from claims.models import Appearance, Claim, Source, SourceLookup
from claims.reading import Document
from claimtracker.people.models import User
from reviews import drafting, workflow
from reviews.admin import matches
from reviews.admin.passages import CONTEXT, passages_of
from reviews.choices import CitationRole, ReviewState, VerdictKind
from reviews.models import DeskPolicy, Rating, Review
from tests.support.reviews import REASON, bring_to, grade
from tests.support.verdicts import publish_verdict

MOST_QUERIES = 25
SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]
MakeEvidence = Callable[..., object]


def page_of(client: Client, review: Review) -> str:
    response = client.get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert response.status_code == 200
    return response.content.decode()


def looked_up(claim: Claim, state: LookupState, **fields: object) -> SourceLookup:
    source = Source.objects.create(name=f"source-{Source.objects.count()}", title="Bureau of Numbers")
    return SourceLookup.objects.create(claim=claim, wording=claim.wordings.get(), source=source, state=state, **fields)


def test_the_page_shows_the_claim_with_its_figure_and_why_it_was_picked(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    claim = make_claim(text="Herders are <many> here.", claimant="Mina Rao")
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    assert "Herders are &lt;many&gt; here." in page
    assert "Mina Rao" in page
    assert "more than 46 %" in page
    assert "0.80 of 1. It gives a share in percent." in page


def test_the_words_are_marked_in_their_paragraph_with_a_link_to_the_article(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    claim = make_claim(text="Half of Examplia herds goats.")
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    assert "session. <mark>Half of Examplia herds goats.</mark> The debate goes on." in page
    article = claim.appearances.get().revision.article
    assert f'href="{reverse("admin:claims_article_change", args=[article.pk])}"' in page
    assert "The Examplia Courier, 2 Mar 2026" in page


@pytest.mark.parametrize(
    ("before", "after", "shown_before", "shown_after"),
    [
        ("A headline\nThe lead. ", " The rest.\nThe next one.", "The lead. ", " The rest."),
        ("", "", "", ""),
        ("x" * (CONTEXT + 5), "y" * (CONTEXT + 5), "…" + "x" * CONTEXT, "y" * CONTEXT + "…"),
    ],
)
def test_the_paragraph_is_the_line_around_the_words_and_never_the_whole_article(
    make_claim: MakeClaim, before: str, after: str, shown_before: str, shown_after: str
) -> None:
    words = "Half herd goats 🐐."
    taken = take_in(Document(text=f"{before}{words}{after}"))
    claim = make_claim()
    claim.appearances.all().delete()
    start = len(before)
    Appearance.objects.create(claim=claim, revision=taken.revision, exact=words, start=start, end=start + len(words))
    (passage,), more = passages_of(claim.pk)
    assert (passage.before, passage.words, passage.after, more) == (shown_before, words, shown_after, 0)


def test_each_piece_of_evidence_stands_with_source_date_quote_and_a_stance_in_words(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    make_evidence(claim, publisher="Bureau of Statistics", found_value=Decimal("27.5"))
    make_evidence(claim, stance=Stance.NOT_COMPARABLE, found_value=None, reason="It counts households.")
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    for words in (
        "Bureau of Statistics: People of Examplia",
        "2024 edition",
        "as of 1 Jan 2024",
        "Herders: 27 percent of the people of Examplia (2024).",
        'href="https://statistics.example/people"',
        "27.5 %",
        "Differs</strong> The claim says more than 46 %",
        "Not comparable</strong> It counts households.",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("state", "fields", "words"),
    [
        (LookupState.DUE, {}, "Not asked yet"),
        (LookupState.RUNNING, {}, "Being asked now"),
        (LookupState.NOTHING_FOUND, {}, "Nothing found"),
        (
            LookupState.GIVEN_UP,
            {"attempts": 5, "failure": "It answered 503."},
            "Given up after 5 attempts.</strong> It answered 503. What this source has is not known.",
        ),
        (
            LookupState.SKIPPED,
            {"note": "It needs the network."},
            "Skipped.</strong> It needs the network.",
        ),
    ],
)
def test_every_look_up_says_in_words_what_became_of_it(
    as_person: SignedIn,
    reviewer: User,
    make_claim: MakeClaim,
    state: LookupState,
    fields: dict[str, object],
    words: str,
) -> None:
    claim = make_claim()
    looked_up(claim, state, **fields)
    assert words in page_of(as_person(reviewer), workflow.open_review(claim))


def test_a_failure_says_when_it_is_tried_again_and_is_no_absence(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    claim = make_claim()
    looked_up(claim, LookupState.NOTHING_FOUND)
    again = timezone.localtime().replace(hour=23, minute=58)
    looked_up(claim, LookupState.FAILED, attempts=2, failure="It answered 503.", next_attempt_at=again)
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    assert "Failed, will be tried again at 23:58.</strong> It answered 503. (2 attempts so far)" in page
    assert "a look-up failed: what its source has is not known yet" in page
    assert "The sources that were asked have nothing" not in page


def test_empty_parts_of_the_page_say_so_in_words(as_person: SignedIn, reviewer: User, make_claim: MakeClaim) -> None:
    claim = make_claim()
    claim.appearances.all().delete()
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    for words in (
        "No source has been asked about this claim.",
        "No article shows these words",
        "Nothing is published about this claim yet.",
        "No step has been taken since the claim was queued.",
    ):
        assert words in page


def test_an_editor_sees_the_proposal_and_what_it_changes_against_the_published_verdict(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.CORRECTING, make_claim(), author=reviewer, approver=editor)
    grade(review, reviewer, kind=VerdictKind.CORRECTION, label="Mostly false")
    workflow.propose(review.pk, reviewer)
    page = page_of(as_person(editor), review)
    assert "The proposal that waits" in page
    assert "Changed against Version 1: Verdict" in page
    assert '<del><span class="visually-hidden">removed: </span>False</del>' in page
    assert '<ins><span class="visually-hidden">added: </span>Mostly false</ins>' in page
    assert "The first version named the wrong year." in page


def test_published_versions_stand_newest_first_with_author_and_approver(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    page = page_of(as_person(reviewer), review)
    assert page.index("Version 2: Retraction") < page.index("Version 1: Verdict")
    assert "Ana Reyes, approved by Ed Okafor" in page


def test_history_says_who_did_what_when_and_why(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.DISMISSED, make_claim(), author=reviewer, approver=editor)
    page = page_of(as_person(reviewer), review)
    assert "<strong>Dismiss</strong> by Ana Reyes" in page
    assert "Queued → Dismissed" in page
    assert f"“{REASON}”" in page


def test_a_draft_left_behind_is_shown_to_the_next_reviewer(
    as_person: SignedIn, reviewer: User, second_reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    review = workflow.open_review(make_claim())
    workflow.take(review.pk, reviewer)
    grade(review, reviewer)
    workflow.skip(review.pk, reviewer)
    workflow.take(review.pk, second_reviewer)
    page = page_of(as_person(second_reviewer), review)
    assert "Drafts of others" in page
    assert escape("Herders are about a quarter of Examplia's people") in page


def test_the_page_asks_no_more_queries_for_more_of_everything(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    client = as_person(reviewer)
    claim = make_claim()
    make_evidence(claim)
    make_evidence(claim)
    review = bring_to(ReviewState.CORRECTING, claim, author=reviewer, approver=editor)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(client, review)
        return len(captured)

    before = queries()
    for _ in range(4):
        make_evidence(claim)
        looked_up(claim, LookupState.NOTHING_FOUND)
        grade(review, reviewer, kind=VerdictKind.CORRECTION)
        workflow.propose(review.pk, reviewer)
        workflow.approve(review.pk, editor)
        workflow.correct(review.pk, reviewer, reason=REASON)
    assert queries() == before <= MOST_QUERIES


def test_a_correction_starts_from_what_was_published(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.CORRECTING, make_claim(), author=reviewer, approver=editor)
    page = page_of(as_person(reviewer), review)
    assert escape("Two statistics, of 2024, agree on 27 percent.") in page
    assert f'value="{Rating.objects.get(label="False").pk}" id="id_rating_5" checked' in page
    assert page.count('value="against" id') == page.count('value="against" id="id_evidence-') == 2


def test_the_day_of_the_verdict_is_today_in_the_readers_zone(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    reviewer.time_zone = "Pacific/Kiritimati"
    reviewer.save()
    review = workflow.open_review(make_claim())
    workflow.take(review.pk, reviewer)
    there = timezone.now() + datetime.timedelta(hours=14)
    assert f'value="{there:%Y-%m-%d}"' in page_of(as_person(reviewer), review)


def test_a_link_to_no_review_leads_to_the_list_with_a_word(as_person: SignedIn, reviewer: User) -> None:
    client = as_person(reviewer)
    for key in ("999999999999999999999", "abc"):
        response = client.get(f"/admin/reviews/review/{key}/change/", follow=True)
        assert "There is no review" in response.content.decode()


def test_a_draft_of_ones_own_fills_the_form(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    evidence = make_evidence(claim)
    review = workflow.open_review(claim)
    workflow.take(review.pk, reviewer)
    drafting.save_draft(
        review,
        reviewer,
        drafting.GradingInput(headline="A quarter herds"),
        [drafting.CitationInput(evidence.pk, CitationRole.CONTEXT, "only these words")],
    )
    page = page_of(as_person(reviewer), review)
    assert 'value="A quarter herds"' in page
    assert "only these words" in page
    assert "Drafts of others" not in page


def test_a_reason_does_not_say_again_what_the_badge_says(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    make_evidence(claim, stance=Stance.NOT_COMPARABLE, reason="Not comparable, because it counts households.")
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    assert "Not comparable</strong> because it counts households." in page


def test_an_address_that_is_none_of_the_web_is_no_link(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    for _ in range(2):
        make_evidence(claim, url="javascript:alert(1)")
    review = bring_to(ReviewState.PUBLISHED, claim, author=reviewer, approver=editor)
    page = page_of(as_person(reviewer), review)
    assert "javascript:" not in page
    assert "No address was given" in page


def test_where_two_people_published_without_having_to_the_page_names_both(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    DeskPolicy.objects.create(four_eyes=False, reason="A desk of one, and a guest.", set_by=editor)
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    page = page_of(as_person(reviewer), review)
    assert "Ana Reyes, approved by Ed Okafor" in page
    assert "published by one person" not in page


def test_evidence_stands_in_groups_by_what_it_suggests_and_both_sides_are_named(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    make_evidence(claim, stance=Stance.NOT_COMPARABLE)
    make_evidence(claim, stance=Stance.DIFFERS)
    page = page_of(as_person(reviewer), workflow.open_review(claim))
    headings = [
        "Nothing found for the claim.",
        'id="group-differs">Against',
        'id="group-not_comparable">Not comparable',
    ]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "group-no_suggestion" not in page


def test_what_was_looked_at_stays_ticked_until_something_new_comes(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: MakeEvidence
) -> None:
    claim = make_claim()
    old = make_evidence(claim)
    review = workflow.take(workflow.open_review(claim).pk, reviewer)
    drafting.save_draft(review, reviewer, drafting.GradingInput(looked_at=(old.pk,)))
    assert f'name="looked_at" value="{old.pk}" checked' in page_of(as_person(reviewer), review)
    new = make_evidence(claim)
    page = page_of(as_person(reviewer), review)
    assert f'name="looked_at" value="{old.pk} {new.pk}">' in page
    assert f'<input type="hidden" name="looked_at" value="{old.pk}">' in page


def test_fact_checks_that_exist_already_are_shown_where_something_finds_them(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = workflow.open_review(make_claim())
    assert "Already checked" not in page_of(as_person(reviewer), review)
    monkeypatch.setattr(matches, "_finders", {})
    found = matches.ClaimMatch(
        claim="Half of Examplia herds.",
        rating="False",
        publisher="Facts of Examplia",
        date="1 Mar 2026",
        url="https://facts.example/1",
    )
    matches.find_with("test", lambda claim: [found] if claim == review.claim else [])
    page = page_of(as_person(reviewer), review)
    for words in ("Already checked", "Half of Examplia herds.", 'href="https://facts.example/1"', "1 Mar 2026"):
        assert words in page


def test_evidence_is_added_from_the_page_by_those_who_may(
    as_person: SignedIn, reviewer: User, desk_admin: User, make_claim: MakeClaim
) -> None:
    review = workflow.open_review(make_claim())
    page = page_of(as_person(reviewer), review)
    assert 'id="desk-add"' in page
    assert f'action="/admin/claims/claim/{review.claim_id}/evidence/"' in page
    assert 'id="desk-add"' not in page_of(as_person(desk_admin), review)


def test_the_explanation_of_a_verdict_is_shown_as_readers_see_it(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    verdict = publish_verdict(make_claim(), reviewer, editor, explanation="It is **27 %** <b>now</b>.")
    page = page_of(as_person(reviewer), verdict.review)
    assert "<p>It is <strong>27 %</strong> &lt;b&gt;now&lt;/b&gt;.</p>" in page
