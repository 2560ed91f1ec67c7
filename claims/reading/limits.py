"""Caps on a page before anything reads it: how many elements, how many attributes, how deep.

Measured with trafilatura 2.3 on one core: 20,000 elements take one to eleven seconds, and 50,000 up to sixty; one
element with 100,000 attributes takes 400, and a million attributes on many take 1.2 GB. A news page has 1,000 to 10,000
elements with two or three attributes each, some dozen levels deep.
"""

import re

from lxml import html

from claims.reading.document import UnreadableDocument

MOST_BYTES = 10 * 1024 * 1024
MOST_ELEMENTS = 20_000
MOST_DEPTH = 200
MOST_TAGS = 400_000
"""Of markup, drawings and scripts included, before it is parsed."""
MOST_ATTRIBUTES = 60
MOST_ATTRIBUTES_IN_ALL = 100_000
LONGEST_TAG = 8_192
# What is embedded in a page is never its text, and is most of the bytes of a page that was saved as one file.
EMBEDDED = re.compile(r"""data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w=.+-]{1,80}){0,5},[^"'\s>)]*""", re.IGNORECASE)
UNREAD = ("style", "svg", "noscript", "template", "math")
OPENING_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,60})([^<>]*)>")
DOCTYPE_WITHIN = 8_192
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
    if markup.count("<") > MOST_TAGS:
        raise UnreadableDocument(_too_many(name))
    tree = _parsed(_slimmed(markup))
    if tree is None:
        raise UnreadableDocument(f"{name} is HTML without article text. Paste the article's text instead.")
    for element in list(tree.iter(*UNREAD)):
        element.drop_tree()
    _check_tree(tree, name)
    return tree


def _slimmed(markup: str) -> str:
    """The markup, its tags without attributes where they have far too many, one by one or together."""
    left = MOST_ATTRIBUTES_IN_ALL

    def slim(tag: re.Match[str]) -> str:
        nonlocal left
        attributes = tag[2]
        number = max(attributes.count("="), len(attributes.split()) // 4)
        left -= number
        is_heavy = len(attributes) > LONGEST_TAG or number > MOST_ATTRIBUTES or left < 0
        if not is_heavy:
            return tag[0]
        return f"<{tag[1]}/>" if attributes.endswith("/") else f"<{tag[1]}>"

    return OPENING_TAG.sub(slim, markup)


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
