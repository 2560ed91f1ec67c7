"""What every importer shares: what it is told, what it gives back, and how it refuses."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all (0: not known before the end)."""

LONGEST_PASSAGE = 4000
"""Characters of one passage: what a reviewer reads at a glance, and what one posting list can weigh."""
MOST_PROBLEMS = 20
"""So many bad rows are named; the rest are counted."""


class LibraryDataError(ValueError):
    """Library data that cannot be imported; the message says which row, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a person knows of the file and the file may not say of itself; empty where it is not known."""

    title: str = ""
    publisher: str = ""
    edition: str = ""
    url: str = ""
    licence: str = ""
    as_of: date | None = None
    place: str = ""

    def __post_init__(self) -> None:
        for name, longest in LONGEST_DETAILS.items():
            if len(value := getattr(self, name)) > longest:
                raise LibraryDataError(
                    f"The {name} has {len(value):,} characters; {longest:,} is the most. Shorten it."
                )
        if self.url and not self.url.startswith(("http://", "https://")):
            raise LibraryDataError(f"The URL “{self.url}” does not begin with http:// or https://. Give a web address.")
        for each in fields(self):
            if "\0" in str(getattr(self, each.name)):
                raise LibraryDataError(f"The {each.name} holds a NUL character. Leave it out.")


LONGEST_DETAILS = {"title": 300, "publisher": 200, "edition": 100, "url": 2000, "licence": 200, "place": 200}


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document that can be quoted."""

    heading: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated number of the table of measures; `value` None: the source gives no number, and the statement says so."""

    measure: str
    unit: str
    place: str
    value: Decimal | None
    as_of: date
    statement: str
    label: str = ""
    population: str = ""
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One document out of a file."""

    key: str
    """Stable: the same document in another state has the same key and another hash."""
    details: Details
    passages: Sequence[Passage] = ()
    figures: Sequence[Figure] = ()
    fingerprint: str = field(default="")
    """SHA-256 of what was read, where the importer knows a cheaper one than that of passages and figures."""

    @property
    def sha256(self) -> str:
        """Of everything that the library stores of it."""
        if self.fingerprint:
            return self.fingerprint
        told = [asdict(self.details), [asdict(each) for each in self.passages], [asdict(each) for each in self.figures]]
        return hashlib.sha256(json.dumps(told, default=str, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


class Importer(Protocol):
    """One kind of file. Each module of this package offers one as `IMPORTER`."""

    kind: str
    """The name that doors take."""
    title: str
    """The kind in words."""

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether a file of this name that begins with these bytes looks like one of this kind."""

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        """The documents of the file, one after another; raises LibraryDataError where it is not of this kind."""


def key_of(kind: str, *parts: str) -> str:
    """A document's key from what names it: kind and a digest of the parts."""
    return f"{kind}/{hashlib.sha256(json.dumps(parts).encode('utf-8', 'replace')).hexdigest()[:32]}"


def refuse_all(name: str, problems: Sequence[str], *, more: int = 0) -> LibraryDataError:
    """One refusal that names every bad row, up to MOST_PROBLEMS."""
    shown = [f"  {problem}" for problem in problems[:MOST_PROBLEMS]]
    rest = len(problems) - len(shown) + more
    if rest > 0:
        shown.append(f"  … and {rest:,} more.")
    return LibraryDataError("\n".join([f"{name}: nothing was imported. Correct these rows:", *shown]))
