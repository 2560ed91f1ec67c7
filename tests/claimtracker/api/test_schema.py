"""The API is what its OpenAPI document says, and the document is complete."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans
from rest_framework.test import APIClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from claims.models import Claim, Evidence, ReferenceDocument
from claims.submissions import submit_url
from claimtracker.apikeys import keys
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User
from claimtracker.wsgi import application
from tests.support.verdicts import publish_verdict

SCHEMA = "/api/v1/schema/?format=json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    response = APIClient(HTTP_ACCEPT="application/vnd.oai.openapi+json").get("/api/v1/schema/")
    assert response.status_code == 200
    body: dict[str, Any] = response.json()
    return body


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield f"{method} {path}", operation


def test_the_document_is_valid_and_made_without_a_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO())


def test_every_operation_is_described_with_an_example_and_its_refusals(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        answers = operation["responses"]
        for status, answer in answers.items():
            [(media_type, content)] = answer["content"].items()
            if status.startswith("2"):
                assert content["examples"], f"{name} {status}"
            else:
                assert media_type == "application/problem+json", f"{name} {status}"
                assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, f"{name} {status}"
        if operation["operationId"] != "root":
            assert {"401", "403", "406"} <= set(answers), name
            assert {"apiKey": []} in operation["security"], name
            assert "Needs the scope `" in operation["description"], name


def test_every_parameter_is_described(document: dict[str, Any]) -> None:
    for name, operation in _operations(document):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert parameter.get("description"), f"{name}: {parameter['name']}"


def test_the_examples_have_the_fields_that_the_answers_have(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for name, operation in _operations(document):
        for status in {"200", "201"} & set(operation["responses"]):
            content = operation["responses"][status]["content"]["application/json"]
            if "$ref" not in content["schema"]:
                continue
            schema = schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]
            [example] = [each["value"] for each in content["examples"].values()]
            assert set(example) == set(schema["properties"]), name


def test_the_root_lists_addresses_that_answer(db: None) -> None:
    client = APIClient()
    addresses = client.get("/api/v1/").json()
    assert set(addresses) == {"articles", "claims", "verdicts", "schema", "docs"}
    for address in addresses.values():
        assert client.get(address).status_code in {200, 401}


def test_the_docs_page_loads_nothing_from_elsewhere(db: None, client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    assert "/static/drf_spectacular_sidecar/" in page
    assert "https://" not in page.replace("https://desk.example", "")


@pytest.fixture
def ids(
    transactional_db: None,
    reviewer: User,
    editor: User,
    make_claim: Callable[..., Claim],
    make_evidence: Callable[..., Evidence],
) -> dict[str, int]:
    """An id of each thing, of a desk with something in every list."""
    claim = make_claim(claimant="Orla Finn")
    evidence = make_evidence(claim)
    make_evidence(claim, quantity=None, found_value=None, found_unit="", as_of=None)
    return {
        "claims": claim.pk,
        "articles": claim.appearances.get().revision.article_id,
        "submissions": submit_url("https://courier.example/council").pk,
        "evidence": evidence.pk,
        "lookups": evidence.lookup_id or 0,
        "verdicts": publish_verdict(claim, reviewer, editor).pk,
        "library": ReferenceDocument.objects.create(key="roads", title="Roads", publisher="Office", sha256="0" * 64).pk,
    }


@pytest.mark.django_db(transaction=True)
def test_the_api_conforms_to_its_document_whatever_it_is_asked(ids: dict[str, int], service: User) -> None:
    _, key = keys.issue(user=service, name="CMS", scopes=Scope.values)
    api = schemathesis.openapi.from_wsgi(SCHEMA, application)
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) == len(list(_operations(api.raw_schema)))
    for operation in operations:
        _probe(operation, ids, headers={"Authorization": f"Bearer {key}"})


def _probe(operation: Any, ids: dict[str, int], *, headers: dict[str, str]) -> None:
    @settings(
        max_examples=25,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
        booleans(),
    )
    def probe(case: Any, is_there: bool) -> None:
        things = operation.path.split("/")[3]
        if is_there and "id" in case.path_parameters:
            case.path_parameters["id"] = ids[things]
        case.call_and_validate(headers=headers, checks=CHECKS)

    probe()
