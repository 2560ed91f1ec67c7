"""The dashboard counts what there is, and says what there is not."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.choices import CircuitState, LookupState
from claims.models import Article, Claim, Source, SourceCircuit, SourceLookup
from claimtracker.people.models import User
from reviews import assigning, dashboard, workflow
from reviews.models import Assignment, Rating, Review
from reviews.panels import Panel
from tests.support.verdicts import publish_verdict

MakeClaim = Callable[..., Claim]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    cache.delete(dashboard.CACHE_KEY)
    yield
    cache.delete(dashboard.CACHE_KEY)


def numbers(panel: Panel) -> dict[str, object]:
    return {row[0]: row[1] for row in panel.rows}


def test_the_queue_is_counted_by_age(make_claim: MakeClaim, reviewer: User) -> None:
    now = timezone.now()
    for days in (0, 2, 5, 5, 20, 60, 400):
        review = workflow.open_review(make_claim())
        Review.objects.filter(pk=review.pk).update(opened_at=now - datetime.timedelta(days=days, minutes=1))
    workflow.take(Review.objects.earliest("opened_at").pk, reviewer)
    panel = dashboard.queue_by_age(now)
    assert list(numbers(panel).values()) == [1, 1, 2, 1, 1, 0]
    assert panel.summary == "6 claims wait; 2 of them for more than a week."


def test_the_time_from_article_to_first_verdict_is_told_by_week(
    make_claim: MakeClaim, reviewer: User, editor: User
) -> None:
    for days in (1, 2, 9):
        claim = make_claim()
        publish_verdict(claim, reviewer, editor)
        came = timezone.now() - datetime.timedelta(days=days)
        Article.objects.filter(revisions__appearances__claim=claim).update(received_at=came)
    publish_verdict(claim, reviewer, editor)  # a correction, which is no first verdict
    panel = dashboard.time_to_verdict(timezone.now())
    assert len(panel.rows) == dashboard.WEEKS
    _, median, p90, count = panel.rows[-1]
    assert (median, count) == (2.0, 3)
    assert p90 == pytest.approx(7.6)
    assert panel.rows[0][1:] == [None, None, 0]


def test_verdicts_are_counted_by_rating_and_week(make_claim: MakeClaim, reviewer: User, editor: User) -> None:
    for rating in ("False", "False", "True"):
        publish_verdict(make_claim(), reviewer, editor, rating=rating)
    panel = dashboard.verdicts_by_rating(timezone.now())
    this_week = dict(zip(panel.columns, panel.rows[-1], strict=True))
    assert (this_week["False"], this_week["True"], this_week["Half true"]) == (2, 1, 0)
    assert "“False” is the most frequent: 67%" in panel.summary


def test_a_source_that_is_left_alone_is_told_with_its_failures(make_claim: MakeClaim) -> None:
    source = Source.objects.get(name="library")
    SourceCircuit.objects.update_or_create(
        source=source, defaults={"state": CircuitState.OPEN, "trial_at": timezone.now()}
    )
    claim = make_claim()
    for number, (state, hours) in enumerate(((LookupState.GIVEN_UP, 1), (LookupState.GIVEN_UP, 30))):
        SourceLookup.objects.create(
            claim=claim, wording=claim.wordings.get(), source=source, number=number + 1, state=state,
            finished_at=timezone.now() - datetime.timedelta(hours=hours), next_attempt_at=None,
        )  # fmt: skip
    panel = dashboard.source_health(timezone.now())
    assert panel.rows == [[source.title, "Left alone after failures", 1, 0]]
    assert panel.summary.startswith("1 left alone")


def test_agreement_says_that_there_are_no_double_grades_until_there_are(
    make_claim: MakeClaim, reviewer: User, second_reviewer: User, editor: User
) -> None:
    assert "No double grades yet" in dashboard.agreement_of_graders(timezone.now()).summary
    for first, second in (("True", "True"), ("False", "False"), ("False", "True")):
        review = workflow.open_review(make_claim())
        assigning.ask_double_grading(review.pk, editor, wanted=True)
        workflow.take(review.pk, reviewer)
        workflow.take_second(review.pk, second_reviewer)
        for person, label in ((second_reviewer, second), (reviewer, first)):
            rating = Rating.objects.get(label=label)
            workflow.hand_in_grade(review.pk, person, rating=rating, explanation="The table says so.")
        Assignment.objects.filter(review=review, ended_at=None).update(ended_at=timezone.now())
    panel = dashboard.agreement_of_graders(timezone.now())
    assert "2 of 3 pairs of blind grades were the same." in panel.summary
    [row] = panel.rows
    assert dict(zip(panel.columns, row, strict=True)) == {
        "Month": f"{timezone.localdate():%Y-%m}", "Weighted kappa": 0.4, "Krippendorff's alpha": 0.44,
        "The same, %": 67, "One step apart": 0, "Pairs": 3,
    }  # fmt: skip
    assert not dashboard.agreement_of_graders(timezone.now() + datetime.timedelta(days=800)).rows


def test_it_is_counted_once_a_minute_and_says_when(
    client: Client, reviewer: User, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(reviewer)
    first = client.get(reverse("admin:index")).content.decode()
    assert "No claim waits." in first
    assert "Counted at" in first
    workflow.open_review(make_claim())
    assert "No claim waits." in client.get(reverse("admin:index")).content.decode()
    cache.delete(dashboard.CACHE_KEY)
    assert "1 claims wait" in client.get(reverse("admin:index")).content.decode()


def test_a_stranger_sees_no_numbers(client: Client, stranger: User) -> None:
    client.force_login(stranger)
    assert "desk-board" not in client.get(reverse("admin:index")).content.decode()


def test_every_chart_has_its_numbers_in_a_table(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    content = client.get(reverse("admin:index")).content.decode()
    assert content.count("data-chart=") == 3
    assert content.count("<table>") >= 5
