"""Keys in the admin: shown once, revoked, never changed."""

import re

import pytest
from django.test import Client

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User

LIST = "/admin/apikeys/apikey/"


@pytest.fixture
def admin(client: Client, desk_admin: User) -> Client:
    client.force_login(desk_admin)
    return client


def test_a_new_key_is_shown_once_and_works(admin: Client, service: User, desk_admin: User) -> None:
    page = admin.post(
        f"{LIST}add/",
        {"user": service.pk, "name": "CMS", "scopes": ["claims:read"], "expires_at_0": "", "expires_at_1": ""},
        follow=True,
    ).content.decode()
    shown = re.search(r"ct_[0-9a-f]{8}_[\w-]{43}", page)
    assert shown is not None
    row = ApiKey.objects.get()
    assert keys.find(shown[0]) == row
    assert (row.user, row.scopes) == (service, ["claims:read"])
    assert AuditEntry.objects.get(table="apikeys_apikey").actor_id == desk_admin.pk
    assert shown[0] not in admin.get(LIST).content.decode()
    assert shown[0] not in admin.get(f"{LIST}{row.pk}/change/").content.decode()


def test_a_person_cannot_be_given_a_key(admin: Client, reviewer: User) -> None:
    page = admin.post(f"{LIST}add/", {"user": reviewer.pk, "name": "CMS", "scopes": ["claims:read"]})
    assert page.status_code == 200
    assert not ApiKey.objects.exists()


def test_selected_keys_are_revoked_by_the_one_who_asked(admin: Client, service: User, desk_admin: User) -> None:
    row, key = keys.issue(user=service, name="CMS", scopes=["claims:read"])
    other, other_key = keys.issue(user=service, name="Archive", scopes=["claims:read"])
    admin.post(LIST, {"action": "revoke", "_selected_action": [row.pk]})
    assert keys.find(key) is None
    assert keys.find(other_key) == other
    assert AuditEntry.objects.get(table="apikeys_apikey", action="update").actor_id == desk_admin.pk


def test_a_key_is_not_changed_and_not_deleted(admin: Client, service: User) -> None:
    row, _ = keys.issue(user=service, name="CMS", scopes=["claims:read"])
    assert admin.get(f"{LIST}{row.pk}/change/").status_code == 200
    assert admin.post(f"{LIST}{row.pk}/change/", {"scopes": ["claims:write"]}).status_code == 403
    assert admin.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.scopes == ["claims:read"]


@pytest.mark.parametrize("person", ["reviewer", "editor", "stranger"])
def test_keys_are_for_admins_alone(client: Client, request: pytest.FixtureRequest, person: str) -> None:
    client.force_login(request.getfixturevalue(person))
    assert client.get(LIST).status_code == 403
