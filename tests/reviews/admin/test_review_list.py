"""The list of reviews: what a row says, how it is searched and narrowed, and what it costs."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.choices import ClaimKind, LookupState, Stance
from claims.models import Article, Claim, Outlet, Source, SourceLookup
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Rating
from tests.support.reviews import bring_to

LIST = reverse("admin:reviews_review_changelist")
MOST_QUERIES = 25
SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]


def found_by(client: Client, **query: str) -> set[int]:
    """The claims that the list shows for a query string."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return {review.claim_id for review in response.context["cl"].result_list}


def queued(claim: Claim) -> Claim:
    workflow.open_review(claim)
    return claim


def test_a_row_says_the_claim_its_state_claimant_outlet_and_what_the_evidence_suggests(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: Callable[..., object]
) -> None:
    claim = queued(make_claim(text="Half of Examplia herds goats.", claimant="Mina Rao"))
    make_evidence(claim, stance=Stance.DIFFERS)
    make_evidence(claim, stance=Stance.CONSISTENT)
    make_evidence(claim, stance=Stance.CONSISTENT)
    page = as_person(reviewer).get(LIST).content.decode()
    for words in ("Half of Examplia herds goats.", "Queued", "Mina Rao", "The Examplia Courier", "0.80"):
        assert words in page
    assert "1 differs, 2 consistent" in page


