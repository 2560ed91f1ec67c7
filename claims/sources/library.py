"""The embedded reference library as a source: figures held against the claim's own, then passages to read."""

import json
from dataclasses import asdict
from decimal import Decimal

from claims.comparison import Comparison
from claims.library.searching import FigureRows, figures_beside, figures_of, find_passages
from claims.models import ReferenceFigure, ReferencePassage
from claims.sources.base import PASSAGE_REASON, Access, Answer, Hit, Option, Pace, Query, Question, QuestionQuantity
from claims.sources.excerpts import excerpt

FIGURES_EACH = 4
"""How many figures stand beside one figure of the claim at most."""
MOST_HITS = 8


class LibrarySource:
    """Asks the documents in the desk's own database; needs no network."""

    name = "library"
    version = "3"
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
            hits += figure_hits(question, quantity)
        places = [quantity.place for quantity in question.quantities]
        hits += [_passage_hit(question, passage) for passage in find_passages(str(query["claim"]), places=places)]
        found = tuple(hits[:MOST_HITS])
        return Answer(
            hits=found,
            body=_canonical(found),
            media_type="application/json",
            query=query,
        )


def figure_hits(question: Question, quantity: QuestionQuantity, *, rows: FigureRows = figures_of) -> list[Hit]:
    """What stands beside one figure of the question, best first: the first hit's stance is what is suggested."""
    beside = figures_beside(question.claimed(quantity), said_on=question.said_on, rows=rows)
    return [_figure_hit(each.source, quantity.id, each.comparison) for each in beside[:FIGURES_EACH]]


def _figure_hit(figure: ReferenceFigure, quantity_id: int, comparison: Comparison) -> Hit:
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
        stance=comparison.stance,
        reason=comparison.reason,
    )


def title_of(passage: ReferencePassage) -> str:
    """What a passage is cited as: its document, place and heading, each once."""
    return ": ".join(dict.fromkeys(filter(None, [passage.document.title, passage.place, passage.heading])))


def _passage_hit(question: Question, passage: ReferencePassage) -> Hit:
    document = passage.document
    return Hit(
        title=title_of(passage),
        publisher=document.publisher,
        edition=document.edition,
        url=document.url,
        licence=document.licence,
        as_of=document.as_of,
        quote=excerpt(passage.text, question.text),
        reason=PASSAGE_REASON,
        passage=True,
    )


def _canonical(hits: tuple[Hit, ...]) -> bytes:
    """The same findings give the same bytes. Ids stay out: the desk's own numbers are not the library's words."""
    found = [{name: value for name, value in asdict(hit).items() if name != "quantity_id"} for hit in hits]
    return json.dumps({"found": found}, default=_plain, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
