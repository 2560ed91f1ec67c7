"""What a page declares about itself: JSON-LD (schema.org), Open Graph, HTML's own words."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from claims.extraction.normalise import normalise
from claims.reading.addresses import clean_address, is_same_site, is_web_address
from claims.reading.dates import read_moment

ARTICLE_TYPE = re.compile(r"(?:\w*Article|\w*Posting|Report|WebPage)")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
MOST_SCRIPTS = 20
LONGEST_SCRIPT = 200_000
A_PARAGRAPH = 80
"""Characters from which a paragraph is text and no byline."""
ASIDE = {"aside", "nav", "footer"}
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "publish_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.created",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A page's own words; empty where it says nothing, or nothing that can be believed."""

    canonical_url: str
    outlet: str
    language: str
    published_at: datetime | None


def read(tree: html.HtmlElement, *, url: str) -> Said:
    """Read the declarations of a page fetched from `url` (empty: it came as a file)."""
    metas = _metas(tree)
    items = list(_linked_data(tree))
    return Said(
        canonical_url=_canonical(tree, metas, url),
        outlet=normalise(metas.get("og:site_name", "")).strip()[:200],
        language=_language(tree, metas, items),
        published_at=_published(tree, metas, items),
    )


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if name and meta.get("content"):
            found.setdefault(name.lower().strip(), meta.get("content"))
    return found


def _canonical(tree: html.HtmlElement, metas: dict[str, str], url: str) -> str:
    """The address that the page names as its own, where the page can speak for it; else where it was fetched."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for named in (*links, metas.get("og:url")):
        try:
            address = clean_address(urljoin(url, (named or "").strip()))
        except ValueError:
            continue
        if is_web_address(address) and (not url or _may_speak_for(url, address)):
            return address
    fetched = clean_address(url) if url else ""
    return fetched if is_web_address(fetched) else ""


def _may_speak_for(url: str, named: str) -> bool:
    # Not for another site's page; and a site that calls its front page canonical everywhere means none by it.
    is_front_page = urlsplit(named).path in ("", "/") and not urlsplit(named).query
    return is_same_site(url, named) and (not is_front_page or urlsplit(url).path in ("", "/"))


def _language(tree: html.HtmlElement, metas: dict[str, str], items: list[dict[str, Any]]) -> str:
    roots = [element for element in (tree, *tree.iter("html")) if element.tag == "html"]
    declared = [root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") for root in roots]
    declared += [metas.get("content-language"), metas.get("og:locale")]
    declared += [item.get("inLanguage") for item in items]
    tags = (tag.strip().replace("_", "-") for tag in declared if isinstance(tag, str))
    return next((tag for tag in tags if LANGUAGE_TAG.fullmatch(tag) and len(tag) <= 35), "")


def _published(tree: html.HtmlElement, metas: dict[str, str], items: list[dict[str, Any]]) -> datetime | None:
    said = [item.get("datePublished") for item in items]
    said += [metas.get(name) for name in DATE_NAMES]
    said += _times(tree)
    moments = (read_moment(each) for each in said if isinstance(each, str))
    return next((moment for moment in moments if moment), None)


def _times(tree: html.HtmlElement) -> Iterator[str | None]:
    """Times that are marked as the article's, or stand above its first paragraph; others are of related articles."""
    for time in tree.iter("time"):
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None:
            yield time.get("datetime")
    body = next(tree.iter("article"), None)
    if body is None:
        body = next(tree.iter("main"), None)
    for element in body.iter("time", "p") if body is not None else ():
        if element.tag == "p" and len(element.text_content()) >= A_PARAGRAPH:
            return
        if element.tag == "time" and ASIDE.isdisjoint(above.tag for above in element.iterancestors()):
            yield element.get("datetime")


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles among a page's JSON-LD items, in the order of the page."""
    scripts = (each for each in tree.iter("script") if (each.get("type") or "").lower() == "application/ld+json")
    for number, script in enumerate(scripts):
        text = script.text or ""
        if number >= MOST_SCRIPTS or len(text) > LONGEST_SCRIPT:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(value)


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    for item in items[:200]:
        if not isinstance(item, dict):
            continue
        types = item.get("@type")
        names = [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]
        if any(ARTICLE_TYPE.fullmatch(each.rpartition("/")[2]) for each in names):
            yield item
        graph = item.get("@graph")
        if isinstance(graph, list):
            yield from _articles([each for each in graph if isinstance(each, dict) and "@graph" not in each])
