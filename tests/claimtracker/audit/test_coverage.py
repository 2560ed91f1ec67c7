"""Every table is audited, or stands here with the reason why it is not; and audited means whoever writes, however."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from claims.choices import Origin
from claims.library.importers.base import Details
from claims.library_uploads import send_in
from claims.models import Appearance, Claim, Claimant, Evidence, Outlet, SourceLookup
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from tests.support.builders import build_claim, build_evidence

NOT_AUDITED = {
    # The trail itself: append-only, chained.
    "audit_auditentry": "the trail itself",
    "audit_auditpayload": "the trail itself; its one change is the redaction, which is audited",
    "audit_auditseal": "the chain over the trail",
    "audit_auditsealedentry": "the chain over the trail",
    # Django's own.
    "django_admin_log": "Django's diary of the admin, beside the trail",
    "django_content_type": "made by migrations from the code",
    "django_session": "who is signed in; a log-in changes no row of the desk",
    # Append-only, and written in the transaction of a change that is audited, or pinned to a row that is.
    "events_event": "append-only; tells of changes that are audited",
    "events_eventreceipt": "append-only; which program heard of an event",
    "claims_quantity": "append-only; read by the software from a wording, which is audited where a person wrote it",
    "claims_articlerevision": "its text is frozen and never deleted; the rest is the state of the work of reading it",
    "claims_snapshot": "append-only; what a source sent, known by its hash",
    "claims_snapshotbody": "bytes that the database lets only be dropped, with the day",
    # Unfinished: what counts of it is frozen in the proposal, which is audited.
    "reviews_draft": "unfinished work, saved as somebody types: recording every state would watch people think",
    "reviews_draftcitation": "part of a draft",
    # Machines write them, and they carry their own provenance.
    "claims_feedentry": "seen by a poll; points to its submission",
    "claims_site": "a site's robots.txt, as fetched",
    "claims_referencepassage": "part of a reference document, which is audited",
    "claims_referencefigure": "part of a reference document, or of a file that the command names",
    "claims_indexedcollection": "index over what is stored elsewhere",
    "claims_indexedterm": "index over what is stored elsewhere",
    "claims_claimsearch": "index over what is stored elsewhere",
    "claims_evidencecapture": "on its way to evidence, which is audited; who brought it is on the row",
    "claims_sourcedocument": "which snapshot a document of a source is now; the source is audited",
    "reviews_grade": "append-only; on the trail the other grader could read it before their own is in",
    "reviews_mention": "whom a comment, which is audited, names, and whether they have read it",
    "reviews_savedfilter": "a person's own bookmark",
    "claims_posting": "index over what is stored elsewhere",
}
AUDITED = """
    SELECT DISTINCT relname FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = 'claimtracker_record_change' AND tgenabled = 'O'
