"""Lists and pages ask the database the same number of questions however many rows they show."""

import datetime

import pytest
from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from claims.models import (
    Appearance,
    Article,
    ArticleRevision,
    Feed,
    FeedEntry,
    Outlet,
    ReferenceDocument,
    ReferenceFigure,
    ReferencePassage,
    Submission,
)

LISTS = ["article", "claim", "claimant", "outlet", "source", "sourcelookup", "evidence", "referencedocument"]
INTAKE = ["submission", "feed", "feedentry"]


@pytest.fixture
def add_rows(make_claim, make_evidence):
    def add(number: int) -> None:
        for _ in range(number):
            serial = ReferenceDocument.objects.count()
            claim = make_claim(claimant=f"Claimant {serial}")
            make_evidence(claim)
            make_evidence(claim)
            feed = Feed.objects.create(url=f"https://courier.example/{serial}", outlet=Outlet.objects.first())
            article = claim.appearances.get().revision.article
            submission = Submission.objects.create(url=f"{feed.url}/1", article=article)
            FeedEntry.objects.create(feed=feed, guid="1", submission=submission)
            document = ReferenceDocument.objects.create(key=str(serial), title="Book", publisher="P", sha256="0")
            ReferencePassage.objects.create(document=document, number=1, text="Herders.")
            ReferenceFigure.objects.create(
                key=str(serial), document=document, measure="share", unit="percent", as_of=datetime.date(2024, 1, 1),
                title="Book", publisher="P", statement="Herders: 27 percent", value=27,
            )  # fmt: skip

    return add


def queries_of(ask) -> int:
    ask()  # signs in
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask().status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", [*LISTS, *INTAKE, "referencefigure"])
def test_a_list_costs_the_same_with_more_rows(page, add_rows, model):
    add_rows(2)
    few = queries_of(lambda: page(f"{model}_changelist"))
    add_rows(6)
    many = queries_of(lambda: page(f"{model}_changelist"))
    assert many <= 25
    assert many == few


def test_a_feeds_page_costs_the_same_with_more_entries(page, add_rows):
    add_rows(6)
    feed = Feed.objects.first()
    few = queries_of(lambda: page("feed_change", feed.pk))
    FeedEntry.objects.update(feed=feed, guid=Cast("pk", CharField()))
    assert queries_of(lambda: page("feed_change", feed.pk)) == few


def test_a_claims_page_costs_the_same_with_more_evidence(page, make_claim, make_evidence):
    claim = make_claim(claimant="Zoe Adler")
    make_evidence(claim)
    few = queries_of(lambda: page("claim_change", claim.pk))
    for _ in range(5):
        make_evidence(claim)
    assert queries_of(lambda: page("claim_change", claim.pk)) == few


def test_an_articles_page_costs_the_same_with_more_claims(page, make_claim):
    make_claim(claimant="Zoe Adler")
    article, revision = Article.objects.get(), ArticleRevision.objects.get()
    few = queries_of(lambda: page("article_change", article.pk))
    for start in range(4):
        claim = make_claim(claimant="Zoe Adler")
        Appearance.objects.create(claim=claim, revision=revision, exact=revision.text[start:20], start=start, end=20)
    assert queries_of(lambda: page("article_change", article.pk)) == few
