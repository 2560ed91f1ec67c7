"""Numbers of a claim against numbers of a text: the same thing counted, of the same unit, with another value.

A denial by number is only given where unit, counted noun (for a year: what happened then), place and period fit; what
the text might have meant otherwise, by a sum, by "three more", by another rank, is left alone.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.choices import Comparator
from claims.comparison.numbers import claimed_bounds
from claims.comparison.stance.alignment import align
from claims.comparison.stance.commonness import weight
from claims.comparison.stance.stems import stem, tells_an_event
from claims.comparison.stance.tokens import Kind, Token, content, sentences_of, tokens
from claims.comparison.types import ClaimedFigure
from claims.comparison.words import folded, named_places, terms
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundQuantity
from claims.extraction.words import word_set

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_BESIDE_A_YEAR = word_set("before after since until till by from between to through later earlier prior following")
_LIFE = re.compile(
    r"\([^()]*?(?P<birth>\b1\d{3}|\b20\d\d)\)?[^()\d]{0,3}[–−-][^()]*?(?P<death>\b1\d{3}|\b20\d\d)[^()\d]*\)"
)
_BIRTH = re.compile(r"\([^()]*?\bborn\b[^()]*?(?P<birth>\b1\d{3}|\b20\d\d)[^()\d]*\)")
_DENIED = word_set("not never no neither nor without")
_BESIDES = word_set("more other another additional further else least extra")
_RANKS = re.compile(r"\b(?:first|second|third|last|final|only|most|least|\w{3,}est)\b")
_MONTHS = word_set("january february march april may june july august september october november december")
_WHERE_OR_WHEN = re.compile(r"\b(?:in|at|near|on|from|around) (?:the )?(?P<name>[A-Z][\w’'-]+)")
_EVERYWHERE = word_set("worldwide globally nationwide altogether")
_ONCE_MORE = word_set("re again")
"""Told of what happened before, too: the "re" of "re-elected"."""
_TOLD_BY_A_LIFE = {"birth": "born", "death": "died"}
_LEAST_SURE = 0.5
_BEFORE_A_YEAR, _AFTER_A_YEAR = 5, 3
"""Words on either side of a year within which it says what happened then."""


@dataclass(frozen=True, slots=True)
class NumberAgainst:
    """A claim's number and the text's that denies it."""

    claimed: str
    found: str
    sure: float
    """Share of what the claim says beside its number that the text's sentence has too."""


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[FoundQuantity, ...]:
    return quantities(text)


def numbers_of(text: str) -> tuple[FoundQuantity, ...]:
    """The quantities of a text, sentence by sentence."""
    return tuple(quantity for sentence in sentences_of(text) for quantity in _read(sentence))


def agreeing(claim: str, text: str) -> tuple[int, int]:
    """How many of the claim's numbers stand in the text, and how many do not."""
    found = numbers_of(text)
    have = sum(any(_fits(ours, theirs) for theirs in found if theirs.unit == ours.unit) for ours in _read(claim))
    return have, len(_read(claim)) - have


def number_against(claim: str, text: str) -> NumberAgainst | None:
    """The claim's number that the text denies, or None."""
    if _denied(claim):
        return None
    everywhere = numbers_of(text)
    for ours in _read(claim):
        rivals = [theirs for theirs in everywhere if theirs.unit == ours.unit]
        if not rivals or _may_be_met(ours, rivals, claim, text) or _dates_another_number(ours, claim, text):
            continue
        for sentence in sentences_of(text):
            if found := _denial(ours, claim, sentence):
                return found
    return None


