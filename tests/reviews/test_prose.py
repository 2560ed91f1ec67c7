"""Explanations are Markdown, and nothing that anybody writes in one runs, loads or styles."""

from html.parser import HTMLParser

import pytest

from reviews.prose import as_html


def test_markdown_becomes_html() -> None:
    html = as_html("**27 %**, not 46\n\n- [the census](https://statistics.example/a)\n- later counts")
    assert "<strong>27 %</strong>" in html
    assert '<a href="https://statistics.example/a" rel="noopener noreferrer">the census</a>' in html
    assert html.count("<li>") == 2


def test_a_line_break_stays_one_and_a_table_is_one() -> None:
    assert as_html("one\ntwo") == "<p>one<br>\ntwo</p>\n"
    assert "<td>27 %</td>" in as_html("|year|share|\n|-|-|\n|2024|27 %|")


def test_headings_go_below_those_of_the_page() -> None:
    assert as_html("# Why\n\n###### How") == "<h3>Why</h3>\n<h6>How</h6>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[words](javascript:alert(1))",
        "[words](JaVaScRiPt:alert(1))",
        "<javascript:alert(1)>",
        "[words](data:text/html;base64,PHNjcmlwdD4=)",
        "![picture](https://elsewhere.example/pixel.png)",
        '<a href="https://a.example" style="position:fixed" onclick="alert(1)">a</a>',
        "<style>body{display:none}</style>",
        "<iframe src=https://a.example></iframe>",
        '[words](https://a.example "\\" onmouseover=alert(1)")',
    ],
)
def test_what_could_run_load_or_style_is_text_or_gone(text: str) -> None:
    elements = Elements()
    elements.feed(as_html(text))
    assert {name for name, _ in elements.found} <= {"p", "a"}
    for _, attributes in elements.found:
        assert set(attributes) <= {"href", "title", "rel"}
        assert attributes.get("href", "https://").startswith("https://")


class Elements(HTMLParser):
    """The elements that a browser would make."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
