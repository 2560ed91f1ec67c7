"""The folder where the desk keeps its data on this machine: who may use it now, and where the servers are."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from claimtracker.embedded.binaries import outside_folder
from claimtracker.embedded.process import StackError, is_alive, stop_orphan

ROOT = Path(__file__).resolve().parents[2]
OUR_PYTHON = f"{sys.executable} -P "
"""How every child of a supervisor begins: after a reboot its pid may be anybody's, an editor's in this very folder."""
ORPHAN_STEPS = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))


@dataclass
class State:
    """What a process that runs the servers tells the others; kept in a file that only its owner can read."""

    pid: int
    purpose: str  # "desk" for the whole desk, else the command that servers were started for
    web: str = ""
    ready: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)
    processes: dict[str, int] = field(default_factory=dict)  # name → pid of web, worker and beat


class Home:
    """The state folder, `.desk` in the checkout or CLAIMTRACKER_HOME."""

    def __init__(self, folder: Path | None = None) -> None:
        chosen = folder or Path(os.environ.get("CLAIMTRACKER_HOME") or ROOT / ".desk")
        self.folder = chosen.absolute()
        self.logs = self.folder / "logs"
        self.state_file = self.folder / "stack.json"
        self.lock_file = self.folder / "lock"
        self._lock: int | None = None

    def make(self) -> None:
        """Make the folder. PostgreSQL's account may pass through it, not look around. Raises StackError.

        A folder with anything of somebody else's is refused: its mode would change, and a reset would empty it.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            is_desk = self.lock_file.exists() or self.state_file.exists()
            if not is_desk and any(self.folder.iterdir()):
                raise StackError(
                    f"{self.folder} holds files that are no desk's: name an empty or a new one with CLAIMTRACKER_HOME."
                )
            self.lock_file.touch(mode=0o600)
            self.folder.chmod(0o711)
            self.logs.mkdir(exist_ok=True)
            self.logs.chmod(0o700)
        except PermissionError as error:
            raise StackError(
                f"{self.folder} cannot be written ({error.strerror}): another user may have run this desk. "
                f"Run it as that user, or choose another folder with CLAIMTRACKER_HOME."
            ) from error

    def acquire(self) -> bool:
        """Become the one who runs servers here, until our process ends; False if somebody else is."""
        self.make()
        handle = os.open(self.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A reset that ends now takes the file away: its lock would be worth nothing.
            is_held = os.path.samestat(os.fstat(handle), self.lock_file.stat())
        except (BlockingIOError, FileNotFoundError):
            is_held = False
        if not is_held:
            os.close(handle)
            return False
        self._lock = handle
        return True

    def release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def read_state(self) -> State | None:
        """The state last written; None when there is none, or when its writer is gone."""
        state = self.last_state()
        return state if state and is_alive(state.pid) else None

    def last_state(self) -> State | None:
        """The state last written, even by a process that is gone."""
        try:
            return State(**json.loads(self.state_file.read_text()))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            return None

    def write_state(self, state: State) -> None:
        unfinished = self.state_file.with_suffix(".new")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(asdict(state), file, indent=2)
        unfinished.replace(self.state_file)

    def stop_orphans(self) -> None:
        """Stop web, worker and beat of a supervisor that was killed; the servers see to their own."""
        state = self.last_state()
        for pid in (state.processes if state else {}).values():
            stop_orphan(pid, OUR_PYTHON, *ORPHAN_STEPS)

    def secret_key(self, environment: Mapping[str, str]) -> str:
        """The environment's SECRET_KEY, else one made here once: sessions outlive a restart."""
        if given := environment.get("SECRET_KEY"):
            return given
        file = self.folder / "secret-key"
        file.touch(mode=0o600)
        if not (key := file.read_text().strip()):
            key = secrets.token_urlsafe(50)
            file.write_text(key)
        return key

    def log(self, name: str) -> Path:
        """The log file of one process; what an earlier start wrote is kept once, as `….log.1`."""
        path = self.logs / f"{name}.log"
        if path.exists():
            path.replace(path.with_name(f"{name}.log.1"))
        path.touch(mode=0o600)
        return path

    def remove(self) -> list[Path]:
        """Remove the folder and what lies outside of it; returns what was removed. Whoever calls it holds the lock."""
        outside = outside_folder(self.folder / "postgres")
        found = [path for path in (outside, self.folder) if path.exists()]
        if outside.exists():
            shutil.rmtree(outside)
        # The lock goes last: until then nobody else begins here.
        for entry in sorted(self.folder.iterdir(), key=lambda path: path == self.lock_file):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        with suppress(OSError):  # a mount point stays, and so does what another start makes just now
            self.folder.rmdir()
        return found
