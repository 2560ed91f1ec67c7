"""What of a process's log is shown in the terminal."""

from pathlib import Path

import pytest

from claimtracker.embedded.logtail import LogTail

LOG = """\
INFO celery.worker: ready
WARNING django.request: Not Found: /nowhere
[2026-01-02 03:04:05 +0000] [12] [ERROR] Exception in worker process
Traceback (most recent call last):
  File "wsgi.py", line 1, in <module>
ImportError: no module named desk
[2026-01-02 03:04:06 +0000] [12] [INFO] Worker exiting (ERROR above)
2026-01-02 03:04:07.123 UTC [7] LOG:  checkpoint complete
2026-01-02 03:04:08.123 UTC [7] FATAL:  terminating connection
ERROR django.request: Service Unavailable: /readyz/
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "web.log"
    path.write_text("ERROR of the start before\n")
    return path


def append(log: Path, text: str) -> None:
    with log.open("a") as file:
        file.write(text)


def test_warnings_and_errors_are_shown_and_of_a_traceback_its_last_line(log: Path) -> None:
    tail = LogTail(log, verbose=False)
    append(log, LOG)
    assert list(tail.new_lines()) == [
        "WARNING django.request: Not Found: /nowhere",
        "[2026-01-02 03:04:05 +0000] [12] [ERROR] Exception in worker process",
        "ImportError: no module named desk",
        "2026-01-02 03:04:08.123 UTC [7] FATAL:  terminating connection",
    ]


def test_verbose_shows_all_of_it(log: Path) -> None:
    tail = LogTail(log, verbose=True)
    append(log, LOG)
    assert list(tail.new_lines()) == LOG.splitlines()


def test_a_line_is_shown_once_and_only_when_it_is_whole(log: Path) -> None:
    tail = LogTail(log, verbose=False)
    append(log, "ERROR a: first\nERROR b: sec")
    assert list(tail.new_lines()) == ["ERROR a: first"]
    append(log, "ond\n")
    assert list(tail.new_lines()) == ["ERROR b: second"]
    assert list(tail.new_lines()) == []


def test_a_log_taken_away_by_hand_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.touch()
    tail = LogTail(path, verbose=True)
    path.unlink()
    assert list(tail.new_lines()) == []
