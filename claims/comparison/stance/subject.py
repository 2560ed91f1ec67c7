"""Is a text about what the claim is about? A search brings texts that share words with a claim and nothing else."""

from claims.comparison.stance.alignment import align
from claims.comparison.stance.tokens import Kind, Token
from claims.comparison.words import canonical_place, named_places

_HALF = 0.5


def not_about(claim: str, text: str) -> str:
    """Why a text, its title included, cannot be held against a claim, in a sentence; empty: it can."""
    places = named_places(claim)
    if places and not {canonical_place(place) for place in places} & set(named_places(text)):
        return f"The text does not name {places[0]}."
    laid = align(claim, text)
    subject = tuple(token for token in laid.said if token not in laid.predicate and token.kind != Kind.NUMBER)
    if not subject:
        return "" if places else "The claim does not say of whom it speaks."
    lost = [token.text for token in subject if _is_a_name(token, subject) and not laid.worth[token.place]]
    if lost or laid.share(subject) < _HALF:
        named = lost[0] if lost else " ".join(token.text for token in subject)
        return f"The text does not speak of “{named}”."
    return ""


def _is_a_name(token: Token, subject: tuple[Token, ...]) -> bool:
    """Whether a word is a name, or opens the claim with a name right behind: the Marta of "Marta Velt was"."""
    behind = next((other for other in subject if other.place == token.place + 1), None)
    return token.kind == Kind.NAME or (token.kind == Kind.FIRST and behind is not None and behind.kind == Kind.NAME)
