"""Claims are held against an edition of the Factbook as the desk answers them, without a database."""

import json
import tarfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

SPAIN = {
    "headers": {"last_update": "Page last updated on June 20, 2014"},
    "Geography": {"Coastline": {"text": "4,964 km"}},
    "People and Society": {
        "Population": {"text": "47,737,941 (July 2014 est.)"},
        "Religions": {"text": "Roman Catholic 94%, other 6%"},
        "Birth rate": {"text": "9.88 births/1,000 population (2014 est.)"},
    },
    "Government": {"Country name": {"conventional short form": "Spain"}},
    "Economy": {
        "Unemployment rate": {"text": "26.3% (2013 est.)//25.1% (2012 est.)"},
        "Budget surplus (+) or deficit (-)": {"text": "-6.8% of GDP (2013 est.)"},
    },
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "sp.json").write_text(json.dumps(SPAIN), encoding="utf-8")
    return folder


def measured(library: Path, *claims: tuple[str, str]) -> dict[str, Any]:
    file = library.parent / "claims.jsonl"
    file.write_text("\n".join(json.dumps({"claim": claim, "label": label}) for claim, label in claims), "utf-8")
    output = StringIO()
    call_command("bench", "figures", library=library, claims=file, stdout=output, stderr=StringIO())
    figures: dict[str, Any] = json.loads(output.getvalue().splitlines()[-1])
    return figures


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("Spain's population is about 47.7 million.", "consistent"),
        ("According to the CIA World Factbook, Spain is home to 47.7 million people.", "consistent"),
        ("Spain's population is about 60 million.", "differs"),
        ("The birth rate in Spain is 9.9 births per 1,000 people.", "consistent"),
        ("Spain has 3,085 miles of coastline.", "consistent"),
        ("In 2012, Spain's unemployment rate was 25.1%.", "consistent"),
        ("In 2013, Spain's unemployment rate was 25.1%.", "differs"),
        ("Spain's budget deficit was 6.8% of GDP.", "consistent"),
        ("Roman Catholics make up 60% of Spain's population.", "differs"),
    ],
)
def test_a_claim_gets_the_suggestion_that_the_book_bears_out(library: Path, claim: str, label: str) -> None:
    figures = measured(library, (claim, label))

    assert figures["suggested"][label] == 1
    assert figures[f"precision_{label}"] == 1


@pytest.mark.parametrize(
    "claim",
    [
        "In Spain, 60 million tourists slept in hotels.",
        "Spain's youth unemployment rate was 55%.",
        "Spain exported 26.3% more cars.",
        "Portugal's population is 60 million.",
        "Spain's population is not 60 million.",
    ],
)
def test_what_a_measure_does_not_account_for_gets_no_suggestion(library: Path, claim: str) -> None:
    assert measured(library, (claim, "differs"))["coverage"] == 0


def test_a_tarball_and_a_folder_that_holds_it_are_read_too(library: Path, tmp_path: Path) -> None:
    holder = tmp_path / "holder"
    holder.mkdir()
    with tarfile.open(holder / "geos.json.tar.gz", "w:gz") as archive:
        archive.add(library / "sp.json", "geos.json/sp.json")
    claim = ("Spain's population is about 47.7 million.", "consistent")

    assert measured(holder, claim)["coverage"] == 1
    assert measured(holder / "geos.json.tar.gz", claim)["coverage"] == 1


def test_a_folder_without_an_edition_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    with pytest.raises(CommandError, match="holds no entry of the World Factbook"):
        measured(empty, ("Spain has 2 airports.", "differs"))


def test_an_unknown_label_is_refused_with_its_line(library: Path) -> None:
    with pytest.raises(CommandError, match="line 1: label “maybe”"):
        measured(library, ("Spain has 2 airports.", "maybe"))
