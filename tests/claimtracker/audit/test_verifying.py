"""`manage.py verify_audit` proves the chain, and names the first row that somebody changed behind everybody's back."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.models import Claimant
from claimtracker.audit import chain, sealing
from claimtracker.audit.models import AuditEntry, AuditSeal, AuditSealedEntry
from tests.claimtracker.audit.conftest import Verified

pytestmark = pytest.mark.django_db(transaction=True)

Tamper = Callable[..., None]
Verify = Callable[..., Verified]
VICTIM = 12
"""The place in the chain that the tests below break."""


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chain of several seals, read in several pieces."""
    monkeypatch.setattr(sealing, "BATCH", 10)
    monkeypatch.setattr(chain, "CHUNK", 7)
    for number in range(30):
        Claimant.objects.create(name=f"Claimant {number}")
    sealing.seal()


@pytest.fixture
def victim() -> AuditEntry:
    return AuditSealedEntry.objects.select_related("entry").get(position=VICTIM).entry


def test_an_untouched_chain_is_proven(verify: Verify) -> None:
    done = verify()
    assert (done.status, done.told["proven"], done.told["problems"]) == (0, True, [])
    assert done.told["entries"] == AuditEntry.objects.count()
    assert done.told["head"]["hash"] == bytes(AuditSeal.objects.latest("pk").hash).hex()


COLUMNS = {
    "at": "at - interval '1 day'",
    "transaction": "transaction - 1",
    "database_role": "'somebody'",
    "actor_id": "4711",
    "origin": "'request:another'",
    '"table"': "'people_user'",
    '"row"': "'4711'",
    "action": "'delete'",
    "subject_table": "'apikeys_apikey'",
    "subject_row": "'4711'",
}


def test_an_entry_that_was_changed_is_named_whatever_of_it_was_changed(
    verify: Verify, tamper: Tamper, victim: AuditEntry
) -> None:
    tamper("CREATE TABLE kept AS SELECT * FROM audit_auditentry")
    for column, value in COLUMNS.items():
        tamper(f"UPDATE audit_auditentry SET {column} = {value} WHERE id = %s", victim.pk)
        done = verify()
        assert done.status == 1, column
        assert (done.first["kind"], done.first["entry"], done.first["position"]) == ("entry_changed", victim.pk, VICTIM)
        assert len(done.told["problems"]) == 1
        assert f"Entry {victim.pk}" in done.refusal
        tamper(f"UPDATE audit_auditentry e SET {column} = kept.{column} FROM kept WHERE kept.id = e.id")
    assert verify().status == 0


def test_an_entry_that_is_gone_is_named(verify: Verify, tamper: Tamper, victim: AuditEntry) -> None:
    tamper(f"DELETE FROM audit_auditentry WHERE id = {victim.pk}")
    assert (verify().first["kind"], verify().first["entry"]) == ("entry_missing", victim.pk)


def test_an_entry_that_is_gone_with_its_place_is_named_by_the_place(
    verify: Verify, tamper: Tamper, victim: AuditEntry
) -> None:
    tamper(f"DELETE FROM audit_auditsealedentry WHERE position = {VICTIM}")
    tamper(f"DELETE FROM audit_auditentry WHERE id = {victim.pk}")
    assert (verify().first["kind"], verify().first["position"]) == ("link_missing", VICTIM)


def test_an_entry_whose_place_was_taken_away_is_named(verify: Verify, tamper: Tamper, victim: AuditEntry) -> None:
    tamper("DELETE FROM audit_auditsealedentry WHERE position = %s", VICTIM)
    problems = {(problem["kind"], problem["entry"]) for problem in verify().told["problems"]}
    assert problems == {("link_missing", None), ("entry_inserted", victim.pk)}