"""


def entries(table: str, row: object, action: str = "insert") -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(table=table, row=str(row), action=action).select_related("payload"))


def test_every_table_is_audited_or_says_why_not(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AUDITED)
        audited = {name for (name,) in cursor.fetchall()}
    managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    tables = {model._meta.db_table for model in managed if not model._meta.proxy}
    assert audited & set(NOT_AUDITED) == set(), "audited all the same"
    assert tables - audited == set(NOT_AUDITED), "add audited(…) by a migration, or the table with its reason above"


@pytest.mark.parametrize("origin", ["task:7", "command:seed by root"])
def test_what_machines_make_in_nobodys_name_stays_out(db: None, work_of: Callable[[str], None], origin: str) -> None:
    before = AuditEntry.objects.count()
    work_of(origin)
    build_evidence(build_claim(claimant="Orla Finn"))
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("origin", ["", "shell:root", "request:7"])
def test_a_claim_from_a_shell_or_a_request_does_not(db: None, work_of: Callable[[str], None], origin: str) -> None:
    work_of(origin)
    claim = build_claim(claimant="Orla Finn")
    assert [entry.origin for entry in entries("claims_claim", claim.pk)] == [origin]
    assert entries("claims_claimant", claim.claimant_id)


def test_what_a_task_does_in_a_persons_name_is_recorded(
    reviewer: User, work_of: Callable[[str], None], make_claim: Callable[..., Claim]
) -> None:
    work_of("task:7")
    claim = make_claim()
    evidence = Evidence.objects.create(
        claim=claim, origin=Origin.PERSON, added_by=reviewer, title="A letter", publisher="The mayor", quote="No.",
        reason="By hand.",
    )  # fmt: skip
    (entry,) = entries("claims_evidence", evidence.pk)
    assert (entry.origin, entry.subject_table, entry.subject_row) == ("task:7", "claims_claim", str(claim.pk))


def test_words_that_a_person_marks_are_recorded_and_the_softwares_are_not(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    found = Appearance.objects.get(claim=make_claim())
    assert not entries("claims_appearance", found.pk)
    marked = Appearance.objects.create(
        claim=found.claim, revision=found.revision, exact=found.exact[:5], start=found.start, end=found.start + 5,
        origin=Origin.PERSON, added_by=reviewer,
    )  # fmt: skip
    assert entries("claims_appearance", marked.pk)[0].subject_row == str(found.claim_id)


def test_a_look_up_that_a_person_asks_for_is_recorded(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    first = build_evidence(make_claim()).lookup
    assert first is not None
    assert not entries("claims_sourcelookup", first.pk)
    again = SourceLookup.objects.create(
        claim=first.claim, wording=first.wording, source=first.source, number=2, requested_by=reviewer
    )
    assert entries("claims_sourcelookup", again.pk)


def test_an_uploads_bytes_are_not_copied_into_the_trail(editor: User) -> None:
    upload = send_in("notes.txt", b"some bytes", Details(title="Notes"), submitted_by=editor)
    (entry,) = entries("claims_libraryupload", upload.pk)
    recorded = json.loads(entry.payload.body)["after"]
    assert (recorded["name"], "data" in recorded) == ("notes.txt", False)


def test_a_membership_that_is_gone_still_belongs_to_the_person(reviewer: User) -> None:
    reviewer.groups.clear()
    entry = AuditEntry.objects.get(table="people_user_groups", action="delete")
    assert (entry.subject_table, entry.subject_row) == ("people_user", str(reviewer.pk))


def test_a_role_that_gets_a_permission_is_on_record(reviewer: User) -> None:
    role = reviewer.groups.get()
    role.permissions.add(next(iter(type(role.permissions.first()).objects.exclude(group=role))))
    entry = AuditEntry.objects.filter(table="auth_group_permissions").latest("pk")
    assert (entry.action, entry.subject_table, entry.subject_row) == ("insert", "auth_group", str(role.pk))


def _bulk_create() -> None:
    Outlet.objects.bulk_create([Outlet(name="The Examplia Courier")])
    Claimant.objects.bulk_create([Claimant(name="Orla Finn")])
    Outlet.objects.bulk_update([Outlet(pk=Outlet.objects.get().pk, domain="courier.example")], ["domain"])
    Claimant.objects.update(role="Mayor")


def _raw_sql() -> None:
    with connection.cursor() as cursor:
        _statements(cursor.execute)


def _psql() -> None:
    from tests.claimtracker.audit.conftest import as_owner

    with as_owner() as owner:
        _statements(owner.execute)
        owner.commit()


def _copy() -> None:
    with connection.cursor() as cursor:
        for table, columns, row in (
            ("claims_outlet", "name, domain", ("The Examplia Courier", "")),
            ("claims_claimant", "name, aliases, role, wikidata_id", ("Orla Finn", "{}", "", "")),
        ):
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                copy.write_row(row)
        cursor.execute("UPDATE claims_outlet SET domain = 'courier.example'")
        cursor.execute("UPDATE claims_claimant SET role = 'Mayor'")


def _statements(execute: Callable[[str], Any]) -> None:
    execute("INSERT INTO claims_outlet (name, domain) VALUES ('The Examplia Courier', '')")
    execute("INSERT INTO claims_claimant (name, aliases, role, wikidata_id) VALUES ('Orla Finn', '{}', '', '')")
    execute("UPDATE claims_outlet SET domain = 'courier.example'")
    execute("UPDATE claims_claimant SET role = 'Mayor'")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", [_bulk_create, _raw_sql, _psql, _copy])
def test_no_way_of_writing_walks_around_the_trail(way: Callable[[], None]) -> None:
    way()
    found = AuditEntry.objects.filter(table__in=["claims_outlet", "claims_claimant"]).order_by("pk")
    changes = [(entry.table, entry.action) for entry in found]
    assert sorted(changes) == [
        ("claims_claimant", "insert"), ("claims_claimant", "update"),
        ("claims_outlet", "insert"), ("claims_outlet", "update"),
    ]  # fmt: skip


def test_the_applications_role_takes_no_trigger_away(db: None) -> None:
    with connection.cursor() as cursor, pytest.raises(Exception, match="must be owner"):
        cursor.execute("DROP TRIGGER audited ON claims_claim")
