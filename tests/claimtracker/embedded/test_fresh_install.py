"""From a clone to a ready desk with nothing there before: packages installed, home and cache empty."""

import os
import subprocess
import sys

import pytest

from tests.claimtracker.embedded.desk import Desk

pytestmark = pytest.mark.stack

PLAIN_USER = "nobody"


def python_for_everybody() -> str | None:
    """A Python 3.11 or newer that the plain user can start too, with a way to install packages."""
    question = 'test -x "$1" && "$1" -c "import sys, pip; sys.exit(sys.version_info < (3, 11))"'
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        asked = subprocess.run(["/bin/sh", "-c", question, "sh", python], user=PLAIN_USER, cwd="/", check=False)
        if asked.returncode == 0:
            return python
    return None


def check_that_it_serves(desk: Desk) -> None:
    try:
        said = desk.up()
        assert "Python packages into .venv/" in said
        assert desk.get("/admin/login/")[0] == 200
        assert desk.interrupt() == 0
        done = desk.run("reset", "--yes")
        assert done.returncode == 0, done.stderr
        assert not desk.home.exists()
    finally:
        desk.remove()


def test_as_ourselves() -> None:
    check_that_it_serves(Desk())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user; the test above ran as a plain one")
def test_as_a_plain_user() -> None:
    python = python_for_everybody()
    if python is None:
        pytest.skip(f"no Python ≥ 3.11 here that {PLAIN_USER} can start")
    check_that_it_serves(Desk(user=PLAIN_USER, python=python))
