"""The main job from a terminal: what it refuses, and what its exit codes say."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims import lookup, pipeline
from claims.intake import take_in
from claims.models import Article, ArticleRevision
from claims.reading import Document, read

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


@pytest.mark.django_db
def test_an_address_is_refused_for_now() -> None:
    code, printed, said = check("https://courier.example/harbour")
    assert (code, printed) == (2, "")
    assert "not fetched yet" in said


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
