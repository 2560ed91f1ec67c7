"""Figures in the fields of a World Factbook entry. Conservative: what does not parse cleanly is left out."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_LISTS = (
    ("ethnic_share", "Ethnic groups"),
    ("religion_share", "Religions"),
    ("language_share", "Languages"),
)
_MOVED = "Refugees and internally displaced persons"
# measure, section, field, part, pattern of the whole text up to its year
_SINGLE = (
    ("population_total", "People and Society", "Population", "total", r"(?P<n>[\d,]+)"),
    ("urban_share", "People and Society", "Urbanization", "urban population", r"(?P<n>[\d.]+)% of total population"),
    ("literacy_rate", "People and Society", "Literacy", "total population", r"(?P<n>[\d.]+)%"),
    ("life_expectancy", "People and Society", "Life expectancy at birth", "total population", r"(?P<n>[\d.]+) years"),
    ("median_age", "People and Society", "Median age", "total", r"(?P<n>[\d.]+) years"),
    ("refugees_hosted", "Transnational Issues", _MOVED, "refugees", r"(?P<n>[\d,]+)"),
    ("displaced_people", "Transnational Issues", _MOVED, "IDPs", r"(?P<n>[\d,]+)"),
)  # fmt: skip
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


def read_figures(sections: dict[str, dict[str, object]], place: str) -> list[ReadFigure]:
    """The figures of one entry's fields that the table of measures knows."""
    people = sections.get("People and Society", {})
    figures: dict[tuple[str, str], ReadFigure] = {}
    for measure, field in _LISTS:
        for figure in _list_figures(measure, people.get(field), field, place):
            figures.setdefault((figure.measure, figure.label.casefold()), figure)
    for measure, section, field, part, pattern in _SINGLE:
        if single := _single_figure(measure, sections.get(section, {}).get(field), field, part, pattern, place):
            figures[measure, ""] = single
    return list(figures.values())


def _single_figure(measure: str, content: object, field: str, part: str, pattern: str, place: str) -> ReadFigure | None:
    text = _text(content, part)
    found = re.fullmatch(pattern + _YEAR, text)
    if not found:
        return None
    return ReadFigure(
        measure=measure,
        label="",
        value=Decimal(found["n"].replace(",", "")),
        upper=None,
        as_of=_mid_year(found["year"]),
        statement=f"{place}, {field.lower()}, {part}: {text}",
    )


def _list_figures(measure: str, content: object, field: str, place: str) -> Iterator[ReadFigure]:
    note = _text(content, "note")
    text = _text(content, field) or _text(content, "text")
    dated = re.search(_YEAR + r"$", text)
    body = text[: dated.start()] if dated else ""
    several_lists = ":" in body
    if not dated or several_lists or _OTHER_POPULATION.search(note):
        return
    for share in _shares(body):
        shown = f"{share.low}" + (f" to {share.high}" if share.high else "")
        yield ReadFigure(
            measure=measure,
            label=share.label,
            value=share.low,
            upper=share.high,
            as_of=_mid_year(dated["year"]),
            statement=f"{place}, {field.lower()}: {share.label} {shown} % ({dated['year']})",
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


def _mid_year(year: str) -> date:
    """The Factbook dates its estimates by the year; its population counts say July."""
    return date(int(year), 7, 1)
