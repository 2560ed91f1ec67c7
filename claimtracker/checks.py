"""System checks: what an operator should know. `manage.py check --database default` runs them."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import OperationalError, connections

# The database itself knows what is append-only: by the trigger that `claimtracker.audit.operations` puts there.
REWRITABLE = """
    SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname = 'append_only_rows' AND has_table_privilege(tgrelid, 'UPDATE, DELETE, TRUNCATE')
    ORDER BY relname
"""


@checks.register(checks.Tags.security)
def private_servers_may_be_reached(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Tell what OUTBOUND_ALLOW opens, and refuse an entry that could never match."""
    broken = [entry for entry in settings.OUTBOUND_ALLOW if not entry.rpartition(":")[2].strip().isdecimal()]
    if broken:
        hint = "Write host:port, the host as the URL has it, for example models.internal:8080."
        return [checks.Error(f"OUTBOUND_ALLOW: {', '.join(broken)} has no port.", hint=hint, id="claimtracker.E001")]
    if settings.OUTBOUND_ALLOW:
        allowed = ", ".join(settings.OUTBOUND_ALLOW)
        return [checks.Info(f"Private servers may be reached: {allowed} (OUTBOUND_ALLOW).", id="claimtracker.I001")]
    return []


@checks.register(checks.Tags.database)
def application_role_cannot_rewrite(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[checks.CheckMessage]:
    """Warn where web and workers use a role that could change what is append-only (DESIGN: two database roles)."""
    if "default" not in (databases or ()):
        return []
    connection = connections["default"]
    try:
        with connection.cursor() as cursor:
            cursor.execute(REWRITABLE)
            open_tables = [name for (name,) in cursor.fetchall()]
    except OperationalError:
        return []  # that the database does not answer is told elsewhere, and better
    if not open_tables:
        return []
    role = connection.settings_dict["USER"]
    return [
        checks.Warning(
            f"The database role “{role}” may change {', '.join(open_tables)}: only triggers protect what is published.",
            hint=(
                "Give web and workers a role of their own (DATABASE_URL) and migrate as the owner "
                "(DATABASE_OWNER_URL): see deploy/roles.sql and docs/how-to/own-servers.md."
            ),
            id="claimtracker.W001",
        )
    ]
