"""Comments on a review, and whom they name."""

import re

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.extraction.normalise import normalise
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.models import Comment, Mention, Review

PERMISSION = "reviews.add_comment"
WHO_MAY = "reviewers, editors and admins"
LONGEST = 4_000
# A user name may hold @ . + - _; a mention ends before the full stop of its sentence. A mail address is no mention.
MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]*\w)")


class CommentRefused(Exception):
    """The comment cannot be kept; the message says why and what to do."""


@transaction.atomic
def add_comment(review_id: int, person: User, text: str) -> Comment:
    """Keep a comment, and tell whom it names with @ and their user name.

    Raises CommentRefused for an empty or too long text, for a name that nobody has, and where the person may not.
    """
    if not person.is_active or not person.has_perm(PERMISSION) or person.kind == User.Kind.SERVICE:
        raise CommentRefused(f"{person} may not comment on reviews: it is for {WHO_MAY}.")
    record_actor(person.pk)
    text = normalise(text).strip()
    if not text:
        raise CommentRefused("The comment is empty. Write it, and name a colleague with @ to have them read it.")
    if len(text) > LONGEST:
        raise CommentRefused(f"The comment has {len(text):,} characters, {LONGEST:,} is the most. Shorten it.")
    named = _named_in(text)
    review = Review.objects.get(pk=review_id)
    comment = Comment.objects.create(review=review, author=person, text=text)
    Mention.objects.bulk_create(Mention(comment=comment, person=each) for each in named if each != person)
    return comment


def colleagues() -> QuerySet[User]:
    """People who can be named: active, and able to open a review."""
    may_read = Q(is_superuser=True) | Q(groups__permissions__codename="view_review")
    return User.objects.filter(may_read, is_active=True, kind=User.Kind.PERSON).distinct().order_by("username")


def unread_of(person: User) -> QuerySet[Mention]:
    """The comments that name the person and that they have not read yet, newest first."""
    unread = Mention.objects.filter(person=person, read_at=None)
    return unread.select_related("comment__author", "comment__review__claim").order_by("-pk")


def read(review_id: int, person: User) -> int:
    """Note that the person has read the comments of a review that name them. Returns how many."""
    return Mention.objects.filter(comment__review=review_id, person=person, read_at=None).update(read_at=timezone.now())


def _named_in(text: str) -> list[User]:
    names = {name.casefold(): name for name in MENTION.findall(text)}
    if not names:
        return []
    people = {person.username.casefold(): person for person in colleagues()}
    if unknown := [name for key, name in names.items() if key not in people]:
        who = ", ".join(f"@{person.username}" for person in list(people.values())[:10])
        raise CommentRefused(f"Nobody here is called “@{unknown[0]}”. There are {who}.")
    return [people[key] for key in names]
