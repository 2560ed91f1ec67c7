"""UNHCR's tables in R's own file format are read as the same tables in CSV are; nothing else of R is."""

import bz2
import gzip
import struct
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from claims.library.importers import r_data
from claims.library.importers.base import Details, LibraryDataError
from tests.claims.library.reading import documents_of

NOTHING = Details()
END = struct.pack(">i", 254)
Column = list[str | None] | list[float]


def number(value: int) -> bytes:
    return struct.pack(">i", value)


def text(value: str | None) -> bytes:
    return number(9) + (number(-1) if value is None else number(len(value.encode())) + value.encode())


def vector(values: Column) -> bytes:
    if all(isinstance(value, float) for value in values):
        return number(14) + number(len(values)) + b"".join(struct.pack(">d", value) for value in values)
    return number(16) + number(len(values)) + b"".join(text(None if v is None else str(v)) for v in values)


def attribute(name: str, value: bytes) -> bytes:
    return number(2 | 0x400) + number(1) + text(name) + value


def frame(columns: Mapping[str, bytes]) -> bytes:
    """A data frame whose row names are a compact sequence, as R 3.5 and later write them."""
    rows = (
        number(238) + number(2) + number(1) + text("compact_intseq") + END
        + number(14) + number(3) + struct.pack(">ddd", 2, 1, 1) + END
    )  # fmt: skip
    listed = number(19 | 0x300) + number(len(columns)) + b"".join(columns.values())
    return listed + attribute("names", vector(list(columns))) + attribute("row.names", rows) + END


def saved(*objects: bytes) -> bytes:
    """What R's save() writes: a list of pairs of names and objects."""
    pairs = b"".join(attribute(f"object{at}", each) for at, each in enumerate(objects))
    return b"RDX3\nX\n" + number(3) + number(0x40502) + number(0x30500) + number(5) + b"UTF-8" + pairs + END


def factor(levels: list[str | None], codes: list[int]) -> bytes:
    return (
        number(13 | 0x300) + number(len(codes)) + b"".join(number(code) for code in codes)
        + attribute("levels", vector(levels)) + END
    )  # fmt: skip


POPULATION = {
    "year": vector([2020.0, 2020.0]),
    "coo_name": factor(["Kenya", "*"], [1, 1]),
    "coo_iso": vector(["KEN", "KEN"]),
    "coa_name": vector(["Kenya", None]),
    "coa_iso": vector(["KEN", None]),
    "refugees": vector([float("nan"), 9000.0]),
    "idps": vector([1500.0, 0.0]),
}


@pytest.mark.parametrize("pack", [bz2.compress, gzip.compress, bytes], ids=["bzip2", "gzip", "plain"])
def test_a_population_table_is_read_however_it_is_packed(tmp_path: Path, pack: type[bytes]) -> None:
    [document] = documents_of(tmp_path, "population.rda", pack(saved(frame(POPULATION))), NOTHING)

    assert [(each.measure, each.place, each.value, each.as_of) for each in document.figures] == [
        ("refugees_from", "Kenya", Decimal(9000), date(2020, 12, 31)),
        ("displaced_people", "Kenya", Decimal(1500), date(2020, 12, 31)),
    ]
    assert (document.details.publisher, document.details.licence) == ("UNHCR", "CC BY 4.0")


def demographics(**changes: Column) -> bytes:
    columns: dict[str, Column] = {
        "year": [2021.0], "coo_iso": ["AFG"], "coa_iso": ["AFG"], "pop_type": ["IDP"],
        "f_total": [500.0], "m_0_4": [100.0], "m_5_11": [100.0], "m_12_17": [84.0], "m_other": [0.0],
        "m_total": [500.0], "total": [1000.0],
    }  # fmt: skip
    return saved(frame({name: vector(cells) for name, cells in (columns | changes).items()}))


def test_a_demographic_table_gives_the_share_of_women_and_children_and_says_how(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "demographics.rda", demographics(), NOTHING)

    [share] = document.figures
    assert (share.measure, share.place, share.value, share.upper) == (
        "displaced_women_children_share",
        "Afghanistan",
        Decimal("78.4"),
        None,
    )
    assert share.statement == (
        "UNHCR's demographic table counts 784 women and children (everybody female, and boys under 18) among 1,000 "
        "people displaced within Afghanistan at the end of 2021. Computed: 78.4 %."
    )


@pytest.mark.parametrize(
    "changes",
    [{"f_total": [0.0], "m_total": [0.0]}, {"pop_type": ["REF"]}, {"f_total": [float("nan")]}],
    ids=["sex unknown", "refugees", "no breakdown"],
)
def test_a_share_that_the_table_does_not_bear_out_is_not_computed(tmp_path: Path, changes: dict[str, Column]) -> None:
    with pytest.raises(LibraryDataError, match="gives no figure"):
        documents_of(tmp_path, "demographics.rda", demographics(**changes), NOTHING)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved(frame(POPULATION))[:200], "ends too early|unpack"),
        (saved(frame(POPULATION), frame(POPULATION)), "holds 2 data frames instead of one"),
        (saved(number(3) + END), "an object of R's type 3"),
        (b"RDA2\nA\n2\n", "no R data of version 2 or 3"),
        (saved(number(19) * 200), "nested too deeply|ends too early"),
        (saved(number(16) + number(2**31 - 1)), "ends too early"),
        (bz2.compress(saved(frame(POPULATION)))[:40], "could not be read as R data"),
    ],
    ids=["cut off", "two tables", "a function", "as text", "nested", "a length that lies", "broken packing"],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(LibraryDataError, match=words):
        documents_of(tmp_path, "any.rda", data, NOTHING)


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(r_data, "MOST_BYTES", 1000)
    with pytest.raises(LibraryDataError, match="unpacks to more than 1,000 bytes"):
        documents_of(tmp_path, "any.rda", bz2.compress(b"\0" * 5000), NOTHING)
