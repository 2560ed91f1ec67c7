"""The list of articles: columns, filters, search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.choices import WorkState
from claims.intake import take_in
from claims.models import Article, ArticleRevision
from claims.reading import Document

ADDRESS = "https://courier.example/herders"


def test_an_article_is_listed_with_its_claims_counted_and_its_extraction_in_words(page, make_claim):
    make_claim()
    ArticleRevision.objects.update(state=WorkState.DONE)
    response = page("article_changelist")
    [article] = response.context["cl"].result_list
    assert article.claims_count == 1
    content = response.content.decode()
    assert "Council debates herders" in content
    assert "The Examplia Courier" in content
    assert "Read</span>" in content


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("waiting", {}),
        ("running", {"state": WorkState.RUNNING}),
        ("read", {"state": WorkState.DONE}),
        ("failed", {"failure": "ValueError: x", "next_attempt_at": timezone.now() + timedelta(hours=1)}),
        ("given_up", {"state": WorkState.GIVEN_UP, "failure": "ValueError: x"}),
    ],
)
def test_articles_are_filtered_by_how_far_their_newest_text_is(listed, value, fields):
    wanted = take_in(Document(text="One text.", canonical_url=ADDRESS))
    ArticleRevision.objects.update(state=WorkState.DONE if value != "read" else WorkState.GIVEN_UP)
    newest = take_in(Document(text="Another text.", canonical_url=ADDRESS)).revision
    ArticleRevision.objects.filter(pk=newest.pk).update(**fields)
    others = {"waiting", "running", "read", "failed", "given_up"} - {value}
    assert listed("article", extraction=value) == [wanted.article]
    assert all(listed("article", extraction=other) == [] for other in others)


@pytest.mark.parametrize("term", ["rainfall", "Courier", "Ana Byline", "courier.example"])
def test_search_looks_in_title_outlet_byline_and_address(listed, term):
    wanted = take_in(
        Document(text="One.", title="Rainfall", outlet="The Courier", byline="Ana Byline", canonical_url=ADDRESS)
    )
    take_in(Document(text="Two."))
    assert listed("article", q=term) == [wanted.article]


def test_an_article_without_a_title_is_listed_by_its_number(page):
    article = take_in(Document(text="One.")).article
    Article.objects.update(title="")
    assert f"Article {article.pk}" in page("article_changelist").content.decode()
