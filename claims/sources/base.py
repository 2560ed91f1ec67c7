"""What a source is: it gets a question about one wording of a claim and gives an answer that can be kept.

A connector is one file in this package. It knows nothing of rows of work, retries or Celery: it asks once, and says
by its error whether asking again could help.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

from claims.choices import Comparator, Stance
from claims.comparison import ClaimedFigure
from claimtracker.outbound import JSON, MAX_BYTES, Fetched

PASSAGE_REASON = "A passage, not a figure: read it."
"""How the reason of a passage begins that suggests no stance."""


class SourceUnavailable(Exception):
    """The source could not answer now; asking again may help.

    `retry_after` is what the source itself asked for, or None.
    """

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceRefused(Exception):
    """The source will not answer this question, however often it is asked."""


class UnknownConnector(SourceRefused):
    """No connector has the name that was asked for."""


@dataclass(frozen=True, slots=True)
class QuestionQuantity:
    """A figure of the claim, with the id that a hit refers to it by."""

    id: int
    text: str
    value: Decimal
    upper: Decimal | None = None
    comparator: Comparator | str = Comparator.EXACTLY
    unit: str = "count"
    counted: str = ""
    population: str = ""
    place: str = ""
    period: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a stand-alone claim, its figures, and when it was said."""

    text: str
    quantities: tuple[QuestionQuantity, ...] = ()
    said_on: date | None = None
    """The article's date: what a claim without a period means."""
    language: str = "en"

    def claimed(self, quantity: QuestionQuantity) -> ClaimedFigure:
        """One of the question's figures as a comparison takes it."""
        return ClaimedFigure(
            text=quantity.text,
            value=quantity.value,
            upper=quantity.upper,
            comparator=Comparator(quantity.comparator),
            unit=quantity.unit,
            counted=quantity.counted,
            population=quantity.population,
            place=quantity.place,
            period=quantity.period,
            approximate=quantity.approximate,
            claim=self.text,
            occurrence=sum(quantity.text in other.text for other in self._before(quantity)),
        )

    def _before(self, quantity: QuestionQuantity) -> Sequence[QuestionQuantity]:
        """The figures before this one, in the claim's order."""
        ids = [other.id for other in self.quantities]
        return self.quantities[: ids.index(quantity.id)] if quantity.id in ids else ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a source says, quoted and dated, with what it suggests and why."""

    title: str
    publisher: str
    quote: str
    """The source's own words, or a line of ours where `verbatim` is False."""
    reason: str
    """Why this stance is suggested, or why none is."""
    stance: Stance = Stance.NO_SUGGESTION
    edition: str = ""
    url: str = ""
    licence: str = ""
    as_of: date | None = None
    quantity_id: int | None = None
    """The claim's figure that the found one stands beside."""
    found_value: Decimal | None = None
    found_upper: Decimal | None = None
    found_unit: str = ""
    verbatim: bool = True
    passage: bool = False
    """Running text in English that can be held against the claim; see claims.sources.passages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, best hit first. No hits means that nothing was found: never an error, never a refutation."""

    hits: tuple[Hit, ...]
    body: bytes
    """What the source sent, to be kept and hashed."""
    media_type: str
    http_status: int | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    """What was asked, as JSON can hold it."""
    note: str = ""
    """What a reader must know of where it came from, in a sentence: that many look-ups share it, and since when."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document that many questions are answered from, as its server gave it."""

    url: str
    """Where it came from in the end."""
    body: bytes
    sha256: str
    media_type: str
    status: int
    fetched_at: datetime
    """When these bytes came."""
    confirmed_at: datetime
    """When the server last said that they still stand; at the earliest, when they came."""
    is_shared: bool = False
    """This look-up fetched nothing: it was here."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that an operator sets for a source: in its Source row or, where it is secret, in the environment."""

    name: str
    help: str
    default: str = ""
    required: bool = False
    secret: bool = False
    """Read from the environment variable SOURCE_<CONNECTOR>_<OPTION> and kept nowhere else."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a source may be asked, by all workers together, unless its Source row says otherwise."""

    requests: int = 1
    seconds: float = 1
    at_once: int = 1
    """How many requests may be under way at the same time."""
    is_shared: bool = False
    """Most look-ups make no request: they share what one of them fetched."""


class Access(Protocol):
    """A connector's way out. Every request goes through it: paced, vetted by claimtracker.outbound, and kept."""

    options: Mapping[str, str]
    """Every Option of the connector by its name, defaults filled in, secrets from the environment."""

    @property
    def exchanges(self) -> Sequence[Fetched]:
        """Every answer of status 2xx so far, in order."""
        ...

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Fetched:
        """GET `url` with `params` added to its query.

        Raises:
            SourceUnavailable: no answer now: refused by the pace, timed out, 408, 425, 429 or 5xx (with Retry-After).
            SourceRefused: no answer ever: another error status, wrong type, too large, a private address.
        """
        ...

    def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: Mapping[str, str] | None = None,
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Fetched:
        """POST `body` to `url`. Raises as `get` does."""
        ...

    def document(
        self,
        url: str,
        *,
        fresh_for: timedelta,
        check: Callable[[bytes], None],
        accept: tuple[str, ...] = JSON,
        max_bytes: int = MAX_BYTES,
    ) -> Document:
        """The whole document at `url`: the kept one, where it came or was confirmed within `fresh_for`; else asked for.

        Its server is told which one is kept (ETag, Last-Modified), and need not send it again. `check` reads what
        came, and raises where it is none: that is not kept. It is kept as it came, so no secret may stand in the
        address. Raises as `get` does, and what `check` raises.
        """
        ...


Query = Mapping[str, Any]
"""What is asked, as JSON can hold it. Kept on the look-up; a reviewer may edit its string values and run it again."""


class Connector(Protocol):
    """A source that claims are looked up in."""

    name: str
    """Unique; the name of the connector's file and of its Source row."""
    version: str
    """Raised with every change that could change an answer."""
    title: str
    needs_network: bool
    licence: str
    """Of what the source says; "as stated" where every document has its own."""
    options: tuple[Option, ...]
    pace: Pace

    def applies(self, question: Question) -> str:
        """Why the source cannot be asked this question, in a sentence; empty: it can."""
        ...

    def plan(self, question: Question) -> Query:
        """The query that the claim makes for this source: built from its names, counted noun, place and period."""
        ...

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Ask the source, once. `query` is what `plan` made, perhaps edited by a reviewer.

        Raises:
            SourceUnavailable: not now.
            SourceRefused: not ever.
        """
        ...
