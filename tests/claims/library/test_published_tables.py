"""World Bank and UNHCR exports, and the World Factbook of any edition, as they are published."""

import io
import json
import tarfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.kinds import importer_of
from claims.library.importing import import_file, load_factbook
from claims.models import ReferenceDocument
from tests.claims.library.reading import documents_of

NOTHING = Details()
WORLD_BANK = (
    '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-10-01",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
    '"Kenya","KEN","Population, total","SP.POP.TOTL","51202827","52217334",\n'
    '"Arab World","ARB","Population, total","SP.POP.TOTL","1","2",\n'
    '"Chad","TCD","Population, total","SP.POP.TOTL","","16644701.1234567",\n'
)
UNHCR = (
    "Extracted from the UNHCR Refugee Population Statistics Database\n\n"
    "Year,Country of Origin,Country of Origin ISO,Country of Asylum,Country of Asylum ISO,"
    "Refugees,IDPs of concern to UNHCR\n"
)


def entry(code: str, name: str, updated: str = "Page last updated on June 22, 2014") -> bytes:
    book = {
        "headers": {"countryname": name, "countrycode": code, "last_update": updated},
        "People and Society": {
            "Ethnic groups": {"text": "Highlander 60%, Islander 40% (2010 est.)"},
            "Median age": {"total": "18.1 years"},
        },
        "Geography": {"Climate": {"text": "arid &amp; cold"}},
    }
    return json.dumps(book).encode()


def rolled(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, body in entries.items():
            info = tarfile.TarInfo(f"geos/{name}.json")
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return buffer.getvalue()


def test_world_bank_columns_become_dated_figures_of_countries(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.csv", WORLD_BANK.encode(), NOTHING)
    assert [(each.place, each.value, each.as_of) for each in document.figures] == [
        ("Kenya", Decimal(51202827), date(2019, 7, 1)),
        ("Kenya", Decimal(52217334), date(2020, 7, 1)),
        ("Chad", Decimal("16644701.123457"), date(2020, 7, 1)),
    ]
    assert (document.details.publisher, document.details.edition) == ("World Bank", "updated 2026-10-01")


def test_a_world_bank_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match="line 6, 2019: “NaN” is no number"):
        documents_of(tmp_path, "a.csv", WORLD_BANK.replace("51202827", "NaN").encode(), NOTHING)


def test_an_indicator_that_we_do_not_measure_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match="It has XX"):
        documents_of(tmp_path, "a.csv", WORLD_BANK.replace("SP.POP.TOTL", "XX.YY").encode(), NOTHING)


def test_unhcr_rows_are_summed_over_a_world_of_origins(tmp_path: Path) -> None:
    rows = "".join(f"2020,Country {number},X{number:02d},Kenya,KEN,10,0\n" for number in range(70))
    rows += '2020,Kenya,KEN,Kenya,KEN,-,"1,500"\n'
    [document] = documents_of(tmp_path, "a.csv", (UNHCR + rows).encode(), NOTHING)
    assert [(each.measure, each.place, each.value, each.as_of) for each in document.figures] == [
        ("refugees_hosted", "Kenya", Decimal(700), date(2020, 12, 31)),
        ("displaced_people", "Kenya", Decimal(1500), date(2020, 12, 31)),
    ]


def test_unhcr_rows_of_one_origin_say_nothing_of_all_refugees_in_a_country(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match="a selection of a few countries is not summed"):
        documents_of(tmp_path, "a.csv", (UNHCR + "2020,Somalia,SOM,Kenya,KEN,10,0\n").encode(), NOTHING)


@pytest.mark.parametrize(("old", "new", "words"), [("2020", "20x0", "no year"), (",10,", ",inf,", "no count")])
def test_a_broken_unhcr_row_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    row = "2020,Somalia,SOM,Kenya,KEN,10,0\n".replace(old, new)
    with pytest.raises(LibraryDataError, match=f"line 4: .*{words}"):
        documents_of(tmp_path, "a.csv", (UNHCR + row).encode(), NOTHING)


def test_an_archived_factbook_gives_passages_and_figures_of_its_edition(tmp_path: Path) -> None:
    archive = rolled({"af": entry("af", "Afghanistan"), "xo": entry("xo", "Indian Ocean", ""), "codes": b"[]"})
    first, second = documents_of(tmp_path, "geos.json.tar.gz", archive, NOTHING)
    assert first.key == "world-factbook/2014-edition/af"
    assert (first.details.edition, first.details.as_of) == ("2014 edition", date(2014, 6, 1))
    assert {each.place for each in first.passages} == {"Afghanistan"}
    assert ("Geography: Climate", "arid & cold") in [(each.heading, each.text) for each in first.passages]
    assert ("ethnic_share", "Highlander", Decimal(60)) in [(f.measure, f.label, f.value) for f in first.figures]
    assert (second.details.edition, second.details.as_of) == ("2014 edition", date(2014, 6, 1))


def test_a_figure_without_a_year_is_dated_by_its_edition(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "af.json", entry("af", "Afghanistan"), NOTHING)
    dated = {each.measure: each.as_of for each in document.figures}
    assert dated == {"ethnic_share": date(2010, 7, 1), "median_age": date(2014, 6, 1)}


@pytest.mark.parametrize("is_packed", [False, True], ids=["files", "an archive"])
def test_a_folder_of_an_edition_is_read_as_its_archive_is(tmp_path: Path, is_packed: bool) -> None:
    entries = {"af": entry("af", "Afghanistan"), "ke": entry("ke", "Kenya")}
    folder = tmp_path / "edition"
    (folder / "geos").mkdir(parents=True)
    if is_packed:
        (folder / "geos" / "all.tar.gz").write_bytes(rolled(entries))
    for name, body in ({} if is_packed else entries).items():
        (folder / "geos" / f"{name}.json").write_bytes(body)
    archived = documents_of(tmp_path, "geos.tar.gz", rolled(entries), NOTHING)
    assert list(importer_of(folder, folder.name).read(folder, folder.name, NOTHING)) == archived


@pytest.mark.django_db
def test_an_older_edition_stands_beside_the_newer_one(tmp_path: Path, few_entries: None) -> None:
    load_factbook(lambda _done, _total: None)
    before = ReferenceDocument.objects.count()
    path = tmp_path / "geos.tar.gz"
    path.write_bytes(rolled({"af": entry("af", "Afghanistan")}))
    for expected in (1, 0):
        imported = import_file(path, path.name, NOTHING, progress=lambda _done, _total: None)
        assert (imported.documents, imported.unchanged) == (expected, 1 - expected)
    assert ReferenceDocument.objects.count() == before + 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rolled({"af": b"{"}), "is no JSON"),
        (rolled({"af": b"{}"}), "no entry of the World Factbook"),
        (rolled({"af": entry("af", "Afghanistan", "")}), "Give it the edition's date"),
        (rolled({"af": b" " * (9 * 1024 * 1024)}), "has more than"),
        (rolled({"af": entry("af", "Afghanistan")})[:200], "broken or encrypted archive|is no JSON"),
        (b"\x1f\x8b garbage", "is no JSON|broken"),
    ],
    ids=["no json", "other json", "no date", "bomb", "cut off", "garbage"],
)
def test_what_is_no_factbook_is_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(LibraryDataError, match=words):
        documents_of(tmp_path, "geos.tar.gz", data, NOTHING)
