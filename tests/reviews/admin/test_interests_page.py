"""On a claim's page people declare interests that bar them, and another editor withdraws them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, recusal, workflow
from reviews.models import Interest, Review

SignedIn = Callable[[User], Client]


@pytest.fixture
def held(reviewer: User, make_claim: Callable[..., Claim]) -> Review:
    """A claim of Mina Rao's, in the hands of Ana Reyes."""
    return workflow.take(workflow.open_review(make_claim(claimant="Mina Rao")).pk, reviewer)


def sent(client: Client, door: str, *arguments: int, **filled: str) -> str:
    return client.post(reverse(f"admin:reviews_review_{door}", args=arguments), filled, follow=True).content.decode()


@pytest.mark.parametrize(("interest_in", "named"), [("claim", "claim "), ("claimant", "Mina Rao")])
def test_who_declares_an_interest_is_told_why_and_offered_nothing(
    as_person: SignedIn, reviewer: User, held: Review, interest_in: str, named: str
) -> None:
    page = sent(as_person(reviewer), "declare", held.pk, interest_in=interest_in, reason="We share a flat.")
    assert f"You declared an interest in {named}" in page
    assert "This claim is for other reviewers and editors." in page
    assert "withdrawn by another of the editors" in page
    assert 'name="action"' not in page
    assert not queue.held_by(reviewer).exists()


def test_a_recused_editor_has_no_section_for_editors(as_person: SignedIn, editor: User, held: Review) -> None:
    client = as_person(editor)
    assert "For editors" not in sent(client, "declare", held.pk, interest_in="claim", reason="We share a flat.")


def test_an_interest_without_a_reason_is_not_kept(as_person: SignedIn, reviewer: User, held: Review) -> None:
    page = sent(as_person(reviewer), "declare", held.pk, interest_in="claim", reason=" ")
    assert "Nothing was kept. Say what the interest is" in page
    assert not Interest.objects.exists()


def test_nobody_declares_an_interest_in_a_claimant_whom_nobody_knows(
    as_person: SignedIn, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    claim.claimant = None
    claim.save()
    review = workflow.open_review(claim)
    page = sent(as_person(reviewer), "declare", review.pk, interest_in="claimant", reason="We share a flat.")
    assert "Nobody knows who said it" in page
    assert "You wrote: “We share a flat.”" in page


def test_another_editor_withdraws_it(as_person: SignedIn, reviewer: User, editor: User, held: Review) -> None:
    interest = recusal.declare(reviewer, by=reviewer, claim=held.claim, reason="We share a flat.")
    page = sent(as_person(editor), "withdraw", held.pk, interest.pk)
    assert "The interest is withdrawn." in page
    interest.refresh_from_db()
    assert interest.withdrawn_by == editor
    assert (
        "You declared an interest"
        not in as_person(reviewer).get(reverse("admin:reviews_review_change", args=[held.pk])).content.decode()
    )


def test_nobody_withdraws_their_own(as_person: SignedIn, editor: User, held: Review) -> None:
    interest = recusal.declare(editor, by=editor, claim=held.claim, reason="We share a flat.")
    assert "may not withdraw this interest" in sent(as_person(editor), "withdraw", held.pk, interest.pk)
    interest.refresh_from_db()
    assert interest.withdrawn_at is None


def test_the_admin_lists_every_interest_and_writes_none(as_person: SignedIn, reviewer: User, held: Review) -> None:
    interest = recusal.declare(reviewer, by=reviewer, claim=held.claim, reason="We share a flat.")
    client = as_person(reviewer)
    assert "We share a flat." in client.get(reverse("admin:reviews_interest_changelist")).content.decode()
    assert client.get(reverse("admin:reviews_interest_change", args=[interest.pk])).status_code == 200
    assert client.get(reverse("admin:reviews_interest_add")).status_code == 403


def test_an_editor_declares_it_for_somebody_and_a_reviewer_for_nobody_else(
    as_person: SignedIn, reviewer: User, second_reviewer: User, editor: User, held: Review
) -> None:
    filled = {"interest_in": "claim", "reason": "They share a flat."}
    assert "may not declare an interest of" in sent(as_person(second_reviewer), "declare", held.pk, who="ana", **filled)
    assert "Nobody here is called “anna”" in sent(as_person(editor), "declare", held.pk, who="anna", **filled)
    assert "Ana Reyes, in claim" in sent(as_person(editor), "declare", held.pk, who="@ana", **filled)
    assert not queue.held_by(reviewer).exists()
    assert Interest.objects.get().declared_by == editor
