"""How the desk is doing, in aggregates that stay quick at a million claims, counted at most once a minute."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone

from claims.choices import CircuitState, LookupState
from claims.models import Source, SourceLookup
from reviews.agreement import by_month
from reviews.choices import ReviewState, VerdictKind
from reviews.digests.period import IsoWeek
from reviews.models import Rating, Review, Verdict
from reviews.panels import Panel

WEEKS = 12
KEPT_SECONDS = 60
CACHE_KEY = "reviews.dashboard"
AGES = (("up to a day", 1), ("2 to 3 days", 3), ("4 to 7 days", 7), ("8 to 30 days", 30), ("31 to 90 days", 90))
"""Bounds in days; older is the rest."""
OLDER = "older"
FAILURES_WITHIN = timedelta(hours=24)

_TIME_TO_VERDICT = """
    SELECT date_trunc('week', verdict.published_at AT TIME ZONE %(zone)s)::date,
           count(*),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM verdict.published_at - came.at) / 3600),
           percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM verdict.published_at - came.at) / 3600)
    FROM reviews_verdict verdict
    JOIN reviews_review review ON review.id = verdict.review_id
    CROSS JOIN LATERAL (
        SELECT min(article.received_at) AS at
        FROM claims_appearance appearance
        JOIN claims_articlerevision revision ON revision.id = appearance.revision_id
        JOIN claims_article article ON article.id = revision.article_id
        WHERE appearance.claim_id = review.claim_id
    ) came
    WHERE verdict.number = 1 AND verdict.published_at >= %(since)s AND came.at <= verdict.published_at
    GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """The panels, and when they were counted."""

    counted_at: datetime
    panels: list[Panel]


def dashboard() -> Dashboard:
    """All panels, as they were counted within the last minute."""
    kept: Dashboard | None = cache.get(CACHE_KEY)
    if kept is None:
        now = timezone.now()
        panels = [queue_by_age(now), time_to_verdict(now), verdicts_by_rating(now), agreement_of_graders(now)]
        kept = Dashboard(now, [*panels, source_health(now), digest_status(now)])
        cache.set(CACHE_KEY, kept, KEPT_SECONDS)
    return kept


def queue_by_age(now: datetime) -> Panel:
    """How long claims wait that nobody has taken."""
    bounds = [now - timedelta(days=days) for _, days in AGES]
    newer = [Q(opened_at__gt=bound) for bound in bounds]
    bands = [newer[0], *(Q(opened_at__lte=begin) & after for begin, after in zip(bounds, newer[1:], strict=False))]
    counts = Review.objects.filter(state=ReviewState.QUEUED).aggregate(
        **{f"band_{number}": Count("pk", filter=band) for number, band in enumerate(bands)}, all=Count("pk")
    )
    numbers = [counts[f"band_{number}"] for number in range(len(bands))]
    numbers.append(counts["all"] - sum(numbers))
    rows = [[label, number] for label, number in zip([*(label for label, _ in AGES), OLDER], numbers, strict=True)]
    total, old = counts["all"], sum(numbers[3:])
    summary = f"{total:,} claims wait; {old:,} of them for more than a week." if total else "No claim waits."
    return Panel("queue", "Queue by age", summary, ["Waiting for", "Claims"], rows, "bars", link="list=unassigned")


def time_to_verdict(now: datetime) -> Panel:
    """From the day that an article came in to the first verdict on a claim in it: median and 90th percentile, hours."""
    with connection.cursor() as cursor:
        cursor.execute(_TIME_TO_VERDICT, {"zone": timezone.get_default_timezone_name(), "since": _first_monday(now)})
        found = {week: (count, median, p90) for week, count, median, p90 in cursor.fetchall()}
    rows: list[list[object]] = [
        [_named(week), round(found[week][1] / 24, 1), round(found[week][2] / 24, 1), found[week][0]]
        if week in found
        else [_named(week), None, None, 0]
        for week in _weeks(now)
    ]
    told = [row for row in rows if row[1] is not None]
    summary = "No verdict was published in these weeks."
    if told:
        week, median, p90, _ = told[-1]
        summary = f"In {week}, half of the first verdicts came within {median} days, nine in ten within {p90} days."
    columns = ["Week", "Median, days", "90th percentile, days", "First verdicts"]
    return Panel("time", "From article to verdict", summary, columns, rows, "lines", unit="days", series=2)


