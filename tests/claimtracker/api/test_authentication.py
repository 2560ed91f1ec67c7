"""Who is let in: usable keys of service users, and people signed in to the admin."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey, Scope
from claimtracker.people.models import User
from tests.support.api import client_presenting, client_with, problem

CLAIMS = "/api/v1/claims/"
ARTICLES = "/api/v1/articles/"


def test_a_key_with_the_scope_may_read(db: None) -> None:
    assert client_with(Scope.CLAIMS_READ).get(CLAIMS).status_code == 200


def test_a_key_without_the_scope_is_told_which_it_lacks(db: None) -> None:
    response = client_with(Scope.VERDICTS_READ).get(CLAIMS)
    assert response.status_code == 403
    refusal = problem(response)
    assert refusal["code"] == "missing_scope"
    assert "claims:read" in refusal["detail"]


def test_a_key_that_may_read_may_not_write(db: None) -> None:
    response = client_with(Scope.CLAIMS_READ).post(ARTICLES, {"text": "Herders are many."})
    assert response.status_code == 403
    assert "claims:write" in problem(response)["detail"]


def test_without_a_key_the_answer_says_how_to_send_one(db: None) -> None:
    response = APIClient().get(CLAIMS)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert problem(response)["code"] == "not_authenticated"


@pytest.mark.parametrize(
    "presented",
    ["", "ct_", "ct_0a1b2c3d_wrong", "ct_\0_x", "ct_0a1b2c3d_\xff", "nonsense", "ct_0a1b2c3d_x y"],
)
def test_what_is_no_key_is_refused(db: None, presented: str) -> None:
    response = client_presenting(presented).get(CLAIMS)
    assert response.status_code == 401
    assert problem(response)["code"] == "authentication_failed"


def test_the_right_prefix_with_a_wrong_secret_is_refused(service: User) -> None:
    _, presented = keys.issue(user=service, name="CMS", scopes=[Scope.CLAIMS_READ])
    forged = presented[:-1] + ("A" if presented[-1] != "A" else "B")
    assert client_presenting(forged).get(CLAIMS).status_code == 401
    assert client_presenting(presented).get(CLAIMS).status_code == 200


def _revoke(key: ApiKey) -> None:
    keys.revoke(key, actor=None)


def _expire(key: ApiKey) -> None:
    ApiKey.objects.filter(pk=key.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def _deactivate(key: ApiKey) -> None:
    User.objects.filter(pk=key.user_id).update(is_active=False)


def _make_a_person(key: ApiKey) -> None:
    User.objects.filter(pk=key.user_id).update(kind=User.Kind.PERSON)


@pytest.mark.parametrize("end", [_revoke, _expire, _deactivate, _make_a_person])
def test_a_key_that_has_ended_is_refused(service: User, end: Callable[[ApiKey], None]) -> None:
    key, presented = keys.issue(user=service, name="CMS", scopes=[Scope.CLAIMS_READ])
    end(key)
    response = client_presenting(presented).get(CLAIMS)
    assert response.status_code == 401
    problem(response)


def test_the_use_of_a_key_is_remembered_at_most_once_a_minute(service: User) -> None:
    key, presented = keys.issue(user=service, name="CMS", scopes=[Scope.CLAIMS_READ])
    client = client_presenting(presented)
    client.get(CLAIMS)
    key.refresh_from_db()
    first = key.last_used_at
    assert first is not None
    client.get(CLAIMS)
    key.refresh_from_db()
    assert key.last_used_at == first


def _signed_in(person: User) -> APIClient:
    client = APIClient()
    client.force_login(person)
    return client


def test_a_person_signed_in_to_the_admin_may_read(stranger: User) -> None:
    assert _signed_in(stranger).get(CLAIMS).status_code == 200


def test_a_person_who_is_not_of_the_desk_may_not_read(stranger: User) -> None:
    stranger.is_staff = False
    stranger.save()
    response = _signed_in(stranger).get(CLAIMS)
    assert response.status_code == 403
    problem(response)


def test_a_person_needs_the_permission_to_write(stranger: User) -> None:
    client = _signed_in(stranger)
    refused = client.post(ARTICLES, {"text": "Herders are many."})
    assert refused.status_code == 403
    assert "claims.add_article" in problem(refused)["detail"]
    stranger.user_permissions.add(Permission.objects.get(codename="add_article"))
    assert client.post(ARTICLES, {"text": "Herders are many."}).status_code == 201


def test_a_signed_in_browser_cannot_be_made_to_write_by_another_site(reviewer: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(reviewer)
    response = client.post(ARTICLES, {"text": "Herders are many."})
    assert response.status_code == 403
    assert "CSRF" in problem(response)["detail"]
