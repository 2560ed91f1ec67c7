"""What the open claim page asks in the background: drafts are saved, leases renewed, and no text is overwritten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.choices import LookupState
from claims.models import Claim, Evidence, Source, SourceLookup
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import Assignment, Draft, Rating, Review
from reviews.models.review import LEASE
from tests.support.reviews import grade

SignedIn = Callable[[User], Client]
Save = Callable[..., HttpResponse]


@pytest.fixture
def evidence(make_claim: Callable[..., Claim], make_evidence: Callable[..., Evidence]) -> list[Evidence]:
    claim = make_claim()
    return [make_evidence(claim), make_evidence(claim)]


@pytest.fixture
def held(evidence: list[Evidence], reviewer: User) -> Review:
    return workflow.take(workflow.open_review(evidence[0].claim).pk, reviewer)


@pytest.fixture
def save(as_person: SignedIn) -> Save:
    """Send the page's form in the background; the version is today's, and the mark that of nothing saved."""

    def send(person: User, review: Review, /, **typed: Any) -> HttpResponse:
        version = Review.objects.get(pk=review.pk).version
        fields = {"version": version, "draft": "", "person": person.pk, "grading": "1"}
        given = {name.replace("__", "-"): value for name, value in typed.items()}
        return as_person(person).post(reverse("admin:reviews_review_draft", args=[review.pk]), {**fields, **given})

    return send


def states(answer: HttpResponse) -> dict[str, bool]:
    return {check["name"]: check["met"] for check in answer.json()["checks"]}


def test_what_is_typed_is_saved_and_the_answer_says_what_is_still_missing(
    save: Save, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    rating = Rating.objects.get(label="False")
    first = evidence[0]
    answer = save(
        reviewer, held, rating=rating.pk, headline="A quarter herds", **{f"evidence__{first.pk}__role": "for"}
    )
    draft = Draft.objects.get()
    assert (draft.rating, draft.headline, draft.citations.get().evidence) == (rating, "A quarter herds", first)
    assert answer.json()["mark"] == draft.saved_at.isoformat()
    assert states(answer) == {
        "rating": True,
        "headline": True,
        "explanation": False,
        "dates": False,
        "sources": False,
        "looked": False,
        "quotes": True,
        "snapshots": True,
    }
    (sources,) = (check for check in answer.json()["checks"] if check["name"] == "sources")
    assert sources["label"] == "2 named sources: 1 so far"


def test_saving_again_goes_on_from_the_mark_of_the_last_answer(save: Save, reviewer: User, held: Review) -> None:
    mark = save(reviewer, held, headline="First").json()["mark"]
    assert save(reviewer, held, headline="Second", draft=mark).status_code == 200
    assert Draft.objects.get().headline == "Second"


def test_saving_renews_the_lease(save: Save, reviewer: User, held: Review) -> None:
    nearly_over = timezone.now() + timedelta(minutes=1)
    Assignment.objects.update(lease_until=nearly_over)
    save(reviewer, held, headline="On it")
    assert Assignment.objects.get().lease_until > nearly_over + LEASE - timedelta(minutes=5)


def test_a_text_saved_in_another_window_is_not_overwritten_and_comes_back_with_the_refusal(
    save: Save, reviewer: User, held: Review
) -> None:
    save(reviewer, held, headline="Elsewhere")
    answer = save(reviewer, held, headline="Here")
    assert (answer.status_code, answer.json()["problem"]) == (409, "elsewhere")
    theirs = answer.json()["theirs"]
    assert (theirs["who"], theirs["own"], theirs["fields"]["headline"]) == ("You", True, "Elsewhere")
    assert Draft.objects.get().headline == "Elsewhere"
    assert save(reviewer, held, headline="Here", draft=theirs["mark"], version=theirs["version"]).status_code == 200
    assert Draft.objects.get().headline == "Here"


def test_who_lost_the_claim_to_another_person_learns_to_whom_and_sees_that_text(
    save: Save, reviewer: User, second_reviewer: User, held: Review
) -> None:
    workflow.skip(held.pk, reviewer)
    workflow.take(held.pk, second_reviewer)
    grade(Review.objects.get(pk=held.pk), second_reviewer)
    answer = save(reviewer, held, headline="Mine")
    assert (answer.status_code, answer.json()["problem"]) == (409, "not_held")
    theirs = answer.json()["theirs"]
    assert (theirs["who"], theirs["own"], theirs["free"], theirs["mark"]) == ("Rui Costa", False, False, "")
    assert theirs["fields"]["headline"] == "Herders are about a quarter of Examplia's people"
    assert not Draft.objects.filter(person=reviewer).exists()


def test_a_claim_that_went_back_to_the_queue_can_be_taken_again_from_the_open_page(
    save: Save, as_person: SignedIn, reviewer: User, held: Review
) -> None:
    workflow.skip(held.pk, reviewer)
    assert save(reviewer, held, headline="Mine").json()["theirs"]["free"] is True
    answer = as_person(reviewer).post(reverse("admin:reviews_review_hold", args=[held.pk]))
    assert save(reviewer, held, headline="Mine", version=answer.json()["version"]).status_code == 200
    assert Draft.objects.get().headline == "Mine"


def test_who_is_signed_out_gets_an_answer_for_the_page_and_no_log_in_form(held: Review) -> None:
    answer = Client().post(reverse("admin:reviews_review_draft", args=[held.pk]), {"headline": "x"})
    assert (answer.status_code, answer.json()["problem"]) == (401, "signed_out")
    assert not Draft.objects.exists()


def test_nothing_is_saved_in_the_name_of_somebody_who_signed_in_later(
    save: Save, editor: User, reviewer: User, held: Review
) -> None:
    answer = save(editor, held, headline="x", person=reviewer.pk)
    assert (answer.status_code, answer.json()["problem"]) == (409, "other_person")
    assert not Draft.objects.exists()


def test_a_field_that_cannot_be_read_is_named_and_nothing_is_saved(save: Save, reviewer: User, held: Review) -> None:
    answer = save(reviewer, held, valid_as_of="yesterday", looked_at="1 two")
    assert (answer.status_code, answer.json()["problem"]) == (422, "unreadable")
    assert "valid_as_of: Enter a valid date." in answer.json()["message"]
    assert "looked_at: These are no keys of evidence." in answer.json()["message"]
    assert not Draft.objects.exists()


def test_who_looks_at_the_page_keeps_the_claim(as_person: SignedIn, reviewer: User, held: Review) -> None:
    before = Assignment.objects.get().lease_until
    answer = as_person(reviewer).post(reverse("admin:reviews_review_heartbeat", args=[held.pk]))
    assert answer.status_code == 200
    assert Assignment.objects.get().lease_until > before


def test_who_does_not_hold_the_claim_renews_nothing_and_learns_who_does(
    as_person: SignedIn, second_reviewer: User, held: Review
) -> None:
    before = Assignment.objects.get().lease_until
    answer = as_person(second_reviewer).post(reverse("admin:reviews_review_heartbeat", args=[held.pk]))
    assert (answer.status_code, answer.json()["problem"]) == (409, "not_held")
    assert "Ana Reyes holds it since" in answer.json()["message"]
    assert Assignment.objects.get().lease_until == before


def test_the_preview_is_what_readers_see_and_holds_no_script(as_person: SignedIn, reviewer: User) -> None:
    text = {"explanation": "**27 %** <script>alert(1)</script>"}
    html = as_person(reviewer).post(reverse("admin:reviews_review_preview"), text).json()["html"]
    assert html == "<p><strong>27 %</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


@pytest.mark.parametrize("door", ["draft", "heartbeat", "hold"])
def test_looking_changes_nothing(as_person: SignedIn, reviewer: User, held: Review, door: str) -> None:
    assert as_person(reviewer).get(reverse(f"admin:reviews_review_{door}", args=[held.pk])).status_code == 405


def test_a_stranger_asks_in_vain(save: Save, stranger: User, held: Review) -> None:
    assert save(stranger, held, headline="x").status_code == 403


@pytest.mark.parametrize(
    ("state", "words"),
    [(LookupState.GIVEN_UP, "is asked again now"), (LookupState.NOTHING_FOUND, "only a failed one is tried again")],
)
def test_a_failed_look_up_is_tried_again_from_the_page(
    as_person: SignedIn, reviewer: User, held: Review, state: LookupState, words: str
) -> None:
    source = Source.objects.create(name="bureau", title="Bureau of Numbers", enabled=True)
    lookup = SourceLookup.objects.create(
        claim=held.claim, wording=held.claim.wordings.get(), source=source, state=state, failure="It answered 503."
    )
    client = as_person(reviewer)
    again = reverse("admin:reviews_review_retry", args=[held.pk, lookup.pk])
    assert (again in client.get(reverse("admin:reviews_review_change", args=[held.pk])).content.decode()) == (
        state == LookupState.GIVEN_UP
    )
    assert words in client.post(again, follow=True).content.decode()
    lookup.refresh_from_db()
    assert (lookup.state == LookupState.FAILED) == (state == LookupState.GIVEN_UP)
