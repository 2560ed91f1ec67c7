"""In which order queued claims come: how pressing each is, and how those at hand are spread over outlets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.models import Appearance
from claims.querysets import dropped
from claimtracker.people.models import User
from reviews.choices import AssignmentRole, ReviewAction, ReviewState
from reviews.interests import barred
from reviews.models import Assignment, DeskMembership, Review, Transition

MOST_WORTHY, MOST_URGENT, OLDEST = 200, 50, 50
"""How many queued reviews are weighed, by each of the three orders that an index gives; of each of the person's desks
as many as are weighed of the urgent."""
OWN_DESK_WEIGHT = 0.3
URGENT_WITHIN = timedelta(hours=72)
AGE_WEIGHT_PER_DAY, AGE_WEIGHT_AT_MOST = 0.01, 0.3
RECENT_TAKES = 10
REPEAT_COST = 0.1
"""What each of the desk's last takes from the same outlet costs. After nine in a row a tenth comes only where nothing
else is at hand: priorities lie between 0 and 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A queued review as it is weighed."""

    review_id: int
    priority: float
    opened_at: datetime
    due_at: datetime | None
    outlet_id: int | None
    is_of_own_desk: bool = False


def next_for(person: User, *, skipped: bool = False) -> list[int]:
    """Ids of the queued reviews that come next for the person, first things first; empty: nothing waits.

    Weighed is a window: the most check-worthy of all and of each of the person's desks, those of the nearest deadlines
    and the oldest, each from an index of its own, so that it takes as long with a million in the queue as with a
    thousand. Left out are dropped claims, those that an interest bars the person from, and what the person gave back
    (`skipped`: only that).
    """
    candidates = _at_hand(person, skipped=skipped)
    recent = Counter(_outlets_of_last_takes())
    now = timezone.now()
    ranked = sorted(candidates, key=lambda each: (-pressure(each, now=now, recent=recent), each.review_id))
    return [each.review_id for each in ranked]


def pressure(candidate: Candidate, *, now: datetime, recent: Mapping[int, int]) -> float:
    """How pressing a review is: its priority (check-worthiness, 0 to 1), plus up to 1 as its deadline comes within 72
    hours, plus 0.3 where it is of a desk of the person's, plus 0.01 for each day of waiting (0.3 at most), less 0.1 for
    each of the last ten takes of its outlet."""
    weight = candidate.priority + (OWN_DESK_WEIGHT if candidate.is_of_own_desk else 0)
    if candidate.due_at is not None:
        weight += min(1.0, max(0.0, 1 - (candidate.due_at - now) / URGENT_WITHIN))
    weight += min(AGE_WEIGHT_AT_MOST, AGE_WEIGHT_PER_DAY * ((now - candidate.opened_at) / timedelta(days=1)))
    if candidate.outlet_id is not None:
        weight -= REPEAT_COST * recent.get(candidate.outlet_id, 0)
    return weight


def _at_hand(person: User, *, skipped: bool) -> list[Candidate]:
    gave_back = Exists(
        Transition.objects.filter(review=OuterRef("pk"), action=ReviewAction.SKIP, actor=person).order_by()
    )
    as_second = Assignment.objects.filter(review=OuterRef("pk"), person=person, role=AssignmentRole.SECOND).order_by()
    queued = Review.objects.filter(
        ~dropped("claim"),
        ~barred(person),
        ~Exists(as_second),
        gave_back if skipped else ~gave_back,
        state=ReviewState.QUEUED,
    ).values("pk", "claim", "priority", "opened_at", "due_at", "desk")
    own_desks = set(DeskMembership.objects.filter(person=person).values_list("desk", flat=True))
    windows = [
        queued.order_by("-priority", "pk")[:MOST_WORTHY],
        queued.filter(due_at__isnull=False).order_by("due_at", "pk")[:MOST_URGENT],
        queued.order_by("opened_at", "pk")[:OLDEST],
        *(queued.filter(desk=desk).order_by("-priority", "pk")[:MOST_URGENT] for desk in sorted(own_desks)),
    ]
    rows = {row["pk"]: row for window in windows for row in window}
    outlets = _outlets({row["claim"] for row in rows.values()})
    return [
        Candidate(
            review_id=row["pk"],
            priority=row["priority"],
            opened_at=row["opened_at"],
            due_at=row["due_at"],
            outlet_id=outlets.get(row["claim"]),
            is_of_own_desk=row["desk"] in own_desks,
        )
        for row in rows.values()
    ]


def _outlets_of_last_takes() -> list[int]:
    takes = Transition.objects.filter(action=ReviewAction.TAKE).order_by("-pk")
    claims = list(takes.values_list("review__claim", flat=True)[:RECENT_TAKES])
    outlets = _outlets(set(claims))
    return [outlets[claim] for claim in claims if claim in outlets]


def _outlets(claims: Iterable[int]) -> dict[int, int]:
    """By claim, the outlet that had it first; a claim that none had is left out."""
    appearances = Appearance.objects.filter(claim__in=claims, revision__article__outlet__isnull=False)
    first = appearances.order_by("claim", "pk").distinct("claim")
    return dict(first.values_list("claim", "revision__article__outlet"))
