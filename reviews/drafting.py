"""A reviewer's unfinished grading: fields and citations. Drafts are mutable; what is proposed is a frozen copy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.models import Evidence
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.choices import AssignmentRole, CitationRole, ReviewState, VerdictKind
from reviews.models import Assignment, Draft, DraftCitation, Rating, Review

WRITTEN_IN = (ReviewState.IN_REVIEW, ReviewState.CORRECTING)
"""The states in which an author writes a draft; a second grader writes as long as they grade."""


class DraftRefused(Exception):
    """The draft cannot be saved as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CitationInput:
    """A piece of the claim's evidence to cite; an empty quote takes the evidence's own."""

    evidence_id: int
    role: CitationRole
    quote: str = ""


@dataclass(frozen=True, slots=True)
class GradingInput:
    """What a reviewer filled in so far."""

    rating: Rating | None = None
    headline: str = ""
    explanation: str = ""
    valid_as_of: date | None = None
    recheck_on: date | None = None
    waiver: str = ""
    note: str = ""
    kind: VerdictKind = VerdictKind.VERDICT
    looked_at: tuple[int, ...] = ()

    def fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {"looked_at": sorted(self.looked_at)}


class DraftConflict(DraftRefused):
    """The draft, the review or its holder changed since the page was read. Both texts are here, so that none is lost.

    `saved` is the person's draft as it is kept, None where there is none; `submitted` and `citations` are what was not
    saved (`citations` None: not sent). `version` and `mark` are those to save with once the person has seen both.
    """

    def __init__(
        self,
        message: str,
        *,
        review: Review,
        saved: Draft | None,
        submitted: GradingInput,
        citations: tuple[CitationInput, ...] | None,
    ) -> None:
        super().__init__(message)
        self.saved = saved
        self.submitted = submitted
        self.citations = citations
        self.version = review.version
        self.mark = mark_of(saved)


class NotHolding(DraftConflict):
    """Somebody else holds the review, or nobody: a draft is the holder's."""


class ReviewMoved(DraftConflict):
    """The review is not at the version that the person saw."""


class SavedElsewhere(DraftConflict):
    """The person saved another text of the draft meanwhile, in another window."""


def draft_of(review: Review, person: User) -> Draft | None:
    """The person's own draft of the review."""
    return Draft.objects.filter(review=review, person=person).select_related("rating").first()


def mark_of(draft: Draft | None) -> str:
    """What tells one saved state of a draft from the next; empty where nothing was saved yet."""
    return draft.saved_at.isoformat() if draft else ""


@transaction.atomic
def save_draft(
    review: Review,
    person: User,
    grading: GradingInput,
    citations: Iterable[CitationInput] | None = None,
    *,
    version: int | None = None,
    mark: str | None = None,
) -> Draft:
    """Store the person's grading so far, and renew their lease; `citations`, if given, replace the earlier ones.

    Raises DraftConflict, with the text saved and the text submitted, when the person does not hold the review (any
    more), when it is not at the `version` given or the draft not at the `mark`. Raises DraftRefused when the person
    may not grade, when the rating is of a scale out of use, or when a citation is not of this claim's evidence.
    """
    record_actor(person.pk)
    if not person.has_perm("reviews.grade_claim"):
        raise DraftRefused(f"{person} may not grade claims any more: it is for reviewers and editors.")
    locked = Review.objects.select_for_update().get(pk=review.pk)
    cited = None if citations is None else tuple(citations)
    saved = draft_of(locked, person)
    held = _hold_of(person, locked)
    conflict, problem = _conflict(locked, held, saved, version, mark)
    if held is None or conflict is not None:
        raise (conflict or NotHolding)(problem, review=locked, saved=saved, submitted=grading, citations=cited)
    if grading.rating is not None and not grading.rating.scale.in_use:
        raise DraftRefused(f"The rating “{grading.rating}” is of the scale “{grading.rating.scale}”, out of use now.")
    draft, _ = Draft.objects.update_or_create(review=locked, person=person, defaults=grading.fields())
    if cited is not None:
        _replace_citations(draft, cited)
    held.lease_until = held.renewed()
    held.save(update_fields=["lease_until"])
    return draft


def _hold_of(person: User, review: Review) -> Assignment | None:
    """The person's hold on the review, if it lets them write a draft now."""
    own = Assignment.objects.filter(review=review, person=person, ended_at=None).first()
    writes = own is not None and (own.role == AssignmentRole.SECOND or review.state in WRITTEN_IN)
    return own if writes else None


def _why_not_held(review: Review) -> str:
    if review.state not in WRITTEN_IN:
        return f"The review is “{review.get_state_display()}”: a draft is written while it is in review. Take it first."
    held = Assignment.objects.filter(review=review, ended_at=None, role=AssignmentRole.AUTHOR)
    holder = held.select_related("person").first()
    who = f"Since {holder.since} {holder.person} holds it" if holder else "Nobody holds it"
    return f"{who}, not you. Take the review before you write a draft."


def _conflict(
    review: Review, held: Assignment | None, saved: Draft | None, version: int | None, mark: str | None
) -> tuple[type[DraftConflict] | None, str]:
    """What changed since the page was read, and in words; None: nothing."""
    if held is None:
        return NotHolding, _why_not_held(review)
    if version is not None and version != review.version:
        return ReviewMoved, (
            f"The review changed while you wrote (you saw version {version}, it is at {review.version}). "
            "The draft is not saved: look at the review again, then save."
        )
    if mark is not None and saved is not None and mark_of(saved) != mark:
        return SavedElsewhere, (
            f"You saved this draft elsewhere at {timezone.localtime(saved.saved_at):%H:%M}, after this page opened. "
            "Nothing is saved now: press again to keep what stands here, or reload to see what was saved."
        )
    return None, ""


def _replace_citations(draft: Draft, citations: tuple[CitationInput, ...]) -> None:
    evidence = Evidence.objects.filter(claim=draft.review.claim_id).in_bulk([c.evidence_id for c in citations])
    strangers = [str(c.evidence_id) for c in citations if c.evidence_id not in evidence]
    if strangers:
        raise DraftRefused(f"Evidence {', '.join(strangers)} does not belong to this claim. Cite the claim's own.")
    wanted = {c.evidence_id: (c.role, c.quote.strip() or evidence[c.evidence_id].quote) for c in citations}
    # Saved while typing, a draft comes by every second: what is cited already stays as it is.
    if {cited.evidence_id: (cited.role, cited.quote) for cited in draft.citations.all()} == wanted:
        return
    draft.citations.all().delete()
    DraftCitation.objects.bulk_create(
        DraftCitation(draft=draft, evidence_id=key, role=role, quote=quote) for key, (role, quote) in wanted.items()
    )
