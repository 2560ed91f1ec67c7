"""What sources answered about a claim: evidence with its suggestion, and the state of every look-up in words."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from claims.choices import LookupState, Origin, Stance
from claims.models import Evidence, SourceLookup
from reviews.admin.words import claimed_figure, clock, count_of, day, found_figure, name_of, web_address
from reviews.choices import CitationRole
from reviews.evidence import current_evidence
from reviews.rules import SIDES

GROUPS = {
    Stance.CONSISTENT: ("For", "What agrees with the claim, so far as figures can be compared."),
    Stance.DIFFERS: ("Against", "What gives another figure."),
    Stance.NOT_COMPARABLE: ("Not comparable", "Another time, place, unit or group of people: context at best."),
    Stance.NO_SUGGESTION: ("Read it", "The software suggests nothing about these; a person must read them."),
}
"""Headings of the evidence by the stance that is suggested, in the order of the page."""
ROLES = {Stance.CONSISTENT: CitationRole.FOR, Stance.DIFFERS: CitationRole.AGAINST}
"""What citing a piece means at first; anything else is context."""
RETRIED = (LookupState.FAILED, LookupState.GIVEN_UP)


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence."""

    pk: int
    publisher: str
    title: str
    edition: str
    as_of: str
    quote: str
    is_verbatim: bool
    url: str
    licence: str
    origin: str
    stance: str
    stance_label: str
    reason: str
    claimed: str
    found: str
    snapshot: str
    snapshot_url: str
    role: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The evidence of one suggested stance. `must_look`: a proposal asks that somebody looked at it."""

    stance: str
    heading: str
    about: str
    findings: tuple[Finding, ...]
    must_look: bool

    @property
    def current(self) -> tuple[int, ...]:
        """Keys of what counts now."""
        return tuple(finding.pk for finding in self.findings if finding.is_current)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of asking one source. `kind` names the look: answered, waiting, failed or skipped."""

    source: str
    kind: str
    state: str
    detail: str
    retry: int | None = None
    """The look-up to try again, where it failed."""


def evidence_of(claim_id: int) -> list[Evidence]:
    """The rows of all evidence of a claim, with what its pages show of them, what is current first."""
    rows = Evidence.objects.filter(claim=claim_id).select_related("quantity", "lookup__source", "added_by", "interview")
    marked = rows.annotate(is_current=Exists(current_evidence().filter(pk=OuterRef("pk")).order_by()))
    return sorted(marked.order_by("lookup", "rank", "pk"), key=lambda row: not _is_current(row))


def groups_of(rows: list[Evidence]) -> list[Group]:
    """The evidence by what it suggests; empty groups are left out, but for and against always stand."""
    groups = []
    for stance, (heading, about) in GROUPS.items():
        findings = tuple(_finding(row) for row in rows if row.stance == stance)
        if rows and (findings or stance in SIDES):
            groups.append(Group(stance, heading, about, findings, must_look=stance in SIDES and bool(findings)))
    return groups


def _is_current(row: Evidence) -> bool:
    return bool(vars(row)["is_current"])


def _finding(row: Evidence) -> Finding:
    by_person = row.origin == Origin.PERSON
    stance = Stance(row.stance).label
    return Finding(
        pk=row.pk,
        publisher=row.publisher,
        title=row.title,
        edition=row.edition,
        as_of=day(row.as_of),
        quote=row.quote,
        is_verbatim=row.verbatim,
        url=web_address(row.url),
        licence=row.licence,
        origin=f"Added by {name_of(row.added_by)}" if by_person else f"From {row.lookup.source if row.lookup else ''}",
        stance=row.stance,
        stance_label=stance,
        # The badge before it says the stance already: “Not comparable” “because …”.
        reason=row.reason.removeprefix(f"{stance}, "),
        claimed=claimed_figure(row.quantity) if row.quantity else "",
        found=found_figure(row),
        snapshot=row.snapshot_id[:12] if row.snapshot_id else "",
        snapshot_url=reverse("admin:claims_snapshot_change", args=[row.snapshot_id]) if row.snapshot_id else "",
        role=ROLES.get(Stance(row.stance), CitationRole.CONTEXT),
        is_current=_is_current(row),
    )


def answers_of(claim_id: int) -> list[Answer]:
    """The newest look-up of each source, in words."""
    rows = SourceLookup.objects.filter(claim=claim_id).select_related("source").annotate(pieces=Count("evidence"))
    newest = {row.source_id: row for row in rows.order_by("number")}
    return sorted(
        (_answer(row, pieces=vars(row)["pieces"]) for row in newest.values()), key=lambda answer: answer.source
    )


def _answer(row: SourceLookup, *, pieces: int) -> Answer:
    kind, state, detail = _in_words(row, pieces)
    again = f" (look-up {row.number})" if row.number > 1 else ""
    retry = row.pk if row.state in RETRIED and row.source.enabled else None
    return Answer(source=f"{row.source}{again}", kind=kind, state=state, detail=detail, retry=retry)


def _in_words(row: SourceLookup, pieces: int) -> tuple[str, str, str]:
    tried = count_of(row.attempts, "attempt")
    at = f" Asked {clock(row.asked_at)}." if row.asked_at else ""
    when = f"at {clock(row.next_attempt_at)}" if row.next_attempt_at else "soon"
    nothing = row.note or "The source was asked and has nothing on this."
    return {
        LookupState.DUE: ("waiting", "Not asked yet", row.note),
        LookupState.RUNNING: ("waiting", "Being asked now", ""),
        LookupState.FOUND: ("answered", f"Found {count_of(pieces, 'piece')} of evidence", row.note + at),
        LookupState.NOTHING_FOUND: ("answered", "Nothing found", nothing + at),
        LookupState.FAILED: (
            "failed",
            f"Failed, will be tried again {when}",
            f"{row.failure} ({tried} so far)",
        ),
        LookupState.GIVEN_UP: (
            "failed",
            f"Given up after {tried}",
            f"{row.failure} What this source has is not known.",
        ),
        LookupState.SKIPPED: ("skipped", "Skipped", row.note or row.failure or "No reason was recorded."),
    }[LookupState(row.state)]


def without_evidence(answers: list[Answer]) -> str:
    """Why no evidence is shown; an open or failed look-up is never told as an absence."""
    kinds = {answer.kind for answer in answers}
    if not answers:
        return "No source has been asked about this claim."
    if "waiting" in kinds:
        return "No evidence yet: look-ups are under way. Reload in a moment."
    if "failed" in kinds:
        return "No evidence so far, and a look-up failed: what its source has is not known yet."
    if "answered" in kinds:
        return "The sources that were asked have nothing on this claim. That neither supports nor refutes it."
    return "No source was asked: every look-up was skipped."
