"""Verdicts by API: everything that was ever published, as it was published."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from claims.models import Claim, ClaimWording
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User
from reviews.choices import VerdictKind
from reviews.models import Verdict
from tests.support.api import client_with, problem
from tests.support.verdicts import publish_verdict

ADDRESS = "/api/v1/verdicts/"
Publish = Callable[..., Verdict]


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.VERDICTS_READ)


@pytest.fixture
def publish(reviewer: User, editor: User) -> Publish:
    def publish(claim: Claim, **grading: object) -> Verdict:
        return publish_verdict(claim, reviewer, editor, **grading)  # type: ignore[arg-type]  # passed through

    return publish


def _ids(client: APIClient, **filters: object) -> list[int]:
    response = client.get(ADDRESS, filters)
    assert response.status_code == 200, response.content
    return [verdict["id"] for verdict in response.json()["results"]]


def test_a_verdict_is_told_as_it_was_published(
    client: APIClient, publish: Publish, make_claim: Callable[..., Claim], editor: User
) -> None:
    claim = make_claim(claimant="Orla Finn")
    words = claim.wordings.get().text
    verdict = publish(claim)
    ClaimWording.objects.create(claim=claim, number=2, text="A later wording.")
    editor.public_pseudonym = "The night desk"
    editor.save()
    body = client.get(f"{ADDRESS}{verdict.pk}/").json()
    assert body["claim"] == {
        "id": claim.pk,
        "text": words,
        "exact": words,
        "claimant": "Orla Finn",
        "article": {
            "title": "Council debates herders",
            "outlet": "The Examplia Courier",
            "url": "",
            "published_at": "2026-03-02T09:00:00Z",
        },
    }
    assert body["rating"] == {"label": "False", "value": 1, "scale": "Truth, six steps"}
    assert (body["author"], body["approver"], body["four_eyes"]) == ("Ana Reyes", "The night desk", True)
    assert (body["kind"], body["supersedes"], body["superseded_by"]) == ("verdict", None, None)
    assert [(cited["evidence"], cited["role"], cited["quote"]) for cited in body["citations"]] == [
        (evidence.pk, "against", evidence.quote) for evidence in claim.evidence.all()
    ]


def test_a_correction_and_what_it_corrects_point_at_each_other(
    client: APIClient, publish: Publish, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    first, correction = publish(claim), publish(claim, rating="Mostly false")
    newest, oldest = client.get(ADDRESS).json()["results"]
    assert (newest["id"], newest["supersedes"], newest["superseded_by"]) == (correction.pk, first.pk, None)
    assert (oldest["id"], oldest["supersedes"], oldest["superseded_by"]) == (first.pk, None, correction.pk)


def test_current_is_what_the_desk_says_now(
    client: APIClient, publish: Publish, make_claim: Callable[..., Claim]
) -> None:
    corrected, retracted = make_claim(), make_claim()
    first, correction = publish(corrected), publish(corrected)
    wrong = publish(retracted)
    tombstone = publish(retracted, kind=VerdictKind.RETRACTION, note="It was about another country.")
    everything = [tombstone.pk, wrong.pk, correction.pk, first.pk]
    assert _ids(client) == everything
    assert _ids(client, current="true") == [correction.pk]
    assert _ids(client, current="false") == [pk for pk in everything if pk != correction.pk]


def test_each_filter_narrows_the_list(client: APIClient, publish: Publish, make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    half, correction = publish(claim, rating="Half true"), publish(claim)
    other = publish(make_claim(), rating="Half true")
    now = timezone.now()
    assert _ids(client, rating="half TRUE") == [other.pk, half.pk]
    assert _ids(client, kind="correction") == [correction.pk]
    assert _ids(client, claim=claim.pk) == [correction.pk, half.pk]
    assert _ids(client, published_after=half.published_at.isoformat()) == [other.pk, correction.pk]
    assert _ids(client, published_before=other.published_at.isoformat()) == [correction.pk, half.pk]
    assert _ids(client, published_after=(now + timedelta(hours=1)).isoformat()) == []


def test_pages_follow_each_other_without_gap_or_repeat(
    client: APIClient, publish: Publish, make_claim: Callable[..., Claim]
) -> None:
    published = [publish(make_claim()).pk for _ in range(3)]
    address: str | None = f"{ADDRESS}?page_size=1"
    seen = []
    while address:
        page = client.get(address).json()
        seen += [verdict["id"] for verdict in page["results"]]
        address = page["next"]
    assert seen == published[::-1]


def test_reading_claims_is_not_reading_verdicts(db: None) -> None:
    response = client_with(Scope.CLAIMS_READ).get(ADDRESS)
    assert response.status_code == 403
    assert "verdicts:read" in problem(response)["detail"]


def test_verdicts_cannot_be_written_here(client: APIClient, publish: Publish, make_claim: Callable[..., Claim]) -> None:
    verdict = publish(make_claim())
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"{ADDRESS}{verdict.pk}/").status_code == 405


def test_a_list_takes_as_many_queries_for_one_verdict_as_for_many(
    client: APIClient,
    publish: Publish,
    make_claim: Callable[..., Claim],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get(ADDRESS)  # notes the key's use
    for verdicts in (1, 4):
        while Verdict.objects.count() < verdicts:
            publish(make_claim())
        with django_assert_num_queries(3):  # key, verdicts, citations
            assert len(client.get(ADDRESS).json()["results"]) == verdicts
