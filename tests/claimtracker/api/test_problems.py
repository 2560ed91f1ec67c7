"""Every refusal has one shape, and none is a fault of ours."""

import json

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from claimtracker.apikeys.models import Scope
from tests.support.api import client_with, problem

CLAIMS = "/api/v1/claims/"
ARTICLES = "/api/v1/articles/"


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/claims/1/",
        "/api/v1/claims/99999999999999999999999/",
        "/api/v1/claims/one/",
        "/api/v1/claims/1/evidence/",
        "/api/v1/articles/1/claims/",
        "/api/v1/articles/1/revisions/1/",
        "/api/v1/claims",
        "/api/v1/nowhere/",
    ],
)
def test_an_address_without_anything_is_404(client: APIClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert problem(response)["code"] == "not_found"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_a_method_that_an_address_does_not_have_is_405(client: APIClient, method: str) -> None:
    response = client.generic(method.upper(), CLAIMS)
    assert response.status_code == 405
    assert problem(response)["code"] == "method_not_allowed"
    assert "GET" in response.headers["Allow"]


def test_posting_to_a_list_that_only_reads_is_405_and_not_a_missing_scope(client: APIClient) -> None:
    assert client.post(CLAIMS, {}).status_code == 405


def test_an_accept_header_that_rules_json_out_is_406(client: APIClient) -> None:
    response = client.get(CLAIMS, HTTP_ACCEPT="text/csv")
    assert response.status_code == 406
    assert problem(response)["code"] == "not_acceptable"


def test_a_body_that_is_not_declared_as_json_is_415(client: APIClient) -> None:
    response = client.generic("POST", ARTICLES, "text=Herders", content_type="text/plain")
    assert response.status_code == 415
    assert "{" not in problem(response)["title"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{'text': 1}", b'{"text": NaN}', b"\xff\xfe\x00", b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}"],
)
def test_a_body_that_is_no_json_is_400(client: APIClient, body: bytes) -> None:
    response = client.generic("POST", ARTICLES, body, content_type="application/json")
    assert response.status_code == 400
    assert problem(response)["code"] in {"malformed_json", "invalid"}


@pytest.mark.parametrize("body", ["[]", '"text"', "1", "null", "[1, 2]"])
def test_json_that_is_no_object_is_400(client: APIClient, body: str) -> None:
    response = client.generic("POST", ARTICLES, body, content_type="application/json")
    assert response.status_code == 400
    problem(response)


def test_each_value_at_fault_has_its_pointer(client: APIClient) -> None:
    response = client.post(ARTICLES, {"text": "", "canonical_url": "no url", "published_at": "yesterday"})
    assert response.status_code == 400
    refusal = problem(response)
    assert refusal["code"] == "invalid"
    assert {error["pointer"]: error["code"] for error in refusal["errors"]} == {
        "/text": "blank",
        "/canonical_url": "invalid",
        "/published_at": "invalid",
    }


def test_a_query_parameter_at_fault_is_named_as_such(client: APIClient) -> None:
    response = client.get(CLAIMS, {"kind": "rumour"})
    assert response.status_code == 400
    [error] = problem(response)["errors"]
    assert error["parameter"] == "kind"
    assert "pointer" not in error


def test_a_query_parameter_that_nothing_reads_is_refused_with_those_that_are_read(client: APIClient) -> None:
    [error] = problem(client.get(CLAIMS, {"claimnat": "Orla Finn"}))["errors"]
    assert (error["parameter"], error["code"]) == ("claimnat", "unknown_parameter")
    assert "claimant" in error["detail"]


def test_a_body_larger_than_the_desk_takes_is_413(client: APIClient, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    fits = json.dumps({"text": "x" * (1000 - len('{"text": ""}'))})
    assert client.generic("POST", ARTICLES, fits, content_type="application/json").status_code == 201
    response = client.generic("POST", ARTICLES, f"{fits} ", content_type="application/json")
    assert response.status_code == 413
    assert problem(response)["code"] == "body_too_large"


def test_the_longest_article_fits_even_when_every_character_is_escaped(settings: Settings) -> None:
    longest = json.dumps({"text": "\N{GRINNING FACE}" * settings.MAX_ARTICLE_CHARACTERS})
    assert len(longest) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


@pytest.mark.parametrize("page_size", ["0", "201", "-1", "ten", "9" * 5000, "²", ""])
def test_a_page_size_out_of_bounds_is_refused(client: APIClient, page_size: str) -> None:
    response = client.get(CLAIMS, {"page_size": page_size})
    assert response.status_code == 400
    assert problem(response)["errors"][0]["parameter"] == "page_size"


@pytest.mark.parametrize("address", [CLAIMS, ARTICLES])
@pytest.mark.parametrize(
    "cursor", ["", "x", "cD0A", "cD1hYmM=", "cD0lMDA=", "bz0tMQ==", "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk="]
)
def test_a_made_up_cursor_is_no_fault_of_ours(client: APIClient, address: str, cursor: str) -> None:
    assert client.get(address, {"cursor": cursor}).status_code in {200, 400}


@pytest.mark.parametrize("name", ["claimant", "search", "kind", "article", "min_check_worthiness", "found_after"])
@pytest.mark.parametrize(
    "value",
    ["\0", "%", "'", "9" * 400, "-1", "1e999", "nan", "inf", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"],
)
def test_no_value_of_a_filter_is_a_fault_of_ours(client: APIClient, name: str, value: str) -> None:
    response = client.get(CLAIMS, {name: value})
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        problem(response)
