"""What one look-up brought that the answer before did not: evidence that came, went or changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from claims.choices import LOOKUP_ANSWERED
from claims.models import Evidence, SourceLookup

COMPARED = ("quote", "found_value", "found_upper", "found_unit", "as_of", "edition", "stance", "licence")
"""What counts as a change of a piece of evidence; its reason follows from these."""
LABELS = {
    "quote": "quote",
    "found_value": "figure",
    "found_upper": "upper end",
    "found_unit": "unit",
    "as_of": "as of",
    "edition": "edition",
    "stance": "suggestion",
    "licence": "licence",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of evidence that says something else now: each changed field with its former and its new value."""

    before: Evidence
    after: Evidence
    fields: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The answer held against the answer before, `since`. Where nothing is listed, the evidence is the same."""

    since: SourceLookup
    same_bytes: bool
    came: list[Evidence] = field(default_factory=list)
    went: list[Evidence] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True if the evidence is the same."""
        return not (self.came or self.went or self.changed)


def difference(lookup: SourceLookup) -> Difference | None:
    """Hold an answer against the one before it. None where it is no answer, or the first.

    A failure is no answer: what is compared with is the last look-up that found something or nothing.
    """
    if lookup.state not in LOOKUP_ANSWERED:
        return None
    answers = SourceLookup.objects.filter(claim=lookup.claim_id, source=lookup.source_id, state__in=LOOKUP_ANSWERED)
    since = answers.filter(number__lt=lookup.number).order_by("-number").first()
    if since is None:
        return None
    rows = Evidence.objects.filter(lookup__in=[since.pk, lookup.pk]).select_related("quantity").order_by("rank", "pk")
    before = [row for row in rows if row.lookup_id == since.pk]
    after = [row for row in rows if row.lookup_id == lookup.pk]
    return _held_against(since, lookup, before, after)


def _held_against(
    since: SourceLookup, lookup: SourceLookup, before: Sequence[Evidence], after: Sequence[Evidence]
) -> Difference:
    """Pair what is the same first, then what speaks of the same thing; what is left came or went."""
    old, new = list(before), list(after)
    for row in list(new):
        if twin := next((each for each in old if _thing(each) == _thing(row) and not _fields(each, row)), None):
            old.remove(twin)
            new.remove(row)
    changed = []
    for row in list(new):
        if former := next((each for each in old if _thing(each) == _thing(row)), None):
            changed.append(Change(former, row, _fields(former, row)))
            old.remove(former)
            new.remove(row)
    same_bytes = since.snapshot_id is not None and since.snapshot_id == lookup.snapshot_id
    return Difference(since, same_bytes, came=new, went=old, changed=changed)


def _thing(row: Evidence) -> tuple[str, ...]:
    """What a piece of evidence is about; the claimed figure by its words, which outlive a wording's rows."""
    return (row.publisher, row.title, row.url, row.quantity.text if row.quantity else "")


def _fields(before: Evidence, after: Evidence) -> dict[str, tuple[str, str]]:
    pairs = {name: (_plain(getattr(before, name)), _plain(getattr(after, name))) for name in COMPARED}
    return {LABELS[name]: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
