"""Figures in the fields of a World Factbook entry. Conservative: what does not parse cleanly is left out."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.library.factbook_fields import BOOK_FIELDS, BookField
from claims.library.factbook_values import dated_values, mid_year, year_of

_LISTS = (
    ("ethnic_share", "Ethnic groups"),
    ("religion_share", "Religions"),
    ("language_share", "Languages"),
)
_YEAR = r"\s*\((?:January |July )?(?P<year>(?:19|20)\d\d)(?: est\.| census)?\)"
_ITEM = re.compile(
    r"(?P<label>[^\W\d][^\d%<>~:]*?)\s+(?P<low>\d+(?:\.\d+)?)(?:\s?%?\s?[-–]\s?(?P<high>\d+(?:\.\d+)?))?%"
)
# A share of something other than the population, by the field's own note.
_OTHER_POPULATION = re.compile(
    r"country of birth|nationality|citizens|claiming|foreign|\bonly\b|aged|household|immigrants", re.IGNORECASE
)
_NO_LABEL = re.compile(
    r"^(?:other|unspecified|none|unknown|undeclared|no answer|don't know|not stated|and|or|from|with|including|no)\b",
    re.IGNORECASE,
)
SUM_SLACK = Decimal(1)
"""How far parts in parentheses may be from their whole and still be parts of the population."""


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure with the words of the book that give it."""

    measure: str
    label: str
    value: Decimal
    upper: Decimal | None
    as_of: date
    statement: str


@dataclass(frozen=True, slots=True)
class _Share:
    label: str
    low: Decimal
    high: Decimal | None


def read_figures(
    sections: dict[str, dict[str, object]], place: str, *, undated: date | None = None
) -> list[ReadFigure]:
    """The figures of one entry's fields that the table of measures knows.

    `undated` is the date of figures whose text gives no year, for an edition whose own date is known; without it they
    are left out, but for the lie of the land.
    """
    fields = {name: content for section in sections.values() for name, content in section.items()}
    figures: dict[tuple[str, str, date], ReadFigure] = {}
    for measure, field in _LISTS:
        for figure in _list_figures(measure, fields.get(field), field, place, undated):
            figures.setdefault((figure.measure, figure.label.casefold(), figure.as_of), figure)
    for book_field in BOOK_FIELDS:
        for figure in _single_figures(book_field, fields, place, undated):
            figures.setdefault((figure.measure, "", figure.as_of), figure)
    return list(figures.values())


def _single_figures(
    book_field: BookField, fields: dict[str, object], place: str, undated: date | None
) -> Iterator[ReadFigure]:
    field = next((name for name in book_field.fields if name in fields), None)
    if field is None:
        return
    content, part = fields[field], book_field.part
    text = (_text(content, "text") or _text({"text": content}, "text")) if part == "*" else _text(content, part)
    shared = year_of(_last_text(content)) if part != "*" else None
    for found in dated_values(text, book_field.unit):
        year = found.year or shared
        as_of = mid_year(year) if year else undated
        if as_of is None:
            continue
        named = f"{field.lower()}" + (f", {part}" if part != "*" else "")
        yield ReadFigure(
            measure=book_field.measure,
            label="",
            value=found.value * book_field.sign,
            upper=None,
            as_of=as_of,
            statement=f"{place}, {named}: {found.text}",
        )


def _last_text(content: object) -> str:
    """The last part of a field: it gives the year of all of them."""
    parts = [name for name in content if name != "note"] if isinstance(content, dict) else []
    return _text(content, parts[-1]) if parts else ""


def _list_figures(measure: str, content: object, field: str, place: str, undated: date | None) -> Iterator[ReadFigure]:
    note = _text(content, "note")
    text = _text(content, field) or _text(content, "text")
    dated = re.search(_YEAR + r"$", text)
    body = text[: dated.start()] if dated else text
    several_lists = ":" in body
    as_of = mid_year(int(dated["year"])) if dated else undated
    if as_of is None or several_lists or _OTHER_POPULATION.search(note):
        return
    for share in _shares(body):
        shown = f"{share.low}" + (f" to {share.high}" if share.high else "")
        yield ReadFigure(
            measure=measure,
            label=share.label,
            value=share.low,
            upper=share.high,
            as_of=as_of,
            statement=f"{place}, {field.lower()}: {share.label} {shown} %" + (f" ({dated['year']})" if dated else ""),
        )


def _shares(body: str) -> Iterator[_Share]:
    for item in _split(body):
        bare, parts = _without_parentheses(item)
        whole = _share(bare)
        if whole is None:
            continue
        yield whole
        inner = [share for piece in _split(parts) if (share := _share(piece))]
        if inner and _adds_up(inner, whole):
            yield from (_named_after(share, whole) for share in inner)


def _share(item: str) -> _Share | None:
    found = _ITEM.fullmatch(" ".join(item.split()))
    if not found or _NO_LABEL.match(found["label"]) or len(found["label"]) > 60:
        return None
    low, high = Decimal(found["low"]), Decimal(found["high"]) if found["high"] else None
    if low > 100 or (high is not None and not low <= high <= 100):
        return None
    label = re.sub(r"^(?:includes|mostly|predominantly|of which)\s+", "", found["label"])
    return _Share(label=label, low=low, high=high)


def _adds_up(inner: list[_Share], whole: _Share) -> bool:
    lowest = sum((share.low for share in inner), Decimal(0))
    highest = sum((share.high or share.low for share in inner), Decimal(0))
    return lowest - SUM_SLACK <= whole.low <= highest + SUM_SLACK


def _named_after(share: _Share, whole: _Share) -> _Share:
    if whole.label == "Muslim" and "Muslim" not in share.label:
        return _Share(label=f"{share.label} Muslim", low=share.low, high=share.high)
    return share


def _split(body: str) -> list[str]:
    """Split at commas and semicolons that stand outside parentheses."""
    items, depth, current = [], 0, ""
    for character in body:
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth == 0:
            items.append(current)
            current = ""
        else:
            current += character
    return [item.strip() for item in (*items, current)]


def _without_parentheses(item: str) -> tuple[str, str]:
    inside = ", ".join(re.findall(r"\(([^()]*)\)", item))
    return re.sub(r"\s*\([^()]*\)", "", item).strip(), inside


def _text(content: object, part: str) -> str:
    """The text of a field or of one of its parts, entities decoded; empty where it is not there."""
    found = content.get(part) if isinstance(content, dict) else None
    if isinstance(found, dict):
        found = found.get("text")
    text = re.sub(r"<[^>]+>", "", found) if isinstance(found, str) else ""
    return " ".join(html.unescape(text).replace("\xa0", " ").split())
