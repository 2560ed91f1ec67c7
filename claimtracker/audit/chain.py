"""Read the hash chain and prove it, row by row; whoever changed what is recorded is found out here.

The way of the hash, from 32 zero bytes on: sha256(hash before ‖ bytes of an entry) for each entry of a seal, then
sha256(hash before ‖ bytes of the seal). docs/reference/audit.md has the bytes exactly. They are computed here anew, by
functions that come with PostgreSQL and with Python and by none of the database's own, because who can change rows may
have changed functions too.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import connection

GENESIS = bytes(32)
CHUNK = 5_000
"""Rows read at a time: what bounds the memory."""

LINKS = """
    SELECT l.position, l.entry_id, l.hash, e.id AS found,
           e.action || ' of ' || e.table || ' ' || e.row AS what,
           convert_to(jsonb_build_array(
               l.position, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               e.transaction, e.database_role, e.actor_id, e.origin, e.table, e.row, e.action,
               e.subject_table, e.subject_row, encode(e.payload_digest, 'hex')
           )::text, 'UTF8') AS told,
           e.payload_digest AS digest,
           sha256(p.salt || convert_to(p.body, 'UTF8')) AS payload,
           r.id AS redaction,
           coalesce(p.body = '' AND p.salt = '', false) AS emptied
    FROM audit_auditsealedentry l
    LEFT JOIN audit_auditentry e ON e.id = l.entry_id
    LEFT JOIN audit_auditpayload p ON p.entry_id = l.entry_id
    LEFT JOIN audit_auditredaction r ON r.entry_id = l.entry_id
    WHERE l.position > %s ORDER BY l.position LIMIT %s
"""
SEALS = """
    SELECT s.number, s.first_position, s.last_position, s.settled_to, s.hash, s.at,
           convert_to(jsonb_build_array(
               s.number, to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
               s.first_position, s.last_position, s.seen_to, s.settled_to, s.transaction
           )::text, 'UTF8') AS told
    FROM audit_auditseal s
    WHERE s.number > %s ORDER BY s.number LIMIT %s
"""
OUTSIDE = """
    SELECT e.id, e.action || ' of ' || e.table || ' ' || e.row AS what, e.at FROM audit_auditentry e
    WHERE NOT EXISTS (SELECT FROM audit_auditsealedentry l WHERE l.entry_id = e.id)
      AND e.id > %s ORDER BY e.id LIMIT %s
"""
# A redaction that nobody recorded is a payload that somebody emptied.
UNRECORDED_REDACTIONS = """
    SELECT r.id, r.entry_id FROM audit_auditredaction r
    WHERE r.id > %s AND NOT EXISTS (
        SELECT FROM audit_auditentry e
        WHERE e.table = 'audit_auditredaction' AND e.row = r.id::text AND e.action = 'insert')
    ORDER BY r.id LIMIT %s
"""


class Link(NamedTuple):
    """A place in the chain, with what stands there now: a row of LINKS."""

    position: int
    entry: int
    hash: bytes
    found: int | None
    what: str | None
    told: bytes | None
    digest: bytes | None
    payload: bytes | None
    redaction: int | None
    emptied: bool


class Seal(NamedTuple):
    """A row of SEALS."""

    number: int
    first_position: int
    last_position: int
    settled_to: int
    hash: bytes
    at: datetime
    told: bytes


class Outside(NamedTuple):
    """An entry without a place: a row of OUTSIDE."""

    id: int
    what: str
    at: datetime


class UnrecordedRedaction(NamedTuple):
    id: int
    entry: int


class Problem(NamedTuple):
    """One row that is not as it was sealed. `kind` is for programs, `message` for people."""

    kind: str
    message: str
    position: int | None = None
    entry: int | None = None
    seal: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain ends: what an operator keeps elsewhere to prove later that nothing before was rewritten."""

    seal: int = 0
    position: int = 0
    hash: bytes = GENESIS
    at: datetime | None = None
    settled_to: int = 0


