"""The two database roles and the database, made by the SQL that an operator runs on a server of their own."""

import re
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

OWNER = "claimtracker_owner"
APP = "claimtracker_app"
DATABASE = "claimtracker"
ROLES_SQL = Path(__file__).resolve().parents[2] / "deploy" / "roles.sql"


def prepare(*, port: int, superuser_password: str, passwords: Mapping[str, str], may_create_databases: bool) -> None:
    """Make what is missing: roles, database, default privileges. Safe to run at every start.

    The template gets the privileges (and pgvector) too, so that each database made later is born with them.
    `passwords` has one for OWNER and one for APP; with `may_create_databases` the owner can make more.
    """
    script = _script({"owner": OWNER, "app": APP, "owner_password": passwords[OWNER], "app_password": passwords[APP]})

    def superuser(database: str) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=port,
            user="postgres",
            password=superuser_password,
            dbname=database,
            autocommit=True,
        )

    with superuser("template1") as template:
        template.execute(script)
    with superuser("postgres") as server:
        if may_create_databases:
            server.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))
        if not server.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).rowcount:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    with superuser(DATABASE) as desk:
        desk.execute(script)


def _script(variables: Mapping[str, str]) -> sql.Composed:
    """deploy/roles.sql with psql's variables filled in, and its own commands left out."""
    lines = [line for line in ROLES_SQL.read_text().splitlines() if not line.lstrip().startswith("\\")]
    parts: list[sql.Composable] = []
    end = 0
    text = "\n".join(lines)
    for variable in re.finditer(r""":(['"])(\w+)\1""", text):
        parts.append(sql.SQL(text[end : variable.start()]))
        value = variables[variable[2]]
        parts.append(sql.Literal(value) if variable[1] == "'" else sql.Identifier(value))
        end = variable.end()
    parts.append(sql.SQL(text[end:]))
    return sql.Composed(parts)
