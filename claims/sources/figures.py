"""What services of figures share: which figures of a claim they are asked for, and how what is found becomes hits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from claims.comparison import FoundFigure
from claims.comparison.fit import counted_fits, in_unit_of
from claims.comparison.periods import Span, read_period
from claims.comparison.places import place_meant
from claims.comparison.weighing import Beside, weigh
from claims.comparison.words import label_terms, named_places, place_terms, terms
from claims.library.measures import MEASURES
from claims.sources.base import Hit, Question, QuestionQuantity

FIGURES_EACH = 4
"""How many figures stand beside one figure of the claim at most."""
NO_FIGURE = "The claim gives no figure of a kind that this source publishes."
NO_PLACE = "The claim names no country, or several: any of them would be a guess."
NO_DATE = "Neither the claim nor its article has a date. Give the article one and look up again."


@dataclass(frozen=True, slots=True)
class Sought:
    """A figure of the claim: what it may measure, where, and the days that it speaks of."""

    quantity: QuestionQuantity
    place: str
    measures: tuple[str, ...]
    span: Span | None
    origin: str = ""
    """The other country that those who are counted come from: Afghanistan, for Afghan refugees in Pakistan."""
    label: str = ""
    """The claim's words for them."""

    @property
    def countries(self) -> list[str]:
        """Where, and where from."""
        return [name for name in (self.place, self.origin) if name]

    @property
    def years(self) -> range:
        """The years whose figures may be compared: as far around the span as the measures keep."""
        if self.span is None:
            return range(0)
        keeps = max(-(-MEASURES[name].shelf_life.days // 366) for name in self.measures)
        return range(self.span[0].year - keeps, self.span[1].year + keeps + 1)


def sought_figures(question: Question, measures: Collection[str], *, by_origin: Collection[str] = ()) -> list[Sought]:
    """The question's figures that count what one of `measures` counts, in one place.

    `by_origin`: the measures of which the service tells people from another country apart, too.
    """
    found = []
    for quantity in question.quantities:
        place, span = place_meant(question.claimed(quantity)), _span(question, quantity)
        fitting = tuple(name for name in measures if _may_measure(question, quantity, name, place))
        if fitting:
            found.append(Sought(quantity, place, fitting, span))
        for name in by_origin if not fitting else ():
            origin, label = _origin(quantity, name, place)
            if origin and _fits(question, quantity, name, place, label):
                found.append(Sought(quantity, place, (name,), span, origin, label))
    return found


def why_not(
    question: Question, measures: Collection[str], places: Collection[str], *, by_origin: Collection[str] = ()
) -> str:
    """Why a service that has `measures` of `places` cannot be asked, in a sentence; empty: it can."""
    sought = sought_figures(question, measures, by_origin=by_origin)
    if not sought:
        return NO_FIGURE
    if not any(figure.place for figure in sought):
        return NO_PLACE
    known = [figure for figure in sought if figure.place and set(figure.countries) <= set(places)]
    if not known:
        strange = next(name for figure in sought for name in figure.countries if name not in places)
        return f"The source knows countries only, and {strange} is none of them."
    return "" if any(figure.span for figure in known) else NO_DATE


def figure_hits(
    question: Question, found: Iterable[tuple[FoundFigure, str]], *, publisher: str, licence: str
) -> list[Hit]:
    """Hold figures, each with its web address, against the claim's own, as the library does: see weighing.

    A figure of another place or of something else makes no hit.
    """
    figures = list(found)
    hits: list[Hit] = []
    for quantity in question.quantities:
        claimed = question.claimed(quantity)
        place = place_meant(claimed)
        there = [(figure, url) for figure, url in figures if figure.place == place]
        beside = weigh(replace(claimed, place=place), there, said_on=question.said_on)
        hits += [_hit(each, quantity, publisher, licence) for each in beside[:FIGURES_EACH]]
    return hits


def _hit(beside: Beside[str], quantity: QuestionQuantity, publisher: str, licence: str) -> Hit:
    figure = beside.figure
    return Hit(
        title=figure.title,
        publisher=publisher,
        edition=figure.edition,
        url=beside.source,
        licence=licence,
        as_of=figure.as_of,
        quote=figure.statement,
        verbatim=False,
        quantity_id=quantity.id,
        found_value=figure.value,
        found_upper=figure.upper,
        found_unit=figure.measure.unit,
        stance=beside.comparison.stance,
        reason=beside.comparison.reason,
    )


def _span(question: Question, quantity: QuestionQuantity) -> Span | None:
    if quantity.period:
        return read_period(quantity.period, question.said_on)
    return (question.said_on, question.said_on) if question.said_on else None


def _may_measure(question: Question, quantity: QuestionQuantity, name: str, place: str) -> bool:
    measure = MEASURES[name]
    if not measure.labelled:
        return _fits(question, quantity, name, place)
    # Whatever the claim counts may be a label, if it is counted among everybody and names no other measure.
    others = terms(quantity.population) - measure.population_words - place_terms(place)
    label = " ".join(label_terms(quantity.counted) - measure.counted_words)
    named = (other for other, its in MEASURES.items() if not its.labelled)
    return (
        bool(label)
        and not others
        and _fits(question, quantity, name, place, label)
        and not any(_fits(question, quantity, other, place) for other in named)
    )


def _origin(quantity: QuestionQuantity, name: str, place: str) -> tuple[str, str]:
    """The one other country that "Afghan refugees" names, and the words that do so; nothing if there are others."""
    rest = label_terms(quantity.counted) - MEASURES[name].counted_words
    named = [country for country in named_places(quantity.counted) if country != place]
    if len(named) != 1 or not rest or not rest <= place_terms(named[0]):
        return "", ""
    return named[0], " ".join(sorted(rest))


def _fits(question: Question, quantity: QuestionQuantity, name: str, place: str, label: str = "") -> bool:
    measure, claimed = MEASURES[name], question.claimed(quantity)
    anything = FoundFigure(measure=measure, value=None, as_of=date.min, title="", place=place, label=label)
    return in_unit_of(claimed.unit, measure.unit) is not None and counted_fits(claimed, anything)
