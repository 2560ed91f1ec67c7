"""A PostgreSQL data folder: the programs for it, the account it belongs to, its making, its version."""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from claimtracker.embedded import binaries
from claimtracker.embedded.process import Account, StackError


@dataclass
class Cluster:
    """Where the data, the programs and the superuser's password are, and as whom the programs run."""

    home: Path
    programs: Path
    account: Account | None

    @classmethod
    def below(cls, asked_home: Path) -> "Cluster":
        """Settle account, folder and programs, so that the account can use both: as root perhaps elsewhere."""
        home, programs = asked_home, binaries.postgres_bin()
        home.mkdir(parents=True, exist_ok=True)
        account = binaries.postgres_account(home / "data")
        if account:
            if not binaries.can_use(home, account):
                home = binaries.make_outside_folder(asked_home)
            if not binaries.can_use(programs / "postgres", account):
                programs = binaries.copy_for(account, programs, home)
        home.chmod(0o711)
        return cls(home, programs, account)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def password_file(self) -> Path:
        return self.home / "superuser-password"

    @cached_property
    def version(self) -> str:
        return self._run("postgres", "--version").split()[2]

    @property
    def major(self) -> int:
        return int(re.split(r"\D", self.version)[0])

    @property
    def environment(self) -> dict[str, str]:
        """What finds programs and libraries, no more: as root it is another account's, and our secrets stay ours."""
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
        return {**kept, "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.home)}

    def prepare(self) -> None:
        """Make the data folder if there is none. Raises StackError for one that this server cannot read."""
        if not self.data.exists():
            self._initialise()
        written_by = int((self.data / "PG_VERSION").read_text())
        if written_by != self.major:
            raise StackError(
                f"{self.data} was written by PostgreSQL {written_by}, and this is {self.version}, which cannot "
                f"read it. Nothing was changed. To go on as before, set CLAIMTRACKER_PG_BIN to the bin folder of "
                f"a PostgreSQL {written_by}; to upgrade the folder, use pg_upgrade (it is in {self.programs}); "
                f"if the data may go, run `./run reset`."
            )
        if not self.password_file.exists():
            raise StackError(
                f"{self.password_file} is gone, and without it nobody can enter the cluster beside it. Put it "
                f"back from a backup; if the data may go, run `./run reset`."
            )

    def superuser_password(self) -> str:
        return self.password_file.read_text().strip()

    def _initialise(self) -> None:
        """initdb into a temporary folder, then rename: killed half way, it leaves no half cluster behind."""
        for unfinished in self.home.glob("initdb-*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        self.password_file.unlink(missing_ok=True)
        handle = os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(24))
        staging = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.home))
        if self.account:
            os.chown(self.password_file, *self.account)
            os.chown(staging, *self.account)
        self._run(
            "initdb",
            *("-D", str(staging / "data"), "-U", "postgres", "--encoding=UTF8", "--data-checksums"),
            *("--auth=scram-sha-256", f"--pwfile={self.password_file}"),
            *self._locale_options(),
            "--no-sync",  # seconds on a busy disk; the first checkpoint syncs what counts
        )
        (staging / "data").rename(self.data)
        staging.rmdir()

    def _locale_options(self) -> list[str]:
        """The same order and case rules on every machine, whatever its locales; no need of a roomy /dev/shm.

        Up to 17, full-text search reads LC_CTYPE instead of the provider, and would not lower-case Ü under C.
        """
        if self.major <= 15:
            return ["--locale=C.UTF-8"]
        shared_memory = ["-c", "dynamic_shared_memory_type=mmap"]
        if self.major == 16:
            return ["--locale=C.UTF-8", *shared_memory]
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", *shared_memory]
        return [*builtin, "--lc-ctype=C.UTF-8"] if self.major == 17 else builtin

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            cwd="/",
            env=self.environment,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StackError(f"PostgreSQL's {program} failed; it said:\n{done.stdout}{done.stderr}")
        return done.stdout
