"""What a comparison takes and gives: plain frozen values."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from claims.choices import Comparator, Stance


class Obstacle(StrEnum):
    """What keeps two figures from being compared."""

    UNIT = "unit"
    COUNTED = "counted"
    POPULATION = "population"
    PLACE = "place"
    PERIOD = "period"
    NO_NUMBER = "no_number"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a claim may be from a found figure and still agree with it: whichever of the two is wider."""

    absolute: Decimal = Decimal(0)
    """In the measure's unit; percentage points for shares."""
    relative: Decimal = Decimal(0)
    """A part of the found value: 0.05 is five percent of it."""

    def around(self, value: Decimal) -> Decimal:
        """The width on either side of `value`, in its unit."""
        return max(self.absolute, abs(value) * self.relative)


@dataclass(frozen=True, slots=True)
class Measure:
    """A thing that is measured, and how a claim about it can be recognised.

    Words are lower case and singular, as `claims.comparison.words.terms` gives them.
    """

    name: str
    title: str
    unit: str
    """As in `claims.extraction.types.FoundQuantity`."""
    shelf_life: timedelta
    """How far the claim's time may be from the figure's date."""
    tolerance: Tolerance
    population: str = ""
    """What a share is a share of, in words: the default where a figure does not say."""
    counted_words: frozenset[str] = frozenset()
    """Words that may stand beside the label in what a claim counts, and change nothing."""
    population_words: frozenset[str] = frozenset()
    """Words that may name the population of a share, and change nothing."""
    named_by: tuple[frozenset[str], ...] = ()
    """The claim must name the measure by all words of one of these groups; empty: the label names it."""
    clause_named_by: tuple[frozenset[str], ...] = ()
    """Further names, good only where every word of the clause is accounted for ("82 million people live in …")."""
    told_by: frozenset[str] = frozenset()
    """One of these words must stand in the claim's text; empty: none is needed."""
    ruled_out_by: frozenset[str] = frozenset()
    """A claim with one of these words in its text is about something else."""
    per: Decimal = Decimal(1)
    """A rate's base: 1,000 for births per 1,000 inhabitants."""
    whole_clause: bool = False
    """Every word of the claim's clause must be accounted for; see `claims.comparison.clauses`."""
    labelled: bool = False
    """Each figure counts what its label says (Tajik, Sunni Muslim, Dari)."""


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """A number as a claim states it; the fields are those of a quantity."""

    text: str
    """The words that state it, for example "more than 46%"."""
    value: Decimal
    upper: Decimal | None = None
    comparator: Comparator = Comparator.EXACTLY
    unit: str = "count"
    counted: str = ""
    population: str = ""
    place: str = ""
    period: str = ""
    approximate: bool = False
    claim: str = ""
    """The whole claim, for telling measures apart that share a label (Tajik: people or language)."""
    occurrence: int = 0
    """Which of the places it is where the claim has these words ("9 % Hazara and 9 % Uzbek"), from 0."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number as a source gives it; `value` None says that the source gives none."""

    measure: Measure
    value: Decimal | None
    as_of: date
    title: str
    label: str = ""
    population: str = ""
    place: str = ""
    upper: Decimal | None = None
    edition: str = ""
    statement: str = ""

    @property
    def cited(self) -> str:
        """The source as a sentence names it: "World Factbook, 2014 edition,"."""
        return f"{self.title}, {self.edition}," if self.edition else self.title


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the software suggests, why, and what stood in the way if nothing could be compared."""

    stance: Stance
    reason: str
    obstacle: Obstacle | None = None
