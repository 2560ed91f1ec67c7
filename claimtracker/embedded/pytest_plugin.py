"""Gives a test run servers of its own before pytest-django reads the settings, and takes them away again.

`TEST_DATABASE_OWNER_URL` with `TEST_DATABASE_URL` (roles made by deploy/roles.sql, the owner with CREATEDB)
and `TEST_REDIS_URL` let a run use other servers instead.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from claimtracker.embedded import roles
from claimtracker.embedded.postgres import Postgres
from claimtracker.embedded.valkey import Valkey

# Whatever the settings read: a variable of the developer's own shell must not change what a test sees.
SETTINGS_VARIABLES = (
    "SECRET_KEY",
    "DEBUG",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "CELERY_BROKER_URL",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "BEHIND_TLS_PROXY",
    "DESK_NAME",
    "DESK_URL",
    "DESK_TIME_ZONE",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "MAX_ARTICLE_CHARACTERS",
    "OUTBOUND_ALLOW",
    "EXTRACTOR",
    "CHAT_URL",
    "CHAT_MODEL",
    "CHAT_API_KEY",
    "CHAT_SECONDS",
    "MAX_PAGE_BYTES",
    "FEED_MINIMUM_MINUTES",
    "SNAPSHOT_DAYS",
    "STANCE_MODEL",
    "LOG_LEVEL",
)


class ThrowawayServers:
    """PostgreSQL and Valkey in a temporary folder, and the environment that leads the settings to them."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.started: list[Postgres | Valkey] = []
        self.summary = "servers given by TEST_DATABASE_URL and TEST_REDIS_URL"

    def start(self) -> None:
        for name in SETTINGS_VARIABLES:
            os.environ.pop(name, None)
        os.environ["SECRET_KEY"] = "tests-only"
        os.environ["DESK_URL"] = "http://testserver"
        self._start_postgres()
        self._start_valkey()

    def name_none(self) -> None:
        """Let the settings be read, for pytest's own help, without a server behind them."""
        os.environ.update(
            SECRET_KEY="none", DATABASE_URL="postgresql://none@127.0.0.1/none", REDIS_URL="redis://127.0.0.1"
        )

    def _start_postgres(self) -> None:
        owner_url, app_url = os.environ.get("TEST_DATABASE_OWNER_URL"), os.environ.get("TEST_DATABASE_URL")
        if owner_url and app_url:
            os.environ.update(DATABASE_OWNER_URL=owner_url, DATABASE_URL=app_url)
            return
        folder = self._folder()
        postgres = Postgres(folder / "postgres", log=folder / "postgres.log", throwaway=True)
        self.started.append(postgres)
        postgres.start()
        os.environ.update(DATABASE_OWNER_URL=postgres.url(roles.OWNER), DATABASE_URL=postgres.url(roles.APP))
        self.summary = f"own PostgreSQL {postgres.cluster.version}, in {folder}"

    def _start_valkey(self) -> None:
        if url := os.environ.get("TEST_REDIS_URL"):
            os.environ["REDIS_URL"] = url
            return
        folder = self._folder()
        valkey = Valkey(folder / "valkey", log=folder / "valkey.log", throwaway=True)
        self.started.append(valkey)
        valkey.start()
        os.environ["REDIS_URL"] = valkey.url

    def _folder(self) -> Path:
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="claimtracker-test-"))
            self.folder.chmod(0o711)
        return self.folder

    def stop(self) -> None:
        while self.started:
            server = self.started.pop()
            server.stop()
            if isinstance(server, Postgres):
                # As root it may lie outside the temporary folder.
                shutil.rmtree(server.cluster.home, ignore_errors=True)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


servers = ThrowawayServers()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """A wrapper, because it comes before pytest-django's own hook, which reads the settings."""
    asked = early_config.known_args_namespace
    if asked.help or asked.version:
        servers.name_none()
    else:
        servers.start()
    return (yield)


def pytest_report_header() -> str:
    return f"claim tracker: {servers.summary}"


def pytest_unconfigure() -> None:
    servers.stop()
