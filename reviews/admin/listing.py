"""What the list of reviews shows: rows with everything beside them in a fixed number of queries, and the search."""

from collections import Counter

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from claims.choices import LookupState, Stance
from claims.models import Appearance, Article, Claim, Claimant, ClaimWording, SourceLookup
from reviews.admin.words import clock, count_of, name_of
from reviews.evidence import current_evidence
from reviews.models import Assignment, Review, ReviewAlert

STANCES_MOST_TELLING_FIRST = (Stance.DIFFERS, Stance.CONSISTENT, Stance.NOT_COMPARABLE, Stance.NO_SUGGESTION)


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


def matching(reviews: QuerySet[Review], search: str) -> QuerySet[Review]:
    """Reviews whose wording, claimant or article title holds every word, or quoted phrase, of the search.

    Each place is asked in a subquery of its own, so that the wordings' trigram index serves it.
    """
    for bit in smart_split(search):
        term = unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] and len(bit) > 1 else bit
        articles = Article.objects.filter(title__icontains=term)
        reviews = reviews.filter(
            Q(claim__in=ClaimWording.objects.filter(text__icontains=term).order_by().values("claim"))
            | Q(claim__claimant__in=Claimant.objects.filter(name__icontains=term).order_by().values("pk"))
            | Q(
                claim__in=Appearance.objects.filter(revision__article__in=articles.order_by().values("pk"))
                .order_by()
                .values("claim")
            )
        )
    return reviews


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
