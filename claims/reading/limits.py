"""Caps on a page before anything reads it: how many elements, how many attributes, how deep.

Measured with trafilatura 2.3: 20,000 elements take one to three seconds, and one element with 100,000 attributes takes
400. A news page has 1,000 to 10,000 elements, some dozen levels deep.
"""

import re

from lxml import html

from claims.reading.document import UnreadableDocument

MOST_BYTES = 10 * 1024 * 1024
MOST_ELEMENTS = 50_000
MOST_DEPTH = 200
MOST_ATTRIBUTES = 200
LONGEST_TAG = 8_192
# What is embedded in a page is never its text, and is most of the bytes of a page that was saved as one file.
EMBEDDED = re.compile(r"""data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w=.+-]{1,80}){0,5},[^"'\s>)]*""", re.IGNORECASE)
UNREAD = re.compile(r"<(style|svg|noscript|template)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
OPENING_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,60})([^<>]*)>")
DOCTYPE_WITHIN = 65_536
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|<\?xml\b[^>]*>", re.IGNORECASE | re.DOTALL)


def parse_page(markup: str, *, name: str) -> html.HtmlElement:
    """The page as a tree that is safe to walk.

    Entities that a page declares are not expanded; tags with more than a few hundred attributes lose them. Raises
    UnreadableDocument for a page that is too large, too deep, or has too many elements.
    """
    if len(markup) > MOST_BYTES:
        raise UnreadableDocument(
            f"{name} has {len(markup):,} characters of HTML, {MOST_BYTES:,} is the most that is read. "
            "Paste the article's text instead."
        )
    markup = EMBEDDED.sub("data:,", DOCTYPE.sub("", markup[:DOCTYPE_WITHIN]) + markup[DOCTYPE_WITHIN:])
    if markup.count("<") > 2 * MOST_ELEMENTS:
        markup = UNREAD.sub("", markup)
    if markup.count("<") > 2 * MOST_ELEMENTS:
        raise UnreadableDocument(_too_many(name))
    tree = _parsed(OPENING_TAG.sub(_slimmed, markup))
    if tree is None:
        raise UnreadableDocument(f"{name} is HTML without article text. Paste the article's text instead.")
    _check_tree(tree, name)
    return tree


def _slimmed(tag: re.Match[str]) -> str:
    attributes = tag[2]
    is_heavy = len(attributes) > LONGEST_TAG or attributes.count("=") > MOST_ATTRIBUTES
    return f"<{tag[1]}>" if is_heavy or len(attributes.split()) > 4 * MOST_ATTRIBUTES else tag[0]


def _parsed(markup: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, html.etree.LxmlError):
        return None


def _check_tree(tree: html.HtmlElement, name: str) -> None:
    depth = elements = 0
    for event, _ in html.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MOST_DEPTH:
            raise UnreadableDocument(
                f"{name} nests its elements more than {MOST_DEPTH} deep, which no article does. Paste its text instead."
            )
        if elements > MOST_ELEMENTS:
            raise UnreadableDocument(_too_many(name))


def _too_many(name: str) -> str:
    return (
        f"{name} has more than {MOST_ELEMENTS:,} elements, which is the most that is read. "
        "Paste the article's text instead."
    )
