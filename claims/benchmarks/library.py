"""How fast and how well the library's posting index answers: BM25 over as many passages as asked for."""

import json
import random
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from django.db import connection

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.library import factbook
from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.factbook_json import IMPORTER as EDITIONS
from claims.matching import postings
from claims.models import Collection

SEED = 2014
BATCH = 5000
VARIED = 0.3
"""The share of words that differ when the book's passages are used a second time."""
QUERY_WORDS = 8
FEWEST_WORDS = 20
"""A query is made of a passage with at least so many words: shorter ones have no words of their own to be found by."""
LIMIT = 10
THROW_AWAY = cast("Collection", -1)
"""A collection that no passage of the desk is in."""


class LibraryBenchmark:
    """Fills a collection of its own in the posting index, asks it, and empties it again."""

    help = (
        "Index N passages of the World Factbook, ask queries made of their words, take them out: p50, p95 and p99 in "
        "ms, R@1, MRR, how often the first hit has every word asked for, passages indexed a second, sizes. Needs a "
        "migrated database; not for a busy desk's."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--passages", type=int, default=140_000, metavar="N", help="how many passages (140,000)")
        parser.add_argument(
            "--factbook", type=Path, metavar="FILE", help="another edition to take passages from: JSON, ZIP or tar"
        )
        parser.add_argument(
            "--queries", type=Path, metavar="FILE", help='JSON lines {"query": …, "text": the passage wanted}'
        )
        parser.add_argument(
            "--settle", type=float, default=240, metavar="SECONDS", help="how long to wait for autovacuum (240)"
        )
        parser.add_argument("--asked", type=int, default=300, metavar="N", help="how many queries to make (300)")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        if options["passages"] < 1 or options["asked"] < 1:
            raise BenchmarkRefused("--passages and --asked take a number above 0.")
        # Editions share whole passages: only one of two that are alike can be the one that was wanted.
        book = list(dict.fromkeys(_book(options["factbook"])))
        say(f"{len(book):,} passages of the Factbook; indexing {options['passages']:,} …")
        with _throw_away():
            began = time.perf_counter()
            wanted = _fill(book, options, say)
            seconds = time.perf_counter() - began
            is_settled = _settle(options["settle"], say)
            return {
                "passages": options["passages"],
                "indexed_per_second": round(options["passages"] / seconds),
                "indexing_seconds": round(seconds),
                **_sizes(),
                "vacuumed": is_settled,
                **_ask(wanted, say),
            }


@contextmanager
def _throw_away() -> Iterator[None]:
    """A collection that is emptied before (a run may have been killed) and after."""
    _empty()
    try:
        yield
    finally:
        _empty()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM claims_posting p USING claims_indexedterm t WHERE p.term_id = t.id AND t.collection = %s",
            [THROW_AWAY],
        )
        for table in ("claims_indexedterm", "claims_indexedcollection"):
            cursor.execute(f"DELETE FROM {table} WHERE collection = %s", [THROW_AWAY])  # noqa: S608 - named above


