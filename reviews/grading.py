"""Blind double grading: whether a claim is graded twice, who sees which grade, and what the two come to."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from claimtracker.people.models import User
from reviews.choices import Agreement, AssignmentRole, ReviewAction, ReviewState
from reviews.interests import barred
from reviews.models import Adjudication, Assignment, Draft, Grade, Rating, Review, Transition

AUTHOR_SLOT, SECOND_SLOT = 1, 2
HAND_IN_FIRST = "This claim is graded twice, blind: hand in your grade before you propose."
NOT_SETTLED = "The two grades of this claim are not settled yet."
_ASKED_FOR = Q(double_grading=True) | Q(desk__double_grading=True)


def is_asked_for(review: Review) -> bool:
    """Whether the claim is to be graded twice: its desk asks for it, or an editor did, and nobody waived it."""
    asked = review.double_grading or (review.desk is not None and review.desk.double_grading)
    return asked and not _this_round(review).filter(action=ReviewAction.WAIVE).exists()


def round_of(review: Review) -> int:
    """Which round of grading the review is in: each reopening begins another."""
    return 1 + review.transitions.filter(action=ReviewAction.REOPEN).count()


def grades_of(review: Review) -> list[Grade]:
    """The grades of this round that are in, the author's first."""
    grades = Grade.objects.filter(review=review, round=round_of(review)).order_by("slot")
    return list(grades.select_related("rating", "person"))


def visible_to(person: User) -> QuerySet[Grade]:
    """The grades that the person may see: their own, and those of rounds in which both are in."""
    both = Grade.objects.filter(review=OuterRef("review"), round=OuterRef("round")).order_by().values("review")
    return Grade.objects.filter(
        Q(person=person) | Exists(both.annotate(number=Count("pk")).filter(number=2))
    ).select_related("person", "rating")


def is_blind(review: Review) -> bool:
    """Whether nobody may see what another drafts: the claim is graded twice, and one grade is out."""
    return is_asked_for(review) and len(grades_of(review)) < 2


def drafts_visible_to(person: User, review: Review) -> QuerySet[Draft]:
    """The drafts of the review that the person may see: all, or while grading is blind only their own."""
    drafts = Draft.objects.filter(review=review)
    return drafts.filter(person=person) if is_blind(review) else drafts


def agreement(first: Rating, second: Rating) -> Agreement:
    """How far two ratings are from each other on their scale."""
    if first == second:
        return Agreement.SAME
    if first.scale_id != second.scale_id or first.value is None or second.value is None:
        return Agreement.OFF_SCALE
    return Agreement.ADJACENT if abs(first.value - second.value) == 1 else Agreement.APART


def settled_rating(review: Review) -> Rating | None:
    """The rating that both graders gave to the same wording, or that was settled on; None: not settled."""
    decided = Adjudication.objects.filter(review=review, round=round_of(review)).select_related("rating").first()
    return decided.rating if decided is not None else in_common(grades_of(review))


def in_common(grades: list[Grade]) -> Rating | None:
    """The rating that two grades of the same wording both give; None: they differ, or one is out."""
    if len(grades) < 2 or len({grade.wording_id for grade in grades}) > 1:
        return None
    first, second = (grade.rating for grade in grades)
    return first if first == second else None


def unmet(draft: Draft) -> list[str]:
    """What double grading still asks of a draft before it may be proposed, as sentences. Empty: nothing."""
    review = draft.review
    if review.state != ReviewState.IN_REVIEW or not is_asked_for(review):
        return []
    if not any(grade.slot == AUTHOR_SLOT for grade in grades_of(review)):
        return [HAND_IN_FIRST]
    rating = settled_rating(review)
    if rating is None:
        return [NOT_SETTLED]
    # An editor who returned the proposal since has had the last word on it.
    returned = _this_round(review).filter(action=ReviewAction.RETURN).exists()
    if draft.rating is not None and draft.rating != rating and not returned:
        return [f"The grades were settled on “{rating}”; the draft says “{draft.rating}”. Propose what was settled."]
    return []


def has_a_part_in(review: Review, person: User) -> bool:
    """Whether the person grades or graded as the second, so that they cannot be the author while that is open."""
    seconds = Assignment.objects.filter(review=review, person=person, role=AssignmentRole.SECOND, ended_at=None)
    graded = Grade.objects.filter(review=review, round=round_of(review), person=person, slot=SECOND_SLOT)
    return seconds.exists() or (graded.exists() and is_asked_for(review) and settled_rating(review) is None)


def waiting_for_second(person: User) -> QuerySet[Review]:
    """Reviews that have a first grade and want a second, which the person may give and has not given back;
    most worthy first."""
    graded = Grade.objects.filter(review=OuterRef("pk")).order_by()
    taken = Assignment.objects.filter(review=OuterRef("pk"), role=AssignmentRole.SECOND, ended_at=None).order_by()
    gave_back = Transition.objects.filter(review=OuterRef("pk"), action=ReviewAction.LEAVE, actor=person).order_by()
    return Review.objects.filter(
        _ASKED_FOR,
        ~Exists(graded.filter(slot=SECOND_SLOT, round=_round())),
        ~Exists(graded.filter(person=person, round=_round())),
        ~Exists(taken),
        ~Exists(gave_back),
        ~barred(person),
        state=ReviewState.GRADING,
    ).order_by("-priority", "pk")


def to_adjudicate() -> QuerySet[Review]:
    """Reviews whose two grades differ: an editor who gave neither settles them. Longest waiting first."""
    both = Grade.objects.filter(review=OuterRef("pk"), slot=SECOND_SLOT, round=_round()).order_by()
    return Review.objects.filter(Exists(both), state=ReviewState.GRADING).order_by("opened_at", "pk")


def disagreeing(reviews: QuerySet[Review], _person: User) -> QuerySet[Review]:
    """Of the reviews, those whose two grades differ: the list “Disagreement”."""
    return reviews.filter(state=ReviewState.GRADING, pk__in=to_adjudicate().order_by().values("pk"))


def _round() -> CombinedExpression:
    """For a subquery: the round of the outer review."""
    reopened = Transition.objects.filter(review=OuterRef(OuterRef("pk")), action=ReviewAction.REOPEN).order_by()
    return Coalesce(Subquery(reopened.values("review").annotate(n=Count("pk")).values("n")), 0) + 1


def _this_round(review: Review) -> QuerySet[Transition]:
    reopened = review.transitions.filter(action=ReviewAction.REOPEN).order_by("-pk").first()
    return review.transitions.filter(pk__gt=reopened.pk if reopened else 0)
