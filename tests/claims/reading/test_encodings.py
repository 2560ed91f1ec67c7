"""Text is read in the encoding that it has, whatever it declares."""

import pytest

from claims.reading import read
from claims.reading.decoding import decode

GERMAN = "Köln zählt über 3.000 Brücken, sagte die Bürgermeisterin. „Das müssen wir prüfen“, hieß es später. "
RUSSIAN = "Совет собрался во вторник и насчитал три тысячи семей в городе, больше чем когда-либо, сказал мэр. "
POLISH = "Rada zebrała się we wtorek i naliczyła trzy tysiące rodzin, więcej niż kiedykolwiek, powiedział burmistrz. "
JAPANESE = "市議会は火曜日に開かれ、町には三千の世帯があると市長は述べた。これまでで最も多い数である。"
GREEK = "Το συμβούλιο συνεδρίασε την Τρίτη και μέτρησε τρεις χιλιάδες οικογένειες στην πόλη, είπε ο δήμαρχος. "


def page(text: str, encoding: str, declared: str = "") -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>T</title></head><body><article><p>{text}</p></article></body></html>".encode(
        encoding
    )


@pytest.mark.parametrize(
    ("text", "encoding", "header", "meta"),
    [
        (GERMAN, "utf-8", "", ""),
        (GERMAN, "utf-8", "iso-8859-1", ""),
        (GERMAN, "utf-8", "", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1", ""),
        (GERMAN, "cp1252", "", "latin1"),
        (GERMAN, "cp1252", "utf-8", ""),
        (GERMAN, "cp1252", "", "utf-8"),
        (GERMAN, "cp1252", "no-such-charset", ""),
        (GERMAN, "cp1252", "rot13", ""),
        (RUSSIAN, "cp1251", "windows-1251", ""),
        (RUSSIAN, "koi8-r", "", "koi8-r"),
        (RUSSIAN, "cp1251", "", ""),
        (RUSSIAN, "cp1251", "iso-8859-1", ""),
        (RUSSIAN, "cp1251", "utf-8", ""),
        (POLISH, "iso8859-2", "iso-8859-2", ""),
        (POLISH, "cp1250", "windows-1250", ""),
        (GREEK, "cp1253", "", "windows-1253"),
        (JAPANESE, "shift_jis", "shift_jis", ""),
        (JAPANESE, "euc_jp", "", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", ""),
        (GERMAN, "utf-16", "", ""),
        (GERMAN, "utf-16", "utf-8", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_encoding_that_it_has(text: str, encoding: str, header: str, meta: str) -> None:
    long = text * 5
    assert read(page(long, encoding, meta), charset=header).text.replace("\n", " ").strip() == long.strip()


def test_the_header_beats_what_the_page_says_of_itself() -> None:
    data = page(POLISH * 3, "iso8859-2", "windows-1252")
    assert POLISH.strip() in read(data, charset="iso-8859-2").text


def test_one_broken_character_does_not_make_utf_8_something_else() -> None:
    data = (GERMAN * 20).encode() + b"\xc3"
    assert decode(data) == GERMAN * 20 + "\ufffd"


@pytest.mark.parametrize("data", [b"", b"\xff", b"\xef\xbb\xbf", b"\xff\xfea", b"\xc3\x28", bytes(range(256))])
def test_there_is_always_a_text(data: bytes) -> None:
    assert isinstance(decode(data, declared="utf-8"), str)