def _denial(ours: FoundQuantity, claim: str, sentence: str) -> NumberAgainst | None:
    if _denied(sentence) or _elsewhere_or_then(ours, claim, sentence):
        return None
    sure = _said_too(ours, claim, sentence)
    rivals = [theirs for theirs in _read(sentence) if theirs.unit == ours.unit]
    same = [theirs for theirs in rivals if _same_thing(ours, theirs, claim, sentence)]
    if ours.unit == "year" and same:
        away = {theirs: _away(theirs, sentence, set(_happened(ours, claim))) for theirs in same}
        same = [theirs for theirs in same if away[theirs] == min(away.values())]
    if sure < _LEAST_SURE or len({theirs.value for theirs in same}) != 1:
        return None
    return NumberAgainst(ours.text, same[0].text, sure)


def _denied(text: str) -> bool:
    return any(token.word in _DENIED or token.word.endswith("n't") for token in tokens(text))


def _may_be_met(ours: FoundQuantity, rivals: list[FoundQuantity], claim: str, text: str) -> bool:
    """Whether the text's numbers leave the claim room: one fits, they add up to it, or it counts something besides."""
    if any(_fits(ours, theirs) for theirs in rivals):
        return True
    if {token.word for token in tokens(ours.text)} & {token.word for token in tokens(text)} - {"million", "billion"}:
        return True
    if {token.word for token in tokens(f"{ours.counted} {_next_words(ours, claim)}")} & _BESIDES:
        return True
    total = sum(theirs.value for theirs in rivals)
    return ours.unit not in {"year", "ordinal"} and len(rivals) > 1 and ours.value == total


def _dates_another_number(ours: FoundQuantity, claim: str, text: str) -> bool:
    """Whether a year only says when another number of the claim was so, which the text does not give."""
    return ours.unit == "year" and any(
        other.unit != "year"
        and not any(_fits(other, theirs) for theirs in numbers_of(text) if theirs.unit == other.unit)
        for other in _read(claim)
    )


def _elsewhere_or_then(ours: FoundQuantity, claim: str, sentence: str) -> bool:
    """Whether the two speak of other places or other times."""
    here, there = set(named_places(claim)), set(named_places(sentence))
    if (here and there and not here & there) or _of_other_names(claim, sentence):
        return True
    then, when = set(_YEAR.findall(claim)), set(_YEAR.findall(sentence))
    if ours.unit == "year":
        is_once_more = bool(_words(sentence) & _ONCE_MORE - _words(claim))
        is_beside = bool({token.word for token in _before(ours, claim)} & _BESIDE_A_YEAR)
        return len(then) > 1 or is_beside or is_once_more
    return bool(then and when and not then & when)


def _of_other_names(claim: str, sentence: str) -> bool:
    """Whether one is of Helmand and the other of Kandahar, of Monday and of Tuesday, or of Kabul and of everywhere."""
    ours, theirs = _where_or_when(claim), _where_or_when(sentence)
    return bool(ours) and not ours & _words(sentence) and bool(theirs or _words(sentence) & _EVERYWHERE)


def _where_or_when(sentence: str) -> set[str]:
    """The names that "in", "at" or "on" stands before, without months: a year's month is no other time."""
    named = {token.word for match in _WHERE_OR_WHEN.finditer(sentence) for token in tokens(match["name"])}
    return named - _MONTHS


def _words(text: str) -> set[str]:
    return {token.word for token in tokens(text)}


def _said_too(ours: FoundQuantity, claim: str, sentence: str) -> float:
    """The share of the claim's predicate, without its number, that the sentence has."""
    laid = align(claim, sentence)
    number = {token.word for token in tokens(ours.text)}
    rest = tuple(token for token in laid.predicate if token.word not in number and token.word not in _MONTHS)
    if ours.unit == "year" and (life := _told_by_a_life(sentence)):
        rest = tuple(token for token in rest if token.stem not in life)
        return laid.share(rest) if rest else 1.0
    if not rest or not any(laid.worth[token.place] for token in rest):
        return 0.0
    lost = set(_RANKS.findall(folded(claim))) - set(_RANKS.findall(folded(sentence)))
    return 0.0 if lost - number else laid.share(rest)


