"""What is published or recorded is never rewritten: not by the application's role, and not by the owner's."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

AUDIT = (
    "audit_auditentry",
    "audit_auditpayload",
    "audit_auditredaction",
    "audit_auditseal",
    "audit_auditsealedentry",
)
APPEND_ONLY = (
    *AUDIT,
    "claims_claimwording",
    "claims_evidence",
    "claims_interview",
    "claims_quantity",
    "claims_snapshot",
    "events_event",
    "events_eventreceipt",
    "reviews_adjudication",
    "reviews_citation",
    "reviews_comment",
    "reviews_deskpolicy",
    "reviews_grade",
    "reviews_proposal",
    "reviews_proposalcitation",
    "reviews_transition",
    "reviews_verdict",
)
REWRITES = {
    "update": 'UPDATE {table} SET "{column}" = "{column}"',
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
}
KEYS = {
    "audit_auditpayload": "entry_id",
    "audit_auditseal": "number",
    "audit_auditsealedentry": "position",
    "claims_interview": "evidence_id",
    "claims_snapshot": "sha256",
}


def _refused(statement: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return refusal.value


def test_the_list_here_is_the_list_in_the_database(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_rows' ORDER BY 1")
        assert tuple(name for (name,) in cursor.fetchall()) == APPEND_ONLY


@pytest.mark.parametrize("rewrite", REWRITES)
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_applications_role_may_not(db: None, table: str, rewrite: str) -> None:
    error = _refused(REWRITES[rewrite].format(table=table, column=KEYS.get(table, "id")))
    assert isinstance(error, ProgrammingError)
    assert "permission denied" in str(error)


@pytest.mark.parametrize("table", AUDIT)
def test_the_applications_role_may_not_write_the_trail_itself(db: None, table: str) -> None:
    assert "permission denied" in str(_refused(f"INSERT INTO {table} DEFAULT VALUES"))


def test_the_applications_role_may_not_switch_the_triggers_off(db: None) -> None:
    _refused("ALTER TABLE reviews_verdict DISABLE TRIGGER ALL")
    _refused("SET session_replication_role = replica")


@pytest.mark.parametrize("rewrite", REWRITES)
def test_the_owner_is_refused_by_the_triggers(db: None, rewrite: str) -> None:
    import psycopg

    database = settings.DATABASES["owner"]
    with psycopg.connect(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        password=database["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    ) as owner:
        owner.execute("INSERT INTO events_event (kind, subject_id, payload, at) VALUES ('x', 1, '{}', now())")
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            owner.execute(REWRITES[rewrite].format(table="events_event", column="id"))
        owner.rollback()
