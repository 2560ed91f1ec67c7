"""The whole desk through `./run`: served from a fresh clone, mended when something dies, recovered when all does."""

import json
import os
import signal
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtracker.embedded.process import wait_until
from tests.claimtracker.embedded.desk import Desk, all_gone, wait_for

pytestmark = pytest.mark.stack

ARTICLE = """Kabul, 26 August 2021

Tajiks make up more than 46% of the population of Afghanistan, the minister said.
"""


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(venv=Path(sys.prefix))
    yield made
    made.remove()


@pytest.fixture
def running(desk: Desk) -> Desk:
    """The desk, running: started only where the test before left it stopped."""
    if desk.supervisor is None or desk.supervisor.poll() is not None:
        desk.up()
    return desk


@pytest.fixture
def stopped(desk: Desk) -> Desk:
    if desk.supervisor is not None and desk.supervisor.poll() is None:
        desk.interrupt()
    return desk


def test_a_fresh_clone_serves_the_desk_and_shows_its_logins_once(desk: Desk) -> None:
    before = desk.files()
    first = desk.up()
    assert f"Claim Tracker is ready: http://127.0.0.1:{desk.port}/admin/" in first
    assert "password" in first
    assert desk.get("/readyz/")[0] == 200
    assert desk.get("/admin/login/")[0] == 200
    assert desk.files() == before
    assert desk.interrupt() == 0
    assert "password" not in desk.up()


def test_its_secrets_are_for_its_owner_alone(running: Desk) -> None:
    assert stat.S_IMODE((running.home / "stack.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((running.home / "logs").stat().st_mode) == 0o700
    environment = running.state()["environment"]
    for secret in (environment["SECRET_KEY"], environment["DATABASE_URL"], environment["REDIS_URL"]):
        assert secret not in running.said()


def test_a_second_start_says_where_the_first_is(running: Desk) -> None:
    second = running.run()
    assert second.returncode == 0
    assert f"already runs here (process {running.state()['pid']})" in second.stdout
    assert f"http://127.0.0.1:{running.port}/admin/" in second.stdout
    assert running.is_ready()


def test_reset_refuses_while_the_desk_runs(running: Desk) -> None:
    done = running.run("reset", "--yes")
    assert done.returncode == 1
    assert "stop it first" in done.stderr
    assert running.is_ready()


def test_manage_runs_against_the_desk_and_passes_its_exit_code_on(running: Desk) -> None:
    assert running.run("manage", "check").returncode == 0
    assert running.run("manage", "no_such_command").returncode == 1
    script = "from django.db import connection as c; c.ensure_connection(); print(c.settings_dict['USER'])"
    assert running.run("manage", "shell", "-v", "0", "-c", script).stdout.strip() == "claimtracker_app"


def test_check_prints_one_document_from_standard_input(running: Desk) -> None:
    done = running.run("check", "-", "--json", text=ARTICLE)
    assert done.returncode == 0, done.stderr
    claims = json.loads(done.stdout)["claims"]
    assert any("46%" in claim["exact"] for claim in claims)


@pytest.mark.parametrize("name", ["web", "worker", "beat", "Valkey", "PostgreSQL"])
def test_a_killed_process_is_started_again(running: Desk, name: str) -> None:
    before = running.pids()
    os.kill(before[name], signal.SIGKILL)
    assert wait_for(lambda: f"{name} was ended by SIGKILL: starting it again" in running.said())
    assert wait_for(lambda: running.pids()[name] != before[name] and running.is_ready())
    assert (
        running.pids()["PostgreSQL" if name != "PostgreSQL" else "web"]
        == before["PostgreSQL" if name != "PostgreSQL" else "web"]
    )
    done = running.run("check", "-", "--json", text=f"{ARTICLE}\nAt least {len(name)} people were hurt in it.\n")
    assert done.returncode == 0, done.stderr


def test_a_killed_supervisor_leaves_nothing_that_blocks_the_next_start(running: Desk) -> None:
    before = running.pids()
    known = running.run(
        "manage", "shell", "-v", "0", "-c", "from claims.models import Article as A; print(A.objects.count())"
    )
    assert running.supervisor is not None
    os.kill(running.state()["pid"], signal.SIGKILL)
    running.supervisor.wait()
    running.up()
    assert all_gone(before)()
    again = running.run(
        "manage", "shell", "-v", "0", "-c", "from claims.models import Article as A; print(A.objects.count())"
    )
    assert again.stdout == known.stdout
    assert int(again.stdout) >= 1


def test_everything_killed_at_once_is_recovered_too(running: Desk) -> None:
    before = {**running.pids(), "supervisor": running.state()["pid"]}
    for pid in (before.pop("supervisor"), *before.values()):
        os.kill(pid, signal.SIGKILL)
    assert running.supervisor is not None
    running.supervisor.wait()
    assert wait_until(all_gone(before), seconds=30)
    running.up()
    assert running.is_ready()


def test_ctrl_c_stops_all_in_order(running: Desk) -> None:
    before = running.pids()
    assert running.interrupt() == 0
    assert all_gone(before)()
    last_words = running.said().split("Stopping", 1)[1]
    positions = [last_words.index(f"{name} stopped") for name in ("beat", "web", "worker", "Valkey", "PostgreSQL")]
    assert positions == sorted(positions)


def test_manage_starts_servers_for_the_time_and_stops_them(stopped: Desk) -> None:
    done = stopped.run(
        "manage", "shell", "-v", "0", "-c", "from claims.models import Article as A; print(A.objects.count())"
    )
    assert int(done.stdout) >= 1
    assert stopped.run("manage", "no_such_command").returncode == 1
    assert not (stopped.postgres_home() / "data" / "postmaster.pid").exists()


def test_check_starts_what_it_needs_for_the_time_and_stops_it(stopped: Desk) -> None:
    done = stopped.run("check", "-", "--json", text=ARTICLE)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["claims"]
    assert not (stopped.postgres_home() / "data" / "postmaster.pid").exists()


@pytest.mark.parametrize("article", ["no/such/file.txt", "no/such/page.html"])
def test_bad_input_is_refused_before_anything_starts(stopped: Desk, article: str) -> None:
    logs = stopped.home / "logs" / "postgres.log"
    written = logs.stat().st_mtime_ns
    done = stopped.run("check", article)
    assert done.returncode == 2
    assert article in done.stderr
    assert done.stdout == ""
    assert logs.stat().st_mtime_ns == written


def test_an_address_that_may_not_be_reached_is_refused_by_the_worker(stopped: Desk) -> None:
    done = stopped.run("check", "http://127.0.0.1:9/article")
    assert done.returncode == 2
    assert "OUTBOUND_ALLOW" in done.stderr
    assert done.stdout == ""


def test_reset_asks_and_then_removes_all_of_it(stopped: Desk) -> None:
    postgres_home = stopped.postgres_home()
    refused = stopped.run("reset", text="n\n")
    assert refused.returncode == 1
    assert postgres_home.exists()
    done = stopped.run("reset", text="y\n")
    assert done.returncode == 0
    assert not stopped.home.exists()
    assert not postgres_home.exists()
