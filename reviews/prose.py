"""Explanations in Markdown, as HTML that is safe to show anywhere.

CommonMark with tables, without HTML of the author's own and without images. What is made of it is cleaned against a
short list of elements once more, so that a fault in one of the two is not enough to let a script through.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ELEMENTS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
OUTERMOST_HEADING = 3
"""Pages have headings of their own above an explanation."""

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")


def as_html(markdown: str) -> SafeString:
    """The text as HTML. Whatever stands in it, the answer holds no script, no image and no style."""
    tokens = _markdown.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + OUTERMOST_HEADING - 1, 6)}"
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    cleaned = nh3.clean(html, tags=ELEMENTS, attributes=ATTRIBUTES, url_schemes=SCHEMES, url_relative="deny")
    return mark_safe(cleaned)  # noqa: S308 - cleaned in the line above
