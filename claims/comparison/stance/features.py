"""What is measured of a claim beside a text: each a number from 0 to a few, by its name.

Nearly all look at both sides: the claim alone must not give its answer away.
"""

import re

from claims.comparison.stance.alignment import Alignment, align
from claims.comparison.stance.commonness import weight
from claims.comparison.stance.lexicon import ABSOLUTES, EXCLUSIVE, denies
from claims.comparison.stance.numbers import agreeing
from claims.comparison.stance.tokens import Kind, Token, content, tokens
from claims.comparison.words import folded
from claims.extraction.gazetteer import COUNTRY_ADJECTIVES, COUNTRY_NAMES

_SUPERLATIVE = re.compile(r"\b(?:most|least|\w+est|first|last|only|best|worst)\b")
_NATIONS = frozenset(folded(name) for name in (*COUNTRY_ADJECTIVES, *COUNTRY_NAMES))
_MOST = 2.0


def features(claim: str, text: str) -> dict[str, float]:
    """Words, names, numbers, negation and opposites of a claim and a text."""
    laid = align(claim, text)
    return {**_words(laid), **_names(laid), **_numbers(claim, text, laid), **_turns(laid), **_nations(laid)}


def _words(laid: Alignment) -> dict[str, float]:
    last = laid.predicate[-1]
    return {
        "words found": laid.share(laid.said),
        "predicate found": laid.share(laid.predicate),
        "rarest word missing": max((weight(token.stem) for token in laid.missing), default=0.0),
        "last word found": laid.worth[last.place],
        "in the same order": _in_order(laid),
        "length of the claim": min(3.0, len(laid.said) / 6),
        "short claim": float(len(laid.said) <= 4),
        "length of the text": min(3.0, len(content(laid.text)) / 20),
    }


def _names(laid: Alignment) -> dict[str, float]:
    missing = [token for token in laid.missing if token.kind == Kind.NAME]
    named = any(token.kind == Kind.NAME for token in laid.predicate)
    return {
        "names missing": min(_MOST, len(missing)),
        "a name is another": float(bool(missing) and any(token.kind == Kind.NAME for token in laid.spare)),
        "all names found": float(named and not missing),
    }


def _numbers(claim: str, text: str, laid: Alignment) -> dict[str, float]:
    have, lack = agreeing(claim, text)
    digits = [token for token in laid.said if token.kind == Kind.NUMBER]
    return {
        "all numbers agree": float(have > 0 and lack == 0),
        "numbers missing": min(_MOST, lack),
        "all digits found": float(bool(digits) and all(laid.worth[token.place] for token in digits)),
    }


def _turns(laid: Alignment) -> dict[str, float]:
    words_of_text = {token.word for token in laid.text}
    opposite, rival = opposites(laid), rivals(laid)
    ours, near = negations(laid)
    anywhere = any(token.negates for token in laid.text)
    found, predicate = laid.share(laid.said), laid.share(laid.predicate)
    spelt = set(_SUPERLATIVE.findall(" ".join(token.text.casefold() for token in laid.claim)))
    theirs = set(_SUPERLATIVE.findall(" ".join(token.text.casefold() for token in laid.text)))
    return {
        "an opposite": float(bool(opposite)),
        "opposite where the rest is found": float(bool(opposite)) * found,
        "another of its kind": float(bool(rival)),
        "another of its kind where the rest is found": float(bool(rival)) * found,
        "negated": float(ours),
        "negated by one side": float(ours != near),
        "negated in the text alone": float(near and not ours),
        "one side negated where the rest is found": float(ours != near) * predicate,
        "claim negated where the rest is found": float(ours and not anywhere) * predicate,
        "absolute in the claim alone": float(
            any(token.word in ABSOLUTES and token.word not in words_of_text for token in laid.claim)
        ),
        "superlative missing": float(bool(spelt - theirs)),
        "superlatives found": float(bool(spelt) and spelt <= theirs),
    }


def _nations(laid: Alignment) -> dict[str, float]:
    ours = {token.stem for token in laid.claim if token.word in _NATIONS}
    theirs = {token.stem for token in laid.text if token.word in _NATIONS}
    return {
        "a nation is another": float(bool(foreign(laid))),
        "all nations found": float(bool(ours) and ours <= theirs),
    }


def opposites(laid: Alignment) -> list[tuple[str, str]]:
    """A word of the claim that the text lacks, and a word of the text's alone that is its opposite."""
    return [
        (token.text, other.text)
        for token in laid.said
        if laid.worth[token.place] < 1
        for other in laid.spare
        if denies(token.word, other.word)
    ]


def rivals(laid: Alignment) -> list[tuple[str, str]]:
    """The same for words of one kind, of which usually one alone is true."""
    return [
        (token.text, other.text)
        for token in laid.said
        if laid.worth[token.place] < 1
        for other in laid.spare
        if token.word != other.word and any(token.word in kind and other.word in kind for kind in EXCLUSIVE)
    ]


def foreign(laid: Alignment) -> list[tuple[Token, Token]]:
    """A nation of the claim that the text lacks, and one that the text names instead."""
    ours = [token for token in laid.claim if token.word in _NATIONS]
    theirs = [token for token in laid.text if token.word in _NATIONS]
    stems = {token.stem for token in theirs}
    return [(token, theirs[0]) for token in ours if token.stem not in stems and theirs]


def negations(laid: Alignment) -> tuple[bool, bool]:
    """Whether the claim is negated, and whether the text's nearest sentence is."""
    return any(token.negates for token in laid.claim), any(token.negates for token in tokens(laid.best))


def _in_order(laid: Alignment) -> float:
    """The longest run of the claim's content words that the sentence has in the same order, as a share."""
    theirs = [token.stem for token in content(tokens(laid.best))]
    row = [0] * (len(theirs) + 1)
    for token in laid.said:
        before = 0
        for place, other in enumerate(theirs, 1):
            kept = row[place]
            row[place] = before + 1 if token.stem == other else max(row[place], row[place - 1])
            before = kept
    return row[-1] / len(laid.said) if laid.said else 0.0
