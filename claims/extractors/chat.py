"""An extractor on any OpenAI-compatible chat endpoint. Off unless EXTRACTOR is chat; believes nothing unverified."""

import time
from collections.abc import Iterator
from http import HTTPStatus

from django.conf import settings

from claims.choices import ClaimKind
from claims.extraction.attribution.speakers import Attribution
from claims.extraction.languages import Language
from claims.extraction.spans import claim_of_span
from claims.extraction.types import Extraction, FoundClaim
from claims.extractors.base import ExtractorFailed
from claims.extractors.chat_protocol import Told, ToldClaim, answer, question
from claims.extractors.quoting import Quotable, says_no_more
from claimtracker.outbound import JSON, Fetched, OutboundError, Timeouts, fetch

LONGEST_PART = 6000
"""Characters of an article that are sent at a time, cut between lines."""
MOST_BYTES = 1024 * 1024


class ChatExtractor:
    """Asks the model for the words; place, figures, scores and kind are this desk's own."""

    def extract(self, text: str, language: Language) -> Extraction:
        """Return the claims whose words stand in the article. Raises ExtractorFailed."""
        name = f"chat/1 ({settings.CHAT_MODEL})"
        ends_at = time.monotonic() + settings.CHAT_SECONDS
        quotable = Quotable.of(text)
        found: dict[tuple[int, int], FoundClaim] = {}
        told_count = unheard = 0
        for start, end in parts(text):
            told = _ask(text[start:end], ends_at)
            told_count += len(told.claims) + told.malformed
            unheard += told.malformed
            for each in told.claims:
                claim = _anchored(quotable, each, start, end)
                if claim is None:
                    unheard += 1
                else:
                    found.setdefault((claim.start, claim.end), claim)
        notes: tuple[str, ...] = (language.note,) if language.note else ()
        if unheard:
            notes += (
                f"{unheard} of {told_count} statements that {name} returned were left out: their words do not stand "
                "in the article, or the entry was malformed.",
            )
        return Extraction(tuple(found[span] for span in sorted(found)), name, language.tag, notes)


def parts(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of stretches of at most LONGEST_PART characters, cut after a line or else a space."""
    start = 0
    while start < len(text):
        end = min(start + LONGEST_PART, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start + LONGEST_PART // 2, end))
            end = cut + 1 if cut > start else end
        if text[start:end].strip():
            yield start, end
        start = end


def _ask(part: str, ends_at: float) -> Told:
    """Ask about one part; a server that knows no schema is asked once more without one."""
    fetched = _post(question(part, model=settings.CHAT_MODEL, structured=True), ends_at)
    if fetched.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}:
        fetched = _post(question(part, model=settings.CHAT_MODEL, structured=False), ends_at)
    try:
        fetched.raise_for_status()
    except OutboundError as error:
        raise ExtractorFailed(str(error)) from error
    return answer(fetched.body)


def _post(body: bytes, ends_at: float) -> Fetched:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise ExtractorFailed(f"It took longer than CHAT_SECONDS ({settings.CHAT_SECONDS} s) for the whole article.")
    headers = {"content-type": "application/json"}
    if settings.CHAT_API_KEY:
        headers["authorization"] = f"Bearer {settings.CHAT_API_KEY}"
    try:
        return fetch(
            f"{settings.CHAT_URL.rstrip('/')}/chat/completions",
            method="POST",
            headers=headers,
            body=body,
            accept=JSON,
            max_bytes=MOST_BYTES,
            timeout=Timeouts(connect=min(5, left), read=left, total=left),
            max_redirects=0,
        )
    except OutboundError as error:
        raise ExtractorFailed(str(error)) from error


def _anchored(quotable: Quotable, told: ToldClaim, start: int, end: int) -> FoundClaim | None:
    """The claim at the place where its words stand, or None where they do not."""
    span = quotable.find(told.quote, start, end)
    if span is None:
        return None
    text = quotable.text
    return claim_of_span(
        text,
        *span,
        wording=told.stand_alone if says_no_more(told.stand_alone, text) else "",
        said=Attribution(
            told.claimant if told.claimant in text else "",
            told.cue if told.cue in text else "",
        ),
        kind=ClaimKind(told.kind) if told.kind in ClaimKind.values else None,
    )
