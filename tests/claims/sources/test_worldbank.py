"""The World Bank, against a local server that speaks its Indicators API."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.choices import Comparator, Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer

Ask = Callable[..., Answer]
PEOPLE = QuestionQuantity(
    id=3, text="37 million", value=Decimal(37_000_000), counted="people", population="population", place="Afghanistan"
)
QUESTION = Question(
    text="Afghanistan has a population of 37 million people.", quantities=(PEOPLE,), said_on=date(2021, 8, 26)
)
COUNTS = {2019: 37_769_499, 2020: 38_972_230, 2021: 40_099_462, 2022: None}


def row(year: int, value: Any, country: str = "AFG") -> dict[str, Any]:
    return {
        "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"},
        "country": {"id": "AF", "value": "Afghanistan"},
        "countryiso3code": country,
        "date": str(year),
        "value": value,
        "unit": "",
    }


class Bank:
    """Three rows a page; `per_page` comes back as a string, as the real service has it at times."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def __call__(self, request: Request) -> Any:
        page = int(request.params["page"])
        head = {"page": page, "pages": -(-len(self.rows) // 3), "per_page": "3", "total": len(self.rows)}
        batch = self.rows[3 * page - 3 : 3 * page]
        return [{**head, "sourceid": "2", "lastupdated": "2026-07-01"}, batch or None]


def test_figures_of_the_years_around_are_compared_and_dated(server: LocalServer, ask: Ask) -> None:
    bank = Service(server, Bank([row(year, value) for year, value in COUNTS.items()]))
    hits = ask("worldbank", QUESTION, url=bank.url).hits
    assert [(hit.as_of, hit.stance) for hit in hits] == [
        (date(2021, 12, 31), Stance.DIFFERS),
        (date(2020, 12, 31), Stance.CONSISTENT),
        (date(2019, 12, 31), Stance.CONSISTENT),
    ]
    assert hits[0].found_value == 40_099_462
    assert hits[0].quantity_id == 3
    assert "World Development Indicators, updated 2026-07-01, gives 40,099,462" in hits[0].reason
    assert hits[0].quote == "Afghanistan, Population, total, 2021: 40,099,462."
    assert not hits[0].verbatim


def test_each_hit_says_whose_it_is(server: LocalServer, ask: Ask) -> None:
    [hit] = ask("worldbank", QUESTION, url=Service(server, Bank([row(2021, 40_099_462)])).url).hits
    assert (hit.publisher, hit.licence, hit.edition) == ("World Bank", "CC BY 4.0", "updated 2026-07-01")
    assert hit.url == "https://data.worldbank.org/indicator/SP.POP.TOTL?locations=AF"


def test_every_page_is_read(server: LocalServer, ask: Ask) -> None:
    bank = Service(server, Bank([row(year, value) for year, value in COUNTS.items()]))
    answer = ask("worldbank", QUESTION, url=bank.url)
    assert [request.params["page"] for request in bank.asked] == ["1", "2"]
    assert answer.body.count(b"\n") == 2


def test_the_query_names_country_indicator_and_years_and_can_be_edited(server: LocalServer, ask: Ask) -> None:
    plan = connector("worldbank").plan(QUESTION)
    assert plan == {"countries": "AFG", "indicators": "SP.POP.TOTL", "years": "2019:2023"}
    bank = Service(server, Bank([]))
    ask("worldbank", QUESTION, {"years": "2010:2011"}, url=bank.url)
    assert bank.asked[0].path == "/country/AFG/indicator/SP.POP.TOTL"
    assert bank.asked[0].params["date"] == "2010:2011"


@pytest.mark.parametrize(
    "edit", [{"years": "soon"}, {"countries": "AFG/../x"}, {"indicators": "NY.GDP.MKTP.CD"}, {"countries": "Kabul"}]
)
def test_an_edit_that_the_service_cannot_read_is_refused(server: LocalServer, ask: Ask, edit: dict[str, str]) -> None:
    bank = Service(server, Bank([]))
    with pytest.raises(SourceRefused, match=next(iter(edit.values()))):
        ask("worldbank", QUESTION, edit, url=bank.url)
    assert bank.asked == []


def test_an_error_with_status_200_is_a_refusal_that_says_why(server: LocalServer, ask: Ask) -> None:
    error = [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
    bank = Service(server, lambda _request: error)
    with pytest.raises(SourceRefused, match="not valid"):
        ask("worldbank", QUESTION, url=bank.url)


def test_their_error_that_passes_is_asked_about_again(server: LocalServer, ask: Ask) -> None:
    error = [{"message": [{"id": "105", "key": "Service", "value": "Service currently unavailable"}]}]
    bank = Service(server, lambda _request: error)
    with pytest.raises(SourceUnavailable, match="currently unavailable"):
        ask("worldbank", QUESTION, url=bank.url)


@pytest.mark.parametrize("rows", [None, [], [row(2021, None)]])
def test_no_row_and_no_value_are_nothing_found(server: LocalServer, ask: Ask, rows: Any) -> None:
    bank = Service(server, lambda _request: [{"page": 1, "pages": 1}, rows])
    answer = ask("worldbank", QUESTION, url=bank.url)
    assert (answer.hits, answer.http_status) == ((), 200)


@pytest.mark.parametrize(
    "rows",
    ["x", {"a": 1}, [7, None, []], [row(2021, "n/a"), row(2021, {}), {"date": 2021}], [row(1, 5), row(2021, 5, "XYZ")]],
)
def test_rows_of_another_shape_are_left_out(server: LocalServer, ask: Ask, rows: Any) -> None:
    bank = Service(server, lambda _request: [{"pages": "many", "lastupdated": 7}, rows])
    assert ask("worldbank", QUESTION, url=bank.url).hits == ()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b"7"])
def test_an_answer_that_is_no_list_is_asked_for_again_later(server: LocalServer, ask: Ask, body: bytes) -> None:
    bank = Service(server, lambda _request: body)
    with pytest.raises(SourceUnavailable, match="another shape"):
        ask("worldbank", QUESTION, url=bank.url)


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("worldbank", QUESTION, url=server.url("/v2"))


def test_what_it_cannot_be_asked_is_said() -> None:
    source = connector("worldbank")
    assert source.applies(QUESTION) == ""
    assert "no figure" in source.applies(Question(text="The Taliban took Kabul.", said_on=date(2021, 8, 26)))
    undated = Question(text=QUESTION.text, quantities=(PEOPLE,))
    assert "date" in source.applies(undated)
    town = QuestionQuantity(id=1, text="4 million", value=Decimal(4_000_000), counted="inhabitants", place="Kabul")
    assert "Kabul is none" in source.applies(
        Question(text="Kabul has 4 million inhabitants.", quantities=(town,), said_on=date(2021, 8, 26))
    )


def test_a_figure_about_something_else_is_not_sought() -> None:
    families = QuestionQuantity(
        id=1,
        text="3,000",
        value=Decimal(3000),
        comparator=Comparator.ABOUT,
        counted="families",
        place="Afghanistan",
    )
    question = Question(text="3,000 families live in tents in Afghanistan.", quantities=(families,))
    assert "no figure" in connector("worldbank").applies(question)
