"""The main job from a terminal: what it refuses, and what its exit codes say."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims import lookup, pipeline, submissions
from claims.intake import take_in
from claims.models import Article, ArticleRevision
from claims.reading import Document, read
from tests.claimtracker.outbound.server import Answer, LocalServer, redirect, reply
from tests.support.pages import page

TEXT = "The harbour was busy on Monday. About 12% of the workers in Ghana are fishers."


def check(file: Path | str, *options: str) -> tuple[int, str, str]:
    """The exit code, what was printed, and what was said beside it."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_article", str(file), *options, stdout=out, stderr=err)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.txt"
    file.write_text(TEXT)
    return file


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "cannot be read"),
        ("empty.txt", b" \n", "has no text"),
        ("report.pdf", b"%PDF-1.7", "is a PDF"),
        (".", None, "cannot be read"),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(tmp_path: Path, name: str, data: bytes | None, says: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, printed, said = check(tmp_path / name)
    assert (code, printed) == (2, "")
    assert says in said
    assert not Article.objects.exists()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's part of reading, done as soon as it is rung for."""
    monkeypatch.setattr("claims.tasks.read_submission.delay", submissions.run)


@pytest.mark.django_db
def test_an_address_is_fetched_and_its_claims_are_printed(server: LocalServer, reading: None) -> None:
    url = server.on("/harbour", reply(page(TEXT, TEXT)))
    submissions.run(submissions.submit_url(url).pk)
    for lookup_id in pipeline.extract_revision(ArticleRevision.objects.get().pk):
        lookup.run(lookup_id)
    code, printed, said = check(url, "--json", "--timeout=10")
    assert code == 0
    assert "Reading the address" in said
    assert "knows this article already" in said
    assert json.loads(printed)["article"]["url"] == url


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (reply(status=404), 2, "could not be read: 127.0.0.1 answered 404"),
        (redirect("http://10.0.0.1/"), 2, "not on the public internet"),
        (reply(status=503), 3, "answered 503: it cannot serve this now. Tried again at"),
    ],
)
def test_an_address_that_cannot_be_read_is_told(
    server: LocalServer, reading: None, answer: Answer, code: int, says: str
) -> None:
    ended, printed, said = check(server.on("/harbour", answer), "--timeout=0.5")
    assert (ended, printed) == (code, "")
    assert says in said
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_what_is_no_address_that_can_be_fetched_is_bad_input() -> None:
    code, printed, said = check("http://user:secret@courier.example/")
    assert (code, printed) == (2, "")
    assert "secret" not in said


@pytest.mark.django_db
def test_what_is_checked_already_is_printed_at_once(article: Path) -> None:
    revision = take_in(read(article.read_bytes())).revision
    for lookup_id in pipeline.extract_revision(revision.pk):
        lookup.run(lookup_id)
    code, printed, said = check(article, "--json", "--timeout=0")
    assert code == 0
    assert "knows this article already" in said
    [claim] = json.loads(printed)["claims"]
    assert TEXT[claim["start"] : claim["end"]] == claim["exact"]
    assert [each["state"] for each in claim["lookups"]] == ["nothing_found"]


@pytest.mark.django_db
def test_what_is_unfinished_at_the_time_out_is_printed_as_far_as_it_is(article: Path) -> None:
    pipeline.extract_revision(take_in(read(article.read_bytes())).revision.pk)
    code, printed, said = check(article, "--json", "--timeout=0")
    assert code == 3
    assert [each["state"] for each in json.loads(printed)["claims"][0]["lookups"]] == ["due"]
    assert "--timeout" in said


@pytest.mark.django_db
def test_a_text_that_could_not_be_read_is_the_desks_fault(article: Path) -> None:
    take_in(Document(text=TEXT))
    ArticleRevision.objects.update(state="given_up", failure="ValueError: no sentence in sight")
    code, printed, said = check(article)
    assert (code, printed) == (1, "")
    assert "no sentence in sight" in said
