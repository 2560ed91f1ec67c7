"""UNHCR, against a local server that speaks its Refugee Statistics API."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.choices import Comparator, Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer

Ask = Callable[..., Answer]
SAID_ON = date(2021, 8, 26)


def question(claim: str, **quantity: Any) -> Question:
    return Question(text=claim, quantities=(QuestionQuantity(id=5, **quantity),), said_on=SAID_ON)


DISPLACED = question(
    "3.5 million people are internally displaced in Afghanistan.",
    text="3.5 million",
    value=Decimal(3_500_000),
    counted="people",
    population="internally displaced",
    place="Afghanistan",
)
SHARE = question(
    "80% of those internally displaced in Afghanistan are women and children.",
    text="80%",
    value=Decimal(80),
    unit="percent",
    counted="women and children",
    population="those internally displaced",
    place="Afghanistan",
)
HOSTED = question(
    "Pakistan hosts 3 million refugees.",
    text="3 million",
    value=Decimal(3_000_000),
    counted="refugees",
    place="Pakistan",
)
NO_SIDE = {"coo_iso": "-", "coa_iso": "-"}
FROM_AFGHANISTAN = {**NO_SIDE, "coo_iso": "AFG", "refugees": 2_712_858, "idps": "3457744"}
SEXES = {
    "f_total": 1_670_000,
    "m_total": 1_787_744,
    "total": 3_457_744,
    "m_0_4": 300_000,
    "m_5_11": "400000",
    "m_12_17": 340_557,
    "m_other": 0,
}
WITHIN = {"coo_iso": "AFG", "coa_iso": "AFG", "pop_type": "IDP", "year": 2021, **SEXES}


class Unhcr:
    """Its tables by endpoint, one row a page."""

    def __init__(self, **tables: list[Any]) -> None:
        self.tables = tables

    def __call__(self, request: Request) -> Any:
        rows = self.tables.get(request.path.strip("/"), [])
        page = int(request.params["page"])
        return {"page": page, "maxPages": len(rows), "total": [{}], "items": rows[page - 1 : page]}


def test_displaced_people_are_found_in_both_tables_and_dated(server: LocalServer, ask: Ask) -> None:
    unhcr = Unhcr(
        population=[{**FROM_AFGHANISTAN, "year": 2021}],
        idmc=[{**NO_SIDE, "coo_iso": "AFG", "year": 2021, "total": 4_314_000}],
    )
    first, second = ask("unhcr", DISPLACED, url=Service(server, unhcr).url).hits
    assert (first.stance, first.found_value, first.as_of) == (Stance.CONSISTENT, 3_457_744, date(2021, 12, 31))
    assert first.quote == "UNHCR counted 3,457,744 people displaced within Afghanistan at the end of 2021."
    assert (first.publisher, first.licence) == ("UNHCR", "CC BY 4.0")
    assert (second.stance, second.publisher, second.licence) == (Stance.DIFFERS, "IDMC", "as stated by IDMC")
    assert {first.verbatim, second.verbatim} == {False}


def test_the_share_of_women_and_children_says_how_it_was_computed(server: LocalServer, ask: Ask) -> None:
    [hit] = ask("unhcr", SHARE, url=Service(server, Unhcr(demographics=[WITHIN])).url).hits
    assert (hit.stance, hit.found_value, hit.found_upper) == (Stance.CONSISTENT, Decimal("78.4"), None)
    assert hit.quote == (
        "UNHCR's demographic table counts 2,710,557 women and children (everybody female, and boys under 18) among "
        "3,457,744 people displaced within Afghanistan at the end of 2021. Computed: 78.4 %."
    )


def test_rows_of_one_year_are_added_and_other_people_are_not(server: LocalServer, ask: Ask) -> None:
    half = {**WITHIN, "f_total": 10, "m_total": 10, "total": 20, "m_0_4": 2, "m_5_11": 2, "m_12_17": 2}
    refugees = {**half, "pop_type": "REF", "f_total": 20, "m_total": 0}
    [hit] = ask("unhcr", SHARE, url=Service(server, Unhcr(demographics=[half, refugees, half])).url).hits
    assert hit.found_value == 80
    assert "32 women and children" in hit.quote


def test_whose_sex_or_age_is_unknown_makes_a_range(server: LocalServer, ask: Ask) -> None:
    some = {**WITHIN, "f_total": 50, "m_total": 48, "total": 100, "m_0_4": 5, "m_5_11": 5, "m_12_17": 5, "m_other": 3}
    [hit] = ask("unhcr", SHARE, url=Service(server, Unhcr(demographics=[some])).url).hits
    assert (hit.found_value, hit.found_upper) == (65, 70)
    assert "of 5 sex or age is not known" in hit.quote


@pytest.mark.parametrize("row", [{"m_5_11": "-"}, {"f_total": "-"}, {"total": 0}, {"m_total": 5}, {"coa_iso": "PAK"}])
def test_a_table_that_does_not_break_people_down_gives_no_share(
    server: LocalServer, ask: Ask, row: dict[str, Any]
) -> None:
    unhcr = Unhcr(demographics=[{**WITHIN, **row}])
    assert ask("unhcr", SHARE, url=Service(server, unhcr).url).hits == ()


def test_refugees_in_a_country_are_not_those_from_it(server: LocalServer, ask: Ask) -> None:
    rows = [{**NO_SIDE, "coa_iso": "PAK", "year": 2021, "refugees": 1_491_070, "idps": 0}]
    service = Service(server, Unhcr(population=rows))
    [hit] = ask("unhcr", HOSTED, url=service.url).hits
    assert (hit.stance, hit.found_value) == (Stance.DIFFERS, 1_491_070)
    assert "living in Pakistan" in hit.quote
    [asked] = service.asked
    assert (asked.params["coa"], asked.params["cf_type"], "coo" in asked.params) == ("PAK", "ISO", False)


def test_refugees_of_one_country_in_another_are_not_all_that_are_there(server: LocalServer, ask: Ask) -> None:
    afghans = question(
        "Pakistan hosts 3 million Afghan refugees.",
        text="3 million",
        value=Decimal(3_000_000),
        counted="Afghan refugees",
        place="Pakistan",
    )
    plan = {"countries": "AFG>PAK", "tables": "", "years": "2020:2022"}
    assert (connector("unhcr").applies(afghans), connector("unhcr").plan(afghans)) == ("", plan)
    rows = [
        {"coo_iso": "AFG", "coa_iso": "PAK", "year": 2021, "refugees": 1_490_562},
        {"coo_iso": "-", "coa_iso": "PAK", "year": 2021, "refugees": 1_491_070},
    ]
    service = Service(server, Unhcr(population=rows))
    [hit] = ask("unhcr", afghans, url=service.url).hits
    assert (hit.stance, hit.found_value) == (Stance.DIFFERS, 1_490_562)
    assert hit.quote == "UNHCR counted 1,490,562 refugees from Afghanistan living in Pakistan at the end of 2021."
    assert (service.asked[0].params["coo"], service.asked[0].params["coa"]) == ("AFG", "PAK")


def test_young_afghan_refugees_are_not_held_against_all_of_them() -> None:
    young = question(
        "Pakistan hosts 1 million young Afghan refugees.",
        text="1 million",
        value=Decimal(1_000_000),
        counted="young Afghan refugees",
        place="Pakistan",
    )
    assert "no figure" in connector("unhcr").applies(young)


def test_people_from_a_country_without_a_code_are_not_asked_for() -> None:
    scots = question(
        "France hosts 1,000 Scottish refugees.",
        text="1,000",
        value=Decimal(1000),
        counted="Scottish refugees",
        place="France",
    )
    assert "Scotland is none" in connector("unhcr").applies(scots)
    assert connector("unhcr").plan(scots)["countries"] == ""


def test_the_world_is_asked_for_without_a_country(server: LocalServer, ask: Ask) -> None:
    world = question(
        "There are 21 million refugees worldwide.",
        text="21 million",
        value=Decimal(21_000_000),
        comparator=Comparator.ABOUT,
        counted="refugees",
        place="worldwide",
    )
    service = Service(server, Unhcr(population=[{**NO_SIDE, "year": 2021, "refugees": "21327285"}]))
    hits = ask("unhcr", world, url=service.url).hits
    assert [(hit.stance, hit.found_value) for hit in hits] == [(Stance.CONSISTENT, 21_327_285)]
    assert not {"coo", "coa"} & set(service.asked[0].params)


def test_every_page_is_read(server: LocalServer, ask: Ask) -> None:
    rows = [{**FROM_AFGHANISTAN, "year": year} for year in (2020, 2021, 2022)]
    service = Service(server, Unhcr(population=rows))
    assert len(ask("unhcr", DISPLACED, {"tables": "origin"}, url=service.url).hits) == 3
    assert [request.params["page"] for request in service.asked] == ["1", "2", "3"]


@pytest.mark.parametrize("nothing", ["-", "0", 0, None, "", {}, True])
def test_no_number_is_no_figure_and_refutes_nothing(server: LocalServer, ask: Ask, nothing: Any) -> None:
    unhcr = Unhcr(population=[{**FROM_AFGHANISTAN, "year": 2021, "idps": nothing}])
    assert ask("unhcr", DISPLACED, url=Service(server, unhcr).url).hits == ()


def test_the_query_names_countries_tables_and_years_and_can_be_edited(server: LocalServer, ask: Ask) -> None:
    plan = connector("unhcr").plan(DISPLACED)
    assert plan == {"countries": "AFG", "tables": "origin;idmc", "years": "2020:2022"}
    assert connector("unhcr").plan(SHARE)["tables"] == "demographics"
    service = Service(server, Unhcr())
    ask("unhcr", DISPLACED, {"years": "2015:2016", "tables": "idmc"}, url=service.url)
    assert [request.path for request in service.asked] == ["/idmc/"]
    assert (service.asked[0].params["yearFrom"], service.asked[0].params["yearTo"]) == ("2015", "2016")


@pytest.mark.parametrize(
    "edit", [{"years": "2021"}, {"countries": "QQQ"}, {"countries": "AFG>XYZ"}, {"tables": "secrets"}]
)
def test_an_edit_that_the_service_cannot_read_is_refused(server: LocalServer, ask: Ask, edit: dict[str, str]) -> None:
    service = Service(server, Unhcr())
    with pytest.raises(SourceRefused, match=next(iter(edit.values())).rpartition(">")[2]):
        ask("unhcr", DISPLACED, edit, url=service.url)
    assert service.asked == []


@pytest.mark.parametrize(
    "body", [b"[]", b"null", b'{"items": {}}', b'{"items": [7, null, {"year": "now"}], "maxPages": {}}']
)
def test_json_of_another_shape_is_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    answer = ask("unhcr", DISPLACED, url=Service(server, lambda _request: body).url)
    assert (answer.hits, answer.http_status) == ((), 200)


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("unhcr", DISPLACED, url=server.url("/v1"))


def test_a_claim_about_other_things_is_not_asked() -> None:
    people = question("Afghanistan has 37 million people.", text="37 million", value=Decimal(37_000_000))
    assert "no figure" in connector("unhcr").applies(people)
    assert connector("unhcr").applies(HOSTED) == ""