def verdicts_by_rating(now: datetime) -> Panel:
    """What was published in each week, retractions aside, by the label printed."""
    weeks = TruncWeek("published_at", tzinfo=timezone.get_default_timezone())
    published = Verdict.objects.filter(published_at__gte=_first_monday(now)).exclude(kind=VerdictKind.RETRACTION)
    counted = published.annotate(week=weeks).order_by().values_list("week", "rating_label").annotate(Count("pk"))
    found = Counter({(week.date(), label): number for week, label, number in counted})
    in_use = Rating.objects.filter(scale__in_use=True).order_by("order").values_list("label", flat=True)
    labels = list(dict.fromkeys([*in_use, *sorted({label for _, label in found})]))
    rows = [[_named(week), *(found[week, label] for label in labels)] for week in _weeks(now)]
    total = sum(found.values())
    summary = f"{total:,} verdicts in {WEEKS} weeks." if total else f"No verdict in {WEEKS} weeks."
    if total:
        most = max(labels, key=lambda label: sum(found[week, label] for week in _weeks(now)))
        share = sum(found[week, most] for week in _weeks(now)) / total
        summary += f" “{most}” is the most frequent: {share:.0%}."
    return Panel("ratings", "Verdicts by rating", summary, ["Week", *labels], rows, "stacked")


def agreement_of_graders(now: datetime) -> Panel:
    """How far two blind graders of one claim agree, in each of the last months in which there were any."""
    this = timezone.localtime(now).date().replace(day=1)
    months = by_month(since=this.replace(year=this.year - 1))
    if not months:
        summary = "No double grades yet: agreement is shown once two people have graded the same claim."
        return Panel("agreement", "Agreement", summary)
    rows: list[list[object]] = [
        [
            f"{month.month:%Y-%m}",
            *(None if each is None else round(each, 2) for each in (month.kappa, month.alpha_ordinal)),
            None if month.percent is None else round(month.percent),
            month.adjacent,
            month.pairs,
        ]
        for month in months
    ]
    last = months[-1]
    summary = f"In {last.month:%Y-%m}, {last.same} of {last.pairs} pairs of blind grades were the same."
    if last.alpha_ordinal is not None:
        summary += f" Krippendorff's alpha: {last.alpha_ordinal:.2f}; 1 is full agreement, 0 what chance gives."
    columns = ["Month", "Weighted kappa", "Krippendorff's alpha", "The same, %", "One step apart", "Pairs"]
    return Panel("agreement", "Agreement", summary, columns, rows, "lines", series=2, link="list=disagreement")


def source_health(now: datetime) -> Panel:
    """Whether the sources that are on answer."""
    failed = SourceLookup.objects.filter(
        state__in=[LookupState.FAILED, LookupState.GIVEN_UP], finished_at__gte=now - FAILURES_WITHIN
    )
    failures = dict(failed.order_by().values_list("source").annotate(Count("pk")))
    retried = SourceLookup.objects.filter(state=LookupState.FAILED).order_by()
    again = dict(retried.values_list("source").annotate(Count("pk")))
    rows: list[list[object]] = []
    left_alone = 0
    for source in Source.objects.filter(enabled=True).select_related("circuit"):
        circuit = getattr(source, "circuit", None)
        state = CircuitState(circuit.state) if circuit else CircuitState.CLOSED
        left_alone += state != CircuitState.CLOSED
        rows.append([source.title, state.label, failures.get(source.pk, 0), again.get(source.pk, 0)])
    summary = (
        "Every source that is on is being asked." if not left_alone else f"{left_alone} left alone after failures."
    )
    columns = ["Source", "Circuit breaker", "Failed within 24 hours", "To be tried again"]
    return Panel("sources", "Sources", summary if rows else "No source is switched on.", columns, rows)


def digest_status(now: datetime) -> Panel:
    """What the digest of this week would have in it by now."""
    zone = timezone.get_default_timezone()
    week = IsoWeek.of(now, zone)
    published = Verdict.objects.filter(published_at__gte=week.start(zone), published_at__lt=week.end(zone))
    kinds = Counter(dict(published.order_by().values_list("kind").annotate(Count("pk"))))
    rows: list[list[object]] = [[VerdictKind(kind).label, kinds[kind]] for kind in VerdictKind.values]
    summary = f"So far in {week.year}-W{week.week:02}. Nobody has subscribed yet: the digest is a preview."
    return Panel("digest", "Weekly digest", summary, ["Published", "Number"], rows)


def _weeks(now: datetime) -> list[date]:
    """The Mondays of the last weeks in the desk's zone, this week's last."""
    this = IsoWeek.of(now, timezone.get_default_timezone()).monday
    return [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]


def _first_monday(now: datetime) -> datetime:
    return datetime.combine(_weeks(now)[0], datetime.min.time(), timezone.get_default_timezone())


def _named(week: date) -> str:
    calendar = week.isocalendar()
    return f"{calendar.year}-W{calendar.week:02}"
