"""Questions to the database about reviews: the lists of a desk, and how many are on each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claimtracker.people.models import User
from reviews.choices import ReviewState, VerdictKind
from reviews.models import Assignment, Review, Verdict

OPEN = (
    ReviewState.QUEUED,
    ReviewState.IN_REVIEW,
    ReviewState.GRADING,
    ReviewState.PROPOSED,
    ReviewState.CORRECTING,
)
"""States in which somebody still has something to do."""
MOST_COUNTED = 1000

Reviews = QuerySet[Review]


def held_by(reviews: Reviews, person: User) -> Reviews:
    """What the person holds at this moment."""
    held = Assignment.objects.filter(person=person, ended_at=None).order_by()
    return reviews.filter(pk__in=held.values("review"))


def unassigned(reviews: Reviews, _person: User) -> Reviews:
    """What waits for somebody to take it."""
    return reviews.filter(state=ReviewState.QUEUED)


def waiting_for_approval(reviews: Reviews, _person: User) -> Reviews:
    """Proposed verdicts."""
    return reviews.filter(state=ReviewState.PROPOSED)


def overdue(reviews: Reviews, _person: User) -> Reviews:
    """Past their deadline, with something still to do."""
    return reviews.filter(state__in=OPEN, due_at__lt=timezone.now())


def standing_verdicts() -> QuerySet[Verdict]:
    """Verdicts that no later one supersedes, unordered, for a subquery.

    NOT EXISTS and no outer join that finds nothing: of that PostgreSQL expects one row, and plans for one.
    """
    return Verdict.objects.filter(~Exists(Verdict.objects.filter(supersedes=OuterRef("pk")).order_by())).order_by()


def due_for_recheck(reviews: Reviews, _person: User) -> Reviews:
    """Published, and the verdict that stands is to be looked at again by today."""
    due = standing_verdicts().filter(recheck_on__lte=timezone.localdate()).exclude(kind=VerdictKind.RETRACTION)
    return reviews.filter(state=ReviewState.PUBLISHED, pk__in=due.values("review"))


@dataclass(frozen=True, slots=True)
class DeskList:
    """A list that people work through. `order` is served by an index; `empty` is said when nothing is on it."""

    key: str
    title: str
    narrow: Callable[[Reviews, User], Reviews]
    empty: str
    order: tuple[str, ...] = ("-priority", "pk")


LISTS = [
    DeskList("mine", "My queue", held_by, "You hold no claim. “Next claim” gives you one."),
    DeskList("unassigned", "Unassigned", unassigned, "No claim waits for a reviewer."),
    DeskList("approval", "Waiting for approval", waiting_for_approval, "No proposal waits for an editor."),
    DeskList("overdue", "Overdue", overdue, "No claim is past its deadline.", ("due_at", "pk")),
    DeskList("recheck", "Due for re-check", due_for_recheck, "No verdict is due to be looked at again."),
]
"""In the order of their tabs. Double grading adds “Disagreement” by `add_list`, in apps.py."""


def add_list(added: DeskList) -> None:
    """Offer one more list, after the others. Adding a key again replaces its list."""
    LISTS[:] = [each for each in LISTS if each.key != added.key] + [added]


def list_named(key: str | None) -> DeskList | None:
    return next((each for each in LISTS if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Capped:
    """A number of rows, counted no further than MOST_COUNTED."""

    number: int
    is_more: bool

    def __str__(self) -> str:
        return f"{self.number:,}+" if self.is_more else f"{self.number:,}"


def capped_count(reviews: Reviews, most: int = MOST_COUNTED) -> Capped:
    """How many rows there are, without reading more than `most`."""
    number = reviews.order_by().values("pk")[: most + 1].count()
    return Capped(min(number, most), number > most)


def counts_of_lists(person: User) -> list[tuple[DeskList, Capped]]:
    """Each list with how many reviews are on it for this person; a query each."""
    return [(each, capped_count(each.narrow(Review.objects.all(), person))) for each in LISTS]
