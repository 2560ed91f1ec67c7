"""Articles by API: sent in once, read with the state of their extraction."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import redis
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from rest_framework.test import APIClient

from claims.choices import WorkState
from claims.models import Article, ArticleRevision, Claim
from claimtracker.apikeys.models import Scope
from claimtracker.audit.models import AuditEntry
from claimtracker.celery import app as celery_app
from tests.support.api import client_with, problem

ADDRESS = "/api/v1/articles/"
TEXT = "The council met in the old hall.\n\nHerders make up more than 46% of the people of Examplia."


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)


def test_a_new_article_is_stored_and_found_at_its_location(client: APIClient) -> None:
    sent = {
        "text": TEXT,
        "title": "Council debates herders",
        "outlet": "The Examplia Courier",
        "byline": "Ida Holt",
        "published_at": "2026-03-02T09:30:00+02:00",
        "canonical_url": "https://courier.example/council",
        "language": "en-GB",
    }
    response = client.post(ADDRESS, sent)
    assert response.status_code == 201
    article = Article.objects.get()
    assert response.headers["Location"] == f"http://testserver{ADDRESS}{article.pk}/"
    body = client.get(response.headers["Location"]).json()
    assert body == response.json()
    assert {name: body[name] for name in sent if name not in {"text", "published_at"}} == {
        name: value for name, value in sent.items() if name not in {"text", "published_at"}
    }
    assert body["published_at"] == "2026-03-02T07:30:00Z"
    assert body["submitted_by"] == "cms"
    assert article.published_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    [revision] = body["revisions"]
    assert revision["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (revision["number"], revision["state"]) == (1, "due")
    assert revision["extraction"] == "Waits for the search for claims."


def test_the_same_text_again_changes_nothing(client: APIClient) -> None:
    first = client.post(ADDRESS, {"text": TEXT})
    again = client.post(ADDRESS, {"text": TEXT.replace("\n", "\r\n")})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Location"] == first.headers["Location"]
    assert ArticleRevision.objects.count() == 1


def test_another_text_at_the_same_url_is_the_next_revision(client: APIClient) -> None:
    url = "https://courier.example/council"
    first = client.post(ADDRESS, {"text": TEXT, "canonical_url": url}).json()
    second = client.post(ADDRESS, {"text": f"{TEXT} More follows.", "canonical_url": url})
    assert second.status_code == 201
    assert second.json()["id"] == first["id"]
    assert [revision["number"] for revision in second.json()["revisions"]] == [1, 2]


def test_what_is_left_out_is_taken_from_the_first_lines(client: APIClient) -> None:
    text = "Council debates who counts the herders\nBy Ida Holt\n2 March 2026\n\n" + TEXT
    body = client.post(ADDRESS, {"text": text, "byline": "I. Holt"}).json()
    assert body["title"] == "Council debates who counts the herders"
    assert body["byline"] == "I. Holt"
    assert body["published_at"] == "2026-03-02T00:00:00Z"


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({}, "/text", "required"),
        ({"text": ""}, "/text", "blank"),
        ({"text": " \n\t"}, "/text", "blank"),
        ({"text": "\ufeff\ufeff"}, "/text", "blank"),
        ({"text": None}, "/text", "null"),
        ({"text": 5}, "/text", "invalid"),
        ({"text": ["Herders"]}, "/text", "invalid"),
        ({"text": "nul \0 inside"}, "/text", "null_characters_not_allowed"),
        ({"text": TEXT, "title": "x" * 501}, "/title", "max_length"),
        ({"text": TEXT, "outlet": "nul \0"}, "/outlet", "null_characters_not_allowed"),
        ({"text": TEXT, "language": "plain English"}, "/language", "invalid"),
        ({"text": TEXT, "canonical_url": "ftp://courier.example/council"}, "/canonical_url", "invalid"),
        ({"text": TEXT, "canonical_url": "https://courier.example/" + "x" * 2000}, "/canonical_url", "max_length"),
        ({"text": TEXT, "published_at": "0001-01-01T00:00:00+14:00"}, "/published_at", "overflow"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(
    client: APIClient, sent: dict[str, object], pointer: str, code: str
) -> None:
    response = client.post(ADDRESS, sent)
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in problem(response)["errors"]] == [(pointer, code)]
    assert not Article.objects.exists()


def test_a_lone_surrogate_is_refused_and_no_fault_of_ours(client: APIClient) -> None:
    response = client.generic("POST", ADDRESS, rb'{"text": "Herders \ud800 roam."}', content_type="application/json")
    assert response.status_code == 400
    assert problem(response)["errors"][0]["pointer"] == "/text"


def test_an_article_longer_than_the_desk_takes_is_refused(client: APIClient, settings: Settings) -> None:
    settings.MAX_ARTICLE_CHARACTERS = 40
    [error] = problem(client.post(ADDRESS, {"text": TEXT}))["errors"]
    assert (error["pointer"], error["code"]) == ("/text", "too_long")
    assert "40" in error["detail"]


def _rung(broker: redis.Redis) -> list[object]:
    """The arguments of the messages that wait in the broker's queue."""
    messages = [json.loads(message) for message in broker.lrange("celery", 0, -1)]
    return [json.loads(base64.b64decode(message["body"]))[0] for message in messages]


