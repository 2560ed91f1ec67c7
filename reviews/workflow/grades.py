"""Effects of blind double grading: a second grader beside the author, grades handed in, and differences settled."""

from django.utils import timezone

from claimtracker.people.models import User
from reviews import grading
from reviews.choices import AssignmentRole, ReviewState
from reviews.models import Adjudication, Assignment, Grade, Rating, Review
from reviews.workflow.acting import Effect, Outcome, somebody
from reviews.workflow.errors import Incomplete, NotHeld, NotPermitted, StaleReview, WrongState
from reviews.workflow.holding import end_assignments, may_grade, put_in_hands, refuse_interest, take_in_hand
from reviews.workflow.table import Step

SECOND = AssignmentRole.SECOND


class NotGradedTwice(WrongState):
    """Nobody asked for a second grade of this claim, or it is in."""


def hold_as_second(review: Review, step: Step, person: User | None) -> Outcome:
    second = somebody(person)
    _refuse_single(review)
    if any(grade.slot == grading.SECOND_SLOT for grade in grading.grades_of(review)):
        raise NotGradedTwice("The second grade of this claim is in already.")
    if (other := _open(review, SECOND)) is not None:
        raise NotGradedTwice(f"The second grader is {other}.")
    author = _open(review, AssignmentRole.AUTHOR)
    if (author and author.person == second) or _has_graded(review, second):
        raise NotPermitted(f"{second} gives the first grade of this claim; the second is another person's.")
    refuse_interest(review, second, step)
    take_in_hand(review, second, role=SECOND)
    return Outcome(step.source)


def leave_second(review: Review, step: Step, person: User | None) -> Outcome:
    _own(review, somebody(person), SECOND)
    end_assignments(review, role=SECOND)
    return Outcome(step.source)


def let_second_go_if_expired(review: Review, step: Step, _person: User | None) -> Outcome:
    second = _open(review, SECOND)
    if second is None or second.lease_until >= timezone.now():
        raise StaleReview("The lease was renewed or ended meanwhile.")
    end_assignments(review, role=SECOND)
    return Outcome(step.source)


def let_recused_second_go(recused: User) -> Effect:
    """The effect that takes the second grade out of the hands of somebody who declared an interest."""

    def take_away(review: Review, step: Step, _person: User | None) -> Outcome:
        second = _open(review, SECOND)
        if second is None or second.person != recused:
            raise StaleReview(f"{recused} is not the second grader any more.")
        end_assignments(review, role=SECOND)
        return Outcome(step.source)

    return take_away


def hand_in(rating: Rating, explanation: str) -> Effect:
    """The effect that puts a grade down for good, and what follows once both are in."""

    def put_down(review: Review, step: Step, person: User | None) -> Outcome:
        grader = somebody(person)
        _refuse_single(review)
        role = _own(review, grader, None).role
        slot = grading.SECOND_SLOT if role == SECOND else grading.AUTHOR_SLOT
        if any(slot == grade.slot for grade in grading.grades_of(review)):
            raise NotGradedTwice("This grade is in already, and stands.")
        refuse_interest(review, grader, step)
        _refuse_unfit(rating, explanation)
        Grade.objects.create(
            review=review,
            round=grading.round_of(review),
            slot=slot,
            person=grader,
            rating=rating,
            wording=review.claim.wordings.latest("number"),
            explanation=explanation.strip(),
        )
        if role == SECOND:
            end_assignments(review, role=SECOND)
            if step.source == ReviewState.GRADING and grading.settled_rating(review) is not None:
                return _back_to_first_grader(review, by=grader)
            return Outcome(step.source)
        if grading.settled_rating(review) is not None:
            return Outcome(ReviewState.IN_REVIEW)
        end_assignments(review, role=AssignmentRole.AUTHOR)
        return Outcome(ReviewState.GRADING)

    return put_down


def settle(rating: Rating, reason: str) -> Effect:
    """The effect of an editor's word on two grades that differ."""

    def decide(review: Review, step: Step, person: User | None) -> Outcome:
        editor = somebody(person)
        if len(grading.grades_of(review)) < 2:
            raise WrongState("One of the two grades is not in yet: wait for it, or waive it.")
        if _has_graded(review, editor):
            raise NotPermitted(f"{editor} gave one of the two grades; it takes a third person to settle them.")
        refuse_interest(review, editor, step)
        _refuse_unfit(rating, None)
        Adjudication.objects.create(
            review=review, round=grading.round_of(review), rating=rating, decided_by=editor, reason=reason.strip()
        )
        return _back_to_first_grader(review, by=editor)

    return decide


def waive(review: Review, _step: Step, person: User | None) -> Outcome:
    end_assignments(review, role=SECOND)
    return _back_to_first_grader(review, by=somebody(person))


def _back_to_first_grader(review: Review, *, by: User) -> Outcome:
    first = grading.grades_of(review)[0].person
    if not may_grade(review, first):
        return Outcome(ReviewState.QUEUED, note=f"{first} cannot go on with it.")
    put_in_hands(review, first, by=by)
    return Outcome(ReviewState.IN_REVIEW, note=f"To {first}.")


def _open(review: Review, role: AssignmentRole) -> Assignment | None:
    return review.assignments.filter(ended_at=None, role=role).select_related("person").first()


def _own(review: Review, person: User, role: AssignmentRole | None) -> Assignment:
    held = review.assignments.filter(ended_at=None, person=person)
    own = (held.filter(role=role) if role else held).first()
    if own is None:
        raise NotHeld(f"{person} does not grade this claim now. Take it first, or be its second grader.")
    return own


def _has_graded(review: Review, person: User) -> bool:
    return any(grade.person == person for grade in grading.grades_of(review))


def _refuse_single(review: Review) -> None:
    if not grading.is_asked_for(review):
        raise NotGradedTwice("Nobody asked for a second grade of this claim, or it was waived: propose the verdict.")


def _refuse_unfit(rating: Rating, explanation: str | None) -> None:
    problems = []
    if not rating.scale.in_use:
        problems.append(f"The rating “{rating}” is of the scale “{rating.scale}”, out of use now.")
    if explanation is not None and not explanation.strip():
        problems.append("Explain the grade in a sentence or two.")
    if problems:
        raise Incomplete(problems)
