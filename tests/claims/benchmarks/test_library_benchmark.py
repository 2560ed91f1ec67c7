"""`manage.py bench library` finds the passages that its queries were made of, and leaves nothing behind."""

import pytest
from django.core.management import CommandError

from claims.models import IndexedCollection, IndexedTerm, Posting
from tests.claims.benchmarks.test_bench_command import bench

pytestmark = pytest.mark.django_db


def test_queries_find_their_passages_and_the_index_is_empty_again() -> None:
    figures = bench("library", "--passages", "1500", "--asked", "40", "--settle", "0")
    assert figures["queries"] == 40
    assert figures["recall_at_1"] > 0.6  # type: ignore[operator]
    assert figures["p50_ms"] <= figures["p95_ms"] <= figures["p99_ms"]  # type: ignore[operator]
    assert not any(rows.objects.exists() for rows in (Posting, IndexedTerm, IndexedCollection))


def test_a_number_of_passages_below_one_is_refused() -> None:
    with pytest.raises(CommandError, match="above 0"):
        bench("library", "--passages", "0")
