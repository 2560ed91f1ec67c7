"""Correcting by hand in the admin: adding by pasted words, rewording, splitting, dropping, restoring; refusals."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims import pipeline
from claims.curation.dropping import drop
from claims.intake import take_in
from claims.models import Article, Claim
from claims.reading import Document
from claimtracker.people.models import User

WORDS = "The debate goes on."


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim(text="Herders make up more than 46% of the people of Examplia.")


@pytest.fixture
def post(client: Client, reviewer: User):
    def send(name: str, pk: int, *, user: User = reviewer, query: str = "", **typed: object):
        client.force_login(user)
        return client.post(reverse(f"admin:claims_{name}", args=[pk]) + query, typed, follow=True)

    return send


def article_of(claim: Claim) -> Article:
    return claim.appearances.get().revision.article


def test_words_are_pasted_into_the_form_and_become_a_claim(post, claim: Claim, reviewer: User) -> None:
    response = post("article_add_claim", article_of(claim).pk, revision=1, exact=WORDS, text="")
    page = response.content.decode()
    assert "“The debate goes on.” is a claim of this article now." in page
    assert "added by Ana Reyes" in page
    assert Claim.objects.get(appearances__exact=WORDS).wordings.get().written_by == reviewer


def test_what_is_refused_comes_back_with_what_was_typed(post, claim: Claim) -> None:
    response = post("article_add_claim", article_of(claim).pk, revision=1, exact="Nowhere", text="Typed by hand.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "“Nowhere” does not stand in the text." in page
    assert "Typed by hand." in page
    assert Claim.objects.count() == 1


def test_the_claims_page_rewords_and_leads_back_to_the_article(post, claim: Claim) -> None:
    article = article_of(claim)
    response = post(
        "claim_correct", claim.pk, query=f"?article={article.pk}", verb="reword", text="Herders are 46%.", seen=1
    )
    assert response.request["PATH_INFO"] == reverse("admin:claims_article_change", args=[article.pk])
    assert "The claim has a new wording" in response.content.decode()
    assert str(claim.wordings.latest("number")) == "Herders are 46%."


def test_a_claim_is_split_and_the_parts_are_listed(post, claim: Claim) -> None:
    page = post("claim_correct", claim.pk, verb="split", first="Herders are many.", second="They are 46%.")
    assert "The claim is split: “Herders are many.” and “They are 46%.”" in page.content.decode()
    assert claim.parts.count() == 2


def test_a_claim_is_dropped_with_a_reason_and_restored(post, page, claim: Claim) -> None:
    dropped = post("claim_correct", claim.pk, verb="drop", reason="A headline.").content.decode()
    assert "hidden by Ana Reyes: A headline." in dropped
    correct = page("claim_correct", claim.pk).content.decode()
    assert "A headline." in correct
    assert 'value="reword"' not in correct
    assert "The claim stands again." in post("claim_correct", claim.pk, verb="restore").content.decode()
    assert claim.appearances.get().suppressed_reason == ""


@pytest.mark.parametrize(
    ("typed", "status", "message"),
    [
        ({"verb": "drop", "reason": " "}, 422, "dropped for a reason"),
        ({"verb": "reword", "text": "Another.", "seen": 7}, 409, "reworded while you wrote"),
        ({"verb": "split", "first": "One.", "second": "One."}, 422, "say the same"),
        ({"verb": "restore"}, 409, "nothing to restore"),
        ({"verb": "burn"}, 422, "without a known button"),
        ({"verb": "drop", "reason": "x" * 301}, 422, "at most 300"),
    ],
    ids=str,
)
def test_a_refusal_says_why_and_changes_nothing(
    post, claim: Claim, typed: dict[str, object], status: int, message: str
) -> None:
    response = post("claim_correct", claim.pk, **typed)
    assert response.status_code == status
    assert message in response.content.decode()
    assert (claim.wordings.count(), claim.appearances.get().suppressed_reason) == (1, "")


def test_who_has_no_role_corrects_nothing(post, page, claim: Claim, stranger: User) -> None:
    assert page("claim_correct", claim.pk, user=stranger).status_code == 403
    assert post("claim_correct", claim.pk, user=stranger, verb="drop", reason="x").status_code == 403
    assert post("article_add_claim", article_of(claim).pk, user=stranger, revision=1, exact=WORDS).status_code == 403
    assert Claim.objects.count() == 1


def test_the_article_page_tells_what_became_of_each_claims_words(page, claim: Claim, reviewer: User) -> None:
    article = article_of(claim)
    address = "https://courier.example/herders"
    Article.objects.update(canonical_url=address)
    text = claim.appearances.get().revision.text
    pipeline.extract_revision(take_in(Document(text=text.replace("46%", "27%"), canonical_url=address)).revision.pk)
    assert (
        "edited in the article, which said “Herders make up more than 46% of the people of Examplia.”"
        in page("article_change", article.pk).content.decode()
    )
    pipeline.extract_revision(take_in(Document(text="All of it was wrong.", canonical_url=address)).revision.pk)
    shown = page("article_change", article.pk).content.decode()
    assert "No longer in this text" in shown
    assert "Revision 2 said “Herders make up more than 27% of the people of Examplia.”" in shown


def test_a_dropped_claim_that_is_gone_is_told_nowhere(page, claim: Claim, reviewer: User) -> None:
    article = article_of(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    address = "https://courier.example/herders"
    Article.objects.update(canonical_url=address)
    pipeline.extract_revision(take_in(Document(text="All of it was wrong.", canonical_url=address)).revision.pk)
    assert "No longer in this text" not in page("article_change", article.pk).content.decode()


def test_the_list_finds_what_was_dropped(listed, claim: Claim, reviewer: User, make_claim) -> None:
    other = make_claim()
    drop(reviewer, claim.pk, reason="A headline.")
    assert listed("claim", dropped="yes") == [claim]
    assert listed("claim", dropped="no") == [other]
