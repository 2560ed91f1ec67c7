"""What the list of reviews shows: rows with everything beside them in a fixed number of queries."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.admin.annotations import newest_wording
from claims.choices import LookupState, Stance
from claims.models import Appearance, SourceLookup
from reviews.admin.words import clock, count_of, day, name_of
from reviews.evidence import current_evidence
from reviews.models import Assignment, Review, ReviewAlert
from reviews.querysets import OPEN

STANCES_MOST_TELLING_FIRST = (Stance.DIFFERS, Stance.CONSISTENT, Stance.NOT_COMPARABLE, Stance.NO_SUGGESTION)


def unseen_alerts() -> QuerySet[ReviewAlert]:
    """For a subquery: the alerts of the outer review that nobody has seen."""
    return ReviewAlert.objects.filter(review=OuterRef("pk"), acknowledged_at=None).order_by()


def rows_to_list(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews with all that a row shows, under the names that the functions below read."""
    return (
        reviews.annotate(has_unseen_alert=Exists(unseen_alerts()), words=newest_wording("claim"))
        .select_related("claim__claimant")
        .prefetch_related(
            Prefetch(
                "claim__appearances",
                Appearance.objects.filter(suppressed_reason="")
                .select_related("revision__article__outlet")
                .defer("revision__text", "prefix", "suffix")
                .order_by("pk"),
                to_attr="shown",
            ),
            Prefetch("claim__evidence", current_evidence().only("claim_id", "stance").order_by(), to_attr="current"),
            Prefetch("claim__lookups", SourceLookup.objects.only("claim_id", "state").order_by(), to_attr="asked"),
            Prefetch("assignments", Assignment.objects.filter(ended_at=None).select_related("person"), to_attr="held"),
        )
    )


def standing_of(review: Any) -> SafeString:
    """The state, the deadline if there is one, and whether something happened that nobody has seen."""
    parts = [format_html("{}", review.get_state_display())]
    if review.due_at and review.state in OPEN:
        late = review.due_at < timezone.now()
        words = f"Overdue since {_moment(review.due_at)}" if late else f"Due {_moment(review.due_at)}"
        parts.append(format_html('<span class="{}">{}</span>', "desk-mark" if late else "desk-due", words))
    if review.has_unseen_alert:
        parts.append(format_html('<strong class="desk-mark">{}</strong>', "Unseen alert"))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def _moment(at: datetime) -> str:
    """The hour of a moment today, else its day: a row has no room for both."""
    return clock(at) if timezone.localtime(at).date() == timezone.localdate() else day(at)


def wording_of(review: Any) -> str:
    return review.words or f"Claim {review.claim_id}"


def outlets_of(review: Any) -> str:
    articles = (appearance.revision.article for appearance in review.claim.shown)
    return ", ".join(dict.fromkeys(article.outlet.name for article in articles if article.outlet))


def holder_of(review: Any) -> str:
    return "; ".join(f"{name_of(held.person)}, since {clock(held.taken_at)}" for held in review.held)


def suggestions_of(claim: Any) -> str:
    """What the evidence suggests at a glance: “1 differs, 2 consistent”; what failed is said, never left out."""
    stances = Counter(evidence.stance for evidence in claim.current)
    states = Counter(lookup.state for lookup in claim.asked)
    parts = [f"{stances[stance]} {stance.label.lower()}" for stance in STANCES_MOST_TELLING_FIRST if stances[stance]]
    failed = states[LookupState.FAILED] + states[LookupState.GIVEN_UP]
    pending = states[LookupState.DUE] + states[LookupState.RUNNING]
    if failed:
        parts.append(f"{count_of(failed, 'look-up')} failed")
    if pending:
        parts.append(f"{count_of(pending, 'look-up')} under way")
    if parts:
        return ", ".join(parts)
    return "nothing found" if states[LookupState.NOTHING_FOUND] else "not looked up"
