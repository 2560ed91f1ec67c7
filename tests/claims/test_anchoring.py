"""The next revision of an article: what became of each claim's words, and what is carried over."""

import pytest

from claims import anchoring, pipeline
from claims.choices import AnchorState, Origin, WorkState
from claims.intake import take_in
from claims.models import Appearance, ArticleRevision, Claim, SourceLookup
from claims.reading import Document
from claimtracker.events.models import Event

FISHERS = "About 12% of the workers in Ghana are fishers."
EXPORTS = "The minister, Kofi Adu, claimed that exports fell by 30% in 2024."
TEXT = f"The harbour was busy on Monday.\n{FISHERS} {EXPORTS}\nWhat a day it was!"
ADDRESS = "https://courier.example/harbour"


def read(text: str) -> ArticleRevision:
    """Take the text in as the article's next revision, and have its claims found."""
    revision = take_in(Document(text=text, canonical_url=ADDRESS)).revision
    pipeline.extract_revision(revision.pk)
    revision.refresh_from_db()
    assert (revision.state, revision.failure) == (WorkState.DONE, "")
    return revision


def again(revision: ArticleRevision) -> None:
    """Have the claims of a revision found once more."""
    ArticleRevision.objects.filter(pk=revision.pk).update(
        state=WorkState.DUE, next_attempt_at=revision.retrieved_at, attempts=0
    )
    pipeline.extract_revision(revision.pk)


def fishers() -> Claim:
    return Claim.objects.get(wordings__text=FISHERS)


def states(claim: Claim) -> list[str]:
    return list(claim.appearances.order_by("revision__number").values_list("anchor_state", flat=True))


def told() -> list[dict[str, object]]:
    return [event.payload for event in Event.objects.filter(kind=anchoring.WORDS_CHANGED).order_by("pk")]


@pytest.fixture
def first(db: None) -> ArticleRevision:
    return read(TEXT)


def test_an_edit_that_moves_nothing_is_silent(first: ArticleRevision) -> None:
    claims = Claim.objects.count()
    second = read(f"Updated at noon.\n{TEXT}")
    assert Claim.objects.count() == claims
    assert states(fishers()) == [AnchorState.EXACT, AnchorState.EXACT]
    carried = fishers().appearances.get(revision=second)
    assert carried.continues == fishers().appearances.get(revision=first)
    assert second.text[carried.start : carried.end] == carried.exact == FISHERS
    assert told() == []


def test_words_put_elsewhere_are_moved_and_told_to_nobody(first: ArticleRevision) -> None:
    read(TEXT.replace(f"{FISHERS} ", "") + f"\n{FISHERS}")
    assert states(fishers()) == [AnchorState.MOVED, AnchorState.EXACT]
    assert told() == []


def test_edited_words_stay_the_same_claim_and_are_told_with_both_texts(first: ArticleRevision) -> None:
    claims = Claim.objects.count()
    edited = FISHERS.replace("12%", "15%")
    second = read(TEXT.replace(FISHERS, edited))
    assert Claim.objects.count() == claims
    assert states(fishers()) == [AnchorState.CHANGED, AnchorState.EXACT]
    assert fishers().appearances.get(revision=second).exact == edited
    assert told() == [
        {"claim": fishers().pk, "revision": second.pk, "state": "changed", "before": FISHERS, "after": edited}
    ]


def test_the_softwares_own_wording_follows_the_edited_words_and_is_looked_up_again(first: ArticleRevision) -> None:
    claim = fishers()
    asked = SourceLookup.objects.filter(claim=claim).count()
    second = read(TEXT.replace("12%", "15%"))
    newest = claim.wordings.latest("number")
    assert (newest.number, newest.text) == (2, FISHERS.replace("12%", "15%"))
    assert newest.quantities.get().value == 15
    assert SourceLookup.objects.filter(claim=claim, wording=newest, number=2).count() == asked
    again(second)
    assert claim.wordings.count() == 2


def test_words_that_are_gone_are_orphaned_and_told_once(first: ArticleRevision) -> None:
    claim = fishers()
    read(TEXT.replace(FISHERS, ""))
    read(TEXT.replace(FISHERS, "") + " More.")
    assert states(claim) == [AnchorState.ORPHANED]
    assert [(each["state"], each["after"]) for each in told()] == [("orphaned", "")]


def test_words_that_come_back_are_anchored_again(first: ArticleRevision) -> None:
    claim = fishers()
    read(TEXT.replace(FISHERS, ""))
    third = read(f"Corrected.\n{TEXT}")
    assert states(claim) == [AnchorState.EXACT, AnchorState.EXACT]
    assert claim.appearances.latest("pk").revision == third
    assert Claim.objects.filter(wordings__text=FISHERS).count() == 1


def test_the_whole_line_tells_what_became_of_its_words(first: ArticleRevision) -> None:
    claim = fishers()
    edited = TEXT.replace("12%", "15%")
    read(edited)
    read(f"Updated.\n{edited}")
    assert states(claim) == [AnchorState.CHANGED, AnchorState.EXACT, AnchorState.EXACT]
    read(f"Updated twice.\n{TEXT}")
    assert states(claim) == [AnchorState.EXACT, AnchorState.CHANGED, AnchorState.CHANGED, AnchorState.EXACT]
    read("Everything else was wrong, and nothing of it is left.")
    assert set(states(claim)) == {AnchorState.ORPHANED}


def test_finding_claims_again_changes_nothing(first: ArticleRevision) -> None:
    second = read(TEXT.replace("12%", "15%").replace(EXPORTS, ""))

    def rows() -> list[tuple[object, ...]]:
        return list(Appearance.objects.order_by("pk").values_list())

    before, events = rows(), Event.objects.count()
    again(second)
    again(first)
    assert (rows(), Event.objects.count()) == (before, events)


def test_a_claim_that_the_software_would_not_find_is_carried_with_its_cue_origin_and_reason(
    first: ArticleRevision,
) -> None:
    claim = fishers()
    words = "What a day it was!"
    start = first.text.index(words)
    claim.appearances.create(
        attribution_cue="sighed",
        origin=Origin.PERSON,
        suppressed_reason="An exclamation.",
        **anchoring.anchor(first, start, start + len(words)),
    )
    second = read(f"Updated.\n{TEXT}")
    carried = claim.appearances.get(revision=second, exact=words)
    assert (carried.attribution_cue, carried.origin, carried.suppressed_reason) == (
        "sighed",
        Origin.PERSON,
        "An exclamation.",
    )


def test_hidden_words_that_change_are_told_to_nobody(first: ArticleRevision) -> None:
    Appearance.objects.update(suppressed_reason="Not for us.")
    read(TEXT.replace("12%", "15%"))
    assert told() == []
    assert not Appearance.objects.filter(suppressed_reason="").exists()


def test_a_revision_that_is_read_late_still_leads_to_the_newest(db: None) -> None:
    late = take_in(Document(text=TEXT, canonical_url=ADDRESS)).revision
    newest = read(TEXT.replace("12%", "15%"))
    assert not Appearance.objects.filter(revision=late).exists()
    again(late)
    first_words = Appearance.objects.get(revision=late, exact=FISHERS)
    assert first_words.anchor_state == AnchorState.CHANGED
    assert first_words.continued_by.get().revision == newest
