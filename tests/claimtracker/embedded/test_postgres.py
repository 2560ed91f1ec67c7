"""The private PostgreSQL server: it starts after whatever happened to the one before."""

import os
import pwd
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from claimtracker.embedded import roles
from claimtracker.embedded.binaries import make_outside_folder, outside_folder
from claimtracker.embedded.postgres import Postgres
from claimtracker.embedded.process import HAS_PROC, StackError, is_alive, wait_until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")


@pytest.fixture
def server(folder: Path) -> Iterator[Callable[[], Postgres]]:
    """Makes servers on one and the same data folder, as one start after the other would."""
    made: list[Postgres] = []

    def make() -> Postgres:
        made.append(Postgres(folder / "postgres", log=folder / "postgres.log"))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def write(server: Postgres, text: str) -> None:
    with psycopg.connect(server.url(roles.OWNER)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (text text)")
        connection.execute("INSERT INTO notes VALUES (%s)", [text])


def read(server: Postgres) -> list[str]:
    with psycopg.connect(server.url(roles.APP)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM notes").fetchall()]


def pid_of(server: Postgres) -> int:
    assert server.process is not None
    return server.process.pid


def kill(server: Postgres) -> None:
    os.kill(pid_of(server), signal.SIGKILL)
    assert server.process is not None
    server.process.wait()


def test_a_stopped_server_starts_again_with_its_data_and_port(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    write(first, "kept")
    assert first.stop() == 0
    second = server()
    second.start(first.port)
    assert read(second) == ["kept"]
    assert second.port == first.port


def test_a_killed_server_starts_again_with_what_was_committed(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    write(first, "committed")
    kill(first)
    assert (first.cluster.data / "postmaster.pid").exists()
    second = server()
    second.start()
    assert read(second) == ["committed"]


def test_a_revived_server_keeps_port_and_passwords(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    write(running, "committed")
    address = running.url(roles.APP)
    kill(running)
    running.revive()
    assert running.url(roles.APP) == address
    assert read(running) == ["committed"]


def test_a_pid_file_that_names_a_stranger_is_no_hindrance(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    write(first, "committed")
    kill(first)
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pid_file = first.cluster.data / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(pid_of(first)), str(stranger.pid), 1))
    try:
        second = server()
        second.start()
        assert read(second) == ["committed"]
        assert stranger.poll() is None
    finally:
        stranger.communicate(b"\n")


def test_a_pid_file_that_names_a_zombie_is_no_hindrance(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    wait_until(lambda: not is_alive(zombie.pid), seconds=10)
    kill(first)
    pid_file = first.cluster.data / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(pid_of(first)), str(zombie.pid), 1))
    server().start()
    zombie.wait()


def test_a_server_left_behind_is_stopped_first(server: Callable[[], Postgres]) -> None:
    left_behind = server()
    left_behind.start()
    write(left_behind, "committed")
    second = server()
    second.start()
    assert not is_alive(pid_of(left_behind))
    assert read(second) == ["committed"]


def test_initdb_killed_half_way_leaves_nothing_that_hinders(folder: Path, server: Callable[[], Postgres]) -> None:
    half = folder / "postgres" / "initdb-half" / "data"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server().start()
    assert not half.exists()


def test_a_taken_port_is_left_to_its_holder(server: Callable[[], Postgres]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = holder.getsockname()[1]
        running = server()
        running.start(taken)
        assert running.port != taken


def test_data_of_another_major_version_is_refused_and_untouched(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    first.stop()
    version_file = first.cluster.data / "PG_VERSION"
    version_file.write_text("13\n")
    with pytest.raises(StackError, match=r"written by PostgreSQL 13.*pg_upgrade"):
        server().start()
    assert version_file.read_text() == "13\n"
    assert not (first.cluster.data / "postmaster.pid").exists()


def test_a_lost_password_file_is_told_and_not_replaced(server: Callable[[], Postgres]) -> None:
    first = server()
    first.start()
    first.stop()
    first.cluster.password_file.unlink()
    with pytest.raises(StackError, match="superuser-password is gone"):
        server().start()
    assert first.cluster.data.exists()


def test_it_listens_on_loopback_alone(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    password = running.cluster.superuser_password()
    with psycopg.connect(
        host="127.0.0.1", port=running.port, user="postgres", password=password, dbname="postgres"
    ) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SHOW unix_socket_directories").fetchone() == ("",)


def test_a_wrong_password_does_not_enter(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"postgresql://{roles.APP}:guess@127.0.0.1:{running.port}/{roles.DATABASE}")


def test_upper_and_lower_case_know_letters_beyond_ascii(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    with psycopg.connect(running.url(roles.APP)) as connection:
        found = connection.execute("SELECT lower('ÜŁ'), to_tsvector('simple', 'Über')::text").fetchone()
    assert found == ("üł", "'über':1")


@as_root
def test_as_root_the_data_belong_to_somebody_without_power(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    assert running.cluster.data.stat().st_uid not in {0, os.geteuid()}
    assert stat.S_IMODE(running.cluster.data.stat().st_mode) == 0o700
    assert Path(f"/proc/{pid_of(running)}").stat().st_uid == running.cluster.data.stat().st_uid


@as_root
def test_as_root_in_a_folder_closed_to_others_the_data_lie_outside(closed_folder: Path) -> None:
    running = Postgres(closed_folder, log=closed_folder / "postgres.log")
    try:
        running.start()
        assert running.cluster.home == outside_folder(closed_folder)
        write(running, "outside")
    finally:
        running.stop()
    again = Postgres(closed_folder, log=closed_folder / "postgres.log")
    try:
        again.start()
        assert read(again) == ["outside"]
    finally:
        again.stop()


def test_a_folder_with_a_space_and_a_letter_beyond_ascii_will_do(folder: Path) -> None:
    running = Postgres(folder / "Café desk", log=folder / "postgres.log")
    try:
        running.start()
        assert running.cluster.home == folder / "Café desk"
        write(running, "here")
        assert read(running) == ["here"]
    finally:
        running.stop()


def test_an_outside_folder_of_somebody_else_is_refused(closed_folder: Path, tmp_path: Path) -> None:
    place = outside_folder(closed_folder)
    place.symlink_to(tmp_path)
    try:
        with pytest.raises(StackError, match="belongs to somebody else"):
            make_outside_folder(closed_folder)
    finally:
        place.unlink()


@as_root
def test_an_outside_folder_of_the_account_itself_is_refused(closed_folder: Path) -> None:
    place = outside_folder(closed_folder)
    place.mkdir()
    os.chown(place, pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(StackError, match="belongs to somebody else"):
        make_outside_folder(closed_folder)


@as_root
def test_root_never_writes_where_the_account_could_lead_it_astray(server: Callable[[], Postgres]) -> None:
    running = server()
    running.start()
    assert running.cluster.home.stat().st_uid == 0


@pytest.mark.skipif(not HAS_PROC, reason="there is no /proc to look into")
def test_secrets_of_our_environment_do_not_reach_it(
    server: Callable[[], Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "ours-alone")
    running = server()
    running.start()
    assert b"ours-alone" not in Path(f"/proc/{pid_of(running)}/environ").read_bytes()
