"""A person adds a claim that the software did not find."""

import pytest

from claims import pipeline
from claims.choices import Origin, WorkState
from claims.curation.adding import add_claim
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.models import ArticleRevision, Claim, SourceLookup
from claimtracker.audit.models import AuditEntry
from claimtracker.events.models import Event
from claimtracker.people.models import User
from tests.claims.curation.conftest import COLOUR, FISHERS, TEXT, Read


def test_a_claim_is_added_by_offsets_in_code_points(revision: ArticleRevision, reviewer: User) -> None:
    start = TEXT.index("smells")
    claim = add_claim(
        reviewer, revision.pk, start=start - 1, end=TEXT.index(" and old"), text="Harbours smell of salt."
    )
    appearance = claim.appearances.get()
    assert (appearance.start, appearance.exact) == (start, "smells of salt")
    assert (appearance.origin, appearance.added_by) == (Origin.PERSON, reviewer)
    wording = claim.wordings.get()
    assert (wording.text, wording.origin, wording.written_by) == ("Harbours smell of salt.", Origin.PERSON, reviewer)
    assert claim.selection_reason == "Added by Ana Reyes."


def test_a_claim_is_added_by_words_that_stand_once_whatever_their_line_breaks(
    revision: ArticleRevision, reviewer: User
) -> None:
    claim = add_claim(reviewer, revision.pk, exact=" The harbour 🐟\r\nsmells of salt ")
    assert claim.appearances.get().exact == "The harbour 🐟 smells of salt"
    assert claim.wordings.get().text == "The harbour 🐟 smells of salt"


def test_its_figures_are_read_and_its_look_ups_and_review_are_due(revision: ArticleRevision, reviewer: User) -> None:
    claim = add_claim(reviewer, revision.pk, exact="salt and old rope", text="The harbour sells 40 ropes a day.")
    assert [quantity.value for quantity in claim.wordings.get().quantities.all()] == [40]
    assert SourceLookup.objects.filter(claim=claim, state="due").exists()
    assert Event.objects.filter(kind="claim.found", subject_id=claim.pk).count() == 1


def test_the_audit_trail_names_who_added_it(revision: ArticleRevision, reviewer: User) -> None:
    claim = add_claim(reviewer, revision.pk, exact=COLOUR)
    entry = AuditEntry.objects.get(table="claims_claimwording", row=str(claim.wordings.get().pk))
    assert (entry.action, entry.actor_id) == ("insert", reviewer.pk)


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"exact": ""}, "exact", "blank"),
        ({"exact": "Nowhere to be read"}, "exact", "not_found"),
        ({"exact": "of"}, "exact", "ambiguous"),
        ({"start": 5, "end": 5}, "end", "out_of_text"),
        ({"start": -1, "end": 5}, "start", "out_of_text"),
        ({"start": 0, "end": 100_000}, "end", "out_of_text"),
        ({"start": 3, "end": 4}, "start", "blank"),
        ({"start": 0, "end": 3, "exact": "A harbour"}, "exact", "other_words"),
        ({"start": 0, "end": 3, "text": "x" * 2_001}, "text", "too_long"),
    ],
)
def test_what_is_no_place_is_refused_and_changes_nothing(
    revision: ArticleRevision, reviewer: User, given: dict[str, object], field: str, code: str
) -> None:
    claims = Claim.objects.count()
    with pytest.raises(CorrectionRefused) as refused:
        add_claim(reviewer, revision.pk, **given)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert Claim.objects.count() == claims


def test_a_stranger_adds_nothing_and_learns_who_may(revision: ArticleRevision, stranger: User) -> None:
    with pytest.raises(NotPermitted, match="reviewers, editors and admins"):
        add_claim(stranger, revision.pk, exact=COLOUR)


@pytest.mark.parametrize("who", ["reviewer", "editor", "desk_admin"])
def test_every_role_of_the_desk_may_add(revision: ArticleRevision, who: str, request: pytest.FixtureRequest) -> None:
    assert add_claim(request.getfixturevalue(who), revision.pk, exact=COLOUR).pk


def test_the_same_words_are_a_second_claim_only_with_a_wording_of_their_own(
    revision: ArticleRevision, fishers: Claim, reviewer: User
) -> None:
    with pytest.raises(ClaimMoved, match=f"claim {fishers.pk} already"):
        add_claim(reviewer, revision.pk, exact=FISHERS)
    assert add_claim(reviewer, revision.pk, exact=FISHERS, text="Ghana has fishers.") != fishers


def test_it_survives_the_next_revision_and_a_second_reading(
    revision: ArticleRevision, reviewer: User, read: Read
) -> None:
    claim = add_claim(reviewer, revision.pk, exact=COLOUR)
    second = read(f"Updated.\n{TEXT}")
    carried = claim.appearances.get(revision=second)
    assert (carried.exact, carried.origin, carried.added_by) == (COLOUR, Origin.PERSON, reviewer)
    claims = Claim.objects.count()
    ArticleRevision.objects.filter(pk=second.pk).update(state=WorkState.DUE, next_attempt_at=second.retrieved_at)
    pipeline.extract_revision(second.pk)
    assert (Claim.objects.count(), claim.appearances.count()) == (claims, 2)


def test_the_software_does_not_double_a_claim_that_a_person_marked_in_the_same_sentence(
    reviewer: User, read: Read
) -> None:
    first = read(COLOUR)
    claim = add_claim(reviewer, first.pk, exact="salt and old rope", text="The rope is old.")
    sentence = "The harbour 🐟 smells of salt and old rope, which 46% of its 3,000 workers say they like."
    second = read(sentence)
    [only] = Claim.objects.filter(appearances__revision=second).distinct()
    assert only == claim


def test_a_claim_added_to_an_older_revision_is_carried_to_the_newest(
    revision: ArticleRevision, reviewer: User, read: Read
) -> None:
    second = read(f"Updated.\n{TEXT}")
    claim = add_claim(reviewer, revision.pk, exact=COLOUR)
    assert claim.appearances.get(revision=second).continues == claim.appearances.get(revision=revision)
