"""One text, one form: what every offset of an article counts."""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# NUL and the other control characters, soft hyphens, zero-width spaces, marks that turn the direction of reading, tags:
# what cannot be seen, and can make words look like others, or hide them from a search.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# Joiners shape letters in Arabic and Indic scripts, and join emoji; between Latin letters and digits they only deceive.
_LATIN = "A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff"
_JOINER_IN_LATIN = re.compile(f"(?<=[{_LATIN}])[\u200c\u200d]+(?=[{_LATIN}])")


def normalise(text: str) -> str:
    """Return `text` as it is stored: NFC, LF line ends, no blanks at the end, nothing PostgreSQL refuses.

    Control and format characters that nobody sees go, so that offsets count what is read and a search finds it;
    joiners stay where a script needs them. Surrogates left over by a bad decoder are paired where they can be and
    otherwise become U+FFFD. Normalising twice changes nothing.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))
    text = _JOINER_IN_LATIN.sub("", unicodedata.normalize("NFC", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")
