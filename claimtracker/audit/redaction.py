"""Take personal data out of what was recorded, by a recorded redaction and never by a hole.

Only the database's owner may: the application's role cannot empty a payload, and neither can who breaks into it.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import connections, transaction

from claimtracker.audit.context import record_actor
from claimtracker.audit.models import AuditEntry

RECORD = """
    INSERT INTO audit_auditredaction (entry_id, at, actor_id, reason, legal_basis)
    SELECT id, clock_timestamp(), %s, %s, %s FROM unnest(%s::bigint[]) AS id
"""
EMPTY = "UPDATE audit_auditpayload SET salt = '', body = '' WHERE entry_id = ANY(%s)"


class RedactionRefused(ValueError):
    """The payloads cannot be redacted as asked; the message says why."""


def redact(entries: Iterable[int], *, reason: str, legal_basis: str, actor_id: int | None) -> list[int]:
    """Empty what the entries recorded of before and after, all or none. Returns the ids that were not empty before.

    What stays: that the row was changed, when, by whom, and the digest, so that the chain still proves itself. The
    salt goes with the body: without it, nobody can find the words by trying. Raises RedactionRefused.
    """
    wanted = sorted(set(entries))
    if not reason.strip() or not legal_basis.strip():
        raise RedactionRefused("A redaction needs a reason and a legal basis, for example “GDPR, Article 17(1)(a)”.")
    alias = "owner" if "owner" in settings.DATABASES else "default"
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        record_actor(actor_id, using=alias)
        # Locked, so that of two redactions at once the second sees what the first has done.
        cursor.execute("LOCK TABLE audit_auditredaction IN SHARE ROW EXCLUSIVE MODE")
        rows = AuditEntry.objects.using(alias).filter(pk__in=wanted)
        known = dict(rows.values_list("pk", "redaction"))
        if unknown := [pk for pk in wanted if pk not in known]:
            raise RedactionRefused(f"There is no audit entry {', '.join(map(str, unknown))}. Nothing was redacted.")
        open_ones = [pk for pk in wanted if known[pk] is None]
        cursor.execute(RECORD, [actor_id, reason.strip(), legal_basis.strip(), open_ones])
        cursor.execute(EMPTY, [open_ones])
    return open_ones
