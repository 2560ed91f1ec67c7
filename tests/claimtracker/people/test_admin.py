"""What a desk's admin may do with people, and what only a superuser may."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User

LIST = "/admin/people/user/"


@pytest.fixture
def admin(client: Client, desk_admin: User) -> Client:
    client.force_login(desk_admin)
    return client


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create_superuser("root", password="a long pass phrase")


def _form(person: User, **changes: object) -> dict[str, object]:
    joined = person.date_joined
    return {
        "username": person.username,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "is_active": "on",
        "is_staff": "on",
        "kind": person.kind,
        "date_joined_0": f"{joined:%Y-%m-%d}",
        "date_joined_1": f"{joined:%H:%M:%S}",
        "groups": [group.pk for group in person.groups.all()],
        **changes,
    }


def test_an_admin_gives_a_person_a_role_and_is_on_record(admin: Client, stranger: User, desk_admin: User) -> None:
    editor = Group.objects.get(name="editor")
    response = admin.post(f"{LIST}{stranger.pk}/change/", _form(stranger, groups=[editor.pk], first_name="Sim"))
    assert response.status_code == 302
    assert stranger.groups.get() == editor
    for table in ("people_user", "people_user_groups"):
        assert AuditEntry.objects.filter(table=table).first().actor_id == desk_admin.pk  # type: ignore[union-attr]


def test_an_admin_makes_nobody_a_superuser_and_grants_no_single_permission(admin: Client, stranger: User) -> None:
    permission = Permission.objects.get(codename="delete_group")
    response = admin.post(
        f"{LIST}{stranger.pk}/change/", _form(stranger, is_superuser="on", user_permissions=[permission.pk])
    )
    assert response.status_code == 302
    stranger.refresh_from_db()
    assert not stranger.is_superuser
    assert not stranger.user_permissions.exists()


def test_an_admin_does_not_raise_themself(admin: Client, desk_admin: User) -> None:
    admin.post(f"{LIST}{desk_admin.pk}/change/", _form(desk_admin, is_superuser="on"))
    desk_admin.refresh_from_db()
    assert not desk_admin.is_superuser


@pytest.mark.parametrize("page", ["change/", "password/"])
def test_an_admin_does_not_touch_a_superuser(admin: Client, superuser: User, page: str) -> None:
    sent = _form(superuser, is_active="", password1="another long phrase", password2="another long phrase")
    assert admin.post(f"{LIST}{superuser.pk}/{page}", sent).status_code == 403
    superuser.refresh_from_db()
    assert superuser.is_active
    assert superuser.check_password("a long pass phrase")


def test_a_superuser_may_make_another(client: Client, superuser: User, stranger: User) -> None:
    client.force_login(superuser)
    client.post(f"{LIST}{stranger.pk}/change/", _form(stranger, is_superuser="on"))
    stranger.refresh_from_db()
    assert stranger.is_superuser


def test_an_admin_makes_a_service_user(admin: Client) -> None:
    sent = {"username": "cms", "usable_password": "false", "kind": "service"}
    assert admin.post(f"{LIST}add/", sent).status_code == 302
    assert User.objects.get(username="cms").kind == User.Kind.SERVICE


def test_nobody_is_deleted(client: Client, superuser: User, stranger: User) -> None:
    client.force_login(superuser)
    assert client.post(f"{LIST}{stranger.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=stranger.pk).exists()


@pytest.mark.parametrize("person", ["reviewer", "editor", "stranger"])
def test_people_are_for_admins_alone(client: Client, request: pytest.FixtureRequest, person: str) -> None:
    client.force_login(request.getfixturevalue(person))
    assert client.get(LIST).status_code == 403
