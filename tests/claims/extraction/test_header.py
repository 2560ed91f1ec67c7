"""Title, date line, byline and outlet of a pasted article."""

from datetime import UTC, datetime

import pytest

from claims.extraction.header import read_date, read_header

BODY = "The mill on the river closed last night after a fire that took hours to put out."


def test_a_title_a_byline_and_a_date_are_read() -> None:
    header = read_header(f"Old mill burns in Tarn\nBy Jane Doe\n14 March 2022, 09:15 UTC\n\n{BODY}")
    assert header.title == "Old mill burns in Tarn"
    assert header.byline == "Jane Doe"
    assert header.dateline == "14 March 2022, 09:15 UTC"
    assert header.published_at == datetime(2022, 3, 14, 9, 15, tzinfo=UTC)


def test_nothing_there_is_nothing_guessed() -> None:
    header = read_header(f"{BODY}\n{BODY}")
    assert (header.title, header.dateline, header.published_at, header.byline, header.outlet) == ("", "", None, "", "")


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Published 00:20 IST, August 26th 2021", datetime(2021, 8, 26, tzinfo=UTC)),
        ("Updated: 23:30 CET, 1 January 2020", datetime(2020, 1, 1, 22, 30, tzinfo=UTC)),
        ("Published Tuesday, May 9, 2023 at 9:40 p.m. EST", datetime(2023, 5, 10, 2, 40, tzinfo=UTC)),
        ("2023-05-09T10:00+05:30", datetime(2023, 5, 9, 4, 30, tzinfo=UTC)),
        ("3 Feb 2024 11:05", datetime(2024, 2, 3, tzinfo=UTC)),
        ("Last updated on 3rd of October 2019", datetime(2019, 10, 3, tzinfo=UTC)),
        ("Tarn, 14 March 2022", datetime(2022, 3, 14, tzinfo=UTC)),
        ("New Tarn Harbour, March 14, 2022", datetime(2022, 3, 14, tzinfo=UTC)),
    ],
)
def test_only_a_zone_that_means_one_thing_moves_the_clock(line: str, moment: datetime) -> None:
    assert read_date(line) == moment


@pytest.mark.parametrize(
    "line", ["31 February 2020", "On 3 May 2020 the mill burned.", "The mill burned, 3 May 2020", "May 2020", ""]
)
def test_what_is_no_whole_date_is_none(line: str) -> None:
    assert read_date(line) is None


def test_the_outlet_is_read_from_the_agency_mark_or_the_title() -> None:
    assert read_header(f"Mill burns\n\nTARN, May 3 (Nordpress) - {BODY}").outlet == "Nordpress"
    titled = read_header(f"Old mill burns in Tarn | The Tarn Ledger\n{BODY}")
    assert (titled.title, titled.outlet) == ("Old mill burns in Tarn", "The Tarn Ledger")


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("GREYFORD, 3 March 2025 – The number of buses rose.", "GREYFORD, 3 March 2025"),
        ("GREYFORD, March 3, 2025 (Reuters) - The number of buses rose.", "GREYFORD, March 3, 2025"),
        ("Greyford, Monday, March 3, 2025: The number of buses rose.", "Greyford, Monday, March 3, 2025"),
    ],
)
def test_a_date_line_that_runs_into_the_first_sentence_is_read(opening: str, dateline: str) -> None:
    header = read_header(f"More buses in the valley\n\n{opening}\n")
    assert (header.dateline, header.published_at) == (dateline, datetime(2025, 3, 3, tzinfo=UTC))
    assert header.title == "More buses in the valley"


@pytest.mark.parametrize(
    "text",
    [
        "LIMA, May 3 (Nordpress) - The number of buses rose.\n",
        "LIMA, May 3 (Nordpress) - The number of buses rose.\n\nPARIS, 3 May 1968 – The students were many.\n",
        "On 3 March 2025 – a Monday – the number of buses rose.\n",
        "GREYFORD, 31 February 2025 – The number of buses rose.\n",
    ],
    ids=["no year", "the first date line decides", "a date in a sentence", "no real day"],
)
def test_what_dates_no_article_gives_no_date(text: str) -> None:
    assert read_header(text).published_at is None
