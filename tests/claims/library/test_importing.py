"""Importing the whole book: with progress, once, and a changed entry alone again."""

from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from claims.library import factbook
from claims.library.importing import load_factbook
from claims.models import ReferenceDocument, ReferenceFigure, ReferencePassage

pytestmark = pytest.mark.django_db


def test_the_whole_book_comes_in_with_progress_and_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    seen: list[tuple[int, int]] = []

    imported = load_factbook(lambda done, total: seen.append((done, total)))

    assert imported.documents == ReferenceDocument.objects.count() > 250
    assert imported.passages == ReferencePassage.objects.count() > 30_000
    assert imported.figures == ReferenceFigure.objects.count() > 3000
    assert seen[0][0] == 0
    assert seen[-1] == (imported.documents, imported.documents)
    assert seen == sorted(seen)
    with django_assert_num_queries(1):
        again = load_factbook(lambda _done, _total: None)
    assert (again.documents, again.unchanged) == (0, imported.documents)


def test_an_entry_that_changed_is_replaced_alone(few_entries: None, monkeypatch: pytest.MonkeyPatch) -> None:
    load_factbook(lambda _done, _total: None)
    kept = ReferenceDocument.objects.get(key="world-factbook/ti")
    changed = [
        factbook.Entry(code=entry.code, body=entry.body.replace(b"Ahmad Shah", b"Achmad Shah"))
        for entry in factbook.entries()
    ]
    monkeypatch.setattr(factbook, "entries", lambda: changed)

    imported = load_factbook(lambda _done, _total: None)

    assert imported.documents == 1
    assert ReferenceDocument.objects.get(key="world-factbook/ti").pk == kept.pk
    assert ReferencePassage.objects.filter(place="Afghanistan", text__contains="Achmad Shah").count() == 1
    assert ReferenceDocument.objects.count() == len(changed)


def test_the_command_shows_progress_and_then_that_all_is_there(few_entries: None) -> None:
    first, second, silent = StringIO(), StringIO(), StringIO()

    call_command("load_library", stdout=first)
    call_command("load_library", stdout=second)
    call_command("load_library", "--quiet", stdout=silent)

    assert "World Factbook: 4 documents loaded" in first.getvalue()
    assert second.getvalue().count("already loaded") == 2
    assert silent.getvalue() == ""
