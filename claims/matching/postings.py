"""A posting index in plain SQL, ranked by BM25.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the idf that never turns
negative (Lucene's). `ts_rank` knows no rarity of words and ranks much worse. Words are stemmed by PostgreSQL's
English configuration.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from claims.models import Collection

K1, B = 1.2, 0.75
CANDIDATE_POSTINGS = 10_000
"""So many postings are read to find candidates, rarest words first; commoner words only order what was found."""
CANDIDATES = 200
FEW_ITEMS = 1000
"""Among so few items every word may find candidates: each is looked up by item, not read as a whole."""
LONGEST_QUERY = 64
"""Words of a query that count: its rarest."""

_ADD = """
    WITH texts AS (
        SELECT item, to_tsvector('english', body) AS vector
        FROM unnest(%(items)s::bigint[], %(texts)s::text[]) AS t (item, body)
    ), words AS (
        SELECT item, left(lexeme, 255) AS lexeme, sum(least(cardinality(positions), 30000))::int AS frequency
        FROM texts, unnest(vector) AS u (lexeme, positions, weights) GROUP BY 1, 2
    ), lengths AS (
        SELECT item, sum(frequency)::int AS length FROM words GROUP BY item
    ), terms AS (
        INSERT INTO claims_indexedterm AS known (collection, lexeme, items)
        SELECT %(collection)s, lexeme, count(*) FROM words GROUP BY lexeme ORDER BY lexeme
        ON CONFLICT (collection, lexeme) DO UPDATE SET items = known.items + excluded.items
        RETURNING id, lexeme
    ), counted AS (
        INSERT INTO claims_indexedcollection AS known (collection, items, words)
        SELECT %(collection)s, count(*), coalesce(sum(length), 0) FROM lengths
        ON CONFLICT (collection) DO UPDATE
        SET items = known.items + excluded.items, words = known.words + excluded.words
    )
    INSERT INTO claims_posting (term_id, item, frequency, length)
    SELECT terms.id, words.item, least(words.frequency, 32767), lengths.length
    FROM words JOIN terms USING (lexeme) JOIN lengths USING (item)
"""
_REMOVE = """
    WITH gone AS (
        DELETE FROM claims_posting p USING claims_indexedterm t
        WHERE p.term_id = t.id AND t.collection = %(collection)s AND p.item = ANY (%(items)s)
        RETURNING p.term_id, p.item, p.length
    ), fewer AS (
        UPDATE claims_indexedterm t SET items = t.items - g.items
        FROM (SELECT term_id, count(*) AS items FROM gone GROUP BY term_id ORDER BY term_id) g WHERE t.id = g.term_id
    )
    UPDATE claims_indexedcollection c SET items = c.items - g.items, words = c.words - g.words
    FROM (
        SELECT count(*) AS items, coalesce(sum(length), 0) AS words
        FROM (SELECT DISTINCT item, length FROM gone) each
    ) g
    WHERE c.collection = %(collection)s
"""
_TERMS = """
    SELECT q.lexeme, t.id, coalesce(t.items, 0),
           ln(1 + (c.items - coalesce(t.items, 0) + 0.5::float8) / (coalesce(t.items, 0) + 0.5::float8))
    FROM unnest(to_tsvector('english', %(text)s)) AS q (lexeme, positions, weights)
    JOIN claims_indexedcollection c ON c.collection = %(collection)s
    LEFT JOIN claims_indexedterm t ON t.collection = c.collection AND t.lexeme = left(q.lexeme, 255)
    ORDER BY 3, 1 LIMIT %(longest)s
"""
# In float8 throughout: numeric, which a bare literal would be, takes five times as long.
_SCORE = "t.idf * p.frequency * %(k1)s::float8 / (p.frequency + %(norm)s::float8 + %(slope)s::float8 * p.length)"
# The leading words find candidates by reading their whole posting lists; then each candidate's words are looked up one
# by one. OFFSET 0 keeps the planner from joining whole posting lists for that.
_RANK = f"""
    WITH asked AS (
        SELECT * FROM unnest(%(terms)s::bigint[], %(idf)s::float8[], %(leading)s::boolean[]) AS t (id, idf, leads)
    ), candidates AS (
        SELECT p.item FROM asked t JOIN claims_posting p ON p.term_id = t.id {{within}}
        WHERE t.leads
        GROUP BY p.item ORDER BY sum({_SCORE}) DESC, p.item LIMIT %(candidates)s
    )
    SELECT c.item, sum(s.score) AS score, array_agg(t.id)
    FROM candidates c CROSS JOIN asked t CROSS JOIN LATERAL (
        SELECT {_SCORE} AS score FROM claims_posting p WHERE p.term_id = t.id AND p.item = c.item OFFSET 0
    ) s
    GROUP BY c.item ORDER BY score DESC, c.item LIMIT %(limit)s
