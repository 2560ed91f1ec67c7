"""Lists page by key: forwards and back, over ties and empty values, every row once and in the list's order."""

import datetime
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.admin.articles import ArticleAdmin
from claims.models import Article, Claim

PUBLISHED = (None, 1, 3, 3, None, 2, 3)
BY_PUBLICATION = "4"
"""The number of that column in the list of articles."""


@pytest.fixture
def articles(db, monkeypatch):
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)
    for number, day in enumerate(PUBLISHED):
        at = day and datetime.datetime(2026, 3, day, tzinfo=datetime.UTC)
        Article.objects.create(title=f"Article {number}", text_sha256=str(number), published_at=at)
    return Article.objects.all()


def walk(page, way: str, **query: str) -> list[list[int]]:
    """The rows of page after page, by the links that each page has."""
    pages = []
    while True:
        changes = page("article_changelist", **query).context["cl"]
        pages.append([row.pk for row in changes.result_list])
        link = getattr(changes, f"{way}_url")
        if not link:
            return pages
        query = dict(parse_qsl(link.removeprefix("?")))


@pytest.mark.parametrize("descends", ["", "-"])
def test_every_row_comes_once_in_order_with_ties_and_empty_values(page, articles, descends):
    order = {"o": f"{descends}{BY_PUBLICATION}"}
    expected = list(articles.order_by(f"{descends}published_at", "-pk").values_list("pk", flat=True))
    pages = walk(page, "next", **order)
    assert [pk for rows in pages for pk in rows] == expected
    back = walk(page, "previous", **order, before=str(pages[-1][0]))
    assert back == pages[-2::-1]


def test_a_page_says_how_many_it_shows_and_that_more_follow(page, articles):
    content = page("article_changelist").content.decode()
    assert "2 shown, more follow" in content
    assert 'rel="next"' in content
    assert 'rel="prev"' not in content


@pytest.mark.parametrize("key", ["0", "no-key", "9" * 40, ""])
def test_a_page_that_begins_at_no_row_is_the_first_and_says_so(page, articles, key):
    response = page("article_changelist", after=key)
    assert [row.pk for row in response.context["cl"].result_list] == list(
        articles.order_by("-pk").values_list("pk", flat=True)[:2]
    )
    assert "is not there" in response.content.decode()


def test_no_list_is_counted_and_none_is_read_by_offset(page, make_claim):
    for _ in range(3):
        make_claim()
    page("claim_changelist")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page("claim_changelist", after=str(Claim.objects.latest("pk").pk))
    asked = " ".join(query["sql"] for query in captured)
    assert "OFFSET" not in asked
    assert 'COUNT(*) AS "__count"' not in asked


def test_a_column_that_no_index_serves_is_not_sorted_by(page, articles):
    by_title = page("article_changelist", o="0").context["cl"]
    assert by_title.queryset.query.order_by == ("-pk",)
