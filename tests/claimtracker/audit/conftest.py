"""A chain to prove, and the database's superuser, who can do everything that the chain must show."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from claimtracker.audit.context import origin_of_work

Owner = psycopg.Connection[Any]


@contextmanager
def as_owner() -> Iterator[Owner]:
    """A connection of the owner's role to the test's database, which commits what is not rolled back."""
    database = settings.DATABASES["owner"]
    with psycopg.connect(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        password=database["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    ) as owner:
        yield owner


@pytest.fixture
def owner(transactional_db: None) -> Iterator[Owner]:
    with as_owner() as connected:
        yield connected


@pytest.fixture
def tamper(transactional_db: None) -> Callable[..., None]:
    """Runs a statement as nobody should: as the tables' owner, with the triggers that guard them switched off."""

    def run(statement: str, *parameters: Any) -> None:
        tables = (
            "audit_auditentry", "audit_auditpayload", "audit_auditsealedentry", "audit_auditseal",
            "audit_auditredaction",
        )  # fmt: skip
        with as_owner() as connected:
            # The owner may switch off the triggers that refuse; foreign keys, which are the server's own, are dropped.
            for table in tables:
                connected.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                for (name,) in connected.execute(
                    "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table]
                ).fetchall():
                    connected.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            connected.execute(statement, parameters)
            for table in tables:
                connected.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    return run


class Verified:
    """What `verify_audit --json` said, and how it ended."""

    def __init__(self, *arguments: str) -> None:
        output, errors = io.StringIO(), io.StringIO()
        self.status = 0
        self.refusal = ""
        try:
            call_command("verify_audit", "--json", *arguments, stdout=output, stderr=errors)
        except CommandError as refusal:
            self.status, self.refusal = refusal.returncode, str(refusal)
        self.told: dict[str, Any] = json.loads(output.getvalue()) if output.getvalue() else {}
        self.errors = errors.getvalue()

    @property
    def first(self) -> dict[str, Any]:
        """The first broken row."""
        found: dict[str, Any] = self.told["problems"][0]
        return found


@pytest.fixture
def verify(transactional_db: None) -> Callable[..., Verified]:
    return Verified


@pytest.fixture
def work_of() -> Iterator[Callable[[str], None]]:
    """Makes something the origin of what the test does, until it ends."""
    before = origin_of_work.get()
    yield lambda origin: origin_of_work.set(origin) and None
    origin_of_work.set(before)
