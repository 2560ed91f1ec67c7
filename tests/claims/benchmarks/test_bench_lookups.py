"""`manage.py bench lookups` runs a real worker on servers of its own and tells a ratio."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[3]


@pytest.mark.stack
def test_it_measures_look_ups_beside_empty_tasks() -> None:
    command = [sys.executable, "manage.py", "bench", "lookups", "--count", "20", "--concurrency", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["lookups"], figures["concurrency"]) == (20, 1)
    assert figures["ratio"] == pytest.approx(
        figures["lookups_per_second"] / figures["empty_tasks_per_second"], abs=0.01
    )


def test_no_look_ups_are_refused() -> None:
    with pytest.raises(CommandError, match="1 or more"):
        call_command("bench", "lookups", "--count", "0")