def test_a_row_says_who_holds_the_claim_since_when(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = workflow.open_review(make_claim())
    workflow.take(review.pk, reviewer)
    today = timezone.localtime().replace(hour=0, minute=0)
    Assignment.objects.update(taken_at=today)
    assert "Ana Reyes, since 00:00" in as_person(editor).get(LIST).content.decode()


def test_a_failed_look_up_is_never_shown_as_nothing_found(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    claim = queued(make_claim())
    SourceLookup.objects.create(
        claim=claim, wording=claim.wordings.get(), source=Source.objects.get(name="library"), state=LookupState.FAILED
    )
    page = as_person(reviewer).get(LIST).content.decode()
    assert "1 look-up failed" in page
    assert "nothing found" not in page


def test_evidence_of_an_earlier_look_up_counts_no_more_once_a_later_one_answered(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, make_evidence: Callable[..., object]
) -> None:
    claim = queued(make_claim())
    make_evidence(claim, stance=Stance.DIFFERS)
    first = claim.lookups.get()
    later = SourceLookup.objects.create(
        claim=claim, wording=first.wording, source=first.source, number=2, state=LookupState.FAILED
    )
    assert "1 differs, 1 look-up failed" in as_person(reviewer).get(LIST).content.decode()
    SourceLookup.objects.filter(pk=later.pk).update(state=LookupState.NOTHING_FOUND)
    page = as_person(reviewer).get(LIST).content.decode()
    assert "1 differs" not in page
    assert "nothing found" in page


@pytest.mark.parametrize("words", ["goat", "GOATS examplia", '"herds goats"', "mina", "council debates"])
def test_search_finds_words_of_the_claim_the_claimant_and_the_article_title(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, words: str
) -> None:
    claim = queued(make_claim(text="Half of Examplia herds goats.", claimant="Mina Rao"))
    other = queued(make_claim(text="Wheat grows on nine farms."))
    Article.objects.filter(revisions__appearances__claim=other).update(title="What wheat costs")
    assert found_by(as_person(reviewer), q=words) == {claim.pk}


@pytest.mark.parametrize("words", ["zebra", '"goats herds"', "'", '"', "goat zebra"])
def test_search_for_what_is_nowhere_finds_nothing_and_says_so(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, words: str
) -> None:
    queued(make_claim(text="Half of Examplia herds goats."))
    assert "No claim fits this search" in as_person(reviewer).get(LIST, {"q": words}).content.decode()


def test_the_list_narrows_to_mine_to_nobodys_and_to_others(
    as_person: SignedIn, reviewer: User, second_reviewer: User, make_claim: MakeClaim
) -> None:
    mine, theirs, nobodys = (queued(make_claim()) for _ in range(3))
    workflow.take(mine.review.pk, reviewer)
    workflow.take(theirs.review.pk, second_reviewer)
    client = as_person(reviewer)
    assert found_by(client, holder="me") == {mine.pk}
    assert found_by(client, holder="others") == {theirs.pk}
    assert found_by(client, holder="nobody") == {nobodys.pk}


def test_the_list_narrows_by_state_kind_and_outlet(as_person: SignedIn, reviewer: User, make_claim: MakeClaim) -> None:
    event = queued(make_claim(kind=ClaimKind.EVENT))
    share = queued(make_claim())
    workflow.take(share.review.pk, reviewer)
    elsewhere = Outlet.objects.create(name="Another Outlet")
    article = event.appearances.get().revision.article
    article.outlet = elsewhere
    article.save()
    client = as_person(reviewer)
    assert found_by(client, state__exact="in_review") == {share.pk}
    assert found_by(client, claim__kind__exact="event") == {event.pk}
    assert found_by(client, outlet=str(elsewhere.pk)) == {event.pk}
    assert found_by(client, outlet="no-key") == set()
    assert found_by(client, outlet="9" * 5000) == set()


def test_the_list_narrows_by_the_rating_of_the_verdict_that_stands(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    graded = make_claim()
    bring_to(ReviewState.PUBLISHED, graded, author=reviewer, approver=editor)
    queued(make_claim())
    client = as_person(reviewer)
    assert found_by(client, rating=str(Rating.objects.get(label="False").pk)) == {graded.pk}
    assert found_by(client, rating=str(Rating.objects.get(label="True").pk)) == set()


def test_the_list_asks_no_more_queries_for_more_rows(
    as_person: SignedIn,
    reviewer: User,
    editor: User,
    make_claim: MakeClaim,
    make_evidence: Callable[..., object],
) -> None:
    client = as_person(reviewer)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    def add_row() -> None:
        # Each row has a holder of its own: nobody holds more than three claims.
        author = User.objects.create(username=f"holder{Claim.objects.count()}")
        author.groups.set(reviewer.groups.all())
        claim = make_claim(claimant=f"Claimant {Claim.objects.count()}")
        make_evidence(claim)
        make_evidence(claim)
        bring_to(ReviewState.IN_REVIEW, claim, author=author, approver=editor)

    add_row()
    of_one_row = queries()
    for _ in range(5):
        add_row()
    assert queries() == of_one_row <= MOST_QUERIES


def test_a_list_without_claims_says_where_they_come_from(as_person: SignedIn, reviewer: User) -> None:
    assert "There are no claims yet" in as_person(reviewer).get(LIST).content.decode()


def test_next_claim_takes_the_most_check_worthy_and_opens_it(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim
) -> None:
    queued(make_claim(check_worthiness=0.2))
    best = queued(make_claim(check_worthiness=0.9))
    response = as_person(reviewer).post(reverse("admin:reviews_review_next"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:reviews_review_change", args=[best.review.pk])
    assert best.review.assignments.get(ended_at=None).person == reviewer


def test_next_claim_of_an_empty_queue_says_that_it_is_empty(as_person: SignedIn, reviewer: User) -> None:
    response = as_person(reviewer).post(reverse("admin:reviews_review_next"), follow=True)
    assert "The queue is empty" in response.content.decode()


def test_next_claim_is_not_taken_by_looking(as_person: SignedIn, reviewer: User, make_claim: MakeClaim) -> None:
    queued(make_claim())
    assert as_person(reviewer).get(reverse("admin:reviews_review_next")).status_code == 405
    assert not Assignment.objects.exists()


def test_who_may_not_grade_is_not_offered_the_next_claim_and_is_told_who_may(
    as_person: SignedIn, desk_admin: User, make_claim: MakeClaim
) -> None:
    queued(make_claim())
    client = as_person(desk_admin)
    assert "Next claim" not in client.get(LIST).content.decode()
    response = client.post(reverse("admin:reviews_review_next"), follow=True)
    assert "it is for reviewers and editors" in response.content.decode()


def test_a_stranger_sees_no_reviews(as_person: SignedIn, stranger: User, make_claim: MakeClaim) -> None:
    review = queued(make_claim()).review
    client = as_person(stranger)
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("admin:reviews_review_change", args=[review.pk])).status_code == 403
    assert client.post(reverse("admin:reviews_review_next")).status_code == 403


def test_a_reviewer_who_signs_in_finds_the_way_to_the_claims(as_person: SignedIn, reviewer: User) -> None:
    page = as_person(reviewer).get(reverse("admin:index")).content.decode()
    assert "Next claim" in page
    assert f'href="{LIST}?list=mine"' in page


def test_a_date_of_queueing_narrows_the_list(as_person: SignedIn, reviewer: User, make_claim: MakeClaim) -> None:
    old, new = queued(make_claim()), queued(make_claim())
    old.review.__class__.objects.filter(pk=old.review.pk).update(opened_at=timezone.now() - datetime.timedelta(days=30))
    week = timezone.now() - datetime.timedelta(days=7)
    assert found_by(as_person(reviewer), opened_at__gte=week.isoformat()) == {new.pk}
