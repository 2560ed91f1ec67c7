"""What a grading must have before it may be proposed."""

import datetime
from collections.abc import Callable

import pytest

from claims.models import Claim
from claimtracker.people.models import User
from reviews import drafting, rules, workflow
from reviews.choices import CitationRole, ReviewState, VerdictKind
from reviews.drafting import CitationInput, DraftRefused, GradingInput
from reviews.models import Rating, RatingScale, Review
from tests.support.builders import build_evidence
from tests.support.reviews import REASON, bring_to, grade


@pytest.fixture
def held(reviewer: User, make_claim: Callable[..., Claim]) -> Review:
    review = workflow.open_review(make_claim())
    return workflow.take(review.pk, reviewer)


def complete(**changes: object) -> GradingInput:
    fields: dict[str, object] = {
        "rating": Rating.objects.get(label="False"),
        "headline": "Herders are a quarter of the people",
        "explanation": "The bureau counts 27 percent.",
        "valid_as_of": datetime.date(2026, 3, 2),
    }
    return GradingInput(**{**fields, **changes})  # type: ignore[arg-type]


def two_sources(review: Review) -> list[CitationInput]:
    return [CitationInput(build_evidence(review.claim).pk, CitationRole.AGAINST) for _ in range(2)]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rating": None}, "Choose a rating"),
        ({"headline": " "}, "Write a headline"),
        ({"explanation": ""}, "Write the explanation"),
        ({"valid_as_of": None}, "valid as of"),
        ({"recheck_on": datetime.date(2026, 3, 1)}, "must come after"),
        ({"headline": "False: herders are a quarter"}, "begins with the rating"),
        ({"kind": VerdictKind.CORRECTION, "note": "x"}, "no verdict yet"),
    ],
)
def test_an_unmet_rule_is_told_in_words(changes: dict[str, object], message: str, held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, complete(**changes), two_sources(held))
    with pytest.raises(workflow.Incomplete, match=message) as refusal:
        workflow.propose(held.pk, reviewer)
    assert len(refusal.value.problems) == 1


def test_all_unmet_rules_are_told_at_once(held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, GradingInput())
    with pytest.raises(workflow.Incomplete) as refusal:
        workflow.propose(held.pk, reviewer)
    assert len(refusal.value.problems) == 5


def test_one_named_source_is_not_enough(held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, complete(), two_sources(held)[:1])
    with pytest.raises(workflow.Incomplete, match=r"1 named source\(s\) cited, 2 are needed"):
        workflow.propose(held.pk, reviewer)


def test_one_named_source_is_enough_with_a_reason(held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, complete(waiver="The only census there is."), two_sources(held)[:1])
    assert workflow.propose(held.pk, reviewer).proposals.get().waiver == "The only census there is."


def test_two_quotes_of_one_publisher_are_one_source(held: Review, reviewer: User) -> None:
    same = [build_evidence(held.claim, publisher="One Bureau") for _ in range(2)]
    citations = [CitationInput(each.pk, CitationRole.FOR) for each in same]
    drafting.save_draft(held, reviewer, complete(), citations)
    with pytest.raises(workflow.Incomplete, match="named source"):
        workflow.propose(held.pk, reviewer)


def test_a_draft_is_refused_to_who_does_not_hold_the_review(held: Review, second_reviewer: User) -> None:
    with pytest.raises(DraftRefused, match="holds it, not you"):
        drafting.save_draft(held, second_reviewer, complete())


def test_a_draft_cannot_cite_evidence_of_another_claim(
    held: Review, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    strange = build_evidence(make_claim())
    with pytest.raises(DraftRefused, match="does not belong to this claim"):
        drafting.save_draft(held, reviewer, complete(), [CitationInput(strange.pk, CitationRole.FOR)])


def test_a_rating_of_a_scale_out_of_use_is_refused(held: Review, reviewer: User) -> None:
    old = Rating.objects.create(scale=RatingScale.objects.create(name="Old"), label="Bogus", definition="x", order=1)
    with pytest.raises(DraftRefused, match="out of use"):
        drafting.save_draft(held, reviewer, complete(rating=old))


def test_what_is_proposed_does_not_change_with_the_draft(held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, complete(), two_sources(held))
    review = workflow.propose(held.pk, reviewer)
    workflow.undo(review.pk, reviewer)
    drafting.save_draft(held, reviewer, complete(headline="Something else"))
    assert review.proposals.get().headline == "Herders are a quarter of the people"


def test_what_is_retracted_cannot_be_retracted_again(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    workflow.reopen(review.pk, editor, reason=REASON)
    workflow.take(review.pk, reviewer)
    grade(review, reviewer, kind=VerdictKind.RETRACTION)
    with pytest.raises(workflow.Incomplete, match="retracted already"):
        workflow.propose(review.pk, reviewer)


def test_words_that_the_source_never_wrote_are_not_cited_as_its_own(held: Review, reviewer: User) -> None:
    first, second = two_sources(held)
    invented = CitationInput(second.evidence_id, CitationRole.AGAINST, "Herders are nobody.")
    drafting.save_draft(held, reviewer, complete(), [first, invented])
    with pytest.raises(workflow.Incomplete, match=r"“Herders are nobody.” does not stand in Bureau of Statistics"):
        workflow.propose(held.pk, reviewer)


@pytest.mark.parametrize(
    ("quote", "is_quoted"),
    [
        ("Herders: 27 percent of the people of Examplia (2024).", True),
        ("27 percent  of the\npeople", True),
        ("Herders … Examplia", True),
        ("Herders [...] Examplia.", True),
        ("Examplia … Herders", False),
        ("27 percent of the population", False),
        ("He said “yes”", False),
    ],
)
def test_a_quote_is_the_sources_words_in_their_order(quote: str, *, is_quoted: bool) -> None:
    assert rules.is_quoted_from(quote, "Herders: 27 percent of the people of Examplia (2024).") is is_quoted


def test_kinds_of_quotation_marks_do_not_make_another_quote() -> None:
    assert rules.is_quoted_from('the "people"', "… the “people” …")


def test_who_lost_the_role_saves_no_more_drafts(held: Review, reviewer: User) -> None:
    reviewer.groups.clear()
    stripped = User.objects.get(pk=reviewer.pk)
    with pytest.raises(DraftRefused, match="may not grade claims any more"):
        drafting.save_draft(held, stripped, complete())


@pytest.mark.parametrize("headline", ["False alarm over herders", "Falsehoods about herders"])
def test_a_headline_may_use_the_ratings_word_in_a_sentence(headline: str, held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, complete(headline=headline), two_sources(held))
    assert workflow.propose(held.pk, reviewer).state == "proposed"
