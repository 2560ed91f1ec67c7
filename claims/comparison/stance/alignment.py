"""Which words of a claim a text has, and which it lacks."""

from dataclasses import dataclass

from claims.comparison.stance.commonness import weight
from claims.comparison.stance.tokens import Kind, Token, content, sentences_of, tokens
from claims.extraction.words import word_set

_AUXILIARIES = word_set("is was are were has had have did does do can could will would may might must should never not")
_NEAR = 0.8
"""What a word is worth that begins alike: "politics" for "political"."""
_ALIKE = 6
"""Letters that two words must share from their beginning to be taken as alike."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim's words beside a text's."""

    claim: tuple[Token, ...]
    said: tuple[Token, ...]
    """The claim's content words."""
    predicate: tuple[Token, ...]
    """Those from its verb on: what is said of the subject, which the text may well call "she"."""
    text: tuple[Token, ...]
    best: str
    """The sentence of the text that has most of the claim's words."""
    worth: tuple[float, ...]
    """For each word of `claim`, 0 to 1: how well the text has it."""
    spare: tuple[Token, ...]
    """Content words of the text that the claim has not."""

    def share(self, listed: tuple[Token, ...]) -> float:
        """How much of these words of the claim the text has, 0 to 1; a rare word counts for more."""
        whole = sum(weight(token.stem) for token in listed)
        return sum(weight(token.stem) * self.worth[token.place] for token in listed) / whole if whole else 1.0

    @property
    def missing(self) -> tuple[Token, ...]:
        """The words of the predicate that the text lacks."""
        return tuple(token for token in self.predicate if self.worth[token.place] == 0)


def align(claim: str, text: str) -> Alignment:
    """Lay a claim's words beside a text's."""
    ours, theirs = tokens(claim), tokens(text)
    said = tuple(content(ours)) or ours
    verb = _verb(ours)
    own = {token.stem for token in ours} | {token.word for token in ours}
    have = content(theirs)
    return Alignment(
        claim=ours,
        said=said,
        predicate=tuple(token for token in said if token.place >= verb) or said,
        text=theirs,
        best=max(sentences_of(text) or [text], key=lambda sentence: _found_in(said, sentence)),
        worth=tuple(_worth(token, have) for token in ours),
        spare=tuple(token for token in have if token.stem not in own and token.word not in own),
    )


def _verb(claim: tuple[Token, ...]) -> int:
    """Where the predicate begins: at the first auxiliary, or the first word that looks like a verb."""
    for token in claim[1:]:
        looks_like_one = token.kind == Kind.WORD and token.text[0].islower() and token.text.endswith(("ed", "s"))
        if looks_like_one or token.word in _AUXILIARIES or token.text in _AUXILIARIES:
            return token.place
    return min(len(claim), 1)


def _worth(token: Token, have: list[Token]) -> float:
    if any(token.stem == other.stem or token.word == other.word for other in have):
        return 1.0
    if token.kind == Kind.NUMBER or len(token.word) < _ALIKE:
        return 0.0
    return (
        _NEAR if any(other.word[:_ALIKE] == token.word[:_ALIKE] for other in have if not other.word.isdigit()) else 0.0
    )


def _found_in(said: tuple[Token, ...], sentence: str) -> float:
    stems = {token.stem for token in tokens(sentence)}
    return sum(weight(token.stem) for token in said if token.stem in stems)