"""  # noqa: S608 - the formula above, no outside text


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query, as PostgreSQL stems it."""

    lexeme: str
    term: int | None
    """Its id in the index; None: no item has it."""
    items: int
    """How many items have it."""
    rarity: float
    """BM25's inverse document frequency: the rarer, the higher."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item, its BM25 score, and the ids of the query's terms that it has."""

    item: int
    score: float
    terms: frozenset[int]


@transaction.atomic
def add(collection: Collection, texts: Sequence[tuple[int, str]]) -> None:
    """Index the texts under their items' ids; an item must not be indexed yet."""
    if texts:
        items, bodies = zip(*texts, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_ADD, {"collection": collection, "items": list(items), "texts": list(bodies)})


@transaction.atomic
def remove(collection: Collection, items: Sequence[int]) -> None:
    """Take items out of the index; those that are not in it change nothing."""
    if items:
        with connection.cursor() as cursor:
            cursor.execute(_REMOVE, {"collection": collection, "items": list(items)})


def words_of(collection: Collection, text: str) -> list[Word]:
    """The words of a query with their rarity in the collection, rarest first, at most LONGEST_QUERY.

    An empty collection knows no rarity and gives none.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, {"collection": collection, "text": text, "longest": LONGEST_QUERY})
        return [Word(lexeme, term, items, float(rarity)) for lexeme, term, items, rarity in cursor.fetchall()]


def rank(
    collection: Collection, words: Sequence[Word], *, limit: int, within: QuerySet[Any, int] | None = None
) -> list[Ranked]:
    """The best items for the words, best first; `within`: only among these items, a query of their ids."""
    known = sorted((word for word in words if word.term is not None), key=lambda word: word.items)
    if not known:
        return []
    norm, slope = _length_norm(collection)
    # The database reads the ids itself: an array of all passages without a place would go back and forth.
    few = within is not None and within[: FEW_ITEMS + 1].count() <= FEW_ITEMS
    leading = _leading(known, bounded=not few)
    join, named = _only(within)
    with connection.cursor() as cursor:
        cursor.execute(
            _RANK.format(within=join),
            {
                "terms": [word.term for word in known],
                "idf": [word.rarity for word in known],
                "leading": leading,
                "candidates": limit if all(leading) else max(limit, CANDIDATES),
                "limit": limit,
                "k1": K1 + 1,
                "norm": norm,
                "slope": slope,
                **named,
            },
        )
        return [Ranked(item, float(score), frozenset(terms)) for item, score, terms in cursor.fetchall()]


def _only(within: QuerySet[Any, int] | None) -> tuple[str, dict[str, Any]]:
    """What joins candidates to the ids of a query, with the query's parameters named so that they fit among ours."""
    if within is None:
        return "", {}
    sql, params = within.order_by().query.sql_with_params()
    named = {f"within{number}": value for number, value in enumerate(params)}
    names = iter(named)
    placed = re.sub("%[%s]", lambda found: f"%({next(names)})s" if found[0] == "%s" else found[0], sql)
    return f"JOIN ({placed}) AS w (item) ON w.item = p.item", named


def _leading(known: Sequence[Word], *, bounded: bool) -> list[bool]:
    """Which words find candidates: the rarest, while their postings are few enough; at least one."""
    leads, read = [], 0
    for number, word in enumerate(known):
        read += word.items
        leads.append(not bounded or number == 0 or read <= CANDIDATE_POSTINGS)
    return leads


def _length_norm(collection: Collection) -> tuple[float, float]:
    """BM25's k1 · (1 − b + b · length / mean length), as a constant and a factor of the length."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT items, words FROM claims_indexedcollection WHERE collection = %s", [collection])
        items, words = cursor.fetchone() or (0, 0)
    mean = words / items if items and words else 1.0
    return K1 * (1 - B), K1 * B / mean
