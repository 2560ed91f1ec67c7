"""The text of what somebody brought, to hold their quote against."""

import io
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claims.extraction.normalise import normalise
from claims.reading.addresses import domain_of
from claims.reading.decoding import decode
from claims.reading.entrance import is_page
from claims.reading.limits import parse_page
from claims.reading.metadata import read as read_metadata

MOST_PAGES = 1_000
PDF = b"%PDF"
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
MOST_CONTROLS = 0.01


class Unreadable(ValueError):
    """It holds no text that could be read, though its kind should; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """What the bytes say. `text` None: a picture, in which a person must read. Title and publisher may be empty."""

    media_type: str
    text: str | None
    title: str = ""
    publisher: str = ""


def read(data: bytes, *, name: str, charset: str = "", media_type: str = "", url: str = "") -> ReadEvidence:
    """Read a page, a PDF or a plain text whole, its furniture included: a quote may stand in a caption.

    Raises Unreadable, and UnreadableDocument for a page beyond the limits.
    """
    head = data.lstrip()[:8]
    if head.startswith(PDF):
        return _pdf(data, name)
    for mark, kind in PICTURES.items():
        if data.startswith(mark):
            return ReadEvidence(kind, None)
    if _is_binary(data):
        raise Unreadable(f"{name} is neither text, HTML, PDF nor a picture. Save it as a PDF, and bring that.")
    text = decode(data, declared=charset)
    if media_type != "text/plain" and is_page(text):
        return _page(text, name, url)
    return ReadEvidence("text/plain", normalise(text))


def _page(markup: str, name: str, url: str) -> ReadEvidence:
    tree = parse_page(markup, name=name)
    titles = [title.text or "" for title in tree.iter("title")]
    for script in list(tree.iter("script")):
        script.drop_tree()
    outlet = read_metadata(tree, url=url).outlet or domain_of(url)
    # An element's end parts words: “<td>27</td><td>percent</td>”.
    words = " ".join(piece for piece in tree.itertext() if piece.strip())
    return ReadEvidence("text/html", normalise(words), " ".join((titles or [""])[0].split()), outlet)


def _pdf(data: bytes, name: str) -> ReadEvidence:
    try:
        title, text = _pdf_words(PdfReader(io.BytesIO(data), strict=False), name)
    except Unreadable:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        # A hostile file reaches corners of the reader that raise nearly anything.
        raise Unreadable(f"{name} could not be read as a PDF ({type(error).__name__}). Save it again.") from error
    return ReadEvidence("application/pdf", text if text.strip() else None, " ".join(title.split()))


def _pdf_words(reader: PdfReader, name: str) -> tuple[str, str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(f"{name} is encrypted. Save a copy without a password.")
    if (pages := len(reader.pages)) > MOST_PAGES:
        raise Unreadable(f"{name} has {pages:,} pages, {MOST_PAGES:,} is the most. Bring the pages that count.")
    title = str((reader.metadata.title if reader.metadata else "") or "")
    text = "\n".join(page.extract_text() for page in reader.pages)
    return normalise(title), normalise(text.encode("utf-8", "replace").decode())


def _is_binary(data: bytes) -> bool:
    start = data[:65_536]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)
    return b"\0" in start[:4096] or controls > MOST_CONTROLS * len(start)
