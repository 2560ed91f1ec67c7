"""How long the desk's pages take to make, on the database as it is: fill it by `manage.py seed` first."""

import os
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Max, Min
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.models import Claim, Outlet
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from claimtracker.people.roles import EDITOR
from reviews import dashboard, queue
from reviews.models import Rating, Review
from reviews.querysets import LISTS

SEED = 2026
FEWEST_REVIEWS = 100
WARM_UP = 2
OK = 200
CHANGE_LISTS = (
    "claims_claim", "claims_article", "claims_evidence", "claims_sourcelookup", "claims_claimant", "reviews_verdict",
)  # fmt: skip
SEARCHES = {
    "a name": "Dina Keldsen", "a common word": "families", "two words": "nurses 2025", "a figure": "46%",
    "a phrase": '"clean water"', "nothing": "zebra",
}  # fmt: skip

Ask = Callable[[], None]


class DeskBenchmark:
    """Asks for pages in this process, as an editor, and has the next claim chosen, over and over."""

    help = (
        "Time the desk's pages on the database as it is: review page, lists, searches, dashboard, next claim. Prints "
        "p50 and p95 in ms, the mean CPU time of this process and of its database process, and the queries of each. "
        "Leaves one deactivated user, `bench`, behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--asked", type=int, default=30, metavar="N", help="how often each page is asked for (30)")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        if options["asked"] < 1:
            raise BenchmarkRefused("--asked takes a number above 0.")
        if Review.objects.order_by()[:FEWEST_REVIEWS].count() < FEWEST_REVIEWS:
            raise BenchmarkRefused("There are too few reviews to measure by. Run manage.py seed --claims N first.")
        with _editor() as person:
            pages = {name: _measure(name, ask, options["asked"], say) for name, ask in _asked(person)}
        return {
            "claims": Claim.objects.count(),
            "page_p95_ms": pages["review page"]["p95_ms"],
            "lists_p95_ms": max(each["p95_ms"] for name, each in pages.items() if name.startswith(("list", "search"))),
            "pages": pages,
        }


@contextmanager
def _editor() -> Iterator[User]:
    with transaction.atomic():
        record_actor(None)
        person, _ = User.objects.update_or_create(
            username="bench", defaults={"is_staff": True, "is_active": True, "password": "!"}
        )
        person.groups.set([Group.objects.get(name=EDITOR)])
    try:
        yield User.objects.get(pk=person.pk)
    finally:
        User.objects.filter(pk=person.pk).update(is_active=False)


def _asked(person: User) -> Iterator[tuple[str, Ask]]:
    """What is measured, by name."""
    draw = Random(SEED)  # noqa: S311 - reproducible, not secret
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    bounds = Review.objects.aggregate(first=Min("pk"), last=Max("pk"))
    reviews = reverse("admin:reviews_review_changelist")
    rating, outlet = Rating.objects.order_by("pk").first(), Outlet.objects.order_by("pk").last()

    def some_review() -> int:
        found = Review.objects.filter(pk__gte=draw.randint(bounds["first"], bounds["last"])).order_by("pk").first()
        return found.pk if found else int(bounds["last"])

    def get(address: str, **query: str) -> None:
        response = client.get(address, query)
        if response.status_code != OK:
            raise BenchmarkRefused(f"{address} {query} answered {response.status_code}.")

    def next_claim() -> None:
        with transaction.atomic():
            queue.take_next(person)
            transaction.set_rollback(True)

    def counted_anew() -> None:
        cache.delete(dashboard.CACHE_KEY)
        get(reverse("admin:index"))

    yield "review page", lambda: get(reverse("admin:reviews_review_change", args=[some_review()]))
    yield "list: all", lambda: get(reviews)
    yield "list: all, from anywhere", lambda: get(reviews, after=str(some_review()))
    for each in LISTS:
        yield f"list: {each.title.lower()}", lambda key=each.key: get(reviews, list=key)  # type: ignore[misc]
    yield "list: of an outlet", lambda: get(reviews, outlet=str(outlet and outlet.pk))
    yield "list: of a rating", lambda: get(reviews, rating=str(rating and rating.pk))
    yield "list: of a kind, queued", lambda: get(reviews, claim__kind__exact="record", state__exact="queued")
    for name, words in SEARCHES.items():
        yield f"search: {name}", lambda words=words: get(reviews, q=words)  # type: ignore[misc]
    for name in CHANGE_LISTS:
        address = reverse(f"admin:{name}_changelist")
        yield f"list: {name.partition('_')[2]}", lambda address=address: get(address)  # type: ignore[misc]
    yield "search: claims, a common word", lambda: get(reverse("admin:claims_claim_changelist"), q="families")
    yield "dashboard, kept", lambda: get(reverse("admin:index"))
    yield "dashboard, counted anew", counted_anew
    yield "next claim", next_claim


def _database_seconds() -> float:
    """CPU seconds that the database's process of this connection has used; 0 where it runs on another machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    try:
        fields = stat.read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _measure(name: str, ask: Ask, times: int, say: Say) -> dict[str, float]:
    for _ in range(WARM_UP):
        ask()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    queries = len(captured)  # now: the next request empties the log
    took = []
    web, database = time.process_time(), _database_seconds()
    for _ in range(times):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    web, database = time.process_time() - web, _database_seconds() - database
    hundredths = statistics.quantiles(took, n=100, method="inclusive") if times > 1 else took * 99
    figures = {"p50_ms": round(hundredths[49], 1), "p95_ms": round(hundredths[94], 1), "queries": queries}
    figures["cpu_ms"] = round((web + database) * 1000 / times, 1)
    say(
        f"{name}: p50 {figures['p50_ms']} ms, p95 {figures['p95_ms']} ms, CPU {figures['cpu_ms']} ms, {queries} queries"
    )
    return figures


BENCHMARK = DeskBenchmark()
