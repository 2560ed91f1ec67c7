"""The embedded reference library as a source: figures held against the claim's own, then passages to read."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

from claims.choices import Stance
from claims.comparison import compare
from claims.comparison.clauses import clause_fits, completed_by_its_clause
from claims.comparison.suggesting import unless_they_conflict
from claims.library.searching import as_found, find_figures, find_passages
from claims.models import ReferenceFigure, ReferencePassage
from claims.sources.base import PASSAGE_REASON, Access, Answer, Hit, Option, Pace, Query, Question, QuestionQuantity
from claims.sources.excerpts import excerpt

FIGURES_EACH = 4
"""How many figures stand beside one figure of the claim at most."""
MOST_HITS = 8
_LAST = timedelta.max


class LibrarySource:
    """Asks the documents in the desk's own database; needs no network."""

    name = "library"
    version = "1"
    title = "Reference library"
    needs_network = False
    licence = "as stated with each document"
    options: tuple[Option, ...] = ()
    pace = Pace(requests=1000, seconds=1, at_once=1000)

    def applies(self, question: Question) -> str:
        """English only: its documents and its word lists are English."""
        if question.language.partition("-")[0].lower() not in {"en", ""}:
            return f"The reference library is in English, the claim in “{question.language}”."
        return ""

    def plan(self, question: Question) -> Query:
        """The claim's words and the day that they were said."""
        return {"claim": question.text, "said_on": question.said_on.isoformat() if question.said_on else None}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Look the claim's figures up, then its words; what is found becomes the answer's body too."""
        hits: list[Hit] = []
        for quantity in question.quantities:
            hits += _figure_hits(question, quantity)
        places = [quantity.place for quantity in question.quantities]
        hits += [_passage_hit(question, passage) for passage in find_passages(str(query["claim"]), places=places)]
        found = tuple(hits[:MOST_HITS])
        return Answer(
            hits=found,
            body=_canonical(found),
            media_type="application/json",
            query=query,
        )


def _figure_hits(question: Question, quantity: QuestionQuantity) -> list[Hit]:
    """What can be compared comes first, what is nearest in time before what is further."""
    claimed = completed_by_its_clause(question.claimed(quantity))
    found = [(figure, as_found(figure)) for figure in find_figures(claimed)]
    if any(given.value is not None and clause_fits(claimed, given) for _, given in found):
        found = [pair for pair in found if pair[1].value is None or clause_fits(claimed, pair[1])]
    compared = [(figure, compare(claimed, given, said_on=question.said_on)) for figure, given in found]
    compared.sort(
        key=lambda pair: (
            pair[1].stance == Stance.NOT_COMPARABLE,
            _distance(pair[0].as_of, question.said_on),
            pair[0].key,
        )
    )
    agreed = unless_they_conflict([((figure.measure, figure.label), comparison) for figure, comparison in compared])
    return [
        _figure_hit(figure, quantity.id, comparison.stance, comparison.reason)
        for (figure, _), comparison in zip(compared[:FIGURES_EACH], agreed, strict=False)
    ]


def _figure_hit(figure: ReferenceFigure, quantity_id: int, stance: Stance, reason: str) -> Hit:
    return Hit(
        title=figure.title,
        publisher=figure.publisher,
        edition=figure.edition,
        url=figure.url,
        licence=figure.licence,
        as_of=figure.as_of,
        quote=figure.statement,
        verbatim=False,
        quantity_id=quantity_id,
        found_value=figure.value,
        found_upper=figure.upper,
        found_unit=figure.unit,
        stance=stance,
        reason=reason,
    )


def _passage_hit(question: Question, passage: ReferencePassage) -> Hit:
    document = passage.document
    return Hit(
        title=f"{document.title}: {passage}",
        publisher=document.publisher,
        edition=document.edition,
        url=document.url,
        licence=document.licence,
        as_of=document.as_of,
        quote=excerpt(passage.text, question.text),
        reason=PASSAGE_REASON,
        passage=True,
    )


def _distance(as_of: date, said_on: date | None) -> timedelta:
    return abs(as_of - said_on) if said_on else _LAST


def _canonical(hits: tuple[Hit, ...]) -> bytes:
    """The same findings give the same bytes. Ids stay out: the desk's own numbers are not the library's words."""
    found = [{name: value for name, value in asdict(hit).items() if name != "quantity_id"} for hit in hits]
    return json.dumps({"found": found}, default=_plain, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
