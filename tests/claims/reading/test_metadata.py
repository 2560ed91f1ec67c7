"""What a page says about itself is believed as far as it can speak for itself."""

from datetime import UTC, datetime

import pytest

from claims.reading import read
from claims.reading.addresses import clean_address, is_same_site
from tests.support.pages import page

URL = "https://www.courier.example/2026/bridge?id=7"


def document(head: str = "", url: str = URL, **options: str):
    return read(page(head=head, **options), url=url)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("", URL),
        ('<link rel="canonical" href="https://courier.example/bridge">', "https://courier.example/bridge"),
        ('<link rel="canonical" href="/bridge?utm_source=x#top">', "https://www.courier.example/bridge"),
        ('<meta property="og:url" content="https://m.courier.example/bridge">', "https://m.courier.example/bridge"),
        ('<link rel="canonical" href="https://other.example/bridge">', URL),
        ('<meta property="og:url" content="https://other.example/bridge">', URL),
        ('<link rel="canonical" href="https://www.courier.example/">', URL),
        ('<link rel="canonical" href="javascript:alert(1)">', URL),
        ('<link rel="canonical" href="">', URL),
        ('<link rel="canonical" href="http://[">', URL),
    ],
)
def test_the_canonical_address_is_one_of_the_same_site(head: str, address: str) -> None:
    assert document(head).canonical_url == address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.courier.example/a", "https://m.courier.example/b", True),
        ("https://a.bbc.co.uk/", "https://www.bbc.co.uk/", True),
        ("https://one.co.uk/", "https://two.co.uk/", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("https://one.github.io/", "https://github.io/", False),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b", True),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a", False),
        ("nonsense", "nonsense", False),
    ],
)
def test_a_site_is_a_registrable_domain(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://C.example/a?utm_source=x&fbclid=1&id=7#top", "https://c.example/a?id=7"),
        ("https://c.example/a?utm_source=x", "https://c.example/a"),
        ("https://c.example/a?b=1&a=%C3%A9&empty=", "https://c.example/a?b=1&a=%C3%A9&empty="),
        ("https://c.example", "https://c.example/"),
        ("https://c.example/A/", "https://c.example/A/"),
    ],
)
def test_an_address_loses_what_says_only_where_a_reader_came_from(url: str, clean: str) -> None:
    assert clean_address(url) == clean
    assert clean_address(clean) == clean


def ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-02T09:30:00+02:00">',
        '<meta property="article:published_time" content="2026-03-02T09:30:00+0200">',
        '<meta property="article:published_time" content="2026-03-02 09:30:00 +0200">',
        '<meta name="date" content="Mon, 02 Mar 2026 09:30:00 +0200">',
        '<meta itemprop="datePublished" content="2026-03-02T07:30:00Z">',
        ld('{"@type": "NewsArticle", "datePublished": "2026-03-02T07:30:00.000Z"}'),
        ld('[{"@type": ["ReportageNewsArticle"], "datePublished": "2026-03-02T07:30:00Z"}]'),
        ld('{"@graph": [{"@type": "Organization"}, {"@type": "Article", "datePublished": "2026-03-02T07:30Z"}]}'),
        ld("{broken") + '<meta property="article:published_time" content="2026-03-02T07:30:00Z">',
        ld('{"@type": "Article", "datePublished": 5}') + '<meta name="pubdate" content="2026-03-02T07:30:00Z">',
        ld("[" * 5000) + '<meta name="pubdate" content="2026-03-02T07:30:00Z">',
    ],
)
def test_the_date_has_its_clock_time_and_zone(head: str) -> None:
    assert document(head).published_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def test_the_time_in_the_articles_own_header_counts_and_others_do_not() -> None:
    words = "The council voted for the bridge, which costs 4.2 million euros, and the mayor was glad of it. " * 3
    own = '<div class="byline"><time datetime="2026-03-02T07:30:00Z">2 March</time></div>'
    late = '<p>See <time datetime="2019-01-01">an older story</time>.</p>'
    other = '<aside><time datetime="2020-01-01T00:00:00Z">An old story</time></aside>'
    for inner, expected in ((own + other, datetime(2026, 3, 2, 7, 30, tzinfo=UTC)), (other, None)):
        markup = f"<html><body><article><h1>Bridge</h1>{inner}<p>{words}</p>{late}</article></body></html>"
        assert read(markup.encode()).published_at == expected


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31", "1066-10-14", "2026-13-01", "soon", "5"])
def test_a_date_that_no_article_has_is_none(date: str) -> None:
    assert document(f'<meta property="article:published_time" content="{date}">').published_at is None


def test_the_outlet_is_named_by_the_page_with_its_domain() -> None:
    named = document('<meta property="og:site_name" content=" The Examplia  Courier ">')
    assert (named.outlet, named.outlet_domain) == ("The Examplia  Courier", "courier.example")


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("de-AT", "", "de-AT"),
        ("", '<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ("", ld('{"@type": "NewsArticle", "inLanguage": "fr"}'), "fr"),
        ("no language!", "", ""),
    ],
)
def test_the_language_is_what_the_page_declares(lang: str, head: str, language: str) -> None:
    assert document(head, lang=lang).language == language
