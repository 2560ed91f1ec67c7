"""A page's article, without the furniture round it, and what the page declares about it."""

import trafilatura
from lxml import html
from trafilatura.settings import Document as ExtractedPage

from claims.extraction.normalise import normalise
from claims.reading import metadata
from claims.reading.addresses import domain_of
from claims.reading.document import Document, UnreadableDocument
from claims.reading.limits import parse_page

# The date is read by us, with its clock time and zone: trafilatura gives the day, and takes one from a related article.
DECLARED_DATE = {"extensive_search": False, "original_date": True}


def read_page(markup: str, *, name: str = "the page", url: str = "") -> Document:
    """Read a page's article and metadata. `url`: where it was fetched, empty where it was not.

    Raises UnreadableDocument where no article text is found, and for a page beyond the limits.
    """
    tree = parse_page(markup, name=name)
    said = metadata.read(tree, url=url)
    page = _extracted(tree)
    text = normalise(str(page.get("text") or ""))
    if not text.strip():
        raise UnreadableDocument(
            f"{name} is HTML without article text: perhaps a script makes it, or one must sign in. "
            "Paste the article's text instead."
        )
    return Document(
        text=text,
        title=_line(page.get("title")),
        outlet=said.outlet or _line(page.get("sitename")),
        outlet_domain=domain_of(said.canonical_url),
        byline=_line(page.get("author")),
        canonical_url=said.canonical_url,
        language=said.language,
        published_at=said.published_at,
    )


def _extracted(tree: html.HtmlElement) -> dict[str, object]:
    try:
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=DECLARED_DATE
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        # Markup that nobody foresaw trips a library: that the page cannot be read is the answer, not a crash.
        return {}
    return found.as_dict() if isinstance(found, ExtractedPage) else {}


def _line(value: object) -> str:
    return " ".join(normalise(value).split()) if isinstance(value, str) else ""
