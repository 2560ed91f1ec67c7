"""Selection balance: of the claims found, which were chosen, which dismissed, and why.

The International Fact-Checking Network's code of principles asks a desk to show that it does not check one side alone.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import TextChoices
from django.utils import timezone

from reviews.choices import ReviewAction, ReviewState

CHOSEN = (
    ReviewState.IN_REVIEW, ReviewState.PROPOSED, ReviewState.PUBLISHED, ReviewState.CORRECTING, ReviewState.RETRACTED,
)  # fmt: skip
"""States that say that somebody took the claim to grade it."""
NAMELESS = {"outlet": "No outlet known", "claimant": "No claimant known", "topic": "No topic given"}
REASONS_OF_EACH = 3
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula (OWASP, “CSV Injection”)."""


class Dimension(TextChoices):
    """What claims are told apart by."""

    OUTLET = "outlet", "Outlet"
    CLAIMANT = "claimant", "Claimant"
    TOPIC = "topic", "Topic"


class BadPeriod(ValueError):
    """The period ends before it begins; the message says so."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which claims were found, both included, in the desk's zone."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise BadPeriod(f"The period ends on {self.until}, before it begins on {self.since}. Swap the two.")

    @classmethod
    def last_days(cls, days: int) -> "Period":
        """The days up to today, in the desk's zone."""
        today = timezone.localdate(timezone=timezone.get_default_timezone())
        return cls(today - timedelta(days=days - 1), today)

    def bounds(self) -> tuple[datetime, datetime]:
        zone = timezone.get_default_timezone()
        begin = datetime.combine(self.since, time.min, zone)
        return begin, datetime.combine(self.until + timedelta(days=1), time.min, zone)


@dataclass(slots=True)
class Line:
    """One outlet, claimant or topic. `reasons` are those of its dismissals with their numbers, the commonest first."""

    name: str
    found: int = 0
    chosen: int = 0
    dismissed: int = 0
    waiting: int = 0
    reasons: list[tuple[str, int]] = field(default_factory=list)

    def add(self, state: str, reason: str | None, number: int) -> None:
        """Count so many claims whose review is in the state."""
        self.found += number
        if state in CHOSEN:
            self.chosen += number
        elif state == ReviewState.DISMISSED:
            self.dismissed += number
            self.reasons.append((reason or "No reason on record", number))
        else:
            self.waiting += number

    @property
    def chosen_share(self) -> float:
        """Of what was decided on: chosen or dismissed. 0 where nothing was."""
        decided = self.chosen + self.dismissed
        return self.chosen / decided if decided else 0.0


_NAMES = {
    # A claim counts for the outlet that it was found in first.
    Dimension.OUTLET: """
        LEFT JOIN LATERAL (
            SELECT outlet.name FROM claims_appearance appearance
            JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
            JOIN claims_article article ON article.id = revision.article_id
            JOIN claims_outlet outlet ON outlet.id = article.outlet_id
            WHERE appearance.claim_id = claim.id ORDER BY appearance.id LIMIT 1
        ) named ON true""",
    Dimension.CLAIMANT: "LEFT JOIN claims_claimant named ON named.id = claim.claimant_id",
    Dimension.TOPIC: "CROSS JOIN LATERAL (SELECT nullif(claim.topic, '') AS name) named",
}
_COUNTED = """
    SELECT named.name, coalesce(review.state, 'queued'), why.reason, count(*)
    FROM claims_claim claim {named} LEFT JOIN reviews_review review ON review.claim_id = claim.id
    LEFT JOIN LATERAL (
        SELECT reason FROM reviews_transition
        WHERE review_id = review.id AND action = ANY (%(actions)s) ORDER BY id DESC LIMIT 1
    ) why ON review.state = 'dismissed'
    WHERE claim.found_at >= %(begin)s AND claim.found_at < %(end)s
    GROUP BY 1, 2, 3
"""


def balance(dimension: Dimension, period: Period) -> list[Line]:
    """A line for each outlet, claimant or topic of the claims found in the period, the most claims first."""
    begin, end = period.bounds()
    actions = [ReviewAction.DISMISS, ReviewAction.DROP]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(named=_NAMES[dimension]), {"begin": begin, "end": end, "actions": actions})
        lines: dict[str | None, Line] = {}
        for name, state, reason, number in cursor.fetchall():
            line = lines.setdefault(name, Line(name or NAMELESS[dimension]))
            line.add(state, reason, number)
    for line in lines.values():
        line.reasons.sort(key=lambda each: (-each[1], each[0]))
    return sorted(lines.values(), key=lambda line: (-line.found, line.name))


def reasons_of(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """All reasons for dismissals together, the commonest first."""
    together: dict[str, int] = {}
    for line in lines:
        for reason, number in line.reasons:
            together[reason] = together.get(reason, 0) + number
    return sorted(together.items(), key=lambda each: (-each[1], each[0]))


def in_words(reasons: list[tuple[str, int]], most: int = REASONS_OF_EACH) -> str:
    """The commonest reasons with their numbers, and how many more there are."""
    told = "; ".join(f"{reason} ({number:,})" for reason, number in reasons[:most])
    return f"{told}; {len(reasons) - most} more" if len(reasons) > most else told


def as_csv(dimension: Dimension, period: Period, lines: Iterable[Line]) -> Iterator[str]:
    """The lines as CSV, one after the other; text that a spreadsheet would run is quoted by an apostrophe."""
    yield _row([dimension.label, "Found", "Chosen", "Dismissed", "Waiting", "From", "To", "Reasons for dismissals"])
    for line in lines:
        yield _row([
            line.name, line.found, line.chosen, line.dismissed, line.waiting, period.since, period.until,
            in_words(line.reasons, most=len(line.reasons)),
        ])  # fmt: skip


def as_json(dimension: Dimension, period: Period, lines: Iterable[Line]) -> Iterator[str]:
    """The same as one JSON document, line by line."""
    head = {"by": dimension.value, "from": period.since.isoformat(), "to": period.until.isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "lines": ['
    for number, line in enumerate(lines):
        told = {
            "name": line.name,
            "found": line.found,
            "chosen": line.chosen,
            "dismissed": line.dismissed,
            "waiting": line.waiting,
            "reasons": [{"reason": reason, "number": count} for reason, count in line.reasons],
        }
        yield (",\n" if number else "\n") + json.dumps(told, ensure_ascii=False)
    yield "\n]}\n"


def _row(cells: list[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([_safe(cell) for cell in cells])
    return written.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