def test_an_entry_put_into_the_past_is_named(verify: Verify, tamper: Tamper) -> None:
    for _ in range(2):
        Claimant.objects.create(name=f"Another {_}")
        sealing.seal()
    inserted = AuditEntry.objects.earliest("pk").pk - 1
    tamper(
        'INSERT INTO audit_auditentry (id, at, transaction, database_role, origin, "table", "row", action, '
        "payload_digest) VALUES (%s, now(), 1, 'x', '', 'claims_claim', '1', 'update', '')",
        inserted,
    )
    assert (verify().first["kind"], verify().first["entry"]) == ("entry_inserted", inserted)


def test_two_entries_that_changed_places_are_noticed_at_the_first(verify: Verify, tamper: Tamper) -> None:
    tamper(
        "UPDATE audit_auditsealedentry AS l SET entry_id = -o.entry_id FROM audit_auditsealedentry o "
        "WHERE l.position IN (%s, %s) AND o.position = 2 * %s + 1 - l.position",
        VICTIM,
        VICTIM + 1,
        VICTIM,
    )
    tamper("UPDATE audit_auditsealedentry SET entry_id = -entry_id WHERE entry_id < 0")
    assert (verify().first["kind"], verify().first["position"]) == ("entry_changed", VICTIM)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_auditpayload SET body = body || ' ' WHERE entry_id = %s", "changed"),
        ("UPDATE audit_auditpayload SET body = '', salt = '' WHERE entry_id = %s", "changed"),
        ("UPDATE audit_auditpayload SET salt = 'another' WHERE entry_id = %s", "changed"),
        ("DELETE FROM audit_auditpayload WHERE entry_id = %s", "missing"),
    ],
)
def test_a_payload_that_was_changed_emptied_or_removed_is_named(
    verify: Verify, tamper: Tamper, victim: AuditEntry, statement: str, kind: str
) -> None:
    tamper(statement, victim.pk)
    done = verify()
    assert (done.status, done.first["kind"], done.first["entry"]) == (1, f"payload_{kind}", victim.pk)
    assert len(done.told["problems"]) == 1


def test_an_entry_rewritten_with_its_payload_and_digest_is_named(
    verify: Verify, tamper: Tamper, victim: AuditEntry
) -> None:
    tamper("UPDATE audit_auditpayload SET body = '{}', salt = '' WHERE entry_id = %s", victim.pk)
    tamper("UPDATE audit_auditentry SET payload_digest = sha256('{}') WHERE id = %s", victim.pk)
    assert (verify().first["kind"], verify().first["entry"]) == ("entry_changed", victim.pk)


def test_a_seal_that_was_changed_is_noticed_whatever_of_it_was_changed(verify: Verify, tamper: Tamper) -> None:
    tamper("CREATE TABLE kept AS SELECT * FROM audit_auditseal WHERE number = 3")
    for column in ("number", "at", "first_position", "last_position", "seen_to", "settled_to", "transaction", "hash"):
        changed = {"number": "9999", "at": "now()", "hash": "sha256('x')"}.get(column, f"{column} - 1")
        tamper(f"UPDATE audit_auditseal SET {column} = {changed} WHERE number = 3")
        done = verify()
        assert done.status == 1, column
        assert done.first["kind"] == ("seal_missing" if column == "number" else "seal_changed"), column
        assert done.first["seal"] == 3
        tamper("DELETE FROM audit_auditseal WHERE number IN (3, 9999)")
        tamper("INSERT INTO audit_auditseal SELECT * FROM kept")
    assert verify().status == 0


