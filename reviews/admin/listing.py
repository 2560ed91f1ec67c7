"""What the list of reviews shows: rows with everything beside them in a fixed number of queries."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.choices import LookupState, Stance
from claims.models import Appearance, Claim, ClaimWording, Evidence, SourceLookup
from reviews.admin.words import clock, count_of, name_of
from reviews.models import Assignment, Review, ReviewAlert
from reviews.querysets import OPEN

ANSWERED = (LookupState.FOUND, LookupState.NOTHING_FOUND)
STANCES_MOST_TELLING_FIRST = (Stance.DIFFERS, Stance.CONSISTENT, Stance.NOT_COMPARABLE, Stance.NO_SUGGESTION)


def current_evidence() -> QuerySet[Evidence]:
    """Evidence from the last answer of each source, and whatever people added. A later failure replaces nothing."""
    later_answer = SourceLookup.objects.filter(
        claim=OuterRef("claim"),
        source=OuterRef("lookup__source"),
        number__gt=OuterRef("lookup__number"),
        state__in=ANSWERED,
    )
    return Evidence.objects.filter(~Exists(later_answer))


def unseen_alerts() -> QuerySet[ReviewAlert]:
    """For a subquery: the alerts of the outer review that nobody has seen."""
    return ReviewAlert.objects.filter(review=OuterRef("pk"), acknowledged_at=None).order_by()


def rows_to_list(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews with claim, claimant, wordings, outlets, holder, stances, look-up states and unseen alerts."""
    return (
        reviews.annotate(has_unseen_alert=Exists(unseen_alerts()))
        .select_related("claim__claimant")
        .prefetch_related(
            Prefetch("claim__wordings", ClaimWording.objects.order_by("number")),
            Prefetch(
                "claim__appearances",
                Appearance.objects.filter(suppressed_reason="")
                .select_related("revision__article__outlet")
                .defer("revision__text", "prefix", "suffix")
                .order_by("pk"),
            ),
            Prefetch("claim__evidence", current_evidence().only("claim_id", "stance").order_by()),
            Prefetch("claim__lookups", SourceLookup.objects.only("claim_id", "state").order_by()),
            Prefetch("assignments", Assignment.objects.filter(ended_at=None).select_related("person")),
        )
    )


def standing_of(review: Any) -> SafeString:
    """The state, the deadline if there is one, and whether something happened that nobody has seen."""
    parts = [format_html("{}", review.get_state_display())]
    if review.due_at and review.state in OPEN:
        late = review.due_at < timezone.now()
        words = f"Overdue since {clock(review.due_at)}" if late else f"Due {clock(review.due_at)}"
        parts.append(format_html('<span class="{}">{}</span>', "desk-mark" if late else "desk-due", words))
    if review.has_unseen_alert:
        parts.append(format_html('<strong class="desk-mark">{}</strong>', "Unseen alert"))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def wording_of(review: Review) -> str:
    wordings = list(review.claim.wordings.all())
    return wordings[-1].text if wordings else f"Claim {review.claim_id}"


def outlets_of(review: Review) -> str:
    articles = (appearance.revision.article for appearance in review.claim.appearances.all())
    return ", ".join(dict.fromkeys(article.outlet.name for article in articles if article.outlet))


def holder_of(review: Review) -> str:
    return "; ".join(f"{name_of(held.person)}, since {clock(held.taken_at)}" for held in review.assignments.all())


def suggestions_of(claim: Claim) -> str:
    """What the evidence suggests at a glance: “1 differs, 2 consistent”; what failed is said, never left out."""
    stances = Counter(evidence.stance for evidence in claim.evidence.all())
    states = Counter(lookup.state for lookup in claim.lookups.all())
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
