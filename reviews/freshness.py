"""Which published verdicts are to be looked at again: their date has come, or a source has a newer edition."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from claims.extraction.normalise import normalise
from claims.models import ReferenceDocument
from claimtracker.audit.context import record_actor
from claimtracker.events.models import Event
from claimtracker.people.models import User
from reviews.choices import RecheckCause, RecheckOutcome, VerdictKind
from reviews.models import Citation, Recheck, Verdict
from reviews.querysets import standing_verdicts

PERMISSION = "reviews.grade_claim"
WHO_MAY = "reviewers and editors"
AT_ONCE = 500
EDITIONS_OF = timedelta(days=30)
"""How far back editions are looked for that came in; the task runs far more often."""


class RecheckRefused(Exception):
    """It cannot be closed so; the message says why and what to do."""


def open_rechecks() -> QuerySet[Recheck]:
    """What is to be looked at again, longest overdue first."""
    return Recheck.objects.filter(outcome="").order_by("due_on", "pk")


def raise_rechecks(*, today: date | None = None, limit: int = AT_ONCE) -> int:
    """Raise what has become due. Returns how many are new. Safe to run twice, and at once."""
    day = today or timezone.localdate()
    due = [*_due_by_date(day, limit), *_due_by_agreement(day, limit), *_newer_editions(limit)]
    before = Recheck.objects.count() if due else 0
    Recheck.objects.bulk_create(due, ignore_conflicts=True)
    return Recheck.objects.count() - before if due else 0


@transaction.atomic
def still_stands(recheck_id: int, person: User, *, note: str, again_on: date | None = None) -> Recheck:
    """Close it: somebody looked, and the verdict stands. `again_on`: when it is to be looked at the next time.

    Raises RecheckRefused, and Recheck.DoesNotExist.
    """
    if not person.is_active or not person.has_perm(PERMISSION) or person.kind == User.Kind.SERVICE:
        raise RecheckRefused(f"{person} may not say that a verdict stands: it is for {WHO_MAY}.")
    record_actor(person.pk)
    recheck = Recheck.objects.select_for_update(of=("self",)).select_related("done_by").get(pk=recheck_id)
    if recheck.outcome:
        who = recheck.done_by or "a new verdict"
        raise RecheckRefused(f"It was closed already, by {who}: “{recheck.get_outcome_display()}”.")
    note = normalise(note).strip()
    if not note:
        raise RecheckRefused("Say what you looked at, and why the verdict stands.")
    if again_on is not None and again_on <= timezone.localdate():
        raise RecheckRefused(f"{again_on} is past: give a day to come, or none.")
    recheck.outcome, recheck.note, recheck.again_on = RecheckOutcome.STANDS, note, again_on
    recheck.done_by, recheck.done_at = person, timezone.now()
    recheck.save(update_fields=["outcome", "note", "again_on", "done_by", "done_at"])
    return recheck


def close_replaced(event: Event) -> None:
    """A correction or retraction answers what was to be looked at again. Hearing it twice changes nothing."""
    verdict = Verdict.objects.get(pk=event.subject_id)
    earlier = Recheck.objects.filter(review=verdict.review_id, outcome="").exclude(verdict=verdict)
    earlier.update(outcome=RecheckOutcome.REPLACED, done_by=verdict.approver_id, done_at=timezone.now())


def _due_by_date(day: date, limit: int) -> list[Recheck]:
    raised = Recheck.objects.filter(verdict=OuterRef("pk"), cause=RecheckCause.DATE)
    due = standing_verdicts().exclude(kind=VerdictKind.RETRACTION).filter(~Exists(raised), recheck_on__lte=day)
    verdicts = due.order_by("recheck_on", "pk")
    return [
        Recheck(
            review_id=verdict.review_id,
            verdict=verdict,
            cause=RecheckCause.DATE,
            due_on=verdict.recheck_on,
            reason=f"It was to be looked at again on {verdict.recheck_on:%-d %B %Y}.",
        )
        for verdict in verdicts[:limit]
        if verdict.recheck_on
    ]


def _due_by_agreement(day: date, limit: int) -> list[Recheck]:
    """Verdicts of which somebody said that they stand, and when to look the next time."""
    later = Recheck.objects.filter(verdict=OuterRef("verdict"), cause=RecheckCause.DATE, due_on=OuterRef("again_on"))
    agreed = Recheck.objects.filter(~Exists(later), verdict__superseded_by=None, again_on__lte=day)
    return [
        Recheck(
            review_id=former.review_id,
            verdict_id=former.verdict_id,
            cause=RecheckCause.DATE,
            due_on=former.again_on,
            reason=f"{former.done_by} found on {former.done_at:%-d %B %Y} that it stands, and wanted it looked at "
            f"again on {former.again_on:%-d %B %Y}.",
        )
        for former in agreed.select_related("done_by").order_by("again_on", "pk")[:limit]
        if former.done_at and former.again_on
    ]


def _newer_editions(limit: int) -> list[Recheck]:
    # What a passage is cited by begins with its document's title; a figure is cited by that title alone.
    came_in = ReferenceDocument.objects.filter(imported_at__gt=timezone.now() - EDITIONS_OF)
    newer = came_in.filter(
        Q(as_of=None) | Q(as_of__gt=OuterRef("as_of")),
        publisher=OuterRef("publisher"),
        imported_at__gt=OuterRef("verdict__published_at"),
    ).exclude(edition=OuterRef("edition"))
    same_title = newer.annotate(
        cited=ExpressionWrapper(OuterRef("title"), output_field=CharField()),
        beginning=Concat(F("title"), Value(": ")),
    ).filter(Q(title=F("cited")) | Q(cited__startswith=F("beginning")))
    found = same_title.order_by("-as_of", "-imported_at")
    raised = Recheck.objects.filter(citation=OuterRef("pk"), cause=RecheckCause.EDITION)
    citations = (
        Citation.objects.filter(
            ~Exists(raised), verdict__superseded_by=None, as_of__isnull=False, evidence__lookup__isnull=False
        )
        .exclude(verdict__kind=VerdictKind.RETRACTION)
        .exclude(edition="")
        .annotate(newer=Subquery(found.values("edition")[:1]), came=Subquery(found.values("imported_at")[:1]))
        .filter(newer__isnull=False)
        .select_related("verdict")
    )
    return [
        Recheck(
            review_id=citation.verdict.review_id,
            verdict=citation.verdict,
            cause=RecheckCause.EDITION,
            due_on=timezone.localdate(citation.came),
            citation=citation,
            reason=f"It cites {citation.publisher}: {citation.title} ({citation.edition}); the library has "
            f"{citation.newer or 'a newer edition'} now.",
        )
        for citation in citations.order_by("pk")[:limit]
    ]
