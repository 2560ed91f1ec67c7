"""One text, one form: what every offset of an article counts."""

import re
import unicodedata

_LINE_BREAKS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00\ufeff]")


def normalise(text: str) -> str:
    """Return `text` as it is stored: NFC, LF line ends, no blanks at the end, nothing PostgreSQL refuses.

    NULs and byte order marks go; surrogates left over by a bad decoder are paired where they can be and
    otherwise become U+FFFD. Normalising twice changes nothing.
    """
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = _LINE_BREAKS.sub("\n", _UNSTORABLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")
