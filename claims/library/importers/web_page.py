"""HTML: headings and blocks of text in the order of the page, without its furniture."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree, html

from claims.library.importers.base import Details, LibraryDataError, ReadDocument
from claims.library.importers.decoding import decode, read_bytes
from claims.library.importers.passages import Block, one_line
from claims.library.importers.text import document

_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<p>", b"<div", b"<h1")
_FURNITURE = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "svg", "iframe")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "p", "div", "li", "ul", "ol", "tr", "table", "blockquote", "pre", "dd", "dt", "dl", "section", "article", "main",
    "header", "figure", "figcaption", "br", "hr", "td", "th", "caption",
}  # fmt: skip


class WebPageImporter:
    """One document of passages; title and publisher from the page where nobody gives them."""

    kind = "html"
    title = "HTML page"

    def recognises(self, name: str, head: bytes) -> bool:
        begins = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return name.endswith((".html", ".htm", ".xhtml")) or (
            begins.startswith(b"<") and any(mark in begins for mark in _MARKS)
        )

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        markup = decode(read_bytes(path, name), name)
        try:
            # As bytes, because lxml refuses a string that declares an encoding.
            page = html.document_fromstring(markup.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
        except (etree.LxmlError, ValueError, AssertionError) as error:
            raise LibraryDataError(f"{name} could not be read as HTML ({error}). Send it as plain text.") from error
        title = one_line(page.findtext(".//title") or page.findtext(".//h1") or "")
        publisher = one_line(next(iter(page.xpath("//meta[@property='og:site_name']/@content")), ""))[:200]
        known = replace(details, publisher=details.publisher or publisher)
        yield document("html", list(_blocks(page)), name, known, title=title)


def _blocks(page: html.HtmlElement) -> Iterator[Block]:
    for furniture in page.xpath("|".join(f"//{tag}" for tag in (*_FURNITURE, "head"))):
        if furniture.getparent() is not None:
            furniture.drop_tree()
    gathered: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            gathered.append(element.tail or "")
            continue
        if element.tag in _BLOCKS:
            if text := one_line("".join(gathered)):
                yield Block(text, is_heading=event == "end" and element.tag in _HEADINGS)
            gathered = []
        gathered.append((element.text if event == "start" else element.tail) or "")
    if text := one_line("".join(gathered)):
        yield Block(text)


IMPORTER = WebPageImporter()
