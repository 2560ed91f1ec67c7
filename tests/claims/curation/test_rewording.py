"""A person gives a claim a better wording."""

import pytest

from claims.choices import Origin
from claims.curation.dropping import drop
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.curation.rewording import reword
from claims.models import Claim, SourceLookup
from claimtracker.people.models import User
from tests.claims.curation.conftest import FISHERS, TEXT, Read

BETTER = "Fishers make up 12% of Ghana's workers."


def test_the_new_wording_is_the_next_version_with_its_figures(fishers: Claim, reviewer: User) -> None:
    reword(reviewer, fishers.pk, text=f" {BETTER}\n")
    first, second = fishers.wordings.order_by("number")
    assert (first.text, first.origin) == (FISHERS, Origin.MACHINE)
    assert (second.number, second.text, second.written_by) == (2, BETTER, reviewer)
    assert [(each.value, each.unit) for each in second.quantities.all()] == [(12, "percent")]


def test_every_source_is_asked_again_about_it(fishers: Claim, reviewer: User) -> None:
    reword(reviewer, fishers.pk, text=BETTER)
    again = SourceLookup.objects.filter(claim=fishers, number=2)
    assert {lookup.wording.number for lookup in again} == {2}
    assert {lookup.source_id for lookup in again} == {lookup.source_id for lookup in fishers.lookups.filter(number=1)}


def test_an_edited_article_does_not_undo_a_persons_wording(fishers: Claim, reviewer: User, read: Read) -> None:
    reword(reviewer, fishers.pk, text=BETTER)
    read(TEXT.replace("12%", "15%"))
    assert fishers.wordings.latest("number").text == BETTER


@pytest.mark.parametrize(
    ("text", "code"), [(FISHERS, "unchanged"), ("  ", "blank"), ("x" * 2_001, "too_long")], ids=str
)
def test_what_is_no_better_wording_is_refused(fishers: Claim, reviewer: User, text: str, code: str) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        reword(reviewer, fishers.pk, text=text)
    assert (refused.value.field, refused.value.code) == ("text", code)


def test_nobody_overwrites_a_wording_that_they_have_not_seen(
    fishers: Claim, reviewer: User, second_reviewer: User
) -> None:
    reword(second_reviewer, fishers.pk, text=BETTER, seen=1)
    with pytest.raises(ClaimMoved, match="reworded while you wrote"):
        reword(reviewer, fishers.pk, text="Another.", seen=1)


def test_a_dropped_claim_is_not_reworded(fishers: Claim, reviewer: User) -> None:
    drop(reviewer, fishers.pk, reason="Colour.")
    with pytest.raises(ClaimMoved, match=r"dropped by Ana Reyes: Colour\. Restore it first"):
        reword(reviewer, fishers.pk, text=BETTER)


def test_a_stranger_words_nothing(fishers: Claim, stranger: User) -> None:
    with pytest.raises(NotPermitted, match="Sam Stone may not"):
        reword(stranger, fishers.pk, text=BETTER)
