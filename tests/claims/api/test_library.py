"""The library by API: a text or figures in as JSON, once; documents out with what they hold."""

import pytest
from rest_framework.test import APIClient

from claims.models import ReferenceDocument, ReferenceFigure, ReferencePassage
from claimtracker.apikeys.models import Scope
from tests.support.api import client_with

ADDRESS = "/api/v1/library/documents/"
ABOUT = {"title": "Population estimates", "publisher": "Office for Statistics", "edition": "2024"}
FIGURE = {"measure": "population_total", "place": "Examplia", "value": "5200000", "as_of": "2024-07-01"}


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ, Scope.LIBRARY_WRITE)


def test_figures_are_stored_and_found_at_their_location(client: APIClient) -> None:
    response = client.post(ADDRESS, {**ABOUT, "figures": [FIGURE]})
    assert response.status_code == 201
    assert ReferenceFigure.objects.get().value == 5200000
    body = client.get(response.headers["Location"]).json()
    assert body == response.json()
    assert (body["figures"], body["passages"], body["title"]) == (1, 0, "Population estimates")
    assert [each["id"] for each in client.get(ADDRESS).json()["results"]] == [body["id"]]


def test_a_text_becomes_passages_and_the_same_again_changes_nothing(client: APIClient) -> None:
    sent = {**ABOUT, "text": "Roads\n\nThere are nine roads in Examplia.", "place": "Examplia"}
    first, again = client.post(ADDRESS, sent), client.post(ADDRESS, sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    passage = ReferencePassage.objects.get()
    assert (passage.place, passage.heading) == ("Examplia", "Roads")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"figures": [FIGURE, {**FIGURE, "value": "NaN"}]}, "figure 2: “value” is “NaN”"),
        ({"figures": [{**FIGURE, "value": {"a": 1}}]}, "“value” is no text"),
        ({"figures": [{**FIGURE, "mood": "1"}]}, "unknown “mood”"),
        ({"figures": [FIGURE, {**FIGURE, "title": "Another"}]}, "another document"),
        ({"figures": [FIGURE], "text": "Both."}, "one of the two"),
        ({}, "one of the two"),
        ({"text": "Words here.", "url": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_bad_input_is_refused_with_its_reason_and_changes_nothing(
    client: APIClient, sent: dict[str, object], words: str
) -> None:
    response = client.post(ADDRESS, {**ABOUT, **sent})
    assert response.status_code == 400
    assert words in response.content.decode()
    assert not ReferenceDocument.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("scope", [Scope.CLAIMS_READ, Scope.CLAIMS_WRITE])
def test_neither_reading_nor_sending_articles_lets_anybody_fill_the_library(scope: Scope) -> None:
    response = client_with(scope).post(ADDRESS, {**ABOUT, "figures": [FIGURE]})
    assert response.status_code == 403
    assert not ReferenceDocument.objects.exists()
