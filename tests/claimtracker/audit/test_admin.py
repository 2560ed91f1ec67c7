"""The audit trail in the admin: admins read it, nobody writes it."""

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claimtracker.audit.context import record_actor
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User

LIST = "/admin/audit/auditentry/"


@pytest.fixture
def entry(reviewer: User, desk_admin: User) -> AuditEntry:
    with transaction.atomic():
        record_actor(desk_admin.pk)
        User.objects.filter(pk=reviewer.pk).update(first_name="<b>Anna</b>")
    return AuditEntry.objects.latest("pk")


@pytest.fixture
def admin(client: Client, desk_admin: User) -> Client:
    client.force_login(desk_admin)
    return client


def test_an_admin_sees_who_changed_what(admin: Client, entry: AuditEntry, reviewer: User) -> None:
    found = admin.get(LIST, {"q": reviewer.pk, "action": "update"}).content.decode()
    assert "ada" in found
    page = admin.get(f"{LIST}{entry.pk}/change/").content.decode()
    assert "&lt;b&gt;Anna&lt;/b&gt;" in page
    assert bytes(entry.payload_digest).hex() in page


def test_nobody_writes_it_here(client: Client, entry: AuditEntry) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{entry.pk}/change/", {"row": "1"}).status_code == 403
    assert client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_takes_as_many_queries_for_few_entries_as_for_many(
    admin: Client, entry: AuditEntry, reviewer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        User.objects.filter(pk=reviewer.pk).update(first_name=f"Ana {number}")
    with django_assert_max_num_queries(12):
        admin.get(LIST)


@pytest.mark.parametrize("person", ["reviewer", "editor", "stranger"])
def test_it_is_for_admins_alone(client: Client, request: pytest.FixtureRequest, person: str) -> None:
    client.force_login(request.getfixturevalue(person))
    assert client.get(LIST).status_code == 403
