"""Add article: text or a file comes in by the form, or is refused at the field at fault."""

import json

import pytest
import redis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import submissions
from claims.models import Article, ArticleRevision, Submission
from tests.claimtracker.outbound.server import reply
from tests.support.pages import page

TEXT = "Herders make up 46 percent of the people of Examplia. The council said so on Monday."
HTML = (
    b"<html><head><title>Herders</title></head><body><article><h1>Herders</h1><p>"
    + TEXT.encode() * 3
    + b"</p></article></body></html>"
)


@pytest.fixture
def bell(settings):
    """The messages that wait for a worker, by task name and arguments."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    broker.delete("celery")

    def messages() -> list[tuple[str, str]]:
        headers = [json.loads(message)["headers"] for message in broker.lrange("celery", 0, -1)]
        return [(header["task"], header["argsrepr"]) for header in headers]

    yield messages
    broker.delete("celery")
    broker.close()


@pytest.fixture
def submit(client, reviewer, django_capture_on_commit_callbacks):
    def post(user=reviewer, **values):
        client.force_login(user)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("admin:claims_article_add"), values, follow=True)

    return post


def errors_of(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    return response.context["form"].errors


def test_pasted_text_becomes_an_article_and_rings_for_its_extraction(submit, bell, reviewer):
    response = submit(text=TEXT, title="Herders counted", outlet="The Courier", published_at="2026-11-16")
    article, revision = Article.objects.get(), ArticleRevision.objects.get()
    assert (article.title, article.outlet.name, article.submitted_by) == ("Herders counted", "The Courier", reviewer)
    assert (article.published_at.year, article.published_at.day) == (2026, 16)
    assert revision.text.strip() == TEXT
    assert bell() == [("claims.tasks.extract_revision", f"({revision.pk},)")]
    assert response.redirect_chain[-1][0] == reverse("admin:claims_article_change", args=[article.pk])
    assert "“Herders counted” is taken in." in response.content.decode()


@pytest.mark.parametrize(("name", "data"), [("herders.txt", TEXT.encode()), ("latin.txt", "Köhler".encode("cp1252"))])
def test_a_file_of_text_is_read_at_once(submit, bell, name, data):
    submit(file=SimpleUploadedFile(name, data))
    text = ArticleRevision.objects.get().text
    assert "46 percent" in text or "Köhler" in text


@pytest.mark.parametrize("values", [{"file": SimpleUploadedFile("herders.html", HTML)}, {"text": HTML.decode()}])
def test_a_page_is_left_to_a_worker_and_its_progress_shown(submit, bell, values):
    response = submit(**values, title="Given")
    row = Submission.objects.get()
    assert not Article.objects.exists()
    assert bell() == [("claims.tasks.read_submission", f"({row.pk},)")]
    assert response.redirect_chain[-1][0] == reverse("admin:claims_submission_change", args=[row.pk]) + "?wait=1"
    submissions.run(row.pk)
    assert Article.objects.get().title == "Given"
    assert "<p>" not in ArticleRevision.objects.get().text


def test_an_address_is_fetched_by_a_worker_and_its_article_shown_when_it_is_there(submit, bell, client, server):
    url = server.on("/bridge", reply(page()))
    response = submit(url=url)
    row = Submission.objects.get()
    assert bell() == [("claims.tasks.read_submission", f"({row.pk},)")]
    assert response.headers["Refresh"] == "2"
    assert "Waiting to be read" in response.content.decode()
    submissions.run(row.pk)
    waited = client.get(f"{reverse('admin:claims_submission_change', args=[row.pk])}?wait=1", follow=True)
    article = Article.objects.get()
    assert waited.redirect_chain[-1][0] == reverse("admin:claims_article_change", args=[article.pk])
    assert "is taken in" in waited.content.decode()


def test_an_article_is_read_again_from_its_page(submit, bell, client, server, reviewer):
    submit(url=server.on("/bridge", reply(page())))
    submissions.run(Submission.objects.get().pk)
    article = Article.objects.get()
    shown = client.get(reverse("admin:claims_article_change", args=[article.pk])).content.decode()
    address = reverse("admin:claims_article_read_again", args=[article.pk])
    assert f'action="{address}"' in shown
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    again = Submission.objects.latest("pk")
    assert (again.url, again.submitted_by) == (server.url("/bridge"), reviewer)
    submissions.run(again.pk)
    waited = client.get(f"{reverse('admin:claims_submission_change', args=[again.pk])}?wait=1", follow=True)
    assert "was here already" in waited.content.decode()


def test_the_same_text_again_changes_nothing_and_says_so(submit, bell):
    submit(text=TEXT)
    rung = bell()
    response = submit(text=TEXT)
    assert Article.objects.count() == ArticleRevision.objects.count() == 1
    assert bell() == rung
    assert "was here already" in response.content.decode()


def test_a_new_text_at_a_known_address_is_a_revision(submit, bell):
    submit(text=TEXT, canonical_url="https://courier.example/herders")
    response = submit(text=f"{TEXT} Nobody objected.", canonical_url="https://courier.example/herders")
    assert list(ArticleRevision.objects.values_list("number", flat=True)) == [1, 2]
    assert "its new text is revision 2" in response.content.decode()


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({}, "text", "There is no text. Paste"),
        ({"text": " \n "}, "text", "There is no text. Paste"),
        ({"text": TEXT, "canonical_url": "courier"}, "canonical_url", "“courier” is no http or https address"),
        ({"text": TEXT, "canonical_url": "javascript:alert(1)"}, "canonical_url", "is no http or https address"),
        ({"url": "courier"}, "url", "no scheme that is fetched"),
        ({"url": "https://courier.example/", "text": TEXT}, "url", "not both"),
        ({"text": TEXT, "published_at": "last week"}, "published_at", "Write it as 2026-11-16"),
        ({"text": TEXT, "title": "x" * 501}, "title", "at most 500"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_stores_nothing(submit, bell, values, field, message):
    errors = errors_of(submit(**values))
    assert list(errors) == [field]
    assert message in str(errors[field])
    assert not Article.objects.exists()
    assert not Submission.objects.exists()
    assert bell() == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "“article.bin” is a PDF"),
        (b"", "Send at least one sentence"),
    ],
)
def test_an_unreadable_file_is_refused_at_the_file(submit, data, message):
    errors = errors_of(submit(file=SimpleUploadedFile("article.bin", data)))
    assert list(errors) == ["file"]
    assert message in errors["file"][0]
    assert not Article.objects.exists()


def test_text_and_file_together_are_refused(submit):
    errors = errors_of(submit(text=TEXT, file=SimpleUploadedFile("a.txt", b"Other words.")))
    assert "not both" in errors["file"][0]


def test_a_text_that_is_too_long_is_refused_with_the_limit(submit, settings):
    settings.MAX_ARTICLE_CHARACTERS = 20
    errors = errors_of(submit(text=TEXT))
    assert "20 is the most" in errors["text"][0]


def test_what_was_typed_is_still_there_after_a_refusal(submit):
    response = submit(text=TEXT, title="Kept title", canonical_url="courier")
    assert 'value="Kept title"' in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("reviewer", 200), ("editor", 200), ("stranger", 403), ("desk_admin", 403)]
)
def test_adding_takes_the_permission(client, page, submit, request, who, status):
    user = request.getfixturevalue(who)
    assert page("article_add", user=user).status_code == status
    if status == 403:
        assert submit(user=user, text=TEXT).status_code == 403
        assert not Article.objects.exists()


def test_a_token_protects_the_form(reviewer):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reviewer)
    assert strict.post(reverse("admin:claims_article_add"), {"text": TEXT}).status_code == 403
