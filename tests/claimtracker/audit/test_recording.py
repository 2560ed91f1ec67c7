"""Whoever changes an audited row, by whatever way, is on record; what nobody may see is not."""

import hashlib
import json
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from claims.models import Claimant
from claimtracker.audit.context import record_actor
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User


def _by_the_orm(person: User) -> None:
    person.first_name = "Anna"
    person.save()


def _by_a_bulk_update(person: User) -> None:
    User.objects.filter(pk=person.pk).update(first_name="Anna")


def _by_raw_sql(person: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_user SET first_name = 'Anna' WHERE id = %s", [person.pk])


@pytest.mark.parametrize("change", [_by_the_orm, _by_a_bulk_update, _by_raw_sql])
def test_a_change_is_recorded_with_its_actor_however_it_is_made(
    reviewer: User, desk_admin: User, change: Callable[[User], None]
) -> None:
    with transaction.atomic():
        record_actor(desk_admin.pk)
        change(reviewer)
    entry = AuditEntry.objects.select_related("payload").get(table="people_user", row=reviewer.pk, action="update")
    assert entry.actor_id == desk_admin.pk
    recorded = json.loads(entry.payload.body)
    assert (recorded["before"]["first_name"], recorded["after"]["first_name"]) == ("Ana", "Anna")


def test_the_entry_is_bound_to_its_payload_by_a_salted_hash(reviewer: User) -> None:
    entry = AuditEntry.objects.select_related("payload").filter(table="people_user").earliest("pk")
    expected = hashlib.sha256(bytes(entry.payload.salt) + entry.payload.body.encode()).digest()
    assert bytes(entry.payload_digest) == expected


@pytest.mark.django_db(transaction=True)
def test_the_actor_of_one_transaction_is_not_that_of_the_next() -> None:
    actor = User.objects.create(username="ada")
    claimant = Claimant.objects.create(name="Orla Finn")
    with transaction.atomic():
        record_actor(actor.pk)
        Claimant.objects.update(role="Mayor")
    Claimant.objects.update(role="Former mayor")
    entries = AuditEntry.objects.filter(table="claims_claimant", row=claimant.pk, action="update").order_by("pk")
    assert [entry.actor_id for entry in entries] == [actor.pk, None]


@pytest.mark.django_db(transaction=True)
def test_an_actor_cannot_be_named_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="atomic"):
        record_actor(1)


def test_a_mere_log_in_stays_out_of_the_trail(reviewer: User) -> None:
    before = AuditEntry.objects.count()
    reviewer.last_login = timezone.now()
    reviewer.save(update_fields=["last_login"])
    assert AuditEntry.objects.count() == before


def test_a_deletion_keeps_what_was_there(reviewer: User) -> None:
    group = reviewer.groups.get()
    reviewer.groups.clear()
    entry = AuditEntry.objects.select_related("payload").get(table="people_user_groups", action="delete")
    assert json.loads(entry.payload.body)["before"]["group_id"] == group.pk


def test_a_new_password_is_on_record_but_not_what_it_is(reviewer: User, desk_admin: User) -> None:
    with transaction.atomic():
        record_actor(desk_admin.pk)
        reviewer.set_password("correct horse battery staple")
        reviewer.save()
    entry = AuditEntry.objects.select_related("payload").get(table="people_user", row=reviewer.pk, action="update")
    assert entry.actor_id == desk_admin.pk
    assert json.loads(entry.payload.body)["after"]["password"] == "changed"
    assert reviewer.password not in entry.payload.body


def test_the_application_role_cannot_put_the_recording_function_to_its_own_use(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('claimtracker_record_change()', 'EXECUTE')")
        assert cursor.fetchone() == (False,)
