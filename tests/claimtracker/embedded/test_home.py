"""The state folder: one holder at a time, secrets for its owner's eyes alone."""

import os
import pwd
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from claimtracker.embedded.binaries import outside_folder
from claimtracker.embedded.home import Home, State
from claimtracker.embedded.process import StackError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "Café desk")
    made.make()
    return made


def test_only_one_holds_it_at_a_time(home: Home) -> None:
    assert home.acquire()
    second = Home(home.folder)
    assert not second.acquire()
    home.release()
    assert second.acquire()
    second.release()


def test_the_hold_of_a_killed_process_ends_with_it(home: Home) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom claimtracker.embedded.home import Home\n"
        "home = Home(Path(sys.argv[1]))\nassert home.acquire()\n"
        "print('held', flush=True)\ntime.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(home.folder)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.stdout.close()
    assert not home.acquire()
    holder.kill()
    holder.wait()
    assert home.acquire()
    home.release()


def test_what_is_secret_only_its_owner_can_read(home: Home) -> None:
    home.write_state(State(pid=os.getpid(), purpose="desk", environment={"SECRET_KEY": "s"}))
    home.secret_key({})
    log = home.log("web")
    assert {mode(home.state_file), mode(home.folder / "secret-key"), mode(log)} == {0o600}
    assert mode(home.logs) == 0o700
    assert mode(home.folder) == 0o711


def test_the_state_is_read_as_it_was_written(home: Home) -> None:
    state = State(pid=os.getpid(), purpose="desk", web="http://127.0.0.1:8000", ports={"postgres": 5432})
    home.write_state(state)
    assert home.read_state() == state


def test_the_state_of_a_process_that_is_gone_counts_no_more(home: Home) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    home.write_state(State(pid=gone.pid, purpose="desk"))
    assert home.read_state() is None
    assert home.last_state() is not None


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"unknown": 1}'])
def test_a_spoilt_state_file_counts_as_none(home: Home, spoilt: str) -> None:
    home.state_file.write_text(spoilt)
    assert home.last_state() is None


def test_the_secret_key_is_made_once_and_the_environments_goes_before_it(home: Home) -> None:
    made = home.secret_key({})
    assert len(made) >= 50
    assert Home(home.folder).secret_key({}) == made
    assert home.secret_key({"SECRET_KEY": "given"}) == "given"


def test_a_new_start_keeps_the_log_of_the_one_before(home: Home) -> None:
    home.log("web").write_text("before")
    home.log("web").write_text("now")
    assert (home.logs / "web.log").read_text() == "now"
    assert (home.logs / "web.log.1").read_text() == "before"


def test_removing_takes_what_lies_outside_too(home: Home) -> None:
    outside = outside_folder(home.folder / "postgres")
    outside.mkdir()
    assert set(home.remove()) == {outside, home.folder}
    assert not outside.exists()
    assert not home.folder.exists()


def test_a_folder_of_another_user_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    before = os.geteuid()
    if before == 0:
        os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        with pytest.raises(StackError, match="cannot be written"):
            Home(tmp_path / "desk").make()
    finally:
        os.seteuid(before)
        tmp_path.chmod(0o700)


def test_a_secret_key_whose_writing_was_cut_short_is_made_again(home: Home) -> None:
    (home.folder / "secret-key").touch()
    assert len(home.secret_key({})) >= 50


def test_a_folder_with_other_files_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    tmp_path.chmod(0o750)
    with pytest.raises(StackError, match="no desk's"):
        Home(tmp_path).acquire()
    assert mode(tmp_path) == 0o750
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_lock_that_a_reset_took_away_is_not_held(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_state(State(pid=os.getpid(), purpose=""))

    def flock_while_a_reset_ends(_handle: int, _how: int) -> None:
        home.lock_file.unlink(missing_ok=True)

    monkeypatch.setattr("claimtracker.embedded.home.fcntl.flock", flock_while_a_reset_ends)
    assert not home.acquire()
    monkeypatch.undo()
    assert home.acquire()
    home.release()
