"""Look-ups through the API: read with their query and failure, asked anew, tried again."""

import pytest

from claims.choices import LookupState
from claims.models import SourceLookup
from claims.tasks import look_up
from claimtracker.apikeys.models import Scope
from tests.support.api import client_with, problem


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(look_up, "delay", ids.append)
    return ids


@pytest.fixture
def row(make_claim, make_evidence) -> SourceLookup:
    return make_evidence(make_claim()).lookup


@pytest.fixture
def client(db):
    return client_with(Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)


def test_the_look_ups_of_a_claim_are_listed_with_what_was_asked_and_what_failed(client, row):
    SourceLookup.objects.update(state=LookupState.FAILED, failure="HTTP 503", query={"search": "herders"}, attempts=2)
    [found] = client.get(f"/api/v1/claims/{row.claim_id}/lookups/").json()["results"]
    assert (found["id"], found["state"], found["error"]) == (row.pk, "failed", "HTTP 503")
    assert (found["query"], found["attempts"], found["requested_by"]) == ({"search": "herders"}, 2, None)


def test_a_claim_is_looked_up_again_with_an_edited_query(client, row, rung, django_capture_on_commit_callbacks):
    body = {"source": "library", "changes": {"/claim": "Herders in Examplia"}}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/api/v1/claims/{row.claim_id}/lookups/", body)
    assert response.status_code == 201
    made = response.json()
    assert (made["number"], made["state"], made["requested_by"]) == (2, "due", "cms")
    assert made["edits"] == {"/claim": [row.wording.text, "Herders in Examplia"]}
    assert rung == [made["id"]]
    assert client.get(response.headers["Location"]).json()["difference"] is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"source": "nowhere"}, "No source is called “nowhere”"),
        ({"source": "wikipedia"}, "switched off"),
        ({"source": "library", "changes": {"/limit": "5"}}, "no text at “/limit”"),
        ({}, "required"),
    ],
)
def test_what_cannot_be_asked_is_refused(client, row, body, says):
    refused = problem(client.post(f"/api/v1/claims/{row.claim_id}/lookups/", body))
    assert (refused["status"], refused["errors"][0]["pointer"]) == (400, "/source")
    assert says in refused["detail"]
    assert SourceLookup.objects.count() == 1


def test_a_failed_look_up_is_tried_again_now(client, row, rung, django_capture_on_commit_callbacks):
    SourceLookup.objects.update(state=LookupState.GIVEN_UP, failure="HTTP 404", next_attempt_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"/api/v1/lookups/{row.pk}/retry/")
    assert (response.status_code, response.json()["state"]) == (200, "failed")
    assert rung == [row.pk]


def test_an_answer_is_not_tried_again(client, row):
    assert "only a failed one" in problem(client.post(f"/api/v1/lookups/{row.pk}/retry/"))["detail"]


def test_reading_is_not_enough_to_ask(row):
    reader = client_with(Scope.CLAIMS_READ)
    assert problem(reader.post(f"/api/v1/claims/{row.claim_id}/lookups/", {"source": "library"}))["status"] == 403
    assert problem(reader.post(f"/api/v1/lookups/{row.pk}/retry/"))["status"] == 403


def test_a_look_up_has_its_difference_and_its_earlier_attempts(client, row, make_evidence):
    lost = {"attempt": 1, "asked_at": None, "failure": "HTTP 503"}
    after = SourceLookup.objects.create(
        claim=row.claim, wording=row.wording, source=row.source, number=2, state=LookupState.NOTHING_FOUND,
        earlier_attempts=[lost],
    )  # fmt: skip
    body = client.get(f"/api/v1/lookups/{after.pk}/").json()
    assert body["earlier_attempts"] == [lost]
    assert (body["difference"]["since"], body["difference"]["came"]) == (1, [])
    assert [each["id"] for each in body["difference"]["went"]] == [row.evidence.get().pk]


def test_what_is_not_there_is_told(client, row):
    for address in ("claims/999/lookups/", "lookups/999/"):
        assert problem(client.get(f"/api/v1/{address}"))["status"] == 404
