"""`manage.py import_library FILE…`: files in, once, whole or not at all; refusals by name and exit code."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.library import store
from claims.models import IndexedCollection, Posting, ReferenceDocument, ReferenceFigure, ReferencePassage

pytestmark = pytest.mark.django_db
FIGURES = "measure,place,value,as_of\npopulation_total,Examplia,5200000,2024\n"
ABOUT = ("--title", "Yearbook", "--publisher", "Office for Statistics")


def imported(*arguments: object) -> str:
    out = StringIO()
    call_command("import_library", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "a.csv").write_text(FIGURES)
    (tmp_path / "b.txt").write_text("There are nine roads in Examplia.")
    return tmp_path / "a.csv", tmp_path / "b.txt"


def test_files_come_in_once(files: tuple[Path, Path]) -> None:
    told = imported(*files, *ABOUT)
    assert told.splitlines() == [
        "a.csv: stored 1 documents, 0 passages, 1 figures.",
        "b.txt: stored 1 documents, 1 passages, 0 figures.",
    ]
    before = set(ReferenceDocument.objects.values_list("pk", flat=True))
    assert imported(*files, *ABOUT).count("already in the library") == 2
    assert set(ReferenceDocument.objects.values_list("pk", flat=True)) == before


def test_a_changed_file_takes_the_place_of_the_old_one(files: tuple[Path, Path]) -> None:
    imported(*files, *ABOUT)
    files[0].write_text(FIGURES.replace("5200000", "5300000"))
    imported(*files, *ABOUT)
    assert ReferenceFigure.objects.get().value == 5300000
    assert ReferenceDocument.objects.count() == 2


def test_a_dry_run_says_what_would_change_and_changes_nothing(files: tuple[Path, Path]) -> None:
    assert "a.csv: would store 1 documents" in imported(*files, *ABOUT, "--dry-run")
    assert not ReferenceDocument.objects.exists()


def test_a_refused_file_is_named_and_the_others_are_imported(files: tuple[Path, Path]) -> None:
    files[0].write_text(FIGURES.replace("5200000", "many"))
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 3 files refused") as refused:
        call_command("import_library", *map(str, files), str(files[1]), *ABOUT, stdout=StringIO(), stderr=err)
    assert refused.value.returncode == 2
    assert "line 2: “value” is “many”" in err.getvalue()
    assert ReferenceDocument.objects.count() == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_library", str(tmp_path / "none.csv"), stdout=StringIO(), stderr=err)
    assert "none.csv: No such file" in err.getvalue()


def test_a_deleted_document_leaves_no_posting_behind(files: tuple[Path, Path]) -> None:
    imported(*files, *ABOUT)
    for document in ReferenceDocument.objects.all():
        assert store.delete(document.pk) == "Yearbook"
    assert not any(rows.objects.exists() for rows in (ReferencePassage, ReferenceFigure, Posting))
    assert IndexedCollection.objects.get().items == 0
    assert store.delete(404) is None
