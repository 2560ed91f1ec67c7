"""What a week published, claim by claim: new verdicts, corrections of earlier ones, retractions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from itertools import groupby

from django.db.models import Max
from django.utils.text import Truncator

from reviews.choices import VerdictKind
from reviews.digests.period import IsoWeek
from reviews.models import Rating, Verdict

EXCERPT_LENGTH = 420
SENTENCE_END = re.compile(r"([.!?][”\"’)]?)\s")


class Tone(StrEnum):
    """Where a rating lies on its scale, for a colour beside the word."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    OFF_SCALE = "off"


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in one digest, in the newest state that the week gave it.

    `earlier` is the verdict that stood before the week, `corrections` the week's own corrections of what it had
    published or found standing, oldest first, and `since` the newest row that came after the week.
    """

    verdict: Verdict
    earlier: Verdict | None
    corrections: tuple[Verdict, ...]
    since: Verdict | None
    tone: Tone

    @property
    def is_retraction(self) -> bool:
        return self.verdict.kind == VerdictKind.RETRACTION

    @property
    def withdrawn(self) -> Verdict | None:
        """What a retraction takes back."""
        return self.verdict.supersedes if self.is_retraction else None

    @property
    def rating_before(self) -> str:
        """The label that the week's corrections changed; empty where the rating stayed, or nothing stood before."""
        before = self.corrections[0].supersedes if self.corrections else None
        if before is None or before.kind == VerdictKind.RETRACTION or before.rating_label == self.verdict.rating_label:
            return ""
        return before.rating_label

    @property
    def excerpt(self) -> str:
        """The beginning of the explanation, in whole sentences where that is possible."""
        return shortened(self.verdict.explanation, EXCERPT_LENGTH)

    @property
    def is_solo(self) -> bool:
        """Whether nobody but its author approved it."""
        return self.verdict.author_id == self.verdict.approver_id


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A week's publications in three sections, the claims of highest priority first in each."""

    week: IsoWeek
    verdicts: tuple[Entry, ...]
    corrections: tuple[Entry, ...]
    retractions: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.verdicts + self.corrections + self.retractions

    @property
    def is_empty(self) -> bool:
        return not self.entries


def content_of(week: IsoWeek, zone: tzinfo) -> DigestContent:
    """Everything published in the week by the clocks of `zone`, in a fixed number of queries."""
    entries = _entries(week.start(zone), week.end(zone))
    return DigestContent(
        week=week,
        verdicts=tuple(entry for entry in entries if not entry.is_retraction and entry.earlier is None),
        corrections=tuple(entry for entry in entries if not entry.is_retraction and entry.earlier is not None),
        retractions=tuple(entry for entry in entries if entry.is_retraction),
    )


def _entries(start: datetime, end: datetime) -> list[Entry]:
    rows = list(
        Verdict.objects.filter(published_at__gte=start, published_at__lt=end)
        .select_related("review", "rating", "author", "approver", "supersedes")
        .prefetch_related("citations")
        .order_by("review", "number")
    )
    since = _newest_after({row.review_id for row in rows}, end)
    best = dict(Rating.objects.values_list("scale").annotate(Max("value")).order_by())
    entries = []
    for review_id, group in groupby(rows, key=lambda row: row.review_id):
        history = list(group)
        newest = history[-1]
        entries.append(
            Entry(
                verdict=newest,
                earlier=history[0].supersedes,
                corrections=tuple(row for row in history if row.kind == VerdictKind.CORRECTION),
                since=since.get(review_id),
                tone=_tone(newest.rating_value, best.get(newest.rating.scale_id)),
            )
        )
    return sorted(entries, key=lambda entry: (-entry.verdict.review.priority, entry.verdict.pk))


def _newest_after(review_ids: Iterable[int], end: datetime) -> dict[int, Verdict]:
    later = Verdict.objects.filter(review__in=review_ids, published_at__gte=end).order_by("review", "number")
    return {row.review_id: row for row in later}


def _tone(value: int | None, best: int | None) -> Tone:
    if value is None or best is None:
        return Tone.OFF_SCALE
    # Thirds of the scale from 1 to its best, as people read it: low, middle, high.
    position = value / best
    if position > 2 / 3:
        return Tone.HIGH
    return Tone.MIDDLE if position > 1 / 3 else Tone.LOW


def shortened(text: str, most: int) -> str:
    """At most `most` characters, on one line: whole sentences, or the beginning of the first with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    ends = [match.end(1) for match in SENTENCE_END.finditer(line[: most + 1])]
    return line[: ends[-1]] if ends else Truncator(line).chars(most)
