"""Personal data is taken out of the trail by a recorded redaction, and the chain still proves itself."""

import io
from collections.abc import Callable

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from claims.models import Claimant
from claimtracker.audit import sealing
from claimtracker.audit.models import AuditEntry, AuditPayload, AuditRedaction
from claimtracker.people.models import User
from tests.claimtracker.audit.conftest import Owner, Verified

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WHY = ("--reason", "She asked for it.", "--legal-basis", "GDPR, Article 17(1)(a)", "--by", "ada")


@pytest.fixture
def entry() -> AuditEntry:
    User.objects.create(username="ada")
    Claimant.objects.create(name="Orla Finn")
    sealing.seal()
    return AuditEntry.objects.filter(table="claims_claimant").latest("pk")


def redact(*arguments: str) -> str:
    output = io.StringIO()
    call_command("redact_audit", *arguments, *WHY, stdout=output)
    return output.getvalue()


def test_the_data_goes_and_what_happened_stays(entry: AuditEntry, verify: Callable[..., Verified]) -> None:
    assert "1 entries emptied" in redact("--entry", str(entry.pk), "--yes")
    payload = AuditPayload.objects.get(pk=entry.pk)
    assert (payload.body, bytes(payload.salt)) == ("", b"")
    done = verify()
    assert (done.status, done.told["redacted"]) == (0, 1)
    assert AuditEntry.objects.get(pk=entry.pk).table == "claims_claimant"


def test_who_redacted_and_why_is_on_record_and_in_the_chain(entry: AuditEntry) -> None:
    redact("--entry", str(entry.pk), "--yes")
    row = AuditRedaction.objects.get(entry=entry)
    ada = User.objects.get(username="ada")
    assert (row.reason, row.legal_basis, row.actor_id) == ("She asked for it.", "GDPR, Article 17(1)(a)", ada.pk)
    recorded = AuditEntry.objects.get(table="audit_auditredaction", row=row.pk)
    assert (recorded.actor_id, recorded.subject_row) == (ada.pk, str(entry.pk))
    assert "She asked for it." in recorded.payload.body


def test_all_entries_of_a_row_and_of_its_parts_are_redacted_at_once(entry: AuditEntry) -> None:
    eve = User.objects.create(username="eve", email="eve@example.org")
    eve.groups.create(name="night desk")
    entries = AuditEntry.objects.filter(payload__body__contains="eve@example.org")
    assert entries.exists()
    assert "Add --yes" in redact("--row", "people_user", str(eve.pk))
    assert entries.exists(), "nothing is emptied unless asked for"
    redact("--row", "people_user", str(eve.pk), "--yes")
    assert not entries.exists()
    membership = AuditEntry.objects.get(table="people_user_groups", subject_row=eve.pk)
    assert membership.payload.body == ""


def test_redacting_again_changes_nothing(entry: AuditEntry) -> None:
    redact("--entry", str(entry.pk), "--yes")
    assert "0 entries emptied; 1 were empty before" in redact("--entry", str(entry.pk), "--yes")
    assert AuditRedaction.objects.count() == 1


def test_an_entry_that_is_none_is_refused_with_all_the_others(entry: AuditEntry) -> None:
    with pytest.raises(CommandError, match="There is no audit entry 4711") as refused:
        redact("--entry", str(entry.pk), "4711", "--yes")
    assert refused.value.returncode == 2
    assert AuditPayload.objects.get(pk=entry.pk).body


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--reason", " ", "--legal-basis", "GDPR", "--by", "ada"), "needs a reason"),
        (("--reason", "Asked.", "--legal-basis", "", "--by", "ada"), "legal basis"),
        (("--reason", "Asked.", "--legal-basis", "GDPR", "--by", "nobody"), "no active user"),
    ],
)
def test_a_redaction_without_a_reason_a_basis_or_a_person_is_refused(
    entry: AuditEntry, arguments: tuple[str, ...], problem: str
) -> None:
    with pytest.raises(CommandError, match=problem):
        call_command("redact_audit", "--entry", str(entry.pk), "--yes", *arguments)
    assert AuditPayload.objects.get(pk=entry.pk).body


def test_the_applications_role_redacts_nothing(entry: AuditEntry) -> None:
    for statement in (
        f"INSERT INTO audit_auditredaction (entry_id, at, reason, legal_basis) VALUES ({entry.pk}, now(), 'x', 'x')",
        f"UPDATE audit_auditpayload SET body = '', salt = '' WHERE entry_id = {entry.pk}",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditpayload SET body = '', salt = '' WHERE entry_id = %s",
        "UPDATE audit_auditpayload SET body = 'x' WHERE entry_id = %s",
        "DELETE FROM audit_auditpayload WHERE entry_id = %s",
    ],
)
def test_the_owner_empties_nothing_without_a_record(owner: Owner, entry: AuditEntry, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        owner.execute(statement, [entry.pk])


def test_a_redacted_payload_gets_no_other_words(owner: Owner, entry: AuditEntry) -> None:
    redact("--entry", str(entry.pk), "--yes")
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        owner.execute("UPDATE audit_auditpayload SET body = 'x' WHERE entry_id = %s", [entry.pk])


def test_a_redaction_that_was_put_in_behind_the_trail_is_told(
    entry: AuditEntry, tamper: Callable[..., None], verify: Callable[..., Verified]
) -> None:
    tamper(
        "INSERT INTO audit_auditredaction (entry_id, at, reason, legal_basis) VALUES (%s, now(), 'x', 'x')", entry.pk
    )
    tamper("UPDATE audit_auditpayload SET body = '', salt = '' WHERE entry_id = %s", entry.pk)
    done = verify()
    assert (done.status, done.first["kind"], done.first["entry"]) == (1, "redaction_unrecorded", entry.pk)


def test_a_redacted_payload_that_got_other_words_is_told(
    entry: AuditEntry, tamper: Callable[..., None], verify: Callable[..., Verified]
) -> None:
    redact("--entry", str(entry.pk), "--yes")
    tamper("UPDATE audit_auditpayload SET body = 'x' WHERE entry_id = %s", entry.pk)
    assert verify().first["kind"] == "payload_changed"
