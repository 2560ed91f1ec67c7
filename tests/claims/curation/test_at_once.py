"""Two people correct the same thing at once, or one while the software reads: one wins whole, nothing is doubled."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from claims import pipeline
from claims.choices import AnchorState
from claims.curation.adding import add_claim
from claims.curation.dropping import drop
from claims.curation.refusals import ClaimMoved
from claims.curation.rewording import reword
from claims.curation.splitting import Part, split
from claims.intake import take_in
from claims.models import ArticleRevision, Claim
from claims.reading import Document
from claimtracker.people.models import User
from tests.claims.curation.conftest import ADDRESS, COLOUR, TEXT


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Take the actions at the same time, each on a connection of its own; what each gave, or how it was refused."""
    barrier = threading.Barrier(len(actions))
    outcomes: list[object] = [None] * len(actions)

    def act(number: int, action: Callable[[], object]) -> None:
        barrier.wait(10)
        try:
            outcomes[number] = action()
        except Exception as error:  # noqa: BLE001 - told apart by the test
            outcomes[number] = error
        connection.close()

    threads = [threading.Thread(target=act, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def refusals(outcomes: list[object]) -> list[str]:
    return [each.code for each in outcomes if isinstance(each, ClaimMoved)]


@pytest.mark.django_db(transaction=True)
def test_two_people_add_the_same_words(revision: ArticleRevision, reviewer: User, second_reviewer: User) -> None:
    outcomes = at_once(
        lambda: add_claim(reviewer, revision.pk, exact=COLOUR),
        lambda: add_claim(second_reviewer, revision.pk, exact=COLOUR),
    )
    assert refusals(outcomes) == ["there_already"]
    assert Claim.objects.filter(appearances__exact=COLOUR).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_reword_the_same_claim(fishers: Claim, reviewer: User, second_reviewer: User) -> None:
    outcomes = at_once(
        lambda: reword(reviewer, fishers.pk, text="One.", seen=1),
        lambda: reword(second_reviewer, fishers.pk, text="Another.", seen=1),
    )
    assert refusals(outcomes) == ["stale"]
    assert fishers.wordings.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_drops_what_another_splits(fishers: Claim, reviewer: User, second_reviewer: User) -> None:
    outcomes = at_once(
        lambda: drop(reviewer, fishers.pk, reason="Colour."),
        lambda: split(second_reviewer, fishers.pk, [Part("One."), Part("Another.")]),
    )
    assert refusals(outcomes) == ["dropped"]
    parts = fishers.parts.count()
    assert fishers.appearances.get().suppressed_reason.startswith("Split into" if parts else "Colour.")


@pytest.mark.django_db(transaction=True)
def test_a_claim_added_while_the_next_revision_is_read_is_carried_into_it(
    revision: ArticleRevision, reviewer: User
) -> None:
    following = take_in(Document(text=f"Updated.\n{TEXT}", canonical_url=ADDRESS)).revision
    outcomes = at_once(
        lambda: add_claim(reviewer, revision.pk, exact=COLOUR),
        lambda: pipeline.extract_revision(following.pk),
    )
    assert not [each for each in outcomes if isinstance(each, Exception)]
    claim = Claim.objects.get(appearances__exact=COLOUR, appearances__revision=revision)
    assert claim.appearances.get(revision=revision).anchor_state == AnchorState.EXACT
    assert claim.appearances.get(revision=following).exact == COLOUR
