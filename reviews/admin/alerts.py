"""What happened to a claim while its review was under way: the alerts of a claim page, and the button “Seen”."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from claimtracker.people.models import User
from reviews import alerts
from reviews.admin.gradings import word_diff
from reviews.admin.words import clock, name_of
from reviews.choices import AlertKind
from reviews.models import ReviewAlert


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert as the page shows it. `pieces` are the words before and after, as word_diff gives them."""

    pk: int
    what: str
    raised: str
    revision: int | None
    article_url: str
    pieces: tuple[tuple[str, str], ...]
    reason: str
    seen: str
    note: str


def alerts_of(review_id: int) -> list[AlertLine]:
    """The alerts of a review, those nobody has seen first, then the newest."""
    rows = ReviewAlert.objects.filter(review=review_id).select_related("revision", "acknowledged_by")
    return [_line(alert) for alert in sorted(rows.defer("revision__text").order_by("-pk"), key=_is_seen)]


def may_see(person: User) -> bool:
    """Whether “Seen” is offered to the person."""
    return person.has_perm(alerts.SEE) and person.kind == User.Kind.PERSON


def mark_seen(request: HttpRequest, person: User, review_id: int, alert_id: int) -> HttpResponse:
    """Note that the person has seen the alert, and lead back to the claim page."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        alerts.acknowledge(alert_id, person, note=request.POST.get("note", ""))
    except alerts.AlertRefused as refused:
        messages.error(request, str(refused))
    except ReviewAlert.DoesNotExist:
        messages.error(request, f"There is no alert {alert_id}. Perhaps the link is wrong.")
    else:
        messages.success(request, "Noted: you have seen the alert.")
    return HttpResponseRedirect(reverse("admin:reviews_review_change", args=[review_id]))


def _is_seen(alert: ReviewAlert) -> bool:
    return alert.acknowledged_at is not None


def _line(alert: ReviewAlert) -> AlertLine:
    dropped = alert.kind in (AlertKind.DROPPED, AlertKind.WITHHELD)
    article = alert.revision.article_id if alert.revision else None
    by = f"{name_of(alert.acknowledged_by)}, {clock(alert.acknowledged_at)}" if alert.acknowledged_at else ""
    return AlertLine(
        pk=alert.pk,
        what=alert.get_kind_display(),
        raised=clock(alert.raised_at),
        revision=alert.revision.number if alert.revision else None,
        article_url=reverse("admin:claims_article_change", args=[article]) if article else "",
        pieces=(("kept", alert.before),) if dropped else tuple(word_diff(alert.before, alert.after)),
        reason=alert.after if dropped else "",
        seen=by,
        note=alert.note,
    )
