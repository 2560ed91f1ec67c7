"""`./run` itself: it needs nothing but Python, and makes its packages whole whatever happened before."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from claimtracker.embedded.home import ROOT

COMMAND = "import sys\nprint(sys.prefix, *sys.argv[1:], sep='|')\n"


class Checkout:
    """A copy of `run` beside a project that has one tiny package and a command that tells how it was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        package = folder / "claimtracker" / "embedded"
        package.mkdir(parents=True)
        shutil.copy(ROOT / "run", folder)
        for init in (package.parent, package):
            (init / "__init__.py").touch()
        (package / "__main__.py").write_text(COMMAND)
        for name in ("requirements.lock", "requirements-test.lock", "requirements-uv.lock"):
            (folder / name).write_text(f"# {name}\n")

    def require(self, lock: str, *, digest: str = "") -> None:
        """Put a package of one module, `tiny`, into a lock file."""
        wheel = self.folder / "tiny-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("tiny.py", "")
            archive.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
            archive.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr("tiny-1.dist-info/RECORD", "tiny.py,,\ntiny-1.dist-info/METADATA,,\n")
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        (self.folder / lock).write_text(f"tiny @ {wheel.as_uri()} --hash=sha256:{digest}\n")

    def has_package(self) -> bool:
        done = subprocess.run([self.venv / "bin" / "python", "-c", "import tiny"], capture_output=True, check=False)
        return done.returncode == 0

    def start(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        kept = {name: value for name, value in os.environ.items() if name != "CLAIMTRACKER_VENV"}
        return subprocess.Popen(
            [sys.executable, self.folder / "run", *arguments],
            env={**kept, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "Café desk")


@pytest.mark.parametrize("asked", ["help", "--help", "-h"])
def test_help_needs_no_packages(checkout: Checkout, asked: str) -> None:
    done = checkout.run(asked)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: ./run")
    assert not checkout.venv.exists()


def test_an_unknown_command_is_refused_with_the_list_of_commands(checkout: Checkout) -> None:
    done = checkout.run("serve")
    assert done.returncode == 2
    assert "no command 'serve'" in done.stderr
    assert "manage COMMAND" in done.stderr
    assert not checkout.venv.exists()


def test_the_packages_are_installed_once_and_the_command_is_handed_on(checkout: Checkout) -> None:
    checkout.require("requirements.lock")
    first = checkout.run("manage", "shell", "-c", "a b")
    assert first.stdout == f"{checkout.venv}|manage|shell|-c|a b\n"
    assert "Installed in" in first.stderr
    assert checkout.has_package()
    second = checkout.run()
    assert second.stdout == f"{checkout.venv}|up\n"
    assert second.stderr == ""


def test_options_alone_are_meant_for_up(checkout: Checkout) -> None:
    assert checkout.run("-v").stdout == f"{checkout.venv}|up|-v\n"


def test_a_package_that_does_not_match_its_hash_is_not_installed(checkout: Checkout) -> None:
    checkout.require("requirements.lock", digest="0" * 64)
    done = checkout.run()
    assert done.returncode == 1
    assert "pip could not install the packages" in done.stderr
    assert done.stdout == ""
    assert not checkout.has_package()


def test_an_installation_that_was_killed_is_made_anew(checkout: Checkout) -> None:
    checkout.require("requirements.lock")
    checkout.run()
    (checkout.venv / "installed-lock").unlink()
    (checkout.venv / "pyvenv.cfg").write_text("half")
    (checkout.venv / "bin" / "python").unlink()
    assert checkout.run().stdout == f"{checkout.venv}|up\n"
    assert checkout.has_package()


def test_a_changed_lock_file_is_installed(checkout: Checkout) -> None:
    checkout.run()
    assert not checkout.has_package()
    checkout.require("requirements.lock")
    checkout.run()
    assert checkout.has_package()


def test_two_at_once_install_once(checkout: Checkout) -> None:
    checkout.require("requirements.lock")
    both = [checkout.start(), checkout.start()]
    said = [process.communicate(timeout=120) for process in both]
    assert [out for out, _ in said] == [f"{checkout.venv}|up\n"] * 2
    assert sum("Installed in" in err for _, err in said) == 1


def test_the_packages_of_the_tests_serve_the_desk_too_but_not_the_other_way_round(checkout: Checkout) -> None:
    assert "Installed" in checkout.run("up").stderr
    assert "Installed" in checkout.run("test").stderr
    assert checkout.run("up").stderr == ""


def test_packages_of_another_folder_can_be_used(checkout: Checkout) -> None:
    done = checkout.run(CLAIMTRACKER_VENV=sys.prefix)
    assert done.stdout == f"{sys.prefix}|up\n"
    assert not checkout.venv.exists()


def test_an_old_python_is_told_what_is_needed() -> None:
    pretend = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['run']; runpy.run_path({!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend.format(str(ROOT / "run"))],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (
        done.stderr
        == "Claim Tracker needs Python 3.11 or newer; this is 3.9.2. Install one, then run: python3.11 run\n"
    )


def test_an_old_python_can_read_that_far() -> None:
    ast.parse((ROOT / "run").read_text(), feature_version=(3, 7))
