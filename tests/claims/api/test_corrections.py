"""Claims corrected by API: added, reworded, split, dropped, restored; refusals point to the value at fault."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from claims.models import ArticleRevision, Claim
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User
from tests.support.api import client_with, problem

WORDS = "The debate goes on."


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim(text="Herders make up more than 46% of the people of Examplia.")


def claims_of(claim: Claim) -> str:
    return f"/api/v1/articles/{claim.appearances.get().revision.article_id}/claims/"


def verb(claim: Claim, name: str) -> str:
    return f"/api/v1/claims/{claim.pk}/{name}/"


def refused(response: Any) -> tuple[int, str, str]:
    body = problem(response)
    [error] = body.get("errors", [{"pointer": "", "code": body["code"]}])
    return response.status_code, error["pointer"], error["code"]


def test_a_claim_is_added_by_offsets(client: APIClient, claim: Claim) -> None:
    text = ArticleRevision.objects.get().text
    start = text.index(WORDS)
    response = client.post(
        claims_of(claim), {"revision": 1, "start": start, "end": start + len(WORDS), "text": "They debate."}
    )
    assert response.status_code == 201
    body = response.json()
    assert (body["text"], body["wording"], body["dropped"], body["split_from"]) == ("They debate.", 1, "", None)
    [appearance] = body["appearances"]
    assert (appearance["origin"], appearance["selector"][0]["exact"]) == ("person", WORDS)
    assert client.get(f"/api/v1/claims/{body['id']}/").json() == body
    assert Claim.objects.get(pk=body["id"]).wordings.get().written_by == User.objects.get(username="cms")


def test_a_claim_is_added_by_its_words(client: APIClient, claim: Claim) -> None:
    response = client.post(claims_of(claim), {"revision": 1, "exact": WORDS})
    assert (response.status_code, response.json()["text"]) == (201, WORDS)


@pytest.mark.parametrize(
    ("sent", "refusal"),
    [
        ({"exact": WORDS}, (400, "/revision", "required")),
        ({"revision": 7, "exact": WORDS}, (400, "/revision", "not_found")),
        ({"revision": 1}, (400, "/exact", "blank")),
        ({"revision": 1, "start": 4}, (400, "/end", "required")),
        ({"revision": 1, "start": 4, "end": 4_000}, (400, "/end", "out_of_text")),
        ({"revision": 1, "start": "four", "end": 5}, (400, "/start", "invalid")),
        ({"revision": 1, "exact": "Nowhere"}, (400, "/exact", "not_found")),
        ({"revision": 1, "exact": 5}, (400, "/exact", "invalid")),
        ({"revision": 1, "exact": WORDS, "text": "x" * 2_001}, (400, "/text", "too_long")),
        (
            {"revision": 1, "exact": "Herders make up more than 46% of the people of Examplia."},
            (409, "", "there_already"),
        ),
    ],
    ids=str,
)
def test_what_is_no_claim_to_add_is_refused_and_changes_nothing(
    client: APIClient, claim: Claim, sent: dict[str, object], refusal: tuple[int, str, str]
) -> None:
    assert refused(client.post(claims_of(claim), sent)) == refusal
    assert Claim.objects.count() == 1


def test_a_claim_is_reworded(client: APIClient, claim: Claim) -> None:
    response = client.post(verb(claim, "wordings"), {"text": "Herders are 46% of Examplia.", "seen": 1})
    body = response.json()
    assert (response.status_code, body["text"], body["wording"]) == (201, "Herders are 46% of Examplia.", 2)
    assert [lookup["number"] for lookup in body["lookups"]] == [1]
    assert refused(client.post(verb(claim, "wordings"), {"text": "Again.", "seen": 1})) == (409, "", "stale")


def test_a_claim_is_split_and_restored(client: APIClient, claim: Claim) -> None:
    appearance = claim.appearances.get()
    parts = [{"text": "Herders are many."}, {"start": appearance.start, "end": appearance.end}]
    response = client.post(verb(claim, "split"), {"parts": parts})
    assert response.status_code == 201
    assert [each["split_from"] for each in response.json()] == [claim.pk, claim.pk]
    assert client.get(f"/api/v1/claims/{claim.pk}/").json()["dropped"].startswith("Split into claims")
    restored = client.post(verb(claim, "restore"))
    assert (restored.status_code, restored.json()["dropped"]) == (200, "")


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ([], (400, "/parts", "min_length")),
        ([{"text": "One."}, {}], (400, "/parts/1/text", "blank")),
        ([{"text": "One."}, {"start": 0, "end": 1}], (400, "/parts/1/start", "out_of_claim")),
        ([{"text": "One."}, {"start": 0}], (400, "/parts/1/end", "required")),
    ],
    ids=str,
)
def test_a_split_points_to_the_part_at_fault(
    client: APIClient, claim: Claim, parts: list[object], refusal: tuple[int, str, str]
) -> None:
    assert refused(client.post(verb(claim, "split"), {"parts": parts})) == refusal


def test_a_claim_is_dropped_with_a_reason_and_not_twice(client: APIClient, claim: Claim) -> None:
    for nothing in ("", " \n "):
        response = client.post(verb(claim, "drop"), {"reason": nothing})
        assert refused(response) == (400, "/reason", "blank")
        assert problem(response)["errors"][0]["detail"] == "A claim is dropped for a reason: write it."
    body = client.post(verb(claim, "drop"), {"reason": "A headline."}).json()
    assert (body["dropped"], body["appearances"]) == ("A headline.", [])
    assert refused(client.post(verb(claim, "drop"), {"reason": "A headline."})) == (409, "", "dropped")


def test_a_claim_that_stands_is_not_restored(client: APIClient, claim: Claim) -> None:
    assert refused(client.post(verb(claim, "restore"))) == (409, "", "not_dropped")


@pytest.mark.parametrize("name", ["wordings", "split", "drop", "restore"])
def test_a_claim_that_is_not_there_is_not_found(client: APIClient, name: str) -> None:
    assert client.post(f"/api/v1/claims/999999/{name}/", {}).status_code == 404


def test_a_key_without_the_scope_corrects_nothing(claim: Claim) -> None:
    reader = client_with(Scope.CLAIMS_READ)
    response = reader.post(verb(claim, "drop"), {"reason": "A headline."})
    assert (response.status_code, problem(response)["code"]) == (403, "missing_scope")


@pytest.mark.parametrize(("who", "status"), [("reviewer", 200), ("stranger", 403)])
def test_a_person_signed_in_corrects_by_their_role(
    claim: Claim, who: str, status: int, request: pytest.FixtureRequest
) -> None:
    browser = Client()
    browser.force_login(request.getfixturevalue(who))
    response = browser.post(verb(claim, "drop"), {"reason": "A headline."}, content_type="application/json")
    assert response.status_code == status
