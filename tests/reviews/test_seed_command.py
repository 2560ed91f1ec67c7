"""`manage.py seed`: a desk full of made-up claims, that keeps every rule of the database."""

import datetime
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from claims.models import Appearance, Article, Claim, ClaimSearch
from reviews.choices import ReviewState
from reviews.models import Assignment, Proposal, Review, Transition, Verdict
from reviews.seeding import filling
from reviews.seeding.people import REVIEWERS

CLAIMS = 1200


@pytest.fixture
def seeded(db, monkeypatch, capsys) -> str:
    monkeypatch.setattr(filling, "ARTICLES_A_BATCH", 100)
    call_command("seed", claims=CLAIMS)
    return capsys.readouterr()


def test_it_makes_so_many_claims_each_with_a_review_and_tells_of_its_progress(seeded):
    assert Claim.objects.count() == Review.objects.count() == ClaimSearch.objects.count() == CLAIMS
    assert "500 of 1,200 claims" in seeded.err
    assert seeded.out.startswith("1,200 claims, ")
    assert set(Review.objects.values_list("state", flat=True)) >= {
        ReviewState.QUEUED, ReviewState.IN_REVIEW, ReviewState.PUBLISHED, ReviewState.DISMISSED,
    }  # fmt: skip


def test_every_review_is_where_its_last_step_led(seeded):
    for review in Review.objects.exclude(state=ReviewState.QUEUED).prefetch_related("transitions"):
        steps = list(review.transitions.all())
        assert steps[-1].to_state == review.state
        assert all(later.from_state == earlier.to_state for earlier, later in pairwise(steps))
        assert review.version == 1 + len(steps)


def test_verdicts_have_two_people_a_proposal_and_two_citations(seeded):
    verdicts = Verdict.objects.all()
    assert verdicts.count() == Transition.objects.filter(action="approve").count() > 50
    assert not verdicts.filter(author=F("approver")).exists()
    assert Proposal.objects.count() >= verdicts.count()
    assert all(verdict.citations.count() == 2 for verdict in verdicts[:20])


def test_nobody_holds_more_than_a_desk_lets_them(seeded):
    held = list(Assignment.objects.filter(ended_at=None).values_list("person", flat=True))
    assert held
    assert all(held.count(person) <= filling.HELD_BY_EACH for person in held)
    assert len(set(held)) <= REVIEWERS


def test_a_second_seeding_adds_to_the_first(seeded):
    call_command("seed", claims=10)
    assert Claim.objects.count() == CLAIMS + 10


def test_the_same_number_gives_the_same_words(db):
    draws = [filling.words.sentence(filling.Random("x"), 2026).text for _ in range(2)]
    assert draws[0] == draws[1]


def test_a_desk_with_articles_of_its_own_is_refused_unless_told_so(make_claim):
    make_claim()
    with pytest.raises(CommandError, match="articles of its own"):
        call_command("seed", claims=10)
    assert Article.objects.count() == 1
    call_command("seed", claims=10, beside_own_articles=True)
    assert Claim.objects.count() == 11


def test_a_number_below_one_is_refused(db):
    with pytest.raises(CommandError, match="above 0"):
        call_command("seed", claims=0)


def test_claims_lie_before_the_day_given(db):
    until = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    filling.fill(50, until=until, progress=lambda _done: None)
    assert Claim.objects.filter(found_at__gt=until).count() == 0
    assert Appearance.objects.count() == 50
