"""Colleagues talk about a review, and whom they name hears of it."""

import pytest
from django.db import DatabaseError

from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import comments, workflow
from reviews.comments import CommentRefused, add_comment
from reviews.models import Comment, Review


@pytest.fixture
def review(make_claim) -> Review:
    return workflow.open_review(make_claim())


def test_a_comment_is_kept_with_its_author_and_in_the_audit_trail(review: Review, reviewer: User) -> None:
    comment = add_comment(review.pk, reviewer, "  Ask the bureau for the 2026 count.\n")
    assert (comment.author, comment.text) == (reviewer, "Ask the bureau for the 2026 count.")
    assert AuditEntry.objects.get(table="reviews_comment").actor_id == reviewer.pk


@pytest.mark.parametrize("text", ["@ed, please look.", "Please look, @ed.", "(@Ed)", "@ed @ed twice"])
def test_whom_a_comment_names_finds_it_unread_until_they_read_it(
    review: Review, reviewer: User, editor: User, text: str
) -> None:
    comment = add_comment(review.pk, reviewer, text)
    assert [mention.comment for mention in comments.unread_of(editor)] == [comment]
    assert comments.read(review.pk, editor) == 1
    assert not comments.unread_of(editor).exists()
    assert comments.read(review.pk, editor) == 0


@pytest.mark.parametrize("text", ["Mail desk@ed.example about it.", "Nothing here.", "@ana to myself"])
def test_other_words_name_nobody(review: Review, reviewer: User, editor: User, text: str) -> None:
    assert not add_comment(review.pk, reviewer, text).mentions.exists()


def test_a_name_that_nobody_has_is_refused_and_the_colleagues_are_named(review: Review, reviewer: User) -> None:
    with pytest.raises(CommentRefused, match=r"Nobody here is called “@edd”\. There are @ana\."):
        add_comment(review.pk, reviewer, "@edd, please look.")
    assert not Comment.objects.exists()


def test_who_left_the_desk_or_is_a_service_cannot_be_named(
    review: Review, reviewer: User, editor: User, service: User
) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)
    for name in ("ed", "cms"):
        with pytest.raises(CommentRefused, match=f"“@{name}”"):
            add_comment(review.pk, reviewer, f"@{name}")


@pytest.mark.parametrize(("text", "says"), [("  ", "is empty"), ("x" * 4_001, "4,000 is the most")])
def test_an_empty_or_endless_comment_is_refused(review: Review, reviewer: User, text: str, says: str) -> None:
    with pytest.raises(CommentRefused, match=says):
        add_comment(review.pk, reviewer, text)


def test_strangers_and_services_do_not_comment(review: Review, stranger: User, service: User) -> None:
    for person in (stranger, service):
        with pytest.raises(CommentRefused, match="it is for reviewers, editors and admins"):
            add_comment(review.pk, person, "Hello")


def test_a_comment_is_never_rewritten(review: Review, reviewer: User) -> None:
    add_comment(review.pk, reviewer, "As it was.")
    with pytest.raises(DatabaseError):
        Comment.objects.update(text="As it never was.")
