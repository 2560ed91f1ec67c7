"""What was decided, proposed or drafted, in one shape for the page, and what changed from one to the next."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Prefetch
from django.utils.safestring import SafeString

from claims.models.lookup import printed_quote
from reviews import grading, prose
from reviews.admin.words import clock, day, name_of, web_address
from reviews.models import Citation, Draft, DraftCitation, Proposal, ProposalCitation, Review, Verdict


@dataclass(frozen=True, slots=True)
class Cited:
    role: str
    source: str
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft, a proposal or a verdict as the page shows it."""

    heading: str
    byline: str
    rating: str
    definition: str
    headline: str
    explanation: str
    valid_as_of: str
    recheck_on: str
    waiver: str
    note: str
    cited: tuple[Cited, ...]

    @property
    def prose(self) -> SafeString:
        """The explanation as readers see it."""
        return prose.as_html(self.explanation)


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, as pieces of text that are kept, gone or new."""

    label: str
    pieces: tuple[tuple[str, str], ...]


def drafts_of(review: Review, *, except_of: int) -> list[Decision]:
    """What others have drafted, but not while grading is blind; one's own draft is in the form."""
    if grading.is_blind(review):
        return []
    drafts = Draft.objects.filter(review=review).exclude(person=except_of).select_related("person", "rating")
    cited = Prefetch("citations", DraftCitation.objects.select_related("evidence"))
    return [
        _decision(
            draft, "Draft", f"{name_of(draft.person)}, saved {clock(draft.saved_at)}", _live(draft.citations.all())
        )
        for draft in drafts.prefetch_related(cited).order_by("-saved_at")
    ]


def newest_proposals(review_id: int) -> list[tuple[Proposal, Decision]]:
    """The proposal made last, with its author, and the one before it."""
    cited = Prefetch("citations", ProposalCitation.objects.select_related("evidence"))
    proposals = Proposal.objects.filter(review=review_id).select_related("author", "rating", "wording")
    return [
        (
            proposal,
            _decision(
                proposal,
                f"Proposal {proposal.number}: {proposal.get_kind_display()}",
                f"{name_of(proposal.author)}, {clock(proposal.proposed_at)}",
                _live(proposal.citations.all()),
            ),
        )
        for proposal in proposals.prefetch_related(cited).order_by("-number")[:2]
    ]


def verdicts_of(review_id: int) -> list[tuple[Verdict, Decision]]:
    """Everything published about the claim, newest first."""
    rows = Verdict.objects.filter(review=review_id).select_related("author", "approver", "rating")
    return [(row, _published(row)) for row in rows.prefetch_related("citations").order_by("-number")]


def _published(row: Verdict) -> Decision:
    alone = row.author_id == row.approver_id
    eyes = "published by one person, without four eyes" if alone else f"approved by {name_of(row.approver)}"
    byline = f"{name_of(row.author)}, {eyes}, {clock(row.published_at)}"
    return _decision(row, f"Version {row.number}: {row.get_kind_display()}", byline, _frozen(row.citations.all()))


def _decision(row: Draft | Proposal | Verdict, heading: str, byline: str, cited: tuple[Cited, ...]) -> Decision:
    return Decision(
        heading=heading,
        byline=byline,
        rating=row.rating_label if isinstance(row, Verdict) else row.rating.label if row.rating else "",
        definition=row.rating.definition if row.rating else "",
        headline=row.headline,
        explanation=row.explanation,
        valid_as_of=day(row.valid_as_of),
        recheck_on=day(row.recheck_on),
        waiver=row.waiver,
        note=row.note,
        cited=cited,
    )


def _live(citations: Iterable[DraftCitation | ProposalCitation]) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            role=cited.get_role_display(),
            source=_source(cited.evidence.publisher, cited.evidence.title, cited.evidence.edition),
            quote=printed_quote(cited.quote, verbatim=cited.evidence.verbatim),
            url=web_address(cited.evidence.url),
        )
        for cited in citations
    )


def _frozen(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            role=cited.get_role_display(),
            source=_source(cited.publisher, cited.title, cited.edition),
            quote=cited.printed_quote,
            url=web_address(cited.url),
        )
        for cited in citations
    )


def _source(publisher: str, title: str, edition: str) -> str:
    return f"{publisher}: {title}" + (f" ({edition})" if edition else "")


def changes(before: Decision, after: Decision) -> list[Change]:
    """What the second says otherwise than the first, field by field."""
    fields = {
        "Rating": (before.rating, after.rating),
        "Headline": (before.headline, after.headline),
        "Explanation": (before.explanation, after.explanation),
        "Valid as of": (before.valid_as_of, after.valid_as_of),
        "Re-check on": (before.recheck_on, after.recheck_on),
        "Waiver": (before.waiver, after.waiver),
    }
    changed = [Change(label, tuple(word_diff(*pair))) for label, pair in fields.items() if pair[0] != pair[1]]
    if set(before.cited) != set(after.cited):
        changed.append(Change("Citations", tuple(_citation_diff(before.cited, after.cited))))
    return changed


def _citation_diff(before: tuple[Cited, ...], after: tuple[Cited, ...]) -> list[tuple[str, str]]:
    gone = [("gone", cited) for cited in before if cited not in after]
    stays = [("kept" if cited in before else "new", cited) for cited in after]
    return [(kind, f"{cited.role}: {cited.source}: {cited.quote}\n") for kind, cited in gone + stays]


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of the two texts, word by word: ("kept" | "gone" | "new", text)."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    pieces: list[tuple[str, str]] = []
    for operation, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if operation == "equal":
            pieces.append(("kept", "".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            pieces.append(("gone", "".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(("new", "".join(new[new_from:new_to])))
    return pieces
