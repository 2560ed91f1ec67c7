"""Whether words that are quoted stand in what they are quoted from."""

import re

OMISSION = re.compile(r"\[?(?:…|\.\.\.)\]?")
TYPOGRAPHY = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))


def is_quoted_from(quote: str, source: str) -> bool:
    """Whether the quote's words stand in the source in their order; “…” passes over words.

    Kinds of quotation marks, white space and a full stop at the end do not count.
    """
    rest = _plain(source)
    for part in filter(None, (_plain(part).rstrip(" .") for part in OMISSION.split(quote))):
        _, found, rest = rest.partition(part)
        if not found:
            return False
    return True


def _plain(text: str) -> str:
    return " ".join(text.translate(TYPOGRAPHY).split())
