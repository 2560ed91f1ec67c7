"""Prove that nobody rewrote what the audit trail recorded."""

import json
import re
import time
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from claimtracker.audit.anchors import Anchor, AnchorUnreadable, append, last_anchor
from claimtracker.audit.chain import GENESIS, Problem, Walk

BROKEN, REFUSED, BEHIND = 1, 2, 3
MOST_LISTED = 20
PROGRESS_SECONDS = 2


@dataclass
class Proof:
    """What one reading of the chain came to."""

    walk: Walk
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0
    seconds: float = 0.0

    def is_behind(self, patience: timedelta) -> bool:
        """Whether an entry has waited for the sealer longer than it should."""
        oldest = self.walk.oldest_unsealed
        return oldest is not None and timezone.now() - oldest > patience


def seal_hash(value: str) -> bytes:
    """The hash of a seal. Raises ArgumentTypeError for anything but 64 hexadecimal digits."""
    if not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise ArgumentTypeError(f"“{value}” is no hash of a seal: one has 64 digits from 0 to f")
    return bytes.fromhex(value)


class Command(BaseCommand):
    help = (
        "Prove the hash chain over the audit trail, and name the first row that is not as it was sealed. Exit codes: "
        "0 proven, 1 broken, 2 the anchor's file cannot be read or written, 3 proven, but the sealer is behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", type=seal_hash, metavar="HASH", help="the hash of a seal that must be there")
        parser.add_argument(
            "--anchor",
            type=Path,
            metavar="FILE",
            help="expect the newest hash of this file and, if all is proven, add today's; keep it off this machine",
        )
        parser.add_argument(
            "--minutes",
            type=int,
            default=10,
            help="an entry that waits longer says that the sealer does not run; 10 unless given",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *, expect: bytes | None, anchor: Path | None, minutes: int, **options: Any) -> None:
        kept = _kept(anchor)
        proof = self._prove(expect or (kept.hash if kept else GENESIS), say=options["verbosity"] > 0)
        is_behind = proof.is_behind(timedelta(minutes=minutes))
        if options["json"]:
            self.stdout.write(json.dumps({"proven": not proof.problems, "sealer_behind": is_behind, **_as_json(proof)}))
        else:
            self._print(proof)
        if proof.problems:
            raise CommandError(f"The audit trail is broken. {proof.problems[0].message}", returncode=BROKEN)
        _keep(anchor, proof, kept)
        if is_behind:
            raise CommandError(
                f"Proven, but {proof.walk.unsealed:,} entries wait for the sealer, the oldest since "
                f"{proof.walk.oldest_unsealed:%Y-%m-%d %H:%M} UTC. Look whether beat and a worker run.",
                returncode=BEHIND,
            )

    def _prove(self, expected: bytes, *, say: bool) -> Proof:
        began = said = time.monotonic()

        def progress(entries: int) -> None:
            nonlocal said
            if say and time.monotonic() - said > PROGRESS_SECONDS:
                said = time.monotonic()
                self.stderr.write(f"{entries:,} entries …", style_func=str)

        proof = Proof(Walk(expected=expected, progress=progress))
        with transaction.atomic(), connection.cursor() as cursor:
            # One view of everything: what is sealed or redacted meanwhile is not seen half.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            problems = proof.walk.problems()
            proof.problems = list(islice(problems, MOST_LISTED))
            proof.more_problems = sum(1 for _ in problems)
        proof.seconds = time.monotonic() - began
        return proof

    def _print(self, proof: Proof) -> None:
        walk = proof.walk
        for problem in proof.problems:
            self.stdout.write(problem.message)
        if proof.more_problems:
            self.stdout.write(f"… and {proof.more_problems:,} more.")
        self.stdout.write(
            f"{walk.entries:,} entries in {walk.head.seal:,} seals read in {proof.seconds:.1f} s; "
            f"{walk.redacted:,} redacted, {walk.unsealed:,} not sealed yet."
        )
        if walk.expected_seal:
            self.stdout.write(f"The expected hash is seal {walk.expected_seal}: nothing up to it was rewritten.")
        if not proof.problems:
            self.stdout.write(f"Proven. Head: seal {walk.head.seal}, {walk.head.hash.hex()}")


def _as_json(proof: Proof) -> dict[str, Any]:
    walk = proof.walk
    return {
        "entries": walk.entries,
        "redacted": walk.redacted,
        "unsealed": walk.unsealed,
        "oldest_unsealed": walk.oldest_unsealed.isoformat() if walk.oldest_unsealed else None,
        "head": {"seal": walk.head.seal, "entries": walk.head.position, "hash": walk.head.hash.hex()},
        "expected_seal": walk.expected_seal,
        "problems": [problem._asdict() for problem in proof.problems],
        "more_problems": proof.more_problems,
        "seconds": round(proof.seconds, 3),
    }


def _kept(file: Path | None) -> Anchor | None:
    try:
        return last_anchor(file) if file else None
    except AnchorUnreadable as error:
        raise CommandError(f"{file}: {error}", returncode=REFUSED) from error
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.", returncode=REFUSED) from error


def _keep(file: Path | None, proof: Proof, kept: Anchor | None) -> None:
    """Add the head to the file, unless it is its newest already or nothing is sealed yet."""
    head = proof.walk.head
    if file is None or not head.seal or (kept and kept.hash == head.hash):
        return
    try:
        append(file, Anchor(head.hash, head.seal, head.position))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.", returncode=REFUSED) from error
