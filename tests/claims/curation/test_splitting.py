"""A person splits a claim that says two things."""

import pytest

from claims.choices import Origin
from claims.curation.dropping import drop, restore
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.curation.splitting import Part, split
from claims.models import Claim
from claimtracker.events.models import Event
from claimtracker.people.models import User
from tests.claims.curation.conftest import FISHERS, TEXT, Read

ONE, OTHER = Part("About 12% of Ghana's workers are fishers."), Part("Ghana has workers.")


def in_revision(revision: object) -> set[int]:
    shown = Claim.objects.filter(appearances__revision=revision, appearances__suppressed_reason="")
    return set(shown.values_list("pk", flat=True))


def test_two_wordings_make_two_claims_where_the_whole_one_stood(fishers: Claim, reviewer: User) -> None:
    made = split(reviewer, fishers.pk, [ONE, OTHER])
    assert [str(claim) for claim in made] == [ONE.text, OTHER.text]
    for claim in made:
        appearance = claim.appearances.get()
        assert (appearance.exact, appearance.origin, appearance.added_by) == (FISHERS, Origin.PERSON, reviewer)
        assert claim.split_from == fishers
        assert claim.lookups.exists()
        assert Event.objects.filter(kind="claim.found", subject_id=claim.pk).exists()
    hidden = fishers.appearances.get()
    assert hidden.suppressed_reason == f"Split into claims {made[0].pk} and {made[1].pk}."


def test_two_stretches_make_two_claims_of_their_own_words(fishers: Claim, reviewer: User) -> None:
    at = TEXT.index(FISHERS)
    cut = at + FISHERS.index(" are")
    made = split(reviewer, fishers.pk, [Part(start=at, end=cut), Part("They fish.", cut, at + len(FISHERS))])
    assert [claim.appearances.get().exact for claim in made] == [
        "About 12% of the workers in Ghana",
        "are fishers.",
    ]
    assert [str(claim) for claim in made] == ["About 12% of the workers in Ghana", "They fish."]


def test_the_parts_survive_the_next_revision_and_the_whole_one_does_not_come_back(
    fishers: Claim, reviewer: User, read: Read
) -> None:
    made = split(reviewer, fishers.pk, [ONE, OTHER])
    claims = Claim.objects.count()
    second = read(f"Updated.\n{TEXT}")
    assert Claim.objects.count() == claims
    assert {claim.pk for claim in made} <= in_revision(second)
    assert fishers.pk not in in_revision(second)


def test_restoring_the_whole_one_undoes_the_split(fishers: Claim, reviewer: User, read: Read) -> None:
    made = split(reviewer, fishers.pk, [ONE, OTHER])
    restore(reviewer, fishers.pk)
    second = read(f"Updated.\n{TEXT}")
    assert fishers.pk in in_revision(second)
    assert not {claim.pk for claim in made} & in_revision(second)
    with pytest.raises(ClaimMoved, match=f"split from claim {fishers.pk}, which stands again"):
        restore(reviewer, made[0].pk)


@pytest.mark.parametrize(
    ("parts", "field", "code"),
    [
        ([ONE], "parts", "not_two"),
        ([ONE, ONE], "parts.1.text", "same"),
        ([ONE, Part()], "parts.1.text", "blank"),
        ([ONE, Part(start=0, end=3)], "parts.1.start", "out_of_claim"),
    ],
    ids=["one part", "twice the same", "an empty part", "a stretch beyond the claim"],
)
def test_what_are_no_two_claims_is_refused_and_changes_nothing(
    fishers: Claim, reviewer: User, parts: list[Part], field: str, code: str
) -> None:
    claims = Claim.objects.count()
    with pytest.raises(CorrectionRefused) as refused:
        split(reviewer, fishers.pk, parts)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert Claim.objects.count() == claims
    assert fishers.appearances.get().suppressed_reason == ""


def test_a_dropped_claim_is_not_split(fishers: Claim, reviewer: User) -> None:
    drop(reviewer, fishers.pk, reason="Colour.")
    with pytest.raises(ClaimMoved, match="Restore it first"):
        split(reviewer, fishers.pk, [ONE, OTHER])


def test_a_stranger_splits_nothing(fishers: Claim, stranger: User) -> None:
    with pytest.raises(NotPermitted):
        split(stranger, fishers.pk, [ONE, OTHER])
