"""The article that the project was asked to read first."""

from pathlib import Path

import pytest

from claims.choices import ClaimKind, Comparator
from claims.extraction.claims import extract
from claims.extraction.normalise import normalise
from claims.extraction.types import FoundClaim, FoundQuantity

SEED = Path(__file__).parents[4] / "shared" / "seed" / "article.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed article lies in ../shared, which is absent here")


@pytest.fixture(name="found")
def _found() -> list[FoundClaim]:
    return extract(normalise(SEED.read_text(encoding="utf-8")))


def figure(found: list[FoundClaim], value: int) -> FoundQuantity:
    [quantity] = [quantity for claim in found for quantity in claim.quantities if quantity.value == value]
    return quantity


def about(found: list[FoundClaim], word: str) -> FoundClaim:
    [claim] = [claim for claim in found if word in claim.exact]
    return claim


def test_the_tajik_share(found: list[FoundClaim]) -> None:
    share = figure(found, 46)
    assert (share.comparator, share.unit) == (Comparator.MORE_THAN, "percent")
    assert (share.counted, share.population, share.place) == ("Tajiks", "the population", "Afghanistan")
    assert about(found, "46%").text == "Tajiks make up more than 46% of the population of Afghanistan."


def test_the_women_and_children(found: list[FoundClaim]) -> None:
    share = figure(found, 80)
    assert (share.comparator, share.counted) == (Comparator.EXACTLY, "women and children")
    assert (share.population, share.place) == ("those displaced", "Afghanistan")


def test_the_families(found: list[FoundClaim]) -> None:
    families = figure(found, 3000)
    assert (families.comparator, families.counted, families.place) == (Comparator.ABOUT, "families", "Afghanistan")


def test_the_rule_of_1996_to_2001(found: list[FoundClaim]) -> None:
    years = figure(found, 1996)
    assert (years.upper, years.unit) == (2001, "year")


def test_the_airdropped_weapons(found: list[FoundClaim]) -> None:
    assert about(found, "airdropped").kind is ClaimKind.EVENT


def test_the_statement_of_zarifa_ghafari(found: list[FoundClaim]) -> None:
    statement = about(found, "hand in Taliban")
    assert (statement.claimant, statement.attribution_cue) == ("Zarifa Ghafari", "claimed")


def test_furniture_feelings_and_aims_are_no_claims(found: list[FoundClaim]) -> None:
    listed = " ".join(claim.exact for claim in found)
    for word in ("Advertisement", "Image:", "IST", "cooridinated", "My aim", "discussed"):
        assert word not in listed
    assert len(found) <= 12
