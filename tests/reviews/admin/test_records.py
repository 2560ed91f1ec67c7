"""Verdicts, rating scales and the desk's policy in the admin."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from claimtracker.people.models import User
from reviews.choices import ReviewState
from reviews.models import DeskPolicy, Rating, RatingScale, Verdict
from tests.support.reviews import bring_to

VERDICTS = reverse("admin:reviews_verdict_changelist")
SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]


@pytest.fixture
def published(reviewer: User, editor: User, make_claim: MakeClaim) -> Verdict:
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    return review.verdicts.get()


def test_the_list_of_verdicts_says_rating_headline_author_approver_and_four_eyes(
    as_person: SignedIn, reviewer: User, published: Verdict
) -> None:
    page = as_person(reviewer).get(VERDICTS).content.decode()
    for words in (
        "False",
        "Herders are about a quarter",
        "1, verdict",
        "Ana Reyes, approved by Ed Okafor",
        "Stands",
    ):
        assert words in page


def test_a_verdict_of_one_person_says_so(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    DeskPolicy.objects.create(four_eyes=False, reason="A desk of one.", set_by=editor)
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=editor, approver=editor)
    client = as_person(reviewer)
    assert "Ed Okafor alone, without four eyes" in client.get(VERDICTS).content.decode()
    page = client.get(reverse("admin:reviews_verdict_change", args=[review.verdicts.get().pk]))
    assert "One person: the desk asked for no second one" in page.content.decode()


def test_a_superseded_verdict_is_marked(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    first = review.verdicts.get(number=1)
    page = as_person(reviewer).get(reverse("admin:reviews_verdict_change", args=[first.pk]))
    assert "Superseded by version 2 (retraction)" in page.content.decode()


def test_a_verdict_shows_its_citations_and_leads_to_its_claim(
    as_person: SignedIn, reviewer: User, published: Verdict
) -> None:
    page = as_person(reviewer).get(reverse("admin:reviews_verdict_change", args=[published.pk])).content.decode()
    assert "Herders: 27 percent of the people of Examplia (2024)." in page
    assert f'href="{reverse("admin:reviews_review_change", args=[published.review_id])}"' in page


def test_a_verdict_is_not_written_by_hand_even_by_a_superuser(
    as_person: SignedIn, editor: User, published: Verdict
) -> None:
    editor.is_superuser = True
    editor.save()
    client = as_person(editor)
    page = reverse("admin:reviews_verdict_change", args=[published.pk])
    assert client.post(page, {"headline": "Rewritten"}).status_code == 403
    assert client.get(reverse("admin:reviews_verdict_add")).status_code == 403
    assert client.post(reverse("admin:reviews_verdict_delete", args=[published.pk])).status_code == 403


def test_the_list_of_verdicts_asks_no_more_queries_for_more_rows(
    as_person: SignedIn, reviewer: User, editor: User, published: Verdict, make_claim: MakeClaim
) -> None:
    client = as_person(reviewer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(VERDICTS)
        return len(captured)

    of_one_row = queries()
    for _ in range(3):
        bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    assert queries() == of_one_row <= 25


def scale_form(scale: RatingScale, **changed: str) -> dict[str, str]:
    """The scale's page as a browser sends it back, with some fields changed."""
    ratings = list(scale.ratings.all())
    fields = {"name": scale.name, "in_use": "on", "ratings-INITIAL_FORMS": str(len(ratings))}
    for number, rating in enumerate(ratings):
        fields |= {
            f"ratings-{number}-id": str(rating.pk),
            f"ratings-{number}-scale": str(scale.pk),
            f"ratings-{number}-order": str(rating.order),
            f"ratings-{number}-label": rating.label,
            f"ratings-{number}-definition": rating.definition,
            f"ratings-{number}-value": "" if rating.value is None else str(rating.value),
        }
    return {"ratings-TOTAL_FORMS": str(len(ratings)), **fields, **changed}


def test_an_admin_rewords_a_rating_that_was_never_used(as_person: SignedIn, desk_admin: User) -> None:
    scale = RatingScale.objects.get()
    url = reverse("admin:reviews_ratingscale_change", args=[scale.pk])
    response = as_person(desk_admin).post(url, scale_form(scale, **{"ratings-0-definition": "Accurate."}))
    assert response.status_code == 302
    assert Rating.objects.get(label="True").definition == "Accurate."


@pytest.mark.parametrize(("name", "value"), [("label", "Wrong"), ("definition", "Other."), ("value", "2")])
def test_a_rating_in_use_keeps_its_meaning_and_the_page_says_why(
    as_person: SignedIn, desk_admin: User, published: Verdict, name: str, value: str
) -> None:
    scale = published.rating.scale
    number = list(scale.ratings.all()).index(published.rating)
    url = reverse("admin:reviews_ratingscale_change", args=[scale.pk])
    response = as_person(desk_admin).post(url, scale_form(scale, **{f"ratings-{number}-{name}": value}))
    assert response.status_code == 200
    assert "The rating “False” is in use" in response.content.decode()
    assert Rating.objects.get(pk=published.rating_id).label == "False"


def test_a_second_scale_is_put_to_use_only_after_the_first(as_person: SignedIn, desk_admin: User) -> None:
    fields = {"name": "Three steps", "in_use": "on", "ratings-TOTAL_FORMS": "0", "ratings-INITIAL_FORMS": "0"}
    response = as_person(desk_admin).post(reverse("admin:reviews_ratingscale_add"), fields)
    assert "“Truth, six steps” is in use, and one scale is at a time" in response.content.decode()


def test_a_reviewer_reads_the_scale_and_changes_nothing(as_person: SignedIn, reviewer: User) -> None:
    scale = RatingScale.objects.get()
    url = reverse("admin:reviews_ratingscale_change", args=[scale.pk])
    client = as_person(reviewer)
    assert "The claim is not accurate." in client.get(url).content.decode()
    assert client.post(url, scale_form(scale)).status_code == 403


def test_an_admin_sets_the_policy_with_a_reason_in_their_name(as_person: SignedIn, desk_admin: User) -> None:
    url = reverse("admin:reviews_deskpolicy_add")
    client = as_person(desk_admin)
    assert "This field is required" in client.post(url, {"reason": ""}).content.decode()
    assert client.post(url, {"reason": "We are a desk of one."}).status_code == 302
    policy = DeskPolicy.objects.get()
    assert (policy.four_eyes, policy.set_by, policy.reason) == (False, desk_admin, "We are a desk of one.")


def test_a_policy_once_set_is_not_changed_nor_deleted(as_person: SignedIn, desk_admin: User) -> None:
    desk_admin.is_superuser = True
    desk_admin.save()
    policy = DeskPolicy.objects.create(reason="We are two.", set_by=desk_admin)
    client = as_person(desk_admin)
    page = reverse("admin:reviews_deskpolicy_change", args=[policy.pk])
    assert "We are two." in client.get(page).content.decode()
    assert client.post(page, {"reason": "Or one."}).status_code == 403
    assert client.post(reverse("admin:reviews_deskpolicy_delete", args=[policy.pk])).status_code == 403


def test_a_reviewer_sets_no_policy(as_person: SignedIn, reviewer: User) -> None:
    assert as_person(reviewer).get(reverse("admin:reviews_deskpolicy_add")).status_code == 403
