"""Alerts on the desk: before and after at the top of the claim page, “Seen”, the mark and the filter in the list."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims import pipeline
from claims.curation.dropping import drop
from claims.curation.rewording import reword
from claims.intake import take_in
from claims.models import Article, Claim
from claims.reading import Document
from claimtracker.events.outbox import deliver
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Review, ReviewAlert
from tests.support.reviews import bring_to

SignedIn = Callable[[User], Client]
LIST = reverse("admin:reviews_review_changelist")


@pytest.fixture
def proposed(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> Review:
    """A proposal whose claim's words the article then changed; the claim has a person's wording."""
    claim = make_claim(text="Herders make up more than 46% of the people of Examplia.")
    reword(reviewer, claim.pk, text="Herders are 46% of Examplia.")
    review = bring_to(ReviewState.PROPOSED, claim, author=reviewer, approver=editor)
    address = "https://courier.example/herders"
    Article.objects.update(canonical_url=address)
    text = claim.appearances.get().revision.text.replace("46%", "27%")
    pipeline.extract_revision(take_in(Document(text=text, canonical_url=address)).revision.pk)
    deliver()
    return review


def page_of(client: Client, review: Review) -> str:
    return client.get(reverse("admin:reviews_review_change", args=[review.pk])).content.decode()


def see(client: Client, review: Review, **typed: str) -> str:
    alert = ReviewAlert.objects.get()
    return client.post(
        reverse("admin:reviews_review_seen", args=[review.pk, alert.pk]), typed, follow=True
    ).content.decode()


def test_the_claim_page_shows_what_the_article_said_before_and_says_now(
    proposed: Review, as_person: SignedIn, editor: User
) -> None:
    page = page_of(as_person(editor), proposed)
    assert "The article changed these words" in page
    assert '<del><span class="visually-hidden">removed: </span>46% </del>' in page
    assert '<ins><span class="visually-hidden">added: </span>27% </ins>' in page
    assert "An earlier revision said: “Herders make up more than 46% of the people of Examplia.”" in page


def test_the_approval_page_says_why_it_cannot_be_approved_and_offers_it_once_the_alert_is_seen(
    proposed: Review, as_person: SignedIn, editor: User
) -> None:
    client = as_person(editor)
    page = page_of(client, proposed)
    assert "It cannot be approved now." in page
    assert "Approve and publish" not in page
    page = see(client, proposed, note="It stays wrong either way.")
    assert "Noted: you have seen the alert." in page
    assert "Seen by Ed Okafor" in page
    assert "“It stays wrong either way.”" in page
    assert "Approve and publish" in page


def test_pressing_seen_a_second_time_says_who_was_quicker(
    proposed: Review, as_person: SignedIn, editor: User, reviewer: User
) -> None:
    see(as_person(editor), proposed)
    assert "Ed Okafor has seen this alert already." in see(as_person(reviewer), proposed)


def test_who_may_not_grade_sees_the_alert_and_cannot_mark_it(
    proposed: Review, as_person: SignedIn, desk_admin: User
) -> None:
    client = as_person(desk_admin)
    page = page_of(client, proposed)
    assert "The article changed these words" in page
    assert ">Seen<" not in page
    assert "it is for reviewers and editors" in see(client, proposed)
    assert ReviewAlert.objects.get().acknowledged_at is None


def test_the_list_marks_and_finds_reviews_with_an_unseen_alert(
    proposed: Review, as_person: SignedIn, editor: User, make_claim: Callable[..., Claim]
) -> None:
    bring_to(ReviewState.QUEUED, make_claim(), author=editor, approver=editor)
    client = as_person(editor)

    def listed(value: str) -> list[Review]:
        return list(client.get(LIST, {"alerts": value}).context["cl"].result_list)

    assert client.get(LIST).content.decode().count("Unseen alert") == 1
    assert listed("unseen") == listed("any") == [proposed]
    see(client, proposed)
    assert "Unseen alert" not in client.get(LIST).content.decode()
    assert listed("unseen") == []
    assert listed("any") == [proposed]


def test_the_approval_page_shows_the_wording_that_was_graded_and_that_there_is_a_newer_one(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    review = bring_to(ReviewState.PROPOSED, claim, author=reviewer, approver=editor)
    graded = str(claim)
    assert f"published if approved:</span> {graded}" in page_of(as_person(editor), review)
    reword(editor, claim.pk, text="Herders are many.")
    page = page_of(as_person(editor), review)
    assert f"published if approved:</span> {graded}" in page
    assert "The claim was reworded after it was proposed." in page
    assert "Approve and publish" not in page


def test_the_page_of_a_dropped_claim_says_who_dropped_it_and_offers_no_reopening(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    review = workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    deliver()
    page = page_of(as_person(editor), review)
    assert "Dropped by Ana Reyes: A headline. Restore the claim, and its review is queued again." in page
    assert 'value="reopen"' not in page
