"""Pairs made from single sentences: the claim is a part of the sentence (supported), or that part turned (refuted).

They are for calibration alone: as training data they made the model worse on both benchmarks, since a turned sentence
shows its one wrong word too plainly. For the bias they help: a passage that a search brought has many of the claim's
words whether it supports the claim or not.
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from claims.comparison.stance.examples import Example
from claims.comparison.stance.lexicon import OPPOSITES
from claims.comparison.stance.tokens import Kind, Token, tokens

_OPENING = re.compile(
    r"^(?P<subject>[A-Z][\w’'.-]*(?:\s+[\w’'.-]+){0,5}?)\s+"
    r"(?P<verb>is|was|were|are|has|had|became|won|played|wrote|led|began|took|made|\w{3,}ed)\s+(?P<rest>.+)$"
)
_CUT = re.compile(r"[,;:]|\s(?:who|which|that|where|when|while|but|because|although|after|before|with|since|so)\s")
_PHRASE = re.compile(r"\s(?=(?:in|on|at|for|by|from|to)\s)")
_PRONOUNS = {"he": "", "she": "", "it": "", "they": "", "his": "'s", "her": "'s", "its": "'s", "their": "'s"}
_AUXILIARY = frozenset({"is", "was", "were", "are", "has", "had"})
_ENDINGS = ("ing", "ed", "ly", "tion", "er", "ist", "al", "ic", "s")
_LONGEST = 12
_NEGATED = 0.2
_EACH = 3
"""Sentences of a page that are used for each of its examples."""
_SEED = 20


def mutated(examples: Sequence[Example]) -> list[Example]:
    """For some sentences of the examples' pages a claim that is true by it and one that is not; always the same."""
    # Not for secrecy: the same seed gives the same model.
    chance = random.Random(_SEED)  # noqa: S311
    pool: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        for sentence in example.passages:
            for token in tokens(sentence):
                pool[_form(token)].append(token.text)
    made: list[Example] = []
    for example in examples:
        sentences = list(example.passages)
        chance.shuffle(sentences)
        pairs = (_pair(sentence, example.page, pool, chance) for sentence in sentences)
        for pair in [pair for pair in pairs if pair][:_EACH]:
            made += pair
    return made


def _pair(sentence: str, page: str, pool: dict[str, list[str]], chance: random.Random) -> tuple[Example, ...]:
    bare = re.sub(r"\s*\([^()]*\)|\[[^\]]*\]", "", sentence).strip()
    found = _OPENING.match(bare)
    rest = _CUT.split(found["rest"])[0].strip(" .\"'“”") if found else ""
    if found is None or "," in found["subject"] or not 2 <= len(rest.split()) <= _LONGEST:
        return ()
    shorter = _PHRASE.split(rest)
    if len(shorter) > 1 and chance.random() < 0.5 and len(" ".join(shorter[:-1]).split()) > 1:
        rest = " ".join(shorter[:-1])
    subject = _named(found["subject"], re.sub(r"\s*\(.*\)", "", page.replace("_", " ")))
    turned = _turned(found["verb"], rest, sentence, pool, chance)
    if not turned:
        return ()
    return (
        Example(f"{subject} {found['verb']} {rest}.", sentence, "SUPPORTS", page),
        Example(f"{subject} {turned}.", sentence, "REFUTES", page),
    )


def _named(subject: str, title: str) -> str:
    first, _, others = subject.partition(" ")
    if not title or first.casefold() not in _PRONOUNS:
        return subject
    return f"{title}{_PRONOUNS[first.casefold()]} {others}".strip()


def _turned(verb: str, rest: str, sentence: str, pool: dict[str, list[str]], chance: random.Random) -> str:
    """The predicate with a negation, an opposite, or another word, name or number of the same form."""
    if verb in _AUXILIARY and chance.random() < _NEGATED:
        return f"{verb} {chance.choice(['not', 'never'])} {rest}"
    used = {token.word for token in tokens(sentence)}
    open_to_change = [token for token in tokens(rest) if token.kind != Kind.FUNCTION]
    if not open_to_change:
        return ""
    token = chance.choice([each for each in open_to_change for _ in range(1 if each.kind == Kind.WORD else 3)])
    opposites = sorted(OPPOSITES.get(token.word, frozenset()) - used)
    others = opposites or [chance.choice(pool[_form(token)]) for _ in range(8)] if pool[_form(token)] else []
    other = next((each for each in others if each.casefold() not in used), "")
    run = rf"(?:[A-Z][\w’'.-]*\s+)*{re.escape(token.text)}(?:\s+[A-Z][\w’'.-]*)*"
    pattern = run if token.kind == Kind.NAME else re.escape(token.text)
    changed, times = re.subn(rf"(?<!\w){pattern}(?!\w)", lambda _: other, rest, count=1)
    return f"{verb} {changed}" if other and times else ""


def _form(token: Token) -> str:
    """What may stand for a word: a name for a name, a year for a year, a word for one of the same ending."""
    if token.kind == Kind.NUMBER:
        return "year" if re.fullmatch(r"1[5-9]\d\d|20\d\d", token.text) else "number"
    if token.kind == Kind.WORD:
        return next((ending for ending in _ENDINGS if token.text.endswith(ending)), "word")
    return str(token.kind)
