"""Take personal data out of the audit trail, on record."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import Q

from claimtracker.audit.models import AuditEntry
from claimtracker.audit.redaction import RedactionRefused, redact

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Empty what audit entries recorded of before and after; who redacted and why is recorded, and the chain still "
        "proves itself. Needs the database's owner (DATABASE_OWNER_URL). Exit code 2: refused, nothing was changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--entry", type=int, nargs="+", metavar="ID", help="audit entries, as the admin numbers them"
        )
        which.add_argument(
            "--row",
            nargs=2,
            metavar=("TABLE", "ID"),
            help="every entry of a row and of what is a part of it, for example people_user 12",
        )
        parser.add_argument("--reason", required=True, help="why, in a sentence; without the data that goes")
        parser.add_argument("--legal-basis", required=True, help="for example “GDPR, Article 17(1)(a)”")
        parser.add_argument("--by", required=True, metavar="NAME", help="who decided it, by user name")
        parser.add_argument("--yes", action="store_true", help="do it; without this, only say what would be emptied")

    def handle(self, *, entry: list[int] | None, row: list[str] | None, by: str, **options: Any) -> None:
        person = get_user_model()._default_manager.filter(username=by, is_active=True).first()
        if person is None:
            raise CommandError(f"There is no active user “{by}”. Name who decided it.", returncode=REFUSED)
        entries = entry or _entries_of(*(row or ("", "")))
        if not entries:
            raise CommandError(f"No entry speaks of {' '.join(row or ())}. Nothing was redacted.", returncode=REFUSED)
        if not options["yes"]:
            numbers = ", ".join(map(str, entries))
            self.stdout.write(f"Would empty {len(entries):,} entries, for good: {numbers}. Add --yes to do it.")
            return
        try:
            emptied = redact(entries, reason=options["reason"], legal_basis=options["legal_basis"], actor_id=person.pk)
        except RedactionRefused as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        except DatabaseError as error:
            raise CommandError(
                f"The database refused: {str(error).strip()}. Set DATABASE_OWNER_URL: only the owner may redact.",
                returncode=REFUSED,
            ) from error
        self.stdout.write(f"{len(emptied):,} entries emptied; {len(entries) - len(emptied):,} were empty before.")


def _entries_of(table: str, row: str) -> list[int]:
    of_row = Q(table=table, row=row) | Q(subject_table=table, subject_row=row)
    return list(AuditEntry.objects.filter(of_row).order_by("pk").values_list("pk", flat=True))
