"""The Celery application of `bench lookups`: the desk's own, with an empty task, a source, and rows to work on.

`celery -A claims.benchmarks.lookup_worker worker` runs it, against the benchmark's own database.
"""

from typing import Any

import django
import redis
from django.conf import settings

from claimtracker.celery import app

django.setup()

from claims import sources  # noqa: E402 - models can be imported only once Django is set up
from claims.choices import ClaimKind  # noqa: E402
from claims.lookup import in_messages  # noqa: E402
from claims.lookup.source_rows import sync_sources  # noqa: E402
from claims.models import Claim, ClaimWording, Source, SourceLookup  # noqa: E402
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question  # noqa: E402
from claims.sources.json_answers import parsed, text_of  # noqa: E402
from claims.sources.keeping import kept  # noqa: E402
from claims.tasks import look_up  # noqa: E402

__all__ = ("app",)

EMPTY = "claims.benchmarks.empty"
STAGE = "claims.benchmarks.stage"
RING = "claims.benchmarks.ring"


class BenchmarkSource:
    """Asks the local server one question, as a connector asks a service: paced, vetted, parsed, kept.

    Its pace is faster than the worker, but has to be held: the places and the window in Redis are not spared.
    """

    name = "benchmark"
    version = "1"
    title = "Benchmark"
    needs_network = True
    licence = ""
    options: tuple[Option, ...] = (Option("url", "The local server's address.", required=True),)
    pace = Pace(requests=1000, seconds=1, at_once=100)

    def applies(self, _question: Question) -> str:
        """Every claim."""
        return ""

    def plan(self, question: Question) -> Query:
        """The claim's words."""
        return {"q": question.text}

    def ask(self, _question: Question, query: Query, access: Access) -> Answer:
        """One request, one hit."""
        found = parsed(access.get(access.options["url"], {"q": str(query["q"])}))
        return kept(access, [Hit("A page", "Bureau", quote=text_of(found, "quote"), reason="A passage.")], query)


sources.register(BenchmarkSource())


@app.task(name=EMPTY)
def empty(_number: int) -> None:
    """What a task costs that does nothing."""


@app.task(name=STAGE)
def stage(count: int, url: str) -> None:
    """Make `count` claims, each with a due look-up in the benchmark's source."""
    sync_sources()
    source = Source.objects.get(name=BenchmarkSource.name)
    Source.objects.filter(pk=source.pk).update(enabled=True, options={"url": url})
    scores: dict[str, Any] = {"kind": ClaimKind.QUANTITY, "check_worthiness": 0.5, "verifiability": 0.5}
    claims = Claim.objects.bulk_create(Claim(**scores) for _ in range(count))
    wordings = ClaimWording.objects.bulk_create(
        ClaimWording(claim=claim, text=f"Examplia counts {claim.pk} bridges.") for claim in claims
    )
    SourceLookup.objects.bulk_create(
        SourceLookup(claim=wording.claim, wording=wording, source=source) for wording in wordings
    )


@app.task(name=RING)
def ring(first: int, last: int, queue: str, key: str, *, one_by_one: bool) -> None:
    """Send the messages for these look-ups, grouped as the desk groups them, into a queue; then set the key."""
    ids = range(first, last + 1)
    for message in [[each] for each in ids] if one_by_one else in_messages(ids):
        look_up.apply_async(tuple(message), queue=queue)
    redis.Redis.from_url(settings.REDIS_URL).set(key, 1)
