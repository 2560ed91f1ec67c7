"""A search finds a claim by whatever is known of it, as soon as it is known."""

import pytest

from claims import searching
from claims.models import Article, Claim, Claimant, ClaimSearch, ClaimWording, Outlet


@pytest.fixture
def claim(make_claim) -> Claim:
    return make_claim(text="Herders are 46% of Examplia, 12,000 in all.", claimant="Zoe Adler")


def found(search: str) -> list[int]:
    return sorted(searching.matching(Claim.objects.all(), search).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "search", ["herders", "HERD", "adler", "council debates", "courier zoe", "46%", "%", "12,000", '"of examplia"', ""]
)
def test_it_is_found_by_words_of_any_of_its_places(claim, search):
    assert found(search) == [claim.pk]


@pytest.mark.parametrize("search", ["zebra", "erders", '"examplia of"', "47%", "herders zebra", '"', "€46"])
def test_it_is_not_found_by_what_stands_nowhere(claim, search):
    assert found(search) == []


def test_what_is_known_later_is_found_at_once_and_what_no_longer_holds_is_not(claim):
    ClaimWording.objects.create(claim=claim, number=2, text="Goatherds are many.")
    Article.objects.update(title="What wheat costs")
    Outlet.objects.update(name="The Morning Sun")
    Claimant.objects.update(name="Bo Hill", aliases=["Old Bo"])
    for search in ("goatherds", "herders", "wheat", "morning", "hill", "old"):
        assert found(search) == [claim.pk], search
    for search in ("debates", "courier", "adler"):
        assert found(search) == [], search
    Claim.objects.update(claimant=None)
    assert found("hill") == []


def test_an_article_that_moves_to_another_outlet_takes_its_claims_along(claim):
    Article.objects.update(outlet=Outlet.objects.create(name="The Morning Sun"))
    assert found("sun") == [claim.pk]
    assert found("courier") == []


def test_each_claim_has_one_entry(claim, make_claim):
    make_claim()
    assert ClaimSearch.objects.count() == Claim.objects.count() == 2


def test_common_words_are_met_by_walking_and_find_the_same(claim, make_claim, monkeypatch):
    monkeypatch.setattr(searching, "FEW_HITS", 1)
    others = [make_claim(text="Herders came.").pk for _ in range(3)]
    assert found("herders") == sorted([claim.pk, *others])
    assert found("herders adler") == [claim.pk]
