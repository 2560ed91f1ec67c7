"""What extraction hands over: plain values, without a database behind them."""

from dataclasses import dataclass
from decimal import Decimal

from claims.choices import ClaimKind, Comparator


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A number in a text and what it counts.

    `unit` is percent, percentage_point, count, year, fraction, multiple, age, ordinal, an ISO 4217 code or a UCUM code.
    """

    text: str
    value: Decimal
    upper: Decimal | None = None
    comparator: Comparator = Comparator.EXACTLY
    unit: str = "count"
    counted: str = ""
    population: str = ""
    place: str = ""
    period: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """The claims of one text, and what a reader of the list should know of how it was made."""

    claims: tuple["FoundClaim", ...]
    """In the text's order."""
    extractor: str
    """Name and version of what found them."""
    language: str
    """A BCP 47 tag: the language that the text was read in."""
    notes: tuple[str, ...] = ()
    """What was not done, and why: a sentence each."""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A checkable statement: `exact` is the article's own text[start:end], counted in code points."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    text: str
    """The stand-alone wording."""
    kind: ClaimKind
    check_worthiness: float
    """0 to 1."""
    verifiability: float
    """0 to 1."""
    reason: str
    """Why it was picked, in words."""
    claimant: str = ""
    attribution_cue: str = ""
    quantities: tuple[FoundQuantity, ...] = ()
