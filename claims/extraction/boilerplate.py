"""Which lines of an article are its prose, and which are furniture around it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from claims.extraction.header import is_byline, is_dateline

_SHORT = 240


class LineKind(StrEnum):
    """What a line of an article is for. Only prose holds claims."""

    PROSE = "prose"
    HEADLINE = "headline"
    SUBHEADING = "sub-heading"
    ADVERTISEMENT = "advertisement"
    IMAGE_CREDIT = "image credit"
    DATELINE = "dateline"
    CAPTION = "caption"
    COOKIE_NOTICE = "cookie notice"
    RELATED_LINK = "related link"
    AUTHOR_LINE = "author line"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: text[start:end], without the white space around it."""

    start: int
    end: int
    kind: LineKind


_AGENCIES = (
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|Reuters|EPA(?:-EFE)?|Shutterstock|Alamy|iStock|Unsplash|"
    r"Flickr|Wikimedia(?: Commons)?|Twitter|X|Facebook|Instagram|PTI|ANI|PA(?: Media)?|Xinhua|Bloomberg|"
    r"TASS|Anadolu|Handout)"
)
_FURNITURE: tuple[tuple[LineKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            LineKind.ADVERTISEMENT,
            r"\W*(?:advertise?ments?|ad|ads|sponsored(?: content)?|promoted(?: content)?|partner content|"
            r"paid post"
            r"|(?:story|article) continues (?:below|after)\b.*|continue reading(?: below)?\b.*|scroll to "
            r"continue\b.*"
            r"|skip (?:ad|advert\w*|past newsletter)\b.*)\W*$",
        ),
        (
            LineKind.IMAGE_CREDIT,
            r"\(?(?:image|photo|picture|photograph|graphic|illustration|infographic|video|pic|"
            r"representational image|file image|credits?)s?"
            r"(?:\s+(?:credit|source|courtesy|by|from|of))*\s*[:/©–-]"
            rf"|(?:image|photo(?:graph)?|picture|video|illustration|graphic)s? (?:credit|courtesy|by)\b"
            rf"|[^.!?]{{0,90}}(?:/|via |© ?|: ){_AGENCIES}\)?$",
        ),
        (
            LineKind.CAPTION,
            r"\(?(?:pictured\b|file (?:photo|picture|image)|file\s*[-–—:]|caption\s*:|in this (?:photo|"
            r"picture|image|file|handout)|l-r\b|left to right|"
            r"from left\b|above:|below:)|.{0,220}[\[(](?:AP Photo|Photo|File|Pic|Image|Credit)?[^\])]{0,60}"
            rf"\b{_AGENCIES}[\])]\.?$|[^.!?]{{0,200}}[\[(](?:file|pictured|left|right|cent(?:re|"
            rf"er))[\])]\.?$",
        ),
        (
            LineKind.COOKIE_NOTICE,
            r"(?=.*\bcookies?\b)(?=.*\b(?:accept|consent|preferences|we use|our partners|this "
            r"(?:web)?site)\b)"
            r"|.*\b(?:all rights reserved|terms (?:of|and) (?:use|service|conditions)|privacy (?:policy|"
            r"notice)"
            r"|(?:sign up|subscribe) (?:to|for) (?:our|the|a) |your inbox|download our app|support our "
            r"journalism)",
        ),
        (
            LineKind.RELATED_LINK,
            r"\W*(?:(?:also )?read(?: more| also| next| this| full story)?\s*[:|›»–-]|(?:read|see|watch|"
            r"listen)(?: more| also)\b"
            r"|also read\b|related(?: (?:articles?|stories|news|topics|content|coverage|reading))?\s*[:|]|"
            r"related (?:articles?|stories|content|news)\b"
            r"|more (?:on this|from|stories|in)\b|watch\s*[:|]|listen\s*[:|]|don['’]t miss|you (?:may|"
            r"might) also (?:like|be)|most (?:read|popular)\b|"
            r"recommended\b|up next|trending\b|click here|follow (?:us|live)\b|https?://\S+$|share (?:this|"
            r"on|via)\b|topics?\s*:|tags?\s*:|first published\b)",
        ),
        (
            LineKind.AUTHOR_LINE,
            r"\(?(?:reporting|additional reporting|writing|edited|editing|written|compiled|words) by [A-Z]|"
            r"\S+@\S+\.\w+$|.{0,80}\b(?:is|are) (?:a|an|the) [^.]{0,40}"
            r"(?:correspondent|reporter|columnist|staff writer) (?:for|at|based)\b|"
            r".{0,60}\bcorrespondent(?:, [\w ]+)?$|@\w+$",
        ),
    )
)
_BULLET = re.compile(r"[•‣◦▪●*–—-]\s+|\(?\d{1,2}[.)]\s+")
_ENDS_PROSE = re.compile(r"[.!?…:;,。！？؟।][\"'”’»)\]]*$|[\"”»]$")
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?][\"”’]?\s+[\"“‘]?[A-Z]")
_QUOTED_WHOLE = re.compile(r"['‘\"“][^'’\"”]*['’\"”]$")


def classify(text: str) -> list[Line]:
    """Return every line of normalised `text` that is not empty, with what it is for."""
    spans = _line_spans(text)
    kinds = [_furniture(text[start:end]) for start, end in spans]
    open_lines = [number for number, kind in enumerate(kinds) if kind is None]
    if len(open_lines) > 1:
        _mark_headings(text, spans, kinds)
    return [Line(start, end, kind or LineKind.PROSE) for (start, end), kind in zip(spans, kinds, strict=True)]


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            spans.append((start + lead, start + lead + len(stripped)))
        start += len(raw) + 1
    return spans


def _furniture(line: str) -> LineKind | None:
    if len(line) > _SHORT:
        return None
    if is_dateline(line):
        return LineKind.DATELINE
    if is_byline(line):
        return LineKind.AUTHOR_LINE
    return next((kind for kind, pattern in _FURNITURE if pattern.match(line)), None)


def _mark_headings(text: str, spans: list[tuple[int, int]], kinds: list[LineKind | None]) -> None:
    """A line that no mark closes is a heading: a headline before the first prose, a sub-heading after it."""
    body_begun = False
    for number, (start, end) in enumerate(spans):
        if kinds[number] is not None:
            continue
        following = text[end : end + 2].lstrip("\n")[:1]
        if _is_heading(text[start:end]) and not following.islower():
            kinds[number] = LineKind.SUBHEADING if body_begun else LineKind.HEADLINE
        else:
            body_begun = True


def _is_heading(line: str) -> bool:
    words = line.split()
    if len(words) > 22 or _BULLET.match(line) or _SENTENCE_INSIDE.search(line):
        return False
    if _QUOTED_WHOLE.match(line) and len(words) <= 8 and not re.search(r"[.!,][\"'”’]$", line):
        return True
    if line.endswith("?") and len(words) <= 9:
        return True
    return not _ENDS_PROSE.search(line)
