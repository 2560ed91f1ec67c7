"""What a grading must have before it may be proposed. Each rule answers with a message for the person, or nothing."""

from collections.abc import Iterator

from reviews.choices import VerdictKind
from reviews.models import Draft

NAMED_SOURCES_NEEDED = 2


def unmet(draft: Draft) -> list[str]:
    """Every rule that the draft does not meet yet, as sentences that say what to do. Empty: ready to propose."""
    return [
        *_missing_parts(draft),
        *_headline_problems(draft),
        *_citation_problems(draft),
        *_history_problems(draft),
    ]


def _missing_parts(draft: Draft) -> Iterator[str]:
    if draft.rating_id is None:
        yield "Choose a rating."
    if not draft.headline.strip():
        yield "Write a headline."
    if not draft.explanation.strip():
        yield "Write the explanation: how the evidence leads to the rating."
    if draft.valid_as_of is None:
        yield "Say which day the verdict speaks of (valid as of)."
    elif draft.recheck_on and draft.recheck_on <= draft.valid_as_of:
        yield f"The re-check date {draft.recheck_on} must come after the day {draft.valid_as_of} it speaks of."


def _headline_problems(draft: Draft) -> Iterator[str]:
    label = draft.rating.label if draft.rating else ""
    words = draft.headline.casefold().replace(":", " ").split()
    if label and words[: len(label.split())] == label.casefold().split():
        yield f"The headline begins with the rating “{label}”. Leave it out: it is printed beside the headline."


def _citation_problems(draft: Draft) -> Iterator[str]:
    citations = list(draft.citations.select_related("evidence"))
    sources = {citation.evidence.publisher for citation in citations if citation.evidence.publisher}
    if len(sources) < NAMED_SOURCES_NEEDED and not draft.waiver.strip():
        yield (
            f"{len(sources)} named source(s) cited, {NAMED_SOURCES_NEEDED} are needed. "
            "Cite another, or give a reason under “waiver”."
        )
    for citation in citations:
        if not citation.quote.strip():
            yield f"Quote the words that you cite from {citation.evidence}."


def _history_problems(draft: Draft) -> Iterator[str]:
    has_verdict = draft.review.verdicts.exists()
    if has_verdict and draft.kind == VerdictKind.VERDICT:
        yield "A verdict is published already: say whether this is a correction or a retraction."
    if not has_verdict and draft.kind != VerdictKind.VERDICT:
        yield f"There is no verdict yet, so there is nothing for a {draft.get_kind_display().lower()} to supersede."
    if draft.kind != VerdictKind.VERDICT and not draft.note.strip():
        yield "Write the note: what is corrected, or why it is retracted."
