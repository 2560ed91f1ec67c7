"""Claims by API: in full, filtered, paged, in a fixed number of queries."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from claims.choices import ClaimKind, LookupState
from claims.models import Appearance, Claim, ClaimWording, Evidence, SourceLookup
from claimtracker.apikeys.models import Scope
from tests.support.api import client_with

ADDRESS = "/api/v1/claims/"


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ)


def _ids(client: APIClient, address: str = ADDRESS, **filters: object) -> list[int]:
    response = client.get(address, filters)
    assert response.status_code == 200, response.content
    return [claim["id"] for claim in response.json()["results"]]


def test_a_claim_is_told_in_full(
    client: APIClient, make_claim: Callable[..., Claim], make_evidence: Callable[..., Evidence]
) -> None:
    claim = make_claim(claimant="Orla Finn")
    evidence = make_evidence(claim)
    appearance = claim.appearances.get()
    body = client.get(f"{ADDRESS}{claim.pk}/").json()
    assert body["text"] == claim.wordings.get().text
    assert (body["kind"], body["claimant"]) == ("quantity", "Orla Finn")
    assert (body["check_worthiness"], body["verifiability"]) == (0.8, 0.9)
    assert body["selection_reason"] == "It gives a share in percent."
    [seen] = body["appearances"]
    assert seen["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": appearance.exact,
            "prefix": appearance.prefix,
            "suffix": appearance.suffix,
        },
        {"type": "TextPositionSelector", "start": appearance.start, "end": appearance.end},
    ]
    [quantity] = body["quantities"]
    assert (quantity["value"], quantity["upper"], quantity["comparator"]) == ("46", None, "more_than")
    [lookup] = body["lookups"]
    assert (lookup["source"], lookup["state"], lookup["error"], lookup["next_attempt_at"]) == (
        "library",
        "found",
        "",
        None,
    )
    [found] = body["evidence"]
    assert found["figure"] == {"claimed": "46", "found": "27", "found_upper": None, "unit": "percent"}
    assert (found["source"], found["stance"], found["reason"]) == ("library", "differs", evidence.reason)


def test_a_failed_look_up_says_what_failed_and_when_it_is_tried_again(
    client: APIClient, make_claim: Callable[..., Claim], make_evidence: Callable[..., Evidence]
) -> None:
    claim = make_claim()
    make_evidence(claim)
    again = timezone.now().replace(microsecond=0) + timedelta(minutes=5)
    SourceLookup.objects.update(state=LookupState.FAILED, failure="Time-out after 10 s.", next_attempt_at=again)
    [lookup] = client.get(f"{ADDRESS}{claim.pk}/").json()["lookups"]
    assert (lookup["state"], lookup["error"]) == ("failed", "Time-out after 10 s.")
    assert lookup["next_attempt_at"] == again.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_the_newest_wording_and_its_quantities_are_shown(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    ClaimWording.objects.create(claim=claim, number=2, text="Herders are almost half of Examplia's people.")
    body = client.get(f"{ADDRESS}{claim.pk}/").json()
    assert body["text"] == "Herders are almost half of Examplia's people."
    assert body["quantities"] == []


def test_a_hidden_appearance_is_not_shown(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    Appearance.objects.update(suppressed_reason="A caption.")
    assert client.get(f"{ADDRESS}{claim.pk}/").json()["appearances"] == []


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        ("78.4", "78.4"),
        ("2710557", "2710557"),
        ("0.000001", "0.000001"),
        ("100", "100"),
        ("999999999999999999999999.999999", "999999999999999999999999.999999"),
    ],
)
def test_a_figure_arrives_as_it_was_found(
    client: APIClient,
    make_claim: Callable[..., Claim],
    make_evidence: Callable[..., Evidence],
    figure: str,
    written: str,
) -> None:
    evidence = make_evidence(make_claim(), found_value=Decimal(figure))
    assert client.get(f"/api/v1/evidence/{evidence.pk}/").json()["figure"]["found"] == written


def test_evidence_without_a_figure_has_none(
    client: APIClient, make_claim: Callable[..., Claim], make_evidence: Callable[..., Evidence]
) -> None:
    claim = make_claim()
    evidence = make_evidence(claim, quantity=None, found_value=None, found_unit="")
    [found] = client.get(f"{ADDRESS}{claim.pk}/evidence/").json()["results"]
    assert (found["id"], found["figure"]) == (evidence.pk, None)


def test_a_claims_evidence_is_its_own(
    client: APIClient, make_claim: Callable[..., Claim], make_evidence: Callable[..., Evidence]
) -> None:
    mine, other = make_claim(), make_claim()
    evidence = [make_evidence(mine), make_evidence(mine)]
    make_evidence(other)
    found = client.get(f"{ADDRESS}{mine.pk}/evidence/").json()["results"]
    assert [each["id"] for each in found] == [each.pk for each in reversed(evidence)]


def test_each_filter_narrows_the_list(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    weak = make_claim(text="Rain fell on 12 days in 100% humid Examplia.", check_worthiness=0.2)
    strong = make_claim(claimant="Orla Finn", kind=ClaimKind.RULE, check_worthiness=0.9)
    Claim.objects.filter(pk=weak.pk).update(found_at=timezone.now() - timedelta(days=2))
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()
    article = weak.appearances.get().revision.article_id
    assert _ids(client) == [strong.pk, weak.pk]
    assert _ids(client, article=article) == [weak.pk]
    assert _ids(client, kind="rule") == [strong.pk]
    assert _ids(client, claimant="orla finn") == [strong.pk]
    assert _ids(client, min_check_worthiness="0.5") == [strong.pk]
    assert _ids(client, found_after=yesterday) == [strong.pk]
    assert _ids(client, found_before=yesterday) == [weak.pk]
    assert _ids(client, search="12 DAYS") == [weak.pk]
    assert _ids(client, search="100%") == [weak.pk]
    assert _ids(client, kind="rule", search="12 days") == []


def test_an_articles_claims_come_most_check_worthy_first_page_by_page(
    client: APIClient, make_claim: Callable[..., Claim]
) -> None:
    claims = [make_claim(check_worthiness=score) for score in (0.5, 0.9, 0.5, 0.7)]
    revision = claims[0].appearances.get().revision
    for claim in claims[1:]:
        Appearance.objects.create(claim=claim, revision=revision, start=0, end=3, exact="The")
    expected = [claims[1].pk, claims[3].pk, claims[2].pk, claims[0].pk]
    address: str | None = f"/api/v1/articles/{revision.article_id}/claims/?page_size=1"
    seen: list[int] = []
    while address:
        page = client.get(address).json()
        seen += [claim["id"] for claim in page["results"]]
        address = page["next"]
    assert seen == expected


def test_pages_stay_right_while_claims_are_added(client: APIClient, make_claim: Callable[..., Claim]) -> None:
    claims = [make_claim() for _ in range(3)]
    first = client.get(ADDRESS, {"page_size": 2}).json()
    make_claim()
    second = client.get(first["next"]).json()
    assert [claim["id"] for claim in first["results"] + second["results"]] == [claim.pk for claim in reversed(claims)]
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize("address", [ADDRESS, "/api/v1/articles/{article}/claims/"])
def test_a_list_takes_as_many_queries_for_one_claim_as_for_many(
    client: APIClient,
    make_claim: Callable[..., Claim],
    make_evidence: Callable[..., Evidence],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    revision = make_claim().appearances.get().revision
    address = address.format(article=revision.article_id)
    client.get(address)  # notes the key's use
    for claims in (1, 6):
        while Claim.objects.count() < claims:
            claim = make_claim(claimant=f"Claimant {claims}")
            make_evidence(claim)
            make_evidence(claim)
            Appearance.objects.create(claim=claim, revision=revision, start=0, end=3, exact="The")
        with django_assert_max_num_queries(8):
            assert len(client.get(address).json()["results"]) == claims
