"""Tell the database who acts, for the audit triggers: inside the acting transaction only, never for the session.

Services name the actor by `record_actor`. What is written without one, by a stock admin page, a bulk action or a
shell, is named by `name_the_work`, which every connection passes its statements through.
"""

import getpass
import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

origin_of_work: ContextVar[str] = ContextVar("origin_of_work", default="")
"""What is at work now: `request:<id>`, `task:<id>`, `command:<name> by <user>` or `shell:<user>`; empty: unknown."""

actor_of_work: ContextVar[Callable[[], int | None]] = ContextVar("actor_of_work", default=lambda: None)
"""Finds the user for whom the request works; asked only when something is written."""

WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|MERGE|WITH|TRUNCATE)\b", re.IGNORECASE)
TABLE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)\"")
SHELLS = ("shell", "dbshell")
AUDITED = """
    SELECT DISTINCT relname FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE proname = 'claimtracker_record_change'
"""
TELL = "SELECT set_config('claimtracker.actor', %s, true), set_config('claimtracker.origin', %s, true)"


class _Told:
    """Stands among the transaction's commit hooks while the database knows who acts.

    Django drops it from there when the transaction ends or the savepoint is rolled back, as PostgreSQL drops the
    local setting.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def __call__(self) -> None:
        """Nothing is to be done at commit."""


def record_actor(user_id: int | None, *, using: str = "default") -> None:
    """Name the acting user (None: the system) to the audit triggers until this transaction ends.

    Must be called inside a transaction: PostgreSQL forgets a local setting when the transaction ends, so a
    pooled connection never carries it into somebody else's work.
    """
    if not connections[using].in_atomic_block:
        raise transaction.TransactionManagementError("record_actor() needs a transaction: call it inside atomic().")
    _tell(connections[using], user_id)


def _tell(connection: BaseDatabaseWrapper, user_id: int | None) -> None:
    origin = origin_of_work.get()
    with connection.cursor() as cursor:
        cursor.execute(TELL, ["" if user_id is None else str(user_id), origin[:200]])
    transaction.on_commit(_Told(origin), using=connection.alias)


def _is_told(connection: BaseDatabaseWrapper, origin: str) -> bool:
    told = [registered[1] for registered in connection.run_on_commit if isinstance(registered[1], _Told)]
    return bool(told) and told[-1].origin == origin


def name_the_work(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001 - Django's signature
    """An execute wrapper: before a transaction's first write, tell the database for whom it is done.

    Whoever called `record_actor` in the transaction is not overruled. A statement that is a transaction of its own is
    given one that begins with the name.
    """
    connection: BaseDatabaseWrapper = context["connection"]
    origin = origin_of_work.get()
    if not origin or not WRITES.match(sql := str(sql)) or (origin.startswith("task:") and _is_unaudited(sql)):
        return execute(sql, params, many, context)
    if not connection.in_atomic_block:
        with transaction.atomic(using=connection.alias):
            _tell(connection, actor_of_work.get()())
            return execute(sql, params, many, context)
    if not _is_told(connection, origin):
        _tell(connection, actor_of_work.get()())
    return execute(sql, params, many, context)


def _is_unaudited(sql: str) -> bool:
    """Whether the statement writes to a table that has no audit trigger: workers save the trip to the database."""
    table = TABLE.match(sql)
    return table is not None and table[1] not in _audited_tables()


@cache
def _audited_tables() -> frozenset[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute(AUDITED)
        return frozenset(name for (name,) in cursor.fetchall())


def watch_connection(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Have the connection pass its statements through `name_the_work`. Twice changes nothing."""
    if connection.vendor == "postgresql" and name_the_work not in connection.execute_wrappers:
        connection.execute_wrappers.append(name_the_work)


def name_the_command(arguments: Sequence[str]) -> None:
    """Make the command line of manage.py the origin of work, with the name that the operating system knows the user by.

    A shell is none of the commands that a machine may run in nobody's name: what is made there is recorded.
    """
    command = next((each for each in arguments[1:] if not each.startswith("-")), "help")
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = "an unnamed user"
    origin_of_work.set(f"shell:{user}" if command in SHELLS else f"command:{command} by {user}")
