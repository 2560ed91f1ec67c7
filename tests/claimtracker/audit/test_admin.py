"""The audit trail in the admin: admins read it, nobody writes it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from claims.models import Claimant
from claimtracker.audit import trail
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


def shown(client: Client, **wanted: object) -> list[int]:
    """The ids of the entries on a page of the trail."""
    response = client.get(LIST, wanted)
    assert response.status_code == 200
    return [told.id for told in response.context["told"]]


def test_an_admin_sees_who_changed_what(admin: Client, entry: AuditEntry) -> None:
    page = admin.get(LIST).content.decode()
    assert "by <strong>ada</strong>" in page
    assert "&lt;b&gt;Anna&lt;/b&gt;" in page
    alone = admin.get(f"{LIST}{entry.pk}/change/").content.decode()
    assert "&lt;b&gt;Anna&lt;/b&gt;" in alone
    assert bytes(entry.payload_digest).hex() in alone
    assert "none yet" in alone


def test_the_trail_is_found_by_who_kind_row_and_day(admin: Client, entry: AuditEntry, reviewer: User) -> None:
    with transaction.atomic():
        record_actor(None)
        Claimant.objects.create(name="Orla Finn")
    assert shown(admin, actor="ada") == [entry.pk]
    assert shown(admin, table="people_user", row=reviewer.pk)[0] == entry.pk
    assert len(shown(admin, table="claims_claimant")) == 1
    today = timezone.localdate()
    assert entry.pk in shown(admin, day=today.isoformat())
    assert shown(admin, day=(today - timedelta(days=1)).isoformat()) == []
    assert shown(admin, actor="ada", table="claims_claimant") == []


@pytest.mark.parametrize("wanted", [{"actor": "nobody"}, {"day": "yesterday"}, {"table": "no_such_table"}])
def test_a_filter_that_means_nothing_says_so_and_shows_nothing(
    admin: Client, entry: AuditEntry, wanted: dict[str, str]
) -> None:
    response = admin.get(LIST, wanted)
    assert response.context["form"].errors
    assert response.context["told"] == []


def test_the_trail_is_paged_by_key_without_gap_or_overlap(
    admin: Client, entry: AuditEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PAGE", 40)
    seen: list[int] = []
    before: object = ""
    while before is not None:
        response = admin.get(LIST, {"before": before})
        seen += [told.id for told in response.context["told"]]
        before = response.context["older"]
    assert seen == list(AuditEntry.objects.order_by("-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("before", ["x", "-1", "²", "9" * 30])
def test_a_key_that_is_none_shows_the_newest(admin: Client, entry: AuditEntry, before: str) -> None:
    assert shown(admin, before=before)[0] == AuditEntry.objects.latest("pk").pk


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
