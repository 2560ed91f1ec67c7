"""Find claims by words: of their wordings, their claimants, and the articles and outlets that they stood in."""

import re
from typing import TypeVar

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.text import smart_split, unescape_string_literal

from claims.models import Appearance, Claimant, ClaimSearch, ClaimWording

Row = TypeVar("Row", bound=Model)

FEW_HITS = 2000
"""So many claims are named to the list; more are common words, which the list meets on its way."""


SIGNS = re.compile(r"[^\w\s'’.,–“”\"()-]")
"""What the index knows nothing of, and a reader means: the sign of “46%”."""


class BeginningWith(SearchQuery):
    """A term as a text query: its words one after the other, the last as the beginning of a word."""

    template = "(nullif(%(function)s(%(expressions)s)::text, '') || ':*')::tsquery"


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
        found = found.filter(words=BeginningWith(term, config="simple", search_type="phrase"))
        if SIGNS.search(term):
            found = found.filter(_literally(term))
    return found


def _literally(term: str) -> Q:
    """That the term stands somewhere just as it was written."""
    sightings = Appearance.objects.filter(claim=OuterRef("pk")).order_by()
    return (
        Q(Exists(ClaimWording.objects.filter(claim=OuterRef("pk"), text__icontains=term).order_by()))
        | Q(Exists(Claimant.objects.filter(claims=OuterRef("pk"), name__icontains=term).order_by()))
        | Q(Exists(sightings.filter(revision__article__title__icontains=term)))
        | Q(Exists(sightings.filter(revision__article__outlet__name__icontains=term)))
    )


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
