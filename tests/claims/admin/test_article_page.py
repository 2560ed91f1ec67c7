"""The page of an article: its text, safe and marked, its claims, and how far extraction is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from claims.choices import ClaimKind, WorkState
from claims.intake import take_in
from claims.models import Appearance, Article, ArticleRevision, Claim, ClaimWording
from claims.reading import Document


@pytest.fixture
def html(page):
    return lambda article: page("article_change", article.pk).content.decode()


def add_claim(revision: ArticleRevision, words: str, **fields: str) -> Claim:
    claim = Claim.objects.create(
        kind=ClaimKind.QUANTITY, check_worthiness=0.8, verifiability=0.9, selection_reason="A share."
    )
    ClaimWording.objects.create(claim=claim, text=f"Stand-alone: {words}")
    start = revision.text.index(words)
    Appearance.objects.create(
        claim=claim, revision=revision, exact=words, start=start, end=start + len(words), **fields
    )
    return claim


def link_to(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def test_a_claims_words_are_marked_and_lead_to_the_claim(html, make_claim):
    claim = make_claim(text="Herders are 46 percent of Examplia.")
    marked = f'<mark><a href="{link_to(claim)}">Herders are 46 percent of Examplia.</a></mark>'
    assert marked in html(Article.objects.get())


def test_overlapping_claims_are_both_marked_and_numbered(html):
    taken = take_in(Document(text="He said herders are 46 percent of all."))
    outer = add_claim(taken.revision, "He said herders are 46 percent of all")
    inner = add_claim(taken.revision, "herders are 46 percent")
    page = html(taken.article)
    assert f'<mark><a href="{link_to(outer)}">He said </a></mark>' in page
    assert f'<mark class="overlap"><a href="{link_to(inner)}">herders are 46 percent</a></mark><sup>' in page
    assert 'id="claim-1"' in page
    assert 'id="claim-2"' in page


def test_the_text_is_shown_and_never_run(html):
    taken = take_in(Document(text="<script>alert(1)</script> & herders are <b>46</b> percent.", title="<i>x</i>"))
    add_claim(taken.revision, "herders are <b>46</b> percent")
    page = html(taken.article)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page
    assert ">herders are &lt;b&gt;46&lt;/b&gt; percent</a>" in page
    assert "<i>x</i>" not in page


def test_a_suppressed_appearance_is_listed_with_its_reason_and_not_marked(html):
    taken = take_in(Document(text="Herders are 46 percent of all."))
    add_claim(taken.revision, "Herders are 46 percent", suppressed_reason="An opinion")
    page = html(taken.article)
    assert "<mark>" not in page
    assert "not marked: An opinion" in page


def test_the_newest_text_is_shown_and_every_revision_listed(html):
    address = "https://courier.example/herders"
    take_in(Document(text="The first text.", canonical_url=address))
    taken = take_in(Document(text="The second text.", canonical_url=address))
    page = html(taken.article)
    assert "The second text." in page
    assert "The first text." not in page
    assert "Revision 1" in page
    assert "Revision 2" in page


def test_a_failed_extraction_says_why_and_when_it_will_be_tried_again(html):
    taken = take_in(Document(text="Herders are many."))
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC), tick=False):
        ArticleRevision.objects.update(
            state=WorkState.DUE, failure="MemoryError: no room", attempts=2,
            next_attempt_at=timezone.now() + timedelta(minutes=5),
        )  # fmt: skip
        page = html(taken.article)
    assert "Failed, will be tried again" in page
    assert "MemoryError: no room. 2 attempts so far. Next attempt: 18 November 2026, 10:05 UTC." in page


def test_the_state_of_extraction_is_told_in_words(html):
    taken = take_in(Document(text="Herders are many."))
    assert "Waiting to be read" in html(taken.article)
    ArticleRevision.objects.update(state=WorkState.DONE, extractor="rules 1")
    assert "by rules 1" in html(taken.article)


def test_an_address_that_is_no_web_address_is_no_link(html):
    taken = take_in(Document(text="Herders are many."))
    Article.objects.filter(pk=taken.article.pk).update(canonical_url="javascript:alert(1)")
    assert 'href="javascript' not in html(taken.article)


def test_an_unknown_article_leads_back_with_a_message(page):
    assert page("article_change", 999_999).status_code == 302


def test_what_extraction_did_not_do_is_said_beside_its_revision(html):
    taken = take_in(Document(text="Die Mieten stiegen um 12 Prozent."))
    ArticleRevision.objects.filter(pk=taken.revision.pk).update(notes=["The text is in <German>."])
    assert '<span class="extraction-note">The text is in &lt;German&gt;.</span>' in html(taken.article)
