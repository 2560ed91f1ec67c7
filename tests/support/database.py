"""The test database: migrated as its owner, used as the application's role, cloned anew where a test commits.

Append-only tables refuse TRUNCATE, so a test that commits cannot be cleaned up by flushing. It gets a fresh clone
of the migrated template instead, with everything that the migrations put there.
"""

import os
from itertools import count

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

TEMPLATE = f"test_template_{os.getpid()}"
GRANTS = """
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {role};
"""


class TestDatabase:
    """A migrated template and the clone of it in use now."""

    __test__ = False

    def __init__(self) -> None:
        self._owner_url = os.environ["DATABASE_OWNER_URL"]
        self._numbers = count(1)
        self.name = ""

    def make_template(self) -> None:
        self._create(TEMPLATE, "template1")
        role = sql.Identifier(settings.DATABASES["default"]["USER"])
        with psycopg.connect(self._owner_url, dbname=TEMPLATE, autocommit=True) as owner:
            for statement in GRANTS.strip().split(";\n"):
                owner.execute(sql.SQL(statement).format(role=role))
        connections["owner"].close()
        connections["owner"].settings_dict["NAME"] = TEMPLATE
        call_command("migrate", database="owner", verbosity=0)
        connections["owner"].close()

    def switch_to_fresh_clone(self) -> None:
        """Point the default connection at a new clone; the one before is dropped unless somebody still uses it."""
        connections.close_all()
        previous, self.name = self.name, f"test_{os.getpid()}_{next(self._numbers)}"
        self._create(self.name, TEMPLATE)
        for alias in ("default", "owner"):
            connections[alias].settings_dict["NAME"] = self.name
        if previous:
            self._drop(previous)

    def remove(self) -> None:
        connections.close_all()
        for name in (self.name, TEMPLATE):
            self._drop(name)

    def _create(self, name: str, template: str) -> None:
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template)

    def _drop(self, name: str) -> None:
        try:
            self._execute("DROP DATABASE IF EXISTS {}", name)
        except psycopg.errors.ObjectInUse:
            return  # a process of the test is still letting go; the throw-away server takes it along

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._owner_url, autocommit=True) as owner:
            owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def database_url(alias: str = "default") -> str:
    """The URL of the clone in use, for processes that a test starts."""
    database = connections[alias].settings_dict
    return "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
