"""A few numbers as people look at them: a sentence, a table, and how the table is best drawn."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Panel:
    """`rows` begin with what they are of; the other columns are numbers where `chart` names a way to draw them.

    `chart`: bars, stacked (bars upon each other), ranked (stacked, lying, for long names), lines, or empty for a table
    alone.
    """

    key: str
    title: str
    summary: str
    columns: list[str] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    chart: str = ""
    unit: str = ""
    series: int = 0
    """How many of the columns are drawn; 0: all."""
    link: str = ""
    """The query string of the list of reviews that shows the same; empty: none does."""