def _same_thing(ours: FoundQuantity, theirs: FoundQuantity, claim: str, sentence: str) -> bool:
    if ours.unit == "year":
        return bool(_happened(ours, claim).keys() & _happened(theirs, sentence).keys())
    if ours.unit == "ordinal":
        return bool(_ranked(ours, claim)) and _ranked(ours, claim) == _ranked(theirs, sentence)
    if ours.counted or theirs.counted:
        mine, yours = ({word for word in terms(each.counted) if len(word) > 1} for each in (ours, theirs))
        return bool(mine & yours) and not (mine - yours and yours - mine)
    return ours.unit not in {"count", "fraction"}


def _happened(year: FoundQuantity, sentence: str) -> dict[str, int]:
    """What a sentence says of a year, and how many words away: "born in 1950" is not "died in 1950".

    Told are events, and the word right behind ("a 1930 comedy"): what only was so then may be so at other times too.
    "(4 October 1941 – 3 May 2001)" behind a name tells a birth and a death.
    """
    found = tokens(sentence)
    digits = {token.word for token in tokens(year.text)}
    places = [token.place for token in found if token.word in digits]
    said: dict[str, int] = {}
    for token in content(found):
        for place in places:
            near = -_BEFORE_A_YEAR <= token.place - place <= _AFTER_A_YEAR
            event = tells_an_event(token.word) or token.place - place == 1
            if near and event and token.kind in {Kind.WORD, Kind.FIRST} and token.word not in _MONTHS:
                said[token.stem] = min(said.get(token.stem, _BEFORE_A_YEAR), abs(token.place - place))
    for word, told in _told_by_a_life(sentence).items():
        if told == str(year.value):
            said = {word: 1}
    return said


def _told_by_a_life(sentence: str) -> dict[str, str]:
    """The years of birth and death that stand in brackets behind a name."""
    return {
        stem(word): match[part]
        for pattern in (_LIFE, _BIRTH)
        for match in pattern.finditer(sentence)
        for part, word in _TOLD_BY_A_LIFE.items()
        if part in match.groupdict()
    }


def _away(year: FoundQuantity, sentence: str, shared: set[str]) -> int:
    return min((away for word, away in _happened(year, sentence).items() if word in shared), default=_BEFORE_A_YEAR)


def _before(quantity: FoundQuantity, sentence: str) -> list[Token]:
    """The three words before a number, the number, and the one behind."""
    said = {token.word for token in tokens(quantity.text)}
    places = [token.place for token in tokens(sentence) if token.word in said]
    return [token for token in tokens(sentence) if any(-3 <= token.place - place <= 1 for place in places)]


def _ranked(rank: FoundQuantity, sentence: str) -> str:
    """The stem of the word right behind a rank: the president of "the 14th president"."""
    found = _next_tokens(rank, sentence)
    return found[0].stem if found and weight(found[0].stem) else ""


def _next_words(quantity: FoundQuantity, sentence: str) -> str:
    return " ".join(token.text for token in _next_tokens(quantity, sentence))


def _next_tokens(quantity: FoundQuantity, sentence: str) -> list[Token]:
    said = {token.word for token in tokens(quantity.text)}
    places = [token.place for token in tokens(sentence) if token.word in said]
    return list(tokens(sentence)[places[-1] + 1 : places[-1] + 3]) if places else []


def _fits(ours: FoundQuantity, theirs: FoundQuantity) -> bool:
    if ours.unit == "year":
        last = ours.upper or ours.value
        return theirs.value <= last and ours.value <= (theirs.upper or theirs.value)
    low, high = claimed_bounds(
        ClaimedFigure(
            text=ours.text,
            value=ours.value,
            upper=ours.upper,
            comparator=ours.comparator,
            unit=ours.unit,
            approximate=ours.approximate,
        )
    )
    top = theirs.upper or theirs.value
    open_above = theirs.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}
    open_below = theirs.comparator in {Comparator.LESS_THAN, Comparator.AT_MOST}
    return (low is None or top >= low or open_above) and (high is None or theirs.value <= high or open_below)