@dataclass(slots=True)
class Walk:
    """One reading of the whole chain: `problems()` yields what is broken, in the chain's order; then the rest is known.

    Run it in one REPEATABLE READ transaction, so that what is sealed meanwhile does not matter. `expected` is the hash
    of a seal that must be there: `expected_seal` is its number then. `progress` hears of every CHUNK entries.
    """

    expected: bytes = GENESIS
    progress: Callable[[int], None] = lambda _entries: None
    head: Head = field(default_factory=Head)
    entries: int = 0
    redacted: int = 0
    expected_seal: int | None = None
    unsealed: int = 0
    oldest_unsealed: datetime | None = None

    def problems(self) -> Iterator[Problem]:
        """Prove entry after entry and seal after seal. A broken row is named once; the reading goes on after it."""
        links = _Peekable(_rows(LINKS, Link))
        for seal in _rows(SEALS, Seal):
            yield from self._prove(seal, links)
            self.head = Head(seal.number, seal.last_position, seal.hash, seal.at, seal.settled_to)
            if seal.hash == self.expected:
                self.expected_seal = seal.number
        if (stray := links.peek()) is not None:
            yield Problem("link_inserted", f"Place {stray.position} comes after the last seal.", stray.position)
        yield from self._outside()
        for redaction in _rows(UNRECORDED_REDACTIONS, UnrecordedRedaction):
            yield Problem(
                "redaction_unrecorded",
                f"Redaction {redaction.id} of entry {redaction.entry} is not in the trail: it was put in by hand.",
                entry=redaction.entry,
            )
        if self.expected_seal is None and self.expected != GENESIS:
            yield Problem(
                "expected_missing",
                f"No seal has the hash {self.expected.hex()}: the history up to it was rewritten or cut off, or it is "
                "another desk's.",
            )

    def _prove(self, seal: Seal, links: "_Peekable") -> Iterator[Problem]:
        before: bytes | None = self.head.hash
        if seal.number != self.head.seal + 1:
            yield Problem("seal_missing", f"Seal {self.head.seal + 1} is gone.", seal=self.head.seal + 1)
            before = None  # what follows from a hash that is gone cannot be told
            links.skip_below(seal.first_position)
        elif seal.first_position != self.head.position + 1:
            yield _seal_changed(seal)
        awaited = seal.first_position
        while (link := links.peek()) is not None and link.position <= seal.last_position:
            if link.position < awaited:
                yield Problem("link_inserted", f"Place {link.position} belongs to no seal.", link.position)
            else:
                if link.position > awaited:
                    yield _gone(awaited, link.position - 1, seal)
                    before = None
                yield from self._prove_entry(link, before)
                before, awaited = link.hash, link.position + 1
            links.step()
        if awaited <= seal.last_position:
            yield _gone(awaited, seal.last_position, seal)
        elif before is not None and hashlib.sha256(before + seal.told).digest() != seal.hash:
            yield _seal_changed(seal)

    def _prove_entry(self, link: Link, before: bytes | None) -> Iterator[Problem]:
        self.entries += 1
        if self.entries % CHUNK == 0:
            self.progress(self.entries)
        if link.found is None or link.told is None:
            message = f"Entry {link.entry} (place {link.position}) is gone."
            yield Problem("entry_missing", message, link.position, link.entry)
            return
        named = f"Entry {link.entry} ({link.what})"
        if before is not None and hashlib.sha256(before + link.told).digest() != link.hash:
            message = f"{named}, or its place {link.position} in the chain, was changed after it was sealed."
            yield Problem("entry_changed", message, link.position, link.entry)
        if link.payload is None:
            message = f"{named}: what was recorded before and after is gone."
            yield Problem("payload_missing", message, link.position, link.entry)
        elif link.redaction is not None and link.emptied:
            self.redacted += 1
        elif link.payload != link.digest:
            message = f"{named}: what was recorded before and after was changed."
            yield Problem("payload_changed", message, link.position, link.entry)

    def _outside(self) -> Iterator[Problem]:
        """Entries without a place: new ones wait for the sealer, those up to `settled_to` were put in by hand."""
        for entry in _rows(OUTSIDE, Outside):
            if entry.id > self.head.settled_to:
                self.unsealed += 1
                self.oldest_unsealed = min(self.oldest_unsealed or entry.at, entry.at)
                continue
            yield Problem(
                "entry_inserted",
                f"Entry {entry.id} ({entry.what}) is not in the chain, though all up to entry {self.head.settled_to} "
                "was: it was put in afterwards, or its place was taken away.",
                entry=entry.id,
            )


def _gone(first: int, last: int, seal: Seal) -> Problem:
    places = f"Place {first} of the chain is" if first == last else f"The places {first} to {last} of the chain are"
    return Problem("link_missing", f"{places} gone (seal {seal.number}).", first, seal=seal.number)


def _seal_changed(seal: Seal) -> Problem:
    message = f"Seal {seal.number} was changed or replaced after it was made."
    return Problem("seal_changed", message, seal.first_position, seal=seal.number)


class _Peekable:
    """The links, with a look at the next one."""

    def __init__(self, links: Iterator[Link]) -> None:
        self._links = links
        self._next = next(links, None)

    def peek(self) -> Link | None:
        return self._next

    def step(self) -> None:
        self._next = next(self._links, None)

    def skip_below(self, position: int) -> None:
        while self._next is not None and self._next.position < position:
            self.step()


Row = TypeVar("Row", Link, Seal, Outside, UnrecordedRedaction)


def _rows(query: str, row: type[Row]) -> Iterator[Row]:
    """The rows of a query that takes a key to go on after, and a limit; its first column is the key."""
    after = -(2**63)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [after, CHUNK])
            found = cursor.fetchall()
        yield from (row(*values) for values in found)
        if len(found) < CHUNK:
            return
        after = found[-1][0]
