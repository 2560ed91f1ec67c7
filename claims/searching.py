"""Find claims by words: of their wordings, their claimants, and the articles and outlets that they stood in."""

from typing import TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from claims.models import ClaimSearch

Row = TypeVar("Row", bound=Model)

FEW_HITS = 2000
"""So many claims are named to the list; more are common words, which the list meets on its way."""


SIGNS = {"%": " signpercent ", "€": " signeuro ", "$": " signdollar ", "£": " signpound "}
"""Signs that a figure is searched by, as the words that the index has for them: see migration 0062."""


class BeginningWith(SearchQuery):
    """A term as a text query: its words one after the other, the last as the beginning of a word."""

    template = "(nullif(%(function)s(%(expressions)s)::text, '') || ':*')::tsquery"


class Lexeme(SearchQuery):
    """One lexeme exactly as the index has it, past the parser."""

    template = "quote_literal(%(expressions)s)::tsquery"


def terms_of(search: str) -> list[str]:
    """The words of a search, with what stands in quotes kept together."""
    return [
        unescape_string_literal(bit) if bit[0] in "\"'" and bit[0] == bit[-1] and len(bit) > 1 else bit
        for bit in smart_split(search)
    ]


def hits(search: str) -> QuerySet[ClaimSearch]:
    """The index entries that have every term of the search, wherever it stands."""
    found = ClaimSearch.objects.all()
    for term in terms_of(search):
        found = found.filter(words=BeginningWith(_with_signs(term), config="simple", search_type="phrase"))
    return found


def _with_signs(term: str) -> str:
    for sign, word in SIGNS.items():
        term = term.replace(sign, word)
    return term


def seen_in_outlet(outlet: int, claim: str) -> Exists:
    """The condition that the claim, named by the field `claim` of the row, stood in an article of the outlet."""
    entries = ClaimSearch.objects.filter(pk=OuterRef(claim), words=Lexeme(f"outlet#{outlet}"))
    return Exists(entries.order_by())


def matching(rows: QuerySet[Row], search: str, *, claim: str = "pk") -> QuerySet[Row]:
    """The rows whose claim, named by the field `claim`, has every term of the search.

    Few hits are read from the index and named; many are met soon in any order, so that the list walks its own order
    and looks each row up, until its page is full.
    """
    if not terms_of(search):
        return rows
    found = hits(search)
    few = list(found.values_list("pk", flat=True)[: FEW_HITS + 1])
    if len(few) <= FEW_HITS:
        return rows.filter(**{f"{claim}__in": few})
    return rows.filter(Exists(found.filter(pk=OuterRef(claim))))
