"""Migration operations for rules that live in the database: append-only tables, frozen columns, audited tables.

The SQL functions behind them are made by this app's migration 0001; a migration that uses an operation depends
on `("audit", "0001_append_only_functions")`.
"""

from collections.abc import Iterable

from django.db.migrations.operations import RunSQL


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


def audited(table: str, *, on: Iterable[str] = ("INSERT", "UPDATE", "DELETE")) -> RunSQL:
    """Record these changes of the table's rows, whoever makes them: ORM, bulk, shell or raw SQL.

    Tables that machines fill leave INSERT out: such rows carry their own provenance.
    """
    return RunSQL(
        f"""
        CREATE TRIGGER audited AFTER {" OR ".join(on)} ON {table}
            FOR EACH ROW EXECUTE FUNCTION claimtracker_record_change();
        """,
        f"DROP TRIGGER audited ON {table};",
    )
