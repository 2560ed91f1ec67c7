"""Two database roles: the owner makes tables, the application only uses them."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from claimtracker.embedded import roles
from claimtracker.embedded.postgres import Postgres


@pytest.fixture
def owner(postgres: Postgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url(roles.OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE claims (id serial PRIMARY KEY, text text)")
        yield connection
        connection.execute("DROP TABLE claims")


@pytest.fixture
def app(postgres: Postgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres.url(roles.APP), autocommit=True) as connection:
        yield connection


@pytest.fixture
def superuser(postgres: Postgres) -> Iterator[psycopg.Connection]:
    with connect_as_superuser(postgres, "postgres") as connection:
        yield connection


def connect_as_superuser(postgres: Postgres, database: str) -> psycopg.Connection:
    return psycopg.connect(
        host="127.0.0.1",
        port=postgres.port,
        user="postgres",
        password=postgres.cluster.superuser_password(),
        dbname=database,
        autocommit=True,
    )


@pytest.mark.usefixtures("owner")
def test_the_application_reads_and_writes_rows_of_the_owners_tables(app: psycopg.Connection) -> None:
    app.execute("INSERT INTO claims (text) VALUES ('first')")
    app.execute("UPDATE claims SET text = 'second'")
    assert app.execute("SELECT text FROM claims").fetchall() == [("second",)]
    app.execute("DELETE FROM claims")
    assert app.execute("SELECT count(*) FROM claims").fetchone() == (0,)


@pytest.mark.usefixtures("owner")
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE claims",
        "DROP TABLE claims",
        "ALTER TABLE claims ADD COLUMN more text",
        "CREATE TRIGGER t BEFORE INSERT ON claims EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "SET ROLE claimtracker_owner",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_changes_no_structure_and_becomes_nobody_else(app: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(statement)


def test_what_the_owner_takes_away_from_the_application_is_gone(
    owner: psycopg.Connection, app: psycopg.Connection
) -> None:
    owner.execute("REVOKE UPDATE, DELETE ON claims FROM claimtracker_app")
    app.execute("INSERT INTO claims (text) VALUES ('published')")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("UPDATE claims SET text = 'rewritten'")


def test_the_owner_makes_the_trusted_extensions(owner: psycopg.Connection) -> None:
    for extension in ("pg_trgm", "unaccent"):
        owner.execute(f"CREATE EXTENSION {extension}")
        owner.execute(f"DROP EXTENSION {extension}")


def test_the_owner_is_no_superuser(owner: psycopg.Connection) -> None:
    assert owner.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)


@pytest.mark.usefixtures("owner")
def test_nobody_else_may_connect(postgres: Postgres, superuser: psycopg.Connection) -> None:
    superuser.execute("CREATE ROLE stranger LOGIN PASSWORD 'x'")
    try:
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(f"postgresql://stranger:x@127.0.0.1:{postgres.port}/{roles.DATABASE}")
    finally:
        superuser.execute("DROP ROLE stranger")


def test_a_database_made_later_is_born_with_the_privileges(postgres: Postgres, owner: psycopg.Connection) -> None:
    owner.execute("CREATE DATABASE another")
    try:
        with psycopg.connect(postgres.url(roles.OWNER), dbname="another") as connection:
            connection.execute("CREATE TABLE claims (id int)")
        with psycopg.connect(postgres.url(roles.APP), dbname="another") as connection:
            connection.execute("INSERT INTO claims VALUES (1)")
    finally:
        owner.execute("DROP DATABASE another")


@pytest.mark.usefixtures("owner")
def test_running_it_again_changes_nothing(postgres: Postgres, superuser: psycopg.Connection) -> None:
    def privileges() -> list[tuple[object, ...]]:
        databases = superuser.execute("SELECT datname, datacl::text, datdba FROM pg_database ORDER BY 1").fetchall()
        with connect_as_superuser(postgres, roles.DATABASE) as connection:
            defaults = connection.execute("SELECT defaclacl::text FROM pg_default_acl ORDER BY 1").fetchall()
        return [*databases, *defaults]

    before = privileges()
    roles.prepare(
        port=postgres.port,
        superuser_password=postgres.cluster.superuser_password(),
        passwords={role: postgres.url(role).split(":")[2].split("@")[0] for role in (roles.OWNER, roles.APP)},
        may_create_databases=True,
    )
    assert privileges() == before


@pytest.mark.skipif(not shutil.which("psql"), reason="psql is not installed")
def test_an_operator_runs_the_same_file_with_psql(postgres: Postgres, superuser: psycopg.Connection) -> None:
    superuser.execute("CREATE DATABASE newsroom")
    names = {"owner": "news_owner", "app": "news_app"}
    passwords = {"OWNER_PASSWORD": "it's", "APP_PASSWORD": "secret"}
    try:
        done = subprocess.run(
            [
                *("psql", "-X", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "postgres", "-d", "newsroom"),
                *(part for name, value in names.items() for part in ("-v", f"{name}={value}")),
                *("-f", str(roles.ROLES_SQL)),
            ],
            env={**os.environ, **passwords, "PGPASSWORD": postgres.cluster.superuser_password()},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        where = f"host=127.0.0.1 port={postgres.port} dbname=newsroom"
        with psycopg.connect(where, user="news_owner", password="it's") as connection:
            connection.execute("CREATE TABLE claims (id serial PRIMARY KEY)")
        with psycopg.connect(where, user="news_app", password="secret") as connection:
            connection.execute("INSERT INTO claims DEFAULT VALUES")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("TRUNCATE claims")
    finally:
        superuser.execute("DROP DATABASE newsroom")
        for name in ("news_owner", "news_app"):
            superuser.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))
