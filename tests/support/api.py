"""Callers of the API."""

from typing import Any

from rest_framework.test import APIClient

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User


def client_with(*scopes: Scope) -> APIClient:
    """A client with a key of these scopes, of the service user “cms”."""
    service, _ = User.objects.get_or_create(username="cms", defaults={"kind": User.Kind.SERVICE})
    _, key = keys.issue(user=service, name="Content system", scopes=scopes)
    return client_presenting(key)


def client_presenting(key: str) -> APIClient:
    """A client that sends this key, whatever it is."""
    return APIClient(HTTP_AUTHORIZATION=f"Bearer {key}")


def problem(response: Any) -> dict[str, Any]:
    """The problem details of a refusal, after checking that it has the one shape that all refusals have."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == "about:blank"
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["code"]
    assert body["detail"]
    return body