def test_a_new_revision_rings_for_a_worker_once(
    client: APIClient, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        broker.delete("celery")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(ADDRESS, {"text": TEXT})
            client.post(ADDRESS, {"text": TEXT})
        assert _rung(broker) == [[ArticleRevision.objects.get().pk]]
        broker.delete("celery")


@pytest.mark.django_db(transaction=True)
def test_an_article_comes_in_while_the_broker_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_with(Scope.CLAIMS_WRITE)
    monkeypatch.setattr(celery_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(celery_app, "_pool", None)
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)
    assert client.post(ADDRESS, {"text": TEXT}).status_code == 201
    assert ArticleRevision.objects.get().state == WorkState.DUE


def test_the_audit_trail_names_the_service_that_sent_it(client: APIClient) -> None:
    client.post(ADDRESS, {"text": TEXT})
    article = Article.objects.get()
    assert article.submitted_by is not None
    assert article.submitted_by.username == "cms"
    assert not AuditEntry.objects.filter(table="claims_article").exclude(actor_id=article.submitted_by_id).exists()


@pytest.mark.parametrize(
    ("state", "failure", "words"),
    [
        (WorkState.DUE, "", "Waits for the search for claims."),
        (WorkState.DUE, "TimeoutError", "The search for claims failed and will be tried again."),
        (WorkState.RUNNING, "", "Its claims are being looked for."),
        (WorkState.DONE, "", "Its claims have been found."),
        (WorkState.GIVEN_UP, "TimeoutError", "The search for claims failed and was given up."),
    ],
)
def test_the_state_of_extraction_is_told_in_words(
    client: APIClient, make_claim: Callable[..., Claim], state: WorkState, failure: str, words: str
) -> None:
    make_claim()
    ArticleRevision.objects.update(state=state, failure=failure)
    [article] = client.get(ADDRESS).json()["results"]
    [revision] = article["revisions"]
    assert (revision["state"], revision["extraction"], revision["error"]) == (state, words, failure)


def test_claims_are_counted_once_however_often_they_appear(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    first = claim.appearances.get()
    first.pk, first.end, first.exact = None, first.end - 1, first.exact[:-1]
    first.save()
    [article] = client.get(ADDRESS).json()["results"]
    assert article["claims_count"] == 1


def test_a_revision_has_the_text_that_selectors_count_in(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    [appearance] = client.get(f"/api/v1/claims/{claim.pk}/").json()["appearances"]
    revision = client.get(f"{ADDRESS}{appearance['article']}/revisions/{appearance['revision']}/").json()
    quote, position = appearance["selector"]
    assert revision["text"][position["start"] : position["end"]] == quote["exact"]
    assert hashlib.sha256(revision["text"].encode()).hexdigest() == appearance["text_sha256"]


def test_a_list_takes_as_many_queries_for_one_article_as_for_many(
    client: APIClient, make_claim: Callable[..., Claim], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(ADDRESS)  # notes the key's use
    for articles in (1, 5):
        while Article.objects.count() < articles:
            make_claim()
        with django_assert_num_queries(3):  # key, articles, revisions
            assert len(client.get(ADDRESS).json()["results"]) == articles
