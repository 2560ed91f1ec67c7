"""Below a claim's page colleagues comment, put on record whom they asked, and close what was looked at again."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claimtracker.people.models import User
from reviews import freshness
from reviews.choices import ReviewState
from reviews.models import CannedExplanation, Comment, Intervention, Recheck, Review
from tests.support.reviews import bring_to


@pytest.fixture
def review(make_claim, reviewer: User, editor: User) -> Review:
    return bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)


@pytest.fixture
def desk(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def sent(desk: Client, door: str, *arguments: int, **filled: str) -> str:
    return desk.post(reverse(f"admin:reviews_review_{door}", args=arguments), filled, follow=True).content.decode()


def test_a_comment_stands_on_the_page(desk: Client, review: Review) -> None:
    assert "Nobody has said anything yet" in desk.get(f"/admin/reviews/review/{review.pk}/change/").content.decode()
    page = sent(desk, "comment", review.pk, text="@ed, <b>look</b>.")
    assert "@ed, &lt;b&gt;look&lt;/b&gt;." in page
    assert Comment.objects.get().mentions.get().person.username == "ed"


def test_a_refused_comment_gives_the_words_back(desk: Client, review: Review) -> None:
    page = sent(desk, "comment", review.pk, text="@nobody, please look.")
    assert "Nothing was kept. Nobody here is called “@nobody”" in page
    assert "You wrote: “@nobody, please look.”" in page


def test_whom_the_desk_asked_is_put_on_record_and_then_the_answer(desk: Client, review: Review) -> None:
    page = sent(desk, "intervene", review.pk, contacted="Mira Hollis", channel="By mail", question="Whence the 46 %?")
    assert "asked by Ana Reyes by mail" in page
    asked = Intervention.objects.get()
    page = sent(desk, "outcome", review.pk, asked.pk, outcome="corrected", answer="A slip.", answered_on="2026-03-04")
    assert "They corrected it, 4 Mar 2026</strong>: A slip." in page


@pytest.mark.parametrize(
    ("filled", "says"),
    [
        ({"contacted": "Mira"}, "Say what was asked or pointed out."),
        (
            {"contacted": "Mira", "question": "Whence?", "contacted_at": "soon"},
            "Contacted at: Enter a valid date/time.",
        ),
    ],
)
def test_what_cannot_be_kept_says_why(desk: Client, review: Review, filled: dict[str, str], says: str) -> None:
    assert says in sent(desk, "intervene", review.pk, **filled)
    assert not Intervention.objects.exists()


def test_what_is_to_be_looked_at_again_stands_above_and_is_closed(desk: Client, review: Review) -> None:
    recheck = Recheck.objects.create(
        review=review, verdict=review.verdicts.get(), cause="date", due_on=date(2026, 6, 1), reason="Its day has come."
    )
    page = desk.get(f"/admin/reviews/review/{review.pk}/change/").content.decode()
    assert page.index("Its day has come.") < page.index('id="comments"')
    page = sent(desk, "stands", review.pk, recheck.pk, note="The count is the same.")
    assert "It still stands, Ana Reyes" in page
    assert not freshness.open_rechecks().exists()


def test_strangers_have_no_door(client: Client, stranger: User, review: Review) -> None:
    client.force_login(stranger)
    assert client.post(reverse("admin:reviews_review_comment", args=[review.pk]), {"text": "x"}).status_code == 403


def test_a_door_takes_no_get(desk: Client, review: Review) -> None:
    assert desk.get(reverse("admin:reviews_review_comment", args=[review.pk])).status_code == 405


def test_lists_of_rechecks_and_interventions_lead_to_the_review(desk: Client, review: Review) -> None:
    sent(desk, "intervene", review.pk, contacted="Mira Hollis", question="Whence?")
    Recheck.objects.create(
        review=review, verdict=review.verdicts.get(), cause="date", due_on=date(2026, 6, 1), reason="Its day has come."
    )
    for model in ("intervention", "recheck"):
        page = desk.get(reverse(f"admin:reviews_{model}_changelist")).content.decode()
        assert reverse("admin:reviews_review_change", args=[review.pk]) in page
        assert desk.get(reverse(f"admin:reviews_{model}_change", args=[1_000_000])).status_code == 302


def test_editors_keep_the_canned_explanations(client: Client, editor: User, reviewer: User) -> None:
    address = reverse("admin:reviews_cannedexplanation_add")
    client.force_login(reviewer)
    assert client.get(address).status_code == 403
    client.force_login(editor)
    client.post(address, {"title": "Old figure", "text": "The figure is of …, and …", "in_use": "on"})
    assert CannedExplanation.objects.get().title == "Old figure"


def test_the_corrections_log_tells_what_was_replaced_and_why(
    desk: Client, make_claim, reviewer: User, editor: User
) -> None:
    bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    listed = desk.get(reverse("admin:reviews_correction_changelist"))
    [row] = listed.context["cl"].result_list
    assert (row.kind, row.supersedes.rating_label) == ("retraction", "False")
    assert "Withdrawn" in listed.content.decode()
    assert "The first version named the wrong year." in listed.content.decode()
    assert desk.get(reverse("admin:reviews_correction_change", args=[row.pk])).status_code == 200
