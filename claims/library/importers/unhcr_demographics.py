"""UNHCR's demographic table: the share of women and children among the people displaced within a country.

The columns are those of UNHCR's API, as its R package ships them: a row a year, country, kind of people and location.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from claims.library.country_codes import ISO3
from claims.library.importers.base import Figure, LibraryDataError
from claims.library.measures import MEASURES
from claims.library.unhcr_shares import Counted, share_of, women_and_children

COLUMNS = ("year", "coo_iso", "coa_iso", "pop_type", "f_total", "m_0_4", "m_5_11", "m_12_17", "m_other", "m_total",
           "total")  # fmt: skip
_BOYS = ("m_0_4", "m_5_11", "m_12_17")
_DISPLACED = "IDP"
_MEASURE = MEASURES["displaced_women_children_share"]
_PLACES = {code: name for name, code in ISO3.items()}


def figures_of(rows: Iterable[tuple[int, list[str]]], names: list[str], name: str) -> Iterator[Figure]:
    """A figure a country and year of which sex and age are known; `names` are those of the columns."""
    at = {column: names.index(column) for column in COLUMNS}
    parts: dict[tuple[str, int], list[Counted | None]] = defaultdict(list)
    for line, cells in rows:
        row = {column: cells[position] for column, position in at.items()}
        place = _PLACES.get(row["coo_iso"], "")
        if row["pop_type"] == _DISPLACED and place and row["coo_iso"] == row["coa_iso"]:
            try:
                parts[place, int(row["year"])].append(_counted(row))
            except (ValueError, ArithmeticError) as error:
                raise LibraryDataError(f"{name}, row {line:,}: it has no year or count. Export it again.") from error
    for (place, year), counted in sorted(parts.items()):
        known = [each for each in counted if each is not None]
        share = share_of(known, place) if len(known) == len(counted) else None
        if share is not None:
            yield Figure(
                measure=_MEASURE.name,
                unit=_MEASURE.unit,
                population=_MEASURE.population,
                place=place,
                value=share.low,
                upper=share.high if share.high != share.low else None,
                as_of=date(year, 12, 31),
                statement=f"{share.said} at the end of {year}{share.more}.",
            )


def _counted(row: dict[str, str]) -> Counted | None:
    """What the row counts; None where it does not break its people down."""
    if not all(row[column] for column in ("f_total", "m_total", "total", *_BOYS)):
        return None
    return women_and_children(
        female=Decimal(row["f_total"]),
        male=Decimal(row["m_total"]),
        total=Decimal(row["total"]),
        boys=[Decimal(row[column]) for column in _BOYS],
        unaged_male=Decimal(row["m_other"] or 0),
    )
