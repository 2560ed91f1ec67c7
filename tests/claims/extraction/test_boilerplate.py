"""Lines around the prose are told from the prose."""

import pytest

from claims.extraction.boilerplate import LineKind, classify

PROSE = "The council sold the park to a builder for two million pounds, its minutes show."


def kind_of(line: str) -> LineKind:
    """The kind of a line that stands between two lines of prose."""
    return classify(f"{PROSE}\n{line}\n{PROSE}")[1].kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", LineKind.ADVERTISEMENT),
        ("Story continues below this ad", LineKind.ADVERTISEMENT),
        ("Image: ParkNews/Twitter", LineKind.IMAGE_CREDIT),
        ("Photo credit: Ana Lim", LineKind.IMAGE_CREDIT),
        ("Published 3 May 2021, 10:00 GMT", LineKind.DATELINE),
        ("File photo: The park in spring", LineKind.CAPTION),
        ("The park seen from the air. [Ana Lim/Reuters]", LineKind.CAPTION),
        ("We use cookies to improve this site. Accept all", LineKind.COOKIE_NOTICE),
        ("© 2023 The Ledger. All rights reserved.", LineKind.COOKIE_NOTICE),
        ("Read more: How parks are sold", LineKind.RELATED_LINK),
        ("Also read | Parks for sale", LineKind.RELATED_LINK),
        ("By Ana Lim", LineKind.AUTHOR_LINE),
        ("(Reporting by A. Lim; Editing by B. Ray)", LineKind.AUTHOR_LINE),
        ("'A quiet sale'", LineKind.SUBHEADING),
        ("What the minutes say", LineKind.SUBHEADING),
        ("Who gains?", LineKind.SUBHEADING),
        (PROSE, LineKind.PROSE),
        ("The mayor said,", LineKind.PROSE),
        ("“It was a fair price.”", LineKind.PROSE),
        ("• 40 trees were felled", LineKind.PROSE),
    ],
)
def test_a_line_is_known_for_what_it_is(line: str, kind: LineKind) -> None:
    assert kind_of(line) is kind


def test_an_unclosed_line_before_the_prose_is_the_headline() -> None:
    assert [line.kind for line in classify(f"Park sold\n{PROSE}")] == [LineKind.HEADLINE, LineKind.PROSE]


def test_a_single_line_is_prose_even_without_a_full_stop() -> None:
    assert classify("Forty trees were felled in the park")[0].kind is LineKind.PROSE
