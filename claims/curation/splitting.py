"""Split a claim that says two things into two claims."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from claims import anchoring
from claims.curation import access, words
from claims.curation.dropping import hide
from claims.curation.making import make_claim
from claims.curation.refusals import ClaimMoved, CorrectionRefused
from claims.models import Appearance, Claim
from claimtracker.people.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two claims: its wording, its stretch of the article's words, or both.

    Without a stretch it stands where the whole claim stands; without a wording its words are the stretch's.
    """

    text: str = ""
    start: int | None = None
    end: int | None = None


@transaction.atomic
def split(person: User, claim_id: int, parts: Sequence[Part]) -> list[Claim]:
    """Make two claims of one, which is dropped with a pointer to them; restoring it undoes the split.

    Raises CorrectionRefused, and Claim.DoesNotExist.
    """
    access.begin(person)
    claim = access.locked(claim_id)
    access.refuse_dropped(claim)
    whole = access.shown(claim)
    if whole is None:
        raise ClaimMoved(f"Claim {claim.pk} stands in no article, so it has no words to split.", code="nowhere")
    if len(parts) != 2:
        raise CorrectionRefused("A claim is split into two: give two parts.", field="parts", code="not_two")
    spans = [_span(whole, part, number) for number, part in enumerate(parts)]
    worded = [
        words.wording(part.text or whole.revision.text[slice(*span)], field=f"parts.{number}.text")
        for number, (part, span) in enumerate(zip(parts, spans, strict=True))
    ]
    if worded[0] == worded[1]:
        raise CorrectionRefused(
            "The two parts say the same. Word each as one of the two claims.", field="parts.1.text", code="same"
        )
    whole.claim = claim
    made = [
        make_claim(person, whole.revision, span, text, split_from=whole)
        for span, text in zip(spans, worded, strict=True)
    ]
    hide(claim, person, f"Split into claims {made[0].pk} and {made[1].pk}.")
    anchoring.carry_onward(whole.revision)
    return made


def _span(whole: Appearance, part: Part, number: int) -> tuple[int, int]:
    if part.start is None or part.end is None:
        if not part.text.strip():
            raise CorrectionRefused(
                "This part has neither words nor a place. Word it, or mark its words.",
                field=f"parts.{number}.text",
                code="blank",
            )
        return whole.start, whole.end
    if not whole.start <= part.start < part.end <= whole.end:
        raise CorrectionRefused(
            f"{part.start} to {part.end} is no stretch of the claim's words, which stand at {whole.start} to "
            f"{whole.end} of revision {whole.revision.number}.",
            field=f"parts.{number}.start",
            code="out_of_claim",
        )
    return words.place(whole.revision.text, start=part.start, end=part.end, exact="")
