"""The grading form: what it saves, what it refuses, and that what was typed is never lost."""

import datetime
from collections.abc import Callable

import pytest
from django.http import HttpResponse

from claims.models import Claim, Evidence
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import Draft, Rating, RatingScale, Review
from tests.support.reviews import bring_to

MakeClaim = Callable[..., Claim]
MakeEvidence = Callable[..., Evidence]
Press = Callable[..., HttpResponse]


@pytest.fixture
def evidence(make_claim: MakeClaim, make_evidence: MakeEvidence) -> list[Evidence]:
    claim = make_claim()
    return [make_evidence(claim), make_evidence(claim)]


@pytest.fixture
def held(evidence: list[Evidence], reviewer: User) -> Review:
    """A review with two pieces of evidence that the reviewer holds."""
    return workflow.take(workflow.open_review(evidence[0].claim).pk, reviewer)


def typed(evidence: list[Evidence], **changed: str) -> dict[str, str]:
    """A complete grade, as the form sends it."""
    fields = {
        "grading": "1",
        "rating": str(Rating.objects.get(label="False").pk),
        "headline": "Herders are a quarter",
        "explanation": "Two statistics\r\nagree on 27 percent.",
        "valid_as_of": "2026-03-02",
        "recheck_on": "2027-03-02",
    }
    for each in evidence:
        fields[f"evidence__{each.pk}__role"] = "against"
        fields[f"evidence__{each.pk}__quote"] = ""
    return fields | changed


