"""Folders and servers of their own for the tests of the embedded stack."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtracker.embedded.binaries import outside_folder
from claimtracker.embedded.postgres import Postgres


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL's account can enter; pytest's own tmp_path is closed to everybody else."""
    made = Path(tempfile.mkdtemp(prefix="claimtracker-embedded-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that only we can enter, with a space and letters beyond ASCII in its name."""
    made = tmp_path / "Café desk"
    made.mkdir(mode=0o700)
    yield made
    shutil.rmtree(outside_folder(made), ignore_errors=True)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """One running throw-away server for a whole file."""
    made = Path(tempfile.mkdtemp(prefix="claimtracker-embedded-"))
    made.chmod(0o711)
    server = Postgres(made / "postgres", log=made / "postgres.log", throwaway=True)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(made)
