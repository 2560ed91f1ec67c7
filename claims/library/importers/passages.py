"""Headings and paragraphs become passages: short paragraphs together, long ones cut at the end of a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claims.library.importers.base import LONGEST_PASSAGE, LibraryDataError, Passage

USUAL_PASSAGE = 1200
"""Characters up to which paragraphs under one heading are put together."""
LONGEST_HEADING = 300
MOST_PASSAGES = 200_000
_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]*\s")
_SPACES = re.compile(r"[ \t\xa0]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph, in the order of the document."""

    text: str
    is_heading: bool = False


def passages_of(blocks: Iterable[Block], place: str, name: str) -> list[Passage]:
    """The passages of a document; raises LibraryDataError where there is none, or more than MOST_PASSAGES."""
    found: list[Passage] = []
    for heading, text in _sections(blocks):
        found += [Passage(heading[:LONGEST_HEADING], piece, place) for piece in _pieces(text)]
        if len(found) > MOST_PASSAGES:
            raise LibraryDataError(f"{name} has more than {MOST_PASSAGES:,} passages. Split it.")
    if not found:
        raise LibraryDataError(f"{name} holds no text that could be quoted.")
    return found


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    gathered: list[str] = []
    heading, length = "", 0
    for block in blocks:
        text = _clean(block.text)
        if not text:
            continue
        full = length + len(text) > USUAL_PASSAGE
        if gathered and (block.is_heading or full):
            yield heading, "\n".join(gathered)
            gathered, length = [], 0
        if block.is_heading:
            heading = one_line(text)
        else:
            gathered.append(text)
            length += len(text)
    if gathered:
        yield heading, "\n".join(gathered)


def _clean(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\0", "").split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > LONGEST_PASSAGE:
        window = text[start : start + LONGEST_PASSAGE]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        cut = next((end for end in reversed(ends) if end > LONGEST_PASSAGE // 2), 0)
        cut = cut or window.rfind(" ") + 1 or LONGEST_PASSAGE
        yield window[:cut].strip()
        start += cut
    if rest := text[start:].strip():
        yield rest
