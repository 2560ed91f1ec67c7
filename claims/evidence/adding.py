"""Bring evidence by hand: the row is stored at once, a worker fetches, keeps and reads what was brought."""

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from django.db import transaction

from claims.choices import CaptureKind, Stance, WorkState
from claims.extraction.normalise import normalise
from claims.models import Claim, EvidenceCapture
from claims.models.capture import HELD
from claimtracker.audit.context import record_actor
from claimtracker.outbound import OutboundRefused
from claimtracker.outbound.target import parse
from claimtracker.people.models import User

PERMISSION = "claims.add_evidence"
WHO_MAY = "reviewers and editors"
MOST_BYTES = 25 * 1024 * 1024
LONGEST_QUOTE = 5_000
LONGEST_ADDRESS = 2_000


class EvidenceRefused(Exception):
    """It cannot be brought as evidence. `field` names the value at fault, empty where none is."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotPermitted(EvidenceRefused):
    """This person may not bring evidence."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What the person says of it. `title` and `publisher` may be empty where the page itself gives them.

    `verbatim` False: `quote` is the person's own summary. `remark`: how it bears on the claim.
    """

    quote: str
    verbatim: bool = True
    title: str = ""
    publisher: str = ""
    as_of: date | None = None
    stance: Stance = Stance.NO_SUGGESTION
    remark: str = ""


@transaction.atomic
def add_page(person: User, claim: Claim, url: str, brought: Brought) -> EvidenceCapture:
    """A row to fetch the page, keep it, and find the quote in it; the waiting one where the same was brought before.

    Raises EvidenceRefused for what is no address, or has no quote; NotPermitted.
    """
    begin(person)
    url = url.strip()
    try:
        parse(url)
    except OutboundRefused as refusal:
        raise EvidenceRefused(str(refusal), field="url") from refusal
    if len(url) > LONGEST_ADDRESS or "\0" in url:
        raise EvidenceRefused(f"The address has {len(url):,} characters, {LONGEST_ADDRESS:,} is the most.", field="url")
    values = {"claim": claim, "kind": CaptureKind.PAGE, "url": url, "added_by": person, **_said(brought)}
    waiting = EvidenceCapture.objects.filter(**values, state=WorkState.DUE).first()
    return waiting or EvidenceCapture.objects.create(**values)


@transaction.atomic
def add_document(
    person: User, claim: Claim, name: str, data: bytes, brought: Brought, *, media_type: str = ""
) -> EvidenceCapture:
    """A row to keep the file and find the quote in it. Raises EvidenceRefused and NotPermitted."""
    begin(person)
    name = PurePath(name.replace("\0", "")).name[:255] or "unnamed"
    if not data:
        raise EvidenceRefused(f"“{name}” is empty.", field="file")
    if len(data) > MOST_BYTES:
        raise EvidenceRefused(
            f"“{name}” has {len(data):,} bytes, {MOST_BYTES:,} is the most. Bring the pages that count.", field="file"
        )
    if not brought.publisher.strip():
        raise EvidenceRefused("Say whose document it is: evidence is cited by its publisher.", field="publisher")
    return EvidenceCapture.objects.create(
        claim=claim,
        kind=CaptureKind.DOCUMENT,
        name=name,
        data=data,
        media_type=media_type[:100],
        added_by=person,
        **_said(brought, title=name),
    )


def begin(person: User) -> None:
    """Check that the person may bring evidence, and name them to the audit trail. Needs a transaction."""
    if not person.is_active or not person.has_perm(PERMISSION):
        raise NotPermitted(f"{person} may not bring evidence: it is for {WHO_MAY}. Ask the desk's admin for the role.")
    record_actor(person.pk)


def quote_of(text: str) -> str:
    """The quote as it is kept. Raises EvidenceRefused where it is empty or too long."""
    quote = normalise(text).strip()
    if not quote:
        raise EvidenceRefused("Quote the words that count, or sum them up in your own.", field="quote")
    if len(quote) > LONGEST_QUOTE:
        raise EvidenceRefused(
            f"The quote has {len(quote):,} characters, {LONGEST_QUOTE:,} is the most. Quote the words that count.",
            field="quote",
        )
    return quote


def line(text: str, longest: int) -> str:
    """The text on one line, as far as the column goes."""
    return " ".join(normalise(text).split())[:longest]


def _said(brought: Brought, *, title: str = "") -> dict[str, object]:
    if brought.stance not in HELD:
        raise EvidenceRefused("Say that it is consistent with the claim, differs from it, or neither.", field="stance")
    return {
        "quote": quote_of(brought.quote),
        "verbatim": brought.verbatim,
        "title": line(brought.title or title, 300),
        "publisher": line(brought.publisher, 200),
        "as_of": brought.as_of,
        "stance": brought.stance,
        "remark": line(brought.remark, 500),
    }
