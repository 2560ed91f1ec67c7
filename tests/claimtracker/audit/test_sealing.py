"""The sealer gives every committed entry one place in the chain, whenever and in whatever order it commits."""

import hashlib
import json
import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, connections, transaction

from claims.models import Claimant
from claimtracker.audit import sealing
from claimtracker.audit.models import AuditEntry, AuditSeal, AuditSealedEntry
from claimtracker.audit.tasks import seal_audit_trail
from tests.claimtracker.audit.conftest import Owner, Verified, as_owner

pytestmark = pytest.mark.django_db(transaction=True)


def unsealed() -> list[int]:
    return list(AuditEntry.objects.filter(sealed=None).order_by("pk").values_list("pk", flat=True))


def test_every_entry_gets_one_place_and_sealing_again_makes_nothing() -> None:
    Claimant.objects.create(name="Orla Finn")
    count = AuditEntry.objects.count()
    assert sealing.seal() == count
    assert unsealed() == []
    assert list(AuditSealedEntry.objects.order_by("pk").values_list("pk", flat=True)) == list(range(1, count + 1))
    assert sealing.seal() == 0
    assert AuditSeal.objects.count() == 1


def test_the_chain_can_be_computed_by_hand() -> None:
    sealing.seal()
    before = bytes(32)
    for link in AuditSealedEntry.objects.select_related("entry").order_by("pk"):
        entry = link.entry
        told = [
            link.position,
            entry.pk,
            f"{entry.at:%Y-%m-%dT%H:%M:%S.%fZ}",
            entry.transaction,
            entry.database_role,
            entry.actor_id,
            entry.origin,
            entry.table,
            entry.row,
            entry.action,
            entry.subject_table,
            entry.subject_row,
            bytes(entry.payload_digest).hex(),
        ]
        before = hashlib.sha256(before + json.dumps(told, ensure_ascii=False).encode()).digest()
        assert bytes(link.hash) == before
    seal = AuditSeal.objects.get()
    told = [
        seal.number,
        f"{seal.at:%Y-%m-%dT%H:%M:%S.%fZ}",
        seal.first_position,
        seal.last_position,
        seal.seen_to,
        seal.settled_to,
        seal.transaction,
    ]
    assert bytes(seal.hash) == hashlib.sha256(before + json.dumps(told).encode()).digest()


def test_what_commits_late_is_sealed_later(owner: Owner, verify: Callable[..., Verified]) -> None:
    owner.execute("INSERT INTO claims_claimant (name, aliases, role, wikidata_id) VALUES ('Late', '{}', '', '')")
    Claimant.objects.create(name="Early")
    late, early = AuditEntry.objects.latest("pk").pk - 1, AuditEntry.objects.latest("pk").pk
    sealing.seal()
    for number in range(3):
        Claimant.objects.create(name=f"Meanwhile {number}")
        sealing.seal()
    assert AuditSeal.objects.latest("pk").settled_to < late
    owner.commit()
    assert unsealed() == [late]
    sealing.seal()
    assert AuditSealedEntry.objects.get(entry=late).position > AuditSealedEntry.objects.get(entry=early).position
    assert verify("--minutes", "5").status == 0


def test_the_search_for_new_entries_stays_short_once_everybody_has_ended() -> None:
    for number in range(3):
        Claimant.objects.create(name=f"Claimant {number}")
        sealing.seal()
    newest, before = AuditSeal.objects.order_by("-pk")[:2]
    assert newest.settled_to == before.seen_to == AuditEntry.objects.latest("pk").pk - 1


def test_a_backlog_is_sealed_in_batches(monkeypatch: pytest.MonkeyPatch, verify: Callable[..., Verified]) -> None:
    sealing.seal()
    Claimant.objects.bulk_create(Claimant(name=f"Claimant {number}") for number in range(25))
    monkeypatch.setattr(sealing, "BATCH", 10)
    assert sealing.seal() == 25
    assert [seal.last_position - seal.first_position + 1 for seal in AuditSeal.objects.all()][1:] == [10, 10, 5]
    assert verify().status == 0


def test_of_two_sealers_at_once_one_leaves() -> None:
    with as_owner() as other:
        assert other.execute("SELECT claimtracker_seal_audit(5)").fetchone() == (5,)
        assert sealing.seal() == 0
        other.commit()
    sealing.seal()
    assert unsealed() == []


def test_many_sealers_and_writers_at_once_skip_nothing_and_seal_nothing_twice(
    verify: Callable[..., Verified],
) -> None:
    failures: list[BaseException] = []

    def run(work: Callable[[int], object]) -> None:
        try:
            for number in range(30):
                work(number)
        except BaseException as error:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(error)
        finally:
            connections.close_all()

    def write(number: int) -> None:
        with transaction.atomic():
            Claimant.objects.create(name=f"{threading.get_ident()} {number}")
            if number % 3 == 0:
                transaction.set_rollback(True)

    threads = [threading.Thread(target=run, args=(work,)) for work in (write, write, write, lambda _: sealing.seal())]
    threads.append(threading.Thread(target=run, args=(lambda _: seal_audit_trail(),)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    sealing.seal()
    assert unsealed() == []
    assert verify().status == 0


def test_sealing_inside_a_transaction_is_refused() -> None:
    with transaction.atomic(), pytest.raises(sealing.SealingInsideTransaction, match="transaction of its own"):
        sealing.seal()
    with transaction.atomic(), connection.cursor() as cursor:
        Claimant.objects.create(name="Orla Finn")
        with pytest.raises(DatabaseError, match="written nothing yet"):
            cursor.execute("SELECT claimtracker_seal_audit(10)")
        transaction.set_rollback(True)


def test_a_failed_seal_leaves_nothing_behind(owner: Owner) -> None:
    owner.execute("CREATE UNIQUE INDEX no_second_seal ON audit_auditseal ((true))")
    owner.commit()
    sealing.seal()
    Claimant.objects.create(name="Orla Finn")
    with pytest.raises(DatabaseError):
        sealing.seal()
    assert len(unsealed()) == 1
    owner.execute("DROP INDEX no_second_seal")
    owner.commit()
    assert sealing.seal() == 1


def test_the_applications_role_extends_the_chain_by_the_function_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege(name, 'INSERT, UPDATE, DELETE, TRUNCATE') FROM unnest(%s::text[]) AS name",
            [["audit_auditentry", "audit_auditpayload", "audit_auditsealedentry", "audit_auditseal"]],
        )
        assert {may for (may,) in cursor.fetchall()} == {False}


def test_a_desk_restored_into_a_cluster_that_counts_anew_seals_what_the_old_one_had_not(
    tamper: Callable[..., None], verify: Callable[..., Verified]
) -> None:
    """After a restore the transactions that seals speak of lie in the future, or long past."""
    sealing.seal()
    for transaction_of_old in (2**62, 3):
        tamper("UPDATE audit_auditseal SET transaction = %s", transaction_of_old)
        Claimant.objects.create(name=f"Claimant {transaction_of_old}")
        assert sealing.seal() == 1
        assert unsealed() == []
