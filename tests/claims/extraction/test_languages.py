"""Articles in any language: told by how they read; figures are found, and what was not done is said."""

import pytest

from claims.extraction.languages import detect
from claims.extractors import find_claims

GERMAN = (
    "Die Mieten in Musterstadt stiegen 2024 um 12,5 Prozent, sagte der Senat. Das ist schade.\n"
    "Rund 1.234.567 Menschen leben hier, und es fehlen etwa 3,4 Milliarden Euro.\n"
)
FRENCH = "Plus de 3 000 familles vivent sous des tentes, et 12,5 % des enfants ne vont pas à l’école. Quel dommage !\n"
SPANISH = "El paro bajó al 11,2 por ciento. Casi 2 millones de personas buscan empleo en el país.\n"
RUSSIAN = "Безработица выросла на 12,4%, сообщил министр. Более 3 миллионов человек уехали.\n"
JAPANESE = (
    "日本の人口は2024年に1.2%減少した。東京には約3000世帯が住んでおり、予算は12億円だった。とても寒い日だった。\n"
)
ENGLISH = "Rents in the port rose sharply last year, the council said, and nobody was surprised.\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [(GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es"), (RUSSIAN, "ru"), (JAPANESE, "ja"), (ENGLISH, "en")],
)
def test_a_language_is_told_by_how_the_text_reads(text: str, language: str) -> None:
    assert detect(text) == detect(text, declared="")
    assert (detect(text).tag, detect(text).note) == (language, "")


def test_what_is_declared_keeps_its_region() -> None:
    assert detect(ENGLISH, declared="en-GB").tag == "en-GB"


def test_a_text_that_clearly_reads_otherwise_is_read_so_and_says_so() -> None:
    told = detect(SPANISH, declared="en")
    assert (told.tag, told.note) == ("es", "It is declared as English and reads as Spanish.")


@pytest.mark.parametrize("text", ["", "12%", "Kabul: 3,000", "ok"])
def test_too_little_to_tell_is_what_is_declared_or_else_english(text: str) -> None:
    assert (detect(text).tag, detect(text, declared="fa").tag) == ("en", "fa")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (GERMAN, [("2024", "year"), ("12.5", "percent"), ("1234567", "count"), ("3400000000", "EUR")]),
        (FRENCH, [("3000", "count"), ("12.5", "percent")]),
        (SPANISH, [("11.2", "percent"), ("2000000", "count")]),
        (RUSSIAN, [("12.4", "percent"), ("3000000", "count")]),
        (JAPANESE, [("2024", "year"), ("1.2", "percent"), ("3000", "count"), ("1200000000", "count")]),
    ],
    ids=["German", "French", "Spanish", "Russian", "Japanese"],
)
def test_figures_are_read_in_the_way_of_the_language(text: str, figures: list[tuple[str, str]]) -> None:
    found = find_claims(text)
    got = [(f"{quantity.value:f}", quantity.unit) for claim in found.claims for quantity in claim.quantities]
    assert got == figures
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.exact
        assert all(quantity.text in claim.exact for quantity in claim.quantities)


def test_the_words_of_a_figure_are_the_articles_own() -> None:
    words = [quantity.text for claim in find_claims(GERMAN).claims for quantity in claim.quantities]
    assert words == ["2024", "12,5 Prozent", "Rund 1.234.567", "etwa 3,4 Milliarden Euro"]


def test_what_was_not_done_is_said_on_the_article_and_on_each_claim() -> None:
    found = find_claims(FRENCH)
    assert found.extractor.endswith("(figures only)")
    assert found.notes == (
        "The text is in French. Sentences that give a figure were listed; claims without one, who said it, wordings "
        "that stand alone, and how much each is worth checking were not read.",
    )
    assert {claim.reason for claim in found.claims} == {
        "It gives a figure. It is in French: nothing else in it was judged."
    }


def test_an_english_text_has_no_note() -> None:
    assert find_claims(ENGLISH, declared_language="en").notes == ()
