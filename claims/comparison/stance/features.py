"""What is measured of a claim beside a text: each a number from 0 to a few, by its name."""

import re
from functools import lru_cache
from itertools import pairwise

from claims.comparison.stance.lexicon import ABSOLUTES, EXCLUSIVE, NEGATIONS, OPPOSITES
from claims.comparison.stance.numbers import agreeing, number_against, numbers_of, sentences_of
from claims.comparison.words import STOPWORDS, folded, words

_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_STEM = 5
_MOST = 3.0


def features(claim: str, text: str) -> dict[str, float]:
    """Overlap, names, numbers, negation and opposites of a claim and a text."""
    ours, theirs = _content(claim), _content(text)
    best = max(sentences_of(text) or [text], key=lambda sentence: _share(ours, _content(sentence)))
    near = _content(best)
    every, best_words, claim_words = set(words(text)), set(words(best)), set(words(claim))
    stems = {_stem(word) for word in theirs}
    missing = [word for word in ours if _stem(word) not in stems]
    names = [words(name)[0] for name in _NAME.findall(claim)[0:] if words(name)]
    names = [name for name in names if name not in STOPWORDS]
    name_missing = [name for name in names if _stem(name) not in stems]
    spare_names = {words(name)[0] for name in _NAME.findall(best) if words(name)} - claim_words - STOPWORDS
    have, lack = agreeing(claim, text)
    against = number_against(claim, text)
    years, their_years = set(_YEAR.findall(claim)), set(_YEAR.findall(text))
    negated, they_negate = _negations(claim), _negations(best)
    opposites = [w for w in claim_words - every if OPPOSITES.get(w, frozenset()) & best_words - claim_words]
    rivals = [
        word
        for word in claim_words - every
        if any(word in kind and kind & best_words - claim_words for kind in EXCLUSIVE)
    ]
    order = _in_order(claim, best)
    return {
        "words found": _share(ours, theirs),
        "words found in one sentence": _share(ours, near),
        "all words found": float(not missing),
        "words missing": min(_MOST, len(missing)) / _MOST,
        "one word missing": float(len(missing) == 1),
        "stems found": 1 - len(missing) / max(1, len(ours)),
        "pairs found": _share(_pairs(claim), _pairs(text)),
        "in the same order": order,
        "names missing": min(_MOST, len(name_missing)) / _MOST,
        "a name is another": float(bool(name_missing) and bool(spare_names)),
        "only names missing": float(bool(missing) and all(word in names for word in missing)),
        "numbers found": float(have > 0),
        "numbers missing": min(_MOST, lack) / _MOST,
        "a number is another": against.sure if against else 0.0,
        "number denied": float(against is not None),
        "years missing": float(bool(years - their_years)),
        "a year is another": float(bool(years - their_years) and bool(their_years)),
        "all years found": float(bool(years) and years <= their_years),
        "text has numbers, claim none": float(bool(numbers_of(text)) and have + lack == 0),
        "negated": min(2.0, negated),
        "negated by one side": float((negated > 0) != (they_negate > 0)),
        "negated in the claim alone": float(negated > 0 and they_negate == 0),
        "negated in the text alone": float(negated == 0 and they_negate > 0),
        "an opposite": float(bool(opposites)),
        "another of its kind": float(bool(rivals)),
        "absolute": float(bool(claim_words & ABSOLUTES)),
        "absolute in the claim alone": float(bool((claim_words & ABSOLUTES) - every)),
        "length of the claim": min(_MOST, len(ours) / 8),
        "length of the text": min(_MOST, len(theirs) / 25),
        "sentences": min(_MOST, len(sentences_of(text)) - 1) / _MOST,
        "opposite where the rest is found": float(bool(opposites)) * _share(ours, near),
        "negated where the rest is found": float((negated > 0) != (they_negate > 0)) * _share(ours, near),
        "name missing where the rest is found": float(bool(name_missing)) * _share(ours, near),
        "word missing where the rest is found": float(bool(missing)) * _share(ours, near),
        "vague": float(
            bool(claim_words & {"some", "several", "many", "least", "part", "involved", "associated", "one"})
        ),
        "hedged": float(bool(claim_words & {"may", "can", "could", "might", "sometimes", "often", "multiple"})),
        "more than": float(bool(re.search(r"\b(?:more|less|fewer|older|younger|over|under|later|earlier) ", claim))),
        "despite": float(bool(claim_words & {"despite", "although", "while", "even", "though"})),
    }


@lru_cache(maxsize=2048)
def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word not in STOPWORDS and len(word) > 1)


def _stem(word: str) -> str:
    return word[:_STEM] if word.isalpha() else word


def _share(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / len(ours) if ours else 0.0


def _pairs(text: str) -> frozenset[str]:
    listed = [word for word in words(text) if word not in STOPWORDS]
    return frozenset(f"{one} {other}" for one, other in pairwise(listed))


def _negations(text: str) -> int:
    return sum(word in NEGATIONS or word.endswith("n't") for word in re.findall(r"[\w']+", folded(text)))


def _in_order(claim: str, best: str) -> float:
    """The longest run of the claim's content words that the sentence has in the same order, as a share."""
    ours = [_stem(w) for w in words(claim) if w not in STOPWORDS]
    theirs = [_stem(w) for w in words(best) if w not in STOPWORDS]
    row = [0] * (len(theirs) + 1)
    for word in ours:
        before = 0
        for place, other in enumerate(theirs, 1):
            kept = row[place]
            row[place] = before + 1 if word == other else max(row[place], row[place - 1])
            before = kept
    return row[-1] / len(ours) if ours else 0.0
