"""Rows into the database by COPY, past the ORM but not past the database's own rules: triggers and checks see them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql


class Copied:
    """Rows of one table, of the fields named; every other field has its default."""

    def __init__(self, model: type[models.Model], *names: str) -> None:
        fields = {field.name: field for field in model._meta.concrete_fields}
        given = [fields.pop(name) for name in ("id", *names)]
        others = list(fields.values())
        self.model = model
        self.columns = [str(field.column) for field in [*given, *others]]
        self._defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in others)
        self.rows: list[tuple[Any, ...]] = []
        self._next_id: Callable[[], int] = iter(()).__next__

    def reserve(self, number: int) -> None:
        """Draw ids for so many rows from the table's sequence."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [self.model._meta.db_table, number],
            )
            self._next_id = iter([pk for (pk,) in cursor.fetchall()]).__next__

    def add(self, *values: Any) -> int:
        """Add a row; returns its id. Raises StopIteration when more rows are added than were reserved."""
        pk = self._next_id()
        self.rows.append((pk, *values, *self._defaults))
        return pk

    def write(self) -> None:
        """Send the rows to the database, and forget them."""
        columns: list[sql.Composable] = [sql.Identifier(column) for column in self.columns]
        table = sql.Identifier(self.model._meta.db_table)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(table, sql.SQL(", ").join(columns))
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in self.rows:
                copy.write_row(row)
        self.rows = []


def write_all(tables: Sequence[Copied]) -> int:
    """Write the tables in this order; returns how many rows."""
    number = sum(len(table.rows) for table in tables)
    for table in tables:
        table.write()
    return number
