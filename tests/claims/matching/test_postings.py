"""The posting index: rare words count more, long texts less, and taking an item out leaves no trace."""

import math
import threading

import pytest
from django.db import connection
from django.db.models import QuerySet

from claims.matching.postings import Ranked, add, rank, remove, words_of
from claims.models import Collection, IndexedCollection, IndexedTerm, Posting

PASSAGES = Collection.PASSAGES
TEXTS = [
    (1, "The harbour of Examplia exports copper and rice."),
    (2, "Copper, copper and again copper: the mines of the north."),
    (3, "The harbour was closed, the harbour was cold, and nobody sang about anything at all in the long winter."),
    (4, "Rice is grown in the south."),
]


@pytest.fixture
def indexed(db: None) -> None:
    add(PASSAGES, TEXTS)


def only(*ids: int) -> QuerySet[Posting, int]:
    return Posting.objects.filter(item__in=ids).values_list("item", flat=True).distinct()


def ranked(query: str, *, limit: int = 10, within: QuerySet[Posting, int] | None = None) -> list[Ranked]:
    return rank(PASSAGES, words_of(PASSAGES, query), limit=limit, within=within)


def items(query: str, **options: QuerySet[Posting, int]) -> list[int]:
    return [each.item for each in ranked(query, **options)]  # type: ignore[arg-type]


@pytest.mark.usefixtures("indexed")
class TestRanking:
    def test_items_that_have_more_of_the_rarer_words_come_first(self) -> None:
        assert items("copper in the harbour") == [1, 2, 3]

    def test_a_word_is_found_in_all_its_forms(self) -> None:
        assert items("exporting") == [1]

    def test_only_the_items_of_a_query_are_ranked_where_there_is_one(self) -> None:
        assert items("harbour", within=only(3, 4)) == [3]

    def test_words_that_nobody_has_find_nothing(self) -> None:
        assert items("submarine") == items("") == items("the of and") == []

    def test_quotes_and_operators_are_only_words(self) -> None:
        assert items("'copper' & (rice | :*) \\ !") == [1, 2, 4]

    def test_the_score_is_bm25(self) -> None:
        """By hand: idf = ln(1 + (N − n + ½) / (n + ½)), k1 1.2, b 0.75 (Robertson and Zaragoza 2009)."""
        [found] = ranked("grown")
        lengths = {item: sum(row.frequency for row in Posting.objects.filter(item=item)) for item, _ in TEXTS}
        mean = sum(lengths.values()) / 4
        idf = math.log(1 + (4 - 1 + 0.5) / (1 + 0.5))
        assert found.score == pytest.approx(idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[4] / mean)))

    def test_rarity_is_known_even_of_a_word_that_no_item_has(self) -> None:
        [missing] = words_of(PASSAGES, "submarine")
        [common, rare] = sorted(words_of(PASSAGES, "harbour grown"), key=lambda word: word.rarity)
        assert (missing.term, missing.items) == (None, 0)
        assert common.rarity < rare.rarity < missing.rarity


@pytest.mark.django_db
def test_an_empty_index_finds_nothing() -> None:
    assert items("copper") == []


@pytest.mark.usefixtures("indexed")
def test_what_is_taken_out_leaves_the_counts_as_if_it_had_never_been_there() -> None:
    before = (counts(), IndexedCollection.objects.values_list("items", "words").get())
    add(PASSAGES, [(9, "A new harbour of copper.")])
    remove(PASSAGES, [9, 404])
    assert (counts(), IndexedCollection.objects.values_list("items", "words").get()) == before
    assert not Posting.objects.filter(item=9).exists()


def counts() -> dict[str, int]:
    return dict(IndexedTerm.objects.filter(items__gt=0).values_list("lexeme", "items"))


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_count_every_item() -> None:
    def index(first: int) -> None:
        try:
            for number in range(20):
                add(PASSAGES, [(first + number, "copper rice harbour winter"), (first + number + 500, "winter copper")])
        finally:
            connection.close()

    threads = [threading.Thread(target=index, args=(start,)) for start in (1000, 5000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert IndexedCollection.objects.get().items == 80
    assert counts() == {"copper": 80, "winter": 80, "rice": 40, "harbour": 40}
