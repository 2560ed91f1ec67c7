"""Articles sent in by address or page: accepted at once, read by a worker, told as they are."""

import pytest
from rest_framework.test import APIClient

from claims import submissions
from claims.models import Article, Submission
from claimtracker.apikeys.models import Scope
from claimtracker.people.models import User
from tests.claimtracker.outbound.server import LocalServer, reply
from tests.support.api import client_with, problem
from tests.support.pages import PARAGRAPHS, page

ADDRESS = "/api/v1/articles/"


@pytest.fixture
def client(db: None) -> APIClient:
    return client_with(Scope.CLAIMS_READ, Scope.CLAIMS_WRITE)


def test_an_address_is_accepted_and_followed_to_its_article(client: APIClient, server: LocalServer) -> None:
    response = client.post(ADDRESS, {"url": server.on("/bridge", reply(page())), "byline": "Ida Holt"})
    assert response.status_code == 202
    location = response.headers["Location"]
    assert location == f"http://testserver/api/v1/submissions/{Submission.objects.get().pk}/"
    waiting = client.get(location).json()
    assert waiting == response.json()
    assert (waiting["state"], waiting["article"], waiting["revision"]) == ("due", None, None)
    assert not Article.objects.exists()
    submissions.run(waiting["id"])
    done = client.get(location).json()
    assert (done["state"], done["error"], done["http_status"], done["is_new_text"]) == ("done", "", 200, True)
    article = client.get(done["article"]).json()
    assert (article["byline"], article["submitted_by"]) == ("Ida Holt", "cms")
    text = client.get(f"{done['article']}revisions/{done['revision']}/").json()["text"]
    assert PARAGRAPHS[0] in text


def test_a_page_is_accepted_and_read_without_fetching(client: APIClient, server: LocalServer) -> None:
    response = client.post(ADDRESS, {"html": page().decode()})
    assert response.status_code == 202
    submissions.run(response.json()["id"])
    assert PARAGRAPHS[0] in Article.objects.get().revisions.get().text
    assert server.asked == []


def test_what_went_wrong_is_told_with_its_rule(client: APIClient, server: LocalServer) -> None:
    location = client.post(ADDRESS, {"url": server.on("/gone", reply(status=404))}).headers["Location"]
    submissions.run(Submission.objects.get().pk)
    told = client.get(location).json()
    assert (told["state"], told["refusal"], told["http_status"]) == ("given_up", "status", 404)
    assert "answered 404" in told["error"]


def test_an_article_is_read_again(client: APIClient, server: LocalServer) -> None:
    submissions.run(client.post(ADDRESS, {"url": server.on("/bridge", reply(page()))}).json()["id"])
    response = client.post(f"{ADDRESS}{Article.objects.get().pk}/readings/")
    assert response.status_code == 202
    submissions.run(response.json()["id"])
    done = client.get(response.headers["Location"]).json()
    assert (done["state"], done["is_new_text"], done["revision"]) == ("done", False, 1)


def test_an_article_without_an_address_cannot_be_read_again(client: APIClient) -> None:
    article = client.post(ADDRESS, {"text": PARAGRAPHS[0]}).json()
    [error] = problem(client.post(f"{ADDRESS}{article['id']}/readings/"))["errors"]
    assert error["code"] == "no_address"


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({"url": ""}, "/url", "blank"),
        ({"url": "courier.example"}, "/url", "invalid"),
        ({"url": "file:///etc/passwd"}, "/url", "invalid"),
        ({"url": f"https://courier.example/{'x' * 2000}"}, "/url", "max_length"),
        ({"url": 5}, "/url", "invalid"),
        ({"html": " "}, "/html", "blank"),
        ({"text": "Words.", "url": "https://courier.example/"}, "/url", "conflict"),
        ({"url": "https://courier.example/", "html": "<p>Words.</p>"}, "/html", "conflict"),
        ({"title": "Alone"}, "/text", "required"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(
    client: APIClient, sent: dict[str, object], pointer: str, code: str
) -> None:
    response = client.post(ADDRESS, sent)
    assert response.status_code == 400
    assert [(error["pointer"], error["code"]) for error in problem(response)["errors"]] == [(pointer, code)]
    assert not Submission.objects.exists()


@pytest.mark.parametrize("what", ["articles/1/readings/", "articles/"])
def test_reading_takes_the_scope_to_write(db: None, what: str) -> None:
    response = client_with(Scope.CLAIMS_READ).post(f"/api/v1/{what}", {"url": "https://courier.example/"})
    assert response.status_code == 403


def test_a_submission_takes_the_scope_to_read(db: None, reviewer: User) -> None:
    row = submissions.submit_url("https://courier.example/")
    assert client_with(Scope.CLAIMS_WRITE).get(f"/api/v1/submissions/{row.pk}/").status_code == 403