def test_save_draft_keeps_the_fields_and_the_citations(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    first, second = evidence
    fields = {f"evidence__{first.pk}__quote": "27 percent", f"evidence__{second.pk}__role": ""}
    press(reviewer, held, "save_draft", **typed(evidence, **fields))
    draft = Draft.objects.get(review=held, person=reviewer)
    assert (draft.rating.label, draft.headline) == ("False", "Herders are a quarter")
    assert draft.explanation == "Two statistics\nagree on 27 percent."
    assert draft.recheck_on == datetime.date(2027, 3, 2)
    cited = draft.citations.get()
    assert (cited.evidence, cited.role, cited.quote) == (first, "against", "27 percent")
    assert Review.objects.get(pk=held.pk).state == ReviewState.IN_REVIEW


def test_propose_saves_the_draft_first_and_quotes_the_evidence_where_no_words_were_chosen(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    press(reviewer, held, ReviewAction.PROPOSE, **typed(evidence))
    proposal = held.proposals.get()
    assert proposal.headline == "Herders are a quarter"
    assert [cited.quote for cited in proposal.citations.all()] == [each.quote for each in evidence]


def test_a_refused_proposal_says_all_that_is_missing_and_the_draft_is_saved(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    response = press(reviewer, held, ReviewAction.PROPOSE, grading="1", headline="Half a thought")
    page = response.content.decode()
    assert response.status_code == 422
    for problem in ("Choose a rating.", "Write the explanation", "0 named source(s) cited"):
        assert problem in page
    assert 'value="Half a thought"' in page
    assert Draft.objects.get().headline == "Half a thought"


@pytest.mark.parametrize("action", [ReviewAction.SKIP, ReviewAction.DISMISS])
def test_whoever_lets_go_keeps_what_they_typed_as_a_draft(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence], action: ReviewAction
) -> None:
    press(reviewer, held, action, **typed(evidence), dismiss__reason="Nothing to check.")
    assert Review.objects.get(pk=held.pk).state in (ReviewState.QUEUED, ReviewState.DISMISSED)
    assert Draft.objects.get().headline == "Herders are a quarter"


def test_what_was_typed_after_the_lease_ended_stays_in_the_form_and_is_saved_with_take(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    workflow.skip(held.pk, reviewer)
    refused = press(reviewer, held, "save_draft", **typed(evidence))
    assert refused.status_code == 409
    page = refused.content.decode()
    assert "Take it first." in page
    assert 'value="Herders are a quarter"' in page
    assert "agree on 27 percent.</textarea>" in page
    press(reviewer, held, ReviewAction.TAKE, **typed(evidence))
    assert Draft.objects.get().headline == "Herders are a quarter"


def test_a_draft_written_on_an_old_version_is_refused_and_kept_in_the_form(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    workflow.skip(held.pk, reviewer)
    workflow.take(held.pk, reviewer)
    response = press(reviewer, held, "save_draft", version=held.version, **typed(evidence))
    assert response.status_code == 409
    assert "The review changed while you wrote" in response.content.decode()
    assert 'value="Herders are a quarter"' in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("valid_as_of", "yesterday", "Enter a valid date."),
        ("headline", "x" * 201, "at most 200 characters"),
        ("explanation", "nul \x00 byte", "Null characters are not allowed."),
        ("rating", "999999", "Select a valid choice."),
    ],
)
def test_a_field_that_cannot_be_read_is_marked_and_nothing_is_done(
    press: Press,
    reviewer: User,
    held: Review,
    evidence: list[Evidence],
    name: str,
    value: str,
    words: str,
) -> None:
    response = press(reviewer, held, ReviewAction.PROPOSE, **typed(evidence, **{name: value}))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Draft.objects.exists()


def test_a_rating_of_a_scale_out_of_use_cannot_be_given(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    old = RatingScale.objects.create(name="Pants on fire, three steps")
    rating = Rating.objects.create(scale=old, label="Burning", definition="Very false.", order=1)
    response = press(reviewer, held, "save_draft", **typed(evidence, rating=str(rating.pk)))
    assert response.status_code == 422
    assert not Draft.objects.exists()


def test_evidence_of_another_claim_cannot_be_cited(
    press: Press,
    reviewer: User,
    held: Review,
    evidence: list[Evidence],
    make_claim: MakeClaim,
    make_evidence: MakeEvidence,
) -> None:
    stranger = make_evidence(make_claim())
    press(reviewer, held, "save_draft", **typed([*evidence, stranger]))
    assert set(Draft.objects.get().citations.values_list("evidence", flat=True)) == {each.pk for each in evidence}


def test_a_first_verdict_is_not_asked_what_it_corrects(press: Press, reviewer: User, held: Review) -> None:
    form = press(reviewer, held, "save_draft", grading="1").context["desk"].form
    assert not {"kind", "note"} & set(form.fields)


def test_a_correction_says_that_it_is_one_and_what_it_corrects(
    press: Press, reviewer: User, editor: User, evidence: list[Evidence]
) -> None:
    review = bring_to(ReviewState.CORRECTING, evidence[0].claim, author=reviewer, approver=editor)
    refused = press(reviewer, review, ReviewAction.PROPOSE, **typed(evidence))
    assert "say whether this is a correction or a retraction" in refused.content.decode()
    press(reviewer, review, ReviewAction.PROPOSE, **typed(evidence, kind="correction", note="The year was wrong."))
    press(editor, review, ReviewAction.APPROVE)
    verdict = review.verdicts.latest("number")
    assert (verdict.kind, verdict.note, verdict.number) == (VerdictKind.CORRECTION, "The year was wrong.", 2)


def test_a_draft_saved_in_another_window_is_not_overwritten_unseen(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    opened = press(reviewer, held, "save_draft", **typed(evidence, headline="First")).context["draft_mark"]
    press(reviewer, held, "save_draft", **typed(evidence, headline="Elsewhere", draft=opened))
    refused = press(reviewer, held, "save_draft", **typed(evidence, headline="Here", draft=opened))
    assert refused.status_code == 409
    assert "You saved this draft elsewhere at" in refused.content.decode()
    assert 'value="Here"' in refused.content.decode()
    assert Draft.objects.get().headline == "Elsewhere"
    mark = refused.context["draft_mark"]
    press(reviewer, held, "save_draft", **typed(evidence, headline="Here", draft=mark))
    assert Draft.objects.get().headline == "Here"


def test_after_a_refused_proposal_the_next_press_is_no_other_window(
    press: Press, reviewer: User, held: Review, evidence: list[Evidence]
) -> None:
    refused = press(reviewer, held, ReviewAction.PROPOSE, **typed(evidence, headline="", draft=""))
    assert refused.status_code == 422
    mark = refused.context["draft_mark"]
    press(reviewer, held, ReviewAction.PROPOSE, **typed(evidence, draft=mark))
    assert Review.objects.get(pk=held.pk).state == ReviewState.PROPOSED


def test_nothing_is_called_saved_where_nothing_was_sent(press: Press, reviewer: User, held: Review) -> None:
    response = press(reviewer, held, "save_draft")
    assert response.status_code == 409
    assert "nothing was saved" in response.content.decode()
