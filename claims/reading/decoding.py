"""Bytes to text, whatever encoding they declare: wrongly declared ones are read by what they are."""

import codecs
import re

from charset_normalizer import from_bytes

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
META = re.compile(rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})""", re.IGNORECASE)
XML_DECLARATION = re.compile(rb"""<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{2,40})["']""", re.IGNORECASE)
DECLARED_WITHIN = 4096
# What browsers read these labels as (WHATWG Encoding, section 4.2): the larger set that pages mean.
MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz", "utf-7")
"""Encodings whose bytes look like ASCII: as UTF-8 they would be read as nonsense without an error."""
FEW = 1000
"""One broken character in so many bytes is a slip in UTF-8; more is another encoding."""
SAMPLE = 32_768
TELLING = 16
"""Bytes beyond ASCII that detection needs; with fewer it guesses, and Western European is the likeliest."""
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
C1 = re.compile("[\x80-\x84\x86-\x9f]")
MOST_ACCENTS = 0.3
"""The share of a text's letters that carry an accent in Western languages; what has more was Cyrillic or Greek."""


def decode(data: bytes, *, declared: str = "") -> str:
    """The text. `declared` is the charset that came along outside, as in an HTTP header.

    In this order: a byte order mark; UTF-8 where the bytes are valid UTF-8 (which other encodings hardly ever are by
    chance); the charset declared outside, then the one inside, where the bytes agree with it; detection. What still
    cannot be read becomes U+FFFD.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    named = [name for name in (_codec(declared), _codec(_declared_inside(data))) if name]
    if named and named[0] in SEVEN_BIT[:3]:
        return data.decode(named[0], "replace")
    utf_8 = _as_utf_8(data)
    if utf_8 is not None:
        return utf_8
    for name in named:
        text = _strictly(data, name)
        if text is not None and _is_plausible(text):
            return text
    western = data.decode("cp1252", "replace")
    if len(BEYOND_ASCII.findall(data[:SAMPLE])) < TELLING and _is_plausible(western):
        return western
    return _detected(data) or western


def _codec(label: str) -> str:
    """Python's name of the encoding, as browsers mean it; empty for one that does not exist or is no text."""
    try:
        found = codecs.lookup(label.strip()).name if label else ""
        is_text = bool(found) and isinstance("".encode(found), bytes) and "a".encode(found) != b""
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    if not is_text or found in ("idna", "punycode", "utf-7"):
        return ""
    return MEANT.get(found, found)


def _declared_inside(data: bytes) -> str:
    start = data[:DECLARED_WITHIN]
    found = XML_DECLARATION.match(start.lstrip()) or META.search(start)
    return found[1].decode() if found else ""


def _as_utf_8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    has_letters = any(ord(character) > 0x7F and character != "\ufffd" for character in text)
    return text if has_letters and text.count("\ufffd") * FEW <= len(data) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _is_plausible(text: str) -> bool:
    sample = text[:SAMPLE]
    if C1.search(sample):
        return False
    letters = sum(character.isalpha() for character in sample)
    accented = sum("\u00a0" <= character <= "\u00ff" for character in sample)
    return accented <= MOST_ACCENTS * letters


def _detected(data: bytes) -> str | None:
    # Where the text begins in a page the markup is over; without letters beyond ASCII there is nothing to tell.
    found = BEYOND_ASCII.search(data)
    first = found.start() if found else 0
    best = from_bytes(data[max(0, first - 512) : first + SAMPLE]).best()
    return data.decode(best.encoding, "replace") if best else None