def _sizes() -> Figures:
    """Megabytes of the postings, all collections together, and of their indexes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_table_size('claims_posting') >> 20, pg_indexes_size('claims_posting') >> 20")
        table, indexes = cursor.fetchone()
    return {"table_mb": table, "indexes_mb": indexes}


def _settle(seconds: float, say: Say) -> bool:
    """Wait until autovacuum has been over the postings, as it has on a desk that was filled yesterday.

    Without it index-only scans look every row up in the table. The application's role may not vacuum by itself.
    """
    say(f"Waiting at most {seconds:g} s for autovacuum …")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bool_and(coalesce(last_autovacuum, '-infinity') > now() - interval '1 s' * %s"
                " AND coalesce(last_autoanalyze, '-infinity') > now() - interval '1 s' * %s)"
                " FROM pg_stat_user_tables WHERE relname = 'claims_posting' AND n_ins_since_vacuum < 0.2 * n_live_tup",
                [seconds, seconds],
            )
            if cursor.fetchone()[0]:
                return True
        time.sleep(1)
    return False


def _book(edition: Path | None) -> Iterator[str]:
    for entry in factbook.entries():
        read = factbook.read_entry(entry)
        yield from (f"{read.place} {passage.heading} {passage.text}" for passage in read.passages)
    if edition is not None:
        try:
            for document in EDITIONS.read(edition, edition.name, Details()):
                yield from (f"{each.place} {each.heading} {each.text}" for each in document.passages)
        except LibraryDataError as error:
            raise BenchmarkRefused(str(error)) from error


def _fill(book: list[str], options: Mapping[str, Any], say: Say) -> list[tuple[str, int]]:
    """Index the passages; returns queries, each with the item that it should find."""
    draw = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    total: int = options["passages"]
    told = _queries(options["queries"]) if options["queries"] else {}
    sampled = set() if told else set(draw.sample(range(total), min(total, 4 * options["asked"])))
    wanted: list[tuple[str, int]] = []
    batch: list[tuple[int, str]] = []
    for item, text in enumerate(_passages(book, total, draw)):
        batch.append((item, text))
        wanted += [(query, item) for query in told.get(text, ())]
        if item in sampled and len(wanted) < options["asked"] and (query := _query(text, draw)):
            wanted.append((query, item))
        if len(batch) == BATCH or item + 1 == total:
            postings.add(THROW_AWAY, batch)
            batch = []
            if (item + 1) % (10 * BATCH) == 0:
                say(f"{item + 1:,} indexed …")
    if not wanted:
        raise BenchmarkRefused("No query has a passage to find. Index more passages, or look at the file's texts.")
    return wanted


def _passages(book: list[str], total: int, draw: random.Random) -> Iterator[str]:
    """The book, and again with words of other passages in the place of some of its own."""
    stream = " ".join(book).split()
    for number in range(total):
        text = book[number % len(book)]
        if number < len(book):
            yield text
        else:
            yield " ".join(draw.choice(stream) if draw.random() < VARIED else word for word in text.split())


def _query(text: str, draw: random.Random) -> str:
    """Some of a passage's words in any order, as somebody would ask who half remembers it."""
    words = list({word.strip(".,;:()\"'%").lower(): word for word in text.split() if len(word) > 3}.values())
    return " ".join(draw.sample(words, QUERY_WORDS)) if len(words) >= FEWEST_WORDS else ""


def _queries(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            found.setdefault(row["text"], []).append(row["query"])
        except (ValueError, KeyError, TypeError) as error:
            raise BenchmarkRefused(f'{path}, line {number}: expected {{"query": …, "text": …}}.') from error
    return found


def _ask(wanted: list[tuple[str, int]], say: Say) -> Figures:
    took, ranks, with_all = [], [], 0
    for query, _ in wanted[:20]:
        postings.rank(THROW_AWAY, postings.words_of(THROW_AWAY, query), limit=LIMIT)
    for query, item in wanted:
        began = time.perf_counter()
        words = postings.words_of(THROW_AWAY, query)
        found = postings.rank(THROW_AWAY, words, limit=LIMIT)
        took.append((time.perf_counter() - began) * 1000)
        with_all += bool(found) and found[0].terms >= {word.term for word in words if word.term is not None}
        ranks.append(next((number for number, each in enumerate(found, start=1) if each.item == item), 0))
        if ranks[-1] == 0:
            say(f"Missed: {query}")
    hundredths = statistics.quantiles(took, n=100, method="inclusive") if len(took) > 1 else took * 99
    return {
        "queries": len(wanted),
        "p50_ms": round(hundredths[49], 1),
        "p95_ms": round(hundredths[94], 1),
        "p99_ms": round(hundredths[98], 1),
        # Where the first hit has every word of the query and is not the wanted passage, it is one that is alike.
        "all_words_at_1": round(with_all / len(ranks), 3),
        "recall_at_1": round(sum(rank == 1 for rank in ranks) / len(ranks), 3),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 3),
    }


BENCHMARK = LibraryBenchmark()
