"""Texts and pages become passages that can be quoted; what is no text is refused."""

from pathlib import Path

import pytest

from claims.library.importers.base import LONGEST_PASSAGE, Details, LibraryDataError
from tests.claims.library.reading import KNOWN, documents_of

PAGE = b"""<!doctype html><html><head><title>Water in Examplia</title>
<meta property="og:site_name" content="Water Board"><style>p {color: red}</style></head>
<body><nav><li>Home</li></nav><h1>Water</h1><p>Wells serve <b>40</b> villages.</p><ul><li>North<li>South</ul>
<h2>Pipes</h2><table><tr><td>Length</td><td>120 km</td></tr></table><script>alert(1)</script></body></html>"""


def test_paragraphs_stand_under_the_heading_before_them(tmp_path: Path) -> None:
    text = "Harbours\n\nThe harbour exports copper.\n\nIt was dug in 1901.\n\n## Roads\n\nThere are nine."
    [document] = documents_of(tmp_path, "a.txt", text.encode())
    assert [(each.heading, each.text) for each in document.passages] == [
        ("Harbours", "The harbour exports copper.\nIt was dug in 1901."),
        ("Roads", "There are nine."),
    ]


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.txt", b"The river is long and brown. " * 1000)
    assert all(len(each.text) <= LONGEST_PASSAGE and each.text.endswith("brown.") for each in document.passages)
    assert sum(each.text.count("river") for each in document.passages) == 1000


def test_a_page_gives_headings_and_blocks_without_its_furniture(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.html", PAGE, Details())
    assert (document.details.title, document.details.publisher) == ("Water in Examplia", "Water Board")
    assert [(each.heading, each.text) for each in document.passages] == [
        ("Water", "Wells serve 40 villages.\nNorth\nSouth"),
        ("Pipes", "Length\n120 km"),
    ]


def test_windows_1252_and_utf_16_are_read(tmp_path: Path) -> None:
    for encoding in ("cp1252", "utf-16"):
        [document] = documents_of(tmp_path, "a.txt", "Zürich has trams – many.".encode(encoding))
        assert document.passages[0].text == "Zürich has trams – many."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\n \n", "no text"),
        (bytes(range(256)) * 40, "neither UTF-8 nor Windows-1252"),
        (b"abc\x01\x02\x03\x04" * 500, "binary data"),
        (b"text\0text" * 50, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(LibraryDataError, match=words):
        documents_of(tmp_path, "a.txt", data)


def test_a_text_whose_publisher_nobody_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryDataError, match="Give its publisher"):
        documents_of(tmp_path, "a.txt", b"The harbour exports copper.", Details(title="Harbours"))


def test_the_same_text_has_the_same_hash_and_another_has_not(tmp_path: Path) -> None:
    [first], [again], [other] = (
        documents_of(tmp_path, "a.txt", data, KNOWN) for data in (b"Nine roads.", b"Nine roads.", b"Ten roads.")
    )
    assert (first.key, first.sha256) == (again.key, again.sha256)
    assert first.key == other.key
    assert first.sha256 != other.sha256


def test_a_page_nested_a_hundred_thousand_deep_does_no_harm(tmp_path: Path) -> None:
    try:
        [document] = documents_of(tmp_path, "a.html", b"<html><body>" + b"<div>" * 100_000 + b"Deep words here.")
    except LibraryDataError:
        return
    assert "Deep words here." in document.passages[-1].text


def test_fifty_megabytes_of_text_are_cut_into_bounded_passages(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.txt", b"The river is long and brown. " * 1_800_000)
    assert max(len(each.text) for each in document.passages) <= LONGEST_PASSAGE
