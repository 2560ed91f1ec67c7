"""Effects that give a review into somebody's hands, or out of them."""

from django.utils import timezone

from claimtracker.people.models import User
from reviews import grading, interests
from reviews.choices import AssignmentRole
from reviews.models import Assignment, Review
from reviews.models.review import GIVEN_LEASE, HELD_AT_MOST
from reviews.workflow.acting import Effect, Outcome, somebody
from reviews.workflow.errors import HandsFull, NotPermitted, Recused, StaleReview
from reviews.workflow.queueing import refuse_dropped
from reviews.workflow.table import ASSIGN, GRADE, WHO_MAY, Step


def end_assignments(review: Review, *, role: AssignmentRole | None = None) -> None:
    """Nobody holds the review any more; with `role`, nobody in that role."""
    held = review.assignments.filter(ended_at=None)
    (held.filter(role=role) if role else held).update(ended_at=timezone.now())


def may_grade(review: Review, person: User) -> bool:
    """Whether the review may be put into the person's hands: active, with the role, and without an interest."""
    return person.is_active and person.has_perm(GRADE) and interests.standing_in(review, person) is None


def refuse_interest(review: Review, person: User, step: Step) -> None:
    """Raise Recused where an interest bars the person from the review's claim."""
    if (interest := interests.standing_in(review, person)) is not None:
        who_may = WHO_MAY[step.permission or GRADE]
        raise Recused(
            f"{interest}. “{step.action.label}” is for other {who_may}. An interest declared by mistake is withdrawn "
            f"by another of the {WHO_MAY[ASSIGN]}."
        )


def take_in_hand(review: Review, person: User, *, role: AssignmentRole = AssignmentRole.AUTHOR) -> Assignment:
    """The person holds the review from now on, by their own choice. Raises HandsFull where they hold three already."""
    # Two takes of one person come one after the other. No key is locked: others' rows may go on naming the person.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = list(person.assignments.filter(ended_at=None).order_by("taken_at"))
    if len(held) >= HELD_AT_MOST:
        listed = ", ".join(f"review {each.review_id} (since {each.since})" for each in held)
        raise HandsFull(
            f"{person} holds {len(held)} claims: {listed}. {HELD_AT_MOST} are the most; propose one or give one back."
        )
    return Assignment.objects.create(review=review, person=person, role=role)


def put_in_hands(review: Review, person: User, *, by: User) -> Assignment:
    """The person holds the review because somebody else wants it: for longer, and however many they hold."""
    until = timezone.now() + GIVEN_LEASE
    return Assignment.objects.create(review=review, person=person, given_by=by, lease_until=until)


def hold(review: Review, step: Step, person: User | None) -> Outcome:
    refuse_interest(review, somebody(person), step)
    take_in_hand(review, somebody(person))
    return Outcome(step.targets[0])


def refuse_second_grader(review: Review, person: User) -> None:
    """Raise NotPermitted where the person has a part in the review as its second grader."""
    if grading.has_a_part_in(review, person):
        raise NotPermitted(f"{person} gives the second grade of this claim; its author is another person.")


def hold_for_grading(review: Review, step: Step, person: User | None) -> Outcome:
    refuse_dropped(review, step)
    refuse_second_grader(review, somebody(person))
    return hold(review, step, person)


def give_to(assignee: User) -> Effect:
    """The effect that puts a review into the hands of somebody else than who acts."""

    def put(review: Review, step: Step, person: User | None) -> Outcome:
        refuse_dropped(review, step)
        if not assignee.is_active or not assignee.has_perm(GRADE):
            raise NotPermitted(f"{assignee} cannot be given a claim to grade: that is for {WHO_MAY[GRADE]}.")
        refuse_second_grader(review, assignee)
        refuse_interest(review, assignee, step)
        put_in_hands(review, assignee, by=somebody(person))
        return Outcome(step.targets[0], note=f"To {assignee}.")

    return put


def let_go(review: Review, step: Step, _person: User | None) -> Outcome:
    end_assignments(review, role=AssignmentRole.AUTHOR)
    return Outcome(step.targets[0])


def close(review: Review, step: Step, _person: User | None) -> Outcome:
    end_assignments(review)
    return Outcome(step.targets[0])


def let_go_if_expired(review: Review, step: Step, person: User | None) -> Outcome:
    held = review.assignments.filter(ended_at=None, role=AssignmentRole.AUTHOR)
    if not held.exists() or held.filter(lease_until__gte=timezone.now()).exists():
        raise StaleReview("The lease was renewed or ended meanwhile.")
    return let_go(review, step, person)


def let_go_of_recused(recused: User) -> Effect:
    """The effect that takes a review out of the hands of somebody who declared an interest."""

    def take_away(review: Review, step: Step, person: User | None) -> Outcome:
        if not review.assignments.filter(ended_at=None, person=recused, role=AssignmentRole.AUTHOR).exists():
            raise StaleReview(f"{recused} does not hold this review any more.")
        return let_go(review, step, person)

    return take_away