def test_a_seal_that_is_gone_is_named(verify: Verify, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_auditseal WHERE number = 2")
    done = verify()
    assert [(problem["kind"], problem["seal"]) for problem in done.told["problems"]] == [("seal_missing", 2)]


def test_the_last_seal_that_is_gone_leaves_places_without_one(verify: Verify, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_auditseal WHERE number = (SELECT max(number) FROM audit_auditseal)")
    assert verify().first["kind"] == "link_inserted"


def test_seals_that_changed_places_are_noticed_at_the_first(verify: Verify, tamper: Tamper) -> None:
    tamper("UPDATE audit_auditseal SET number = -5 + number WHERE number IN (2, 3)")
    tamper("UPDATE audit_auditseal SET number = -number WHERE number < 0")
    assert (verify().first["kind"], verify().first["seal"]) == ("seal_changed", 2)


def test_an_end_that_was_cut_off_and_sealed_anew_is_told_by_the_anchor(
    verify: Verify, tamper: Tamper, tmp_path: Path
) -> None:
    anchor = tmp_path / "anchors.jsonl"
    assert verify("--anchor", str(anchor)).status == 0
    kept = json.loads(anchor.read_text())["hash"]
    last = AuditSeal.objects.latest("pk")
    tamper("DELETE FROM audit_auditseal WHERE number = %s", last.number)
    tamper("DELETE FROM audit_auditsealedentry WHERE position >= %s", last.first_position)
    tamper("UPDATE audit_auditentry SET actor_id = 4711 WHERE id = (SELECT max(id) FROM audit_auditentry)")
    sealing.seal()
    assert verify().status == 0, "the chain alone cannot tell"
    for arguments in (["--anchor", str(anchor)], ["--expect", kept]):
        done = verify(*arguments)
        assert (done.status, done.first["kind"]) == (1, "expected_missing")
    assert len(anchor.read_text().splitlines()) == 1, "a broken chain adds nothing"


def test_the_anchor_grows_with_the_chain_and_proves_all_that_came_before(verify: Verify, tmp_path: Path) -> None:
    anchor = tmp_path / "anchors.jsonl"
    verify("--anchor", str(anchor))
    verify("--anchor", str(anchor))
    Claimant.objects.create(name="Another")
    sealing.seal()
    done = verify("--anchor", str(anchor))
    lines = [json.loads(line) for line in anchor.read_text().splitlines()]
    assert [line["seal"] for line in lines] == [done.told["expected_seal"], done.told["head"]["seal"]]
    assert verify("--expect", lines[0]["hash"]).told["expected_seal"] == lines[0]["seal"]


@pytest.mark.parametrize("content", ["no anchor", '{"hash": "zz", "seal": 1, "entries": 1}', "[]"])
def test_a_file_that_is_no_anchor_is_refused_and_left_alone(verify: Verify, tmp_path: Path, content: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(content)
    done = verify("--anchor", str(file))
    assert (done.status, file.read_text()) == (2, content)
    assert "no anchor" in done.refusal
    assert verify("--anchor", str(tmp_path)).status == 2


def test_a_hash_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="no hash of a seal"):
        call_command("verify_audit", "--expect", "abc")


def test_entries_that_wait_too_long_say_that_the_sealer_does_not_run(verify: Verify) -> None:
    Claimant.objects.create(name="New")
    assert (verify().status, verify().told["unsealed"]) == (0, 1)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        done = verify()
        assert (done.status, done.told["proven"], done.told["sealer_behind"]) == (3, True, True)
        assert "Look whether beat and a worker run" in done.refusal
        assert verify("--minutes", "30").status == 0


def test_it_speaks_to_people_too(capsys: pytest.CaptureFixture[str], tamper: Tamper, victim: AuditEntry) -> None:
    call_command("verify_audit")
    assert "Proven. Head: seal" in capsys.readouterr().out
    tamper("UPDATE audit_auditentry SET actor_id = 1 WHERE id = %s", victim.pk)
    with pytest.raises(CommandError, match=f"Entry {victim.pk} "):
        call_command("verify_audit")


def test_an_empty_trail_is_proven(verify: Verify, tamper: Tamper) -> None:
    for table in ("auditsealedentry", "auditseal", "auditpayload", "auditredaction", "auditentry"):
        tamper(f"DELETE FROM audit_{table}")
    done = verify()
    assert (done.status, done.told["head"]["hash"]) == (0, "00" * 32)
