"""Migration operations for rules that live in the database: append-only tables, frozen columns, audited tables.

The SQL functions behind them are made by this app's migrations; a migration that uses an operation depends on
`("audit", "0001_append_only_functions")`, and one that audits on `("audit", "0006_parts_and_machines")`.
"""

from collections.abc import Iterable

from django.db.migrations.operations import RunSQL

BY_HAND = "NOT claimtracker_machine_works()"
"""The condition that a task or command in nobody's name does not fulfil: such rows carry their own provenance."""


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on the table, by trigger and, for every role but its owner, by privilege."""
    return RunSQL(
        f"SELECT claimtracker_make_append_only('{table}')",
        f"""
        DROP TRIGGER append_only_rows ON {table};
        DROP TRIGGER append_only_table ON {table};
        """,
    )


def frozen_columns(table: str, columns: Iterable[str]) -> RunSQL:
    """Refuse an UPDATE that changes one of the columns, and a DELETE; other columns stay writable."""
    names = list(columns)
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in names)
    return RunSQL(
        f"""
        CREATE TRIGGER frozen_columns BEFORE UPDATE OF {", ".join(names)} ON {table}
            FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION claimtracker_refuse_change();
        CREATE TRIGGER frozen_rows BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION claimtracker_refuse_change();
        """,
        f"""
        DROP TRIGGER frozen_columns ON {table};
        DROP TRIGGER frozen_rows ON {table};
        """,
    )


def audited(
    table: str,
    *,
    on: Iterable[str] = ("INSERT", "UPDATE", "DELETE"),
    when: str = "",
    part_of: tuple[str, str] | None = None,
    without: Iterable[str] = (),
    name: str = "audited",
) -> RunSQL:
    """Record these changes of the table's rows, whoever makes them: ORM, bulk, shell or raw SQL.

    Tables that machines fill leave INSERT out, or record it only `when=BY_HAND`: such rows carry their own provenance.
    `part_of` is the (table, column) of the row that this row is a part of, whose history then shows the change.
    `without` names columns that are not recorded, nor that they changed: bytes, leases. A second trigger on the
    table, with another condition, needs another `name`, which begins with “audited”. An operation for a trigger that
    is there replaces it.
    """
    arguments = [f"'part_of:{':'.join(part_of)}'"] if part_of else []
    arguments += [f"'without:{column}'" for column in without]
    condition = f" WHEN ({when})" if when else ""
    return RunSQL(
        f"""
        CREATE OR REPLACE TRIGGER {name} AFTER {" OR ".join(on)} ON {table}
            FOR EACH ROW{condition} EXECUTE FUNCTION claimtracker_record_change({", ".join(arguments)});
        """,
        f"DROP TRIGGER {name} ON {table};",
    )
