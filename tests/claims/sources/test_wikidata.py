"""Wikidata, against a local server that speaks its search, its item pages and its labels."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from claims.choices import Comparator, Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import JSON, Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer, reply

Ask = Callable[..., Answer]
SAID_ON = date(2021, 8, 26)
TAJIKS = QuestionQuantity(
    id=4,
    text="more than 46%",
    value=Decimal(46),
    comparator=Comparator.MORE_THAN,
    unit="percent",
    counted="Tajiks",
    population="the population",
    place="Afghanistan",
)
SHARE = Question("Tajiks make up more than 46% of the population of Afghanistan.", (TAJIKS,), SAID_ON)
PEOPLE = QuestionQuantity(
    id=3, text="38 million", value=Decimal(38_000_000), counted="people", population="population", place="Afghanistan"
)
POPULATION = Question("Afghanistan has a population of 38 million people.", (PEOPLE,), SAID_ON)
LABELS = {"Q1": "Tajiks", "Q2": "Pashtuns", "Q9": "A census of examples"}


def amount(number: str, unit: str = "1") -> dict[str, Any]:
    return {"datavalue": {"type": "quantity", "value": {"amount": number, "unit": unit}}, "snaktype": "value"}


def item(name: str) -> dict[str, Any]:
    return {"datavalue": {"type": "wikibase-entityid", "value": {"id": name}}, "snaktype": "value"}


def text(value: str) -> dict[str, Any]:
    return {"datavalue": {"type": "string", "value": value}, "snaktype": "value"}


def at(time: str, precision: int = 9) -> dict[str, Any]:
    return {"datavalue": {"value": {"time": f"+{time}T00:00:00Z", "precision": precision}}, "snaktype": "value"}


def statement(main: Any, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    return {"mainsnak": main, "rank": rank, "qualifiers": {code: [snak] for code, snak in qualifiers.items()}}


def cited(made: dict[str, Any], **snaks: Any) -> dict[str, Any]:
    return {**made, "references": [{"snaks": {code: [snak] for code, snak in snaks.items()}}]}


class Wiki:
    """Items found in the order given; `claims` are those of the country Q889."""

    def __init__(self, found: tuple[str, ...] = ("Q889",), **claims: Any) -> None:
        self.found, self.claims = found, claims

    def __call__(self, request: Request) -> Any:
        if request.path.startswith("/wiki/Special:EntityData/"):
            name = request.path.rpartition("/")[2].removesuffix(".json")
            claims = {"P298": [statement(text("AFG"))], **self.claims} if name == "Q889" else {}
            return {"entities": {name: {"id": name, "lastrevid": 77, "claims": claims}}}
        if request.params["action"] == "wbsearchentities":
            return {"search": [{"id": name} for name in self.found], "success": 1}
        return {
            "entities": {
                name: {"labels": {"en": {"language": "en", "value": LABELS[name]}}}
                for name in request.params["ids"].split("|")
            }
        }


def test_an_ethnic_share_is_its_qualifier_under_the_groups_label(server: LocalServer, ask: Ask) -> None:
    shares = [
        statement(item("Q1"), P1107=amount("+0.27"), P585=at("2014-00-00")),
        statement(item("Q2"), P1107=amount("+0.42"), P585=at("2014-00-00")),
    ]
    [hit] = ask("wikidata", SHARE, url=Service(server, Wiki(P172=shares)).url).hits
    assert (hit.stance, hit.found_value, hit.as_of, hit.quantity_id) == (Stance.DIFFERS, 27, date(2014, 7, 1), 4)
    assert hit.quote == "Afghanistan, ethnic groups, Tajiks, 2014: 27 %. It gives no reference."
    assert (hit.publisher, hit.licence, hit.edition) == ("Wikidata", "CC0", "revision 77")
    assert hit.url.endswith("/wiki/Q889")
    assert "Wikidata, revision 77, gives 27 %" in hit.reason


def test_preferred_statements_come_first_and_deprecated_ones_never(server: LocalServer, ask: Ask) -> None:
    counts = [
        statement(amount("+39000000"), P585=at("2021-07-01", 11)),
        statement(amount("+1"), "deprecated", P585=at("2021-07-01", 11)),
        statement(amount("+38500000"), "preferred", P585=at("2021-07-01", 11)),
    ]
    hits = ask("wikidata", POPULATION, url=Service(server, Wiki(P1082=counts)).url).hits
    assert [hit.found_value for hit in hits] == [38_500_000, 39_000_000]
    assert {hit.stance for hit in hits} == {Stance.CONSISTENT}


def test_a_statements_reference_is_noted(server: LocalServer, ask: Ask) -> None:
    dated = {"P585": at("2021-07-01", 11)}
    counts = [
        cited(statement(amount("+38000000"), **dated), P248=item("Q9"), P854=text("https://stats.example/1")),
        cited(statement(amount("+38000001"), **dated), P854=text("https://stats.example/2")),
        cited(statement(amount("+38000002"), **dated), P854=text("javascript:alert(1)")),
    ]
    hits = ask("wikidata", POPULATION, url=Service(server, Wiki(P1082=counts)).url).hits
    assert [hit.quote.partition(". ")[2] for hit in hits] == [
        "Its reference: A census of examples.",
        "Its reference: https://stats.example/2.",
        "It gives no reference.",
    ]


def test_a_life_expectancy_is_in_years(server: LocalServer, ask: Ask) -> None:
    years = QuestionQuantity(
        id=1, text="65 years", value=Decimal(65), unit="a", counted="life expectancy", place="Afghanistan"
    )
    question = Question("Life expectancy in Afghanistan is 65 years.", (years,), SAID_ON)
    year = "http://www.wikidata.org/entity/Q577"
    given = [
        statement(amount("+64.8", year), P585=at("2019-00-00")),
        statement(amount("+780", "http://www.wikidata.org/entity/Q5151"), P585=at("2019-00-00")),
    ]
    [hit] = ask("wikidata", question, url=Service(server, Wiki(P2250=given)).url).hits
    assert (hit.found_value, hit.found_unit) == (Decimal("64.8"), "a")


def test_a_namesake_without_the_countrys_code_is_passed_over(server: LocalServer, ask: Ask) -> None:
    counts = [statement(amount("+38000000"), P585=at("2021-07-01", 11))]
    service = Service(server, Wiki(("Q5", "Q889"), P1082=counts))
    assert len(ask("wikidata", POPULATION, url=service.url).hits) == 1
    assert ask("wikidata", POPULATION, url=Service(server, Wiki(("Q5",), P1082=counts)).url).hits == ()


@pytest.mark.parametrize(
    "made",
    [
        statement(amount("+38000000")),
        statement(amount("+38000000"), P585=at("1900-00-00", 7)),
        statement(amount("+38000000"), P585=at("2021-13-41", 11)),
        statement({"snaktype": "somevalue"}, P585=at("2021-07-01", 11)),
        statement(amount("many"), P585=at("2021-07-01", 11)),
        statement(amount("-5"), P585=at("2021-07-01", 11)),
        {"mainsnak": 7, "qualifiers": [], "references": 7},
        7,
    ],
)
def test_what_has_no_number_or_no_date_is_left_out(server: LocalServer, ask: Ask, made: Any) -> None:
    assert ask("wikidata", POPULATION, url=Service(server, Wiki(P1082=[made])).url).hits == ()


def test_no_item_is_nothing_found(server: LocalServer, ask: Ask) -> None:
    answer = ask("wikidata", POPULATION, url=Service(server, Wiki(())).url)
    assert (answer.hits, answer.http_status) == ((), 200)


def test_the_query_names_countries_and_properties_and_can_be_edited(server: LocalServer, ask: Ask) -> None:
    assert connector("wikidata").plan(SHARE) == {"countries": "Afghanistan", "properties": "P172"}
    service = Service(server, Wiki(()))
    ask("wikidata", SHARE, {"countries": "Georgia;Pakistan"}, url=service.url)
    assert [request.params["search"] for request in service.asked] == ["Georgia", "Pakistan"]


@pytest.mark.parametrize("edit", [{"countries": "Kabul"}, {"properties": "P6"}])
def test_an_edit_that_the_service_cannot_read_is_refused(server: LocalServer, ask: Ask, edit: dict[str, str]) -> None:
    with pytest.raises(SourceRefused, match=next(iter(edit.values()))):
        ask("wikidata", SHARE, edit, url=Service(server, Wiki()).url)


def test_a_lagging_wiki_is_asked_later(server: LocalServer, ask: Ask) -> None:
    busy = reply(b'{"error": {"code": "maxlag"}}', content_type=JSON, Retry_After="5")
    with pytest.raises(SourceUnavailable, match="Wikidata asks to come back later") as caught:
        ask("wikidata", SHARE, url=Service(server, lambda _request: busy).url)
    assert caught.value.retry_after == timedelta(seconds=5)


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"search": {}}', b'{"search": [7, {"id": "Q0"}, {"id": []}]}'])
def test_json_of_another_shape_is_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    assert ask("wikidata", SHARE, url=Service(server, lambda _request: body).url).hits == ()


@pytest.mark.parametrize("page", [[], {"entities": []}, {"entities": {"Q889": 7}}, {"entities": {}}])
def test_an_item_page_of_another_shape_is_nothing_found(server: LocalServer, ask: Ask, page: Any) -> None:
    def wiki(request: Request) -> Any:
        return page if "EntityData" in request.path else {"search": [{"id": "Q889"}]}

    assert ask("wikidata", SHARE, url=Service(server, wiki).url).hits == ()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("wikidata", SHARE, url=server.url(""))


def test_a_share_of_other_people_is_not_asked() -> None:
    among = QuestionQuantity(
        id=1,
        text="80%",
        value=Decimal(80),
        unit="percent",
        counted="women and children",
        population="those displaced",
        place="Afghanistan",
    )
    question = Question("80% of those displaced in Afghanistan are women and children.", (among,), SAID_ON)
    assert "no figure" in connector("wikidata").applies(question)
    assert connector("wikidata").applies(SHARE) == ""


def test_a_literacy_rate_is_no_ethnic_group() -> None:
    rate = QuestionQuantity(
        id=1, text="43%", value=Decimal(43), unit="percent", counted="literacy rate", place="Afghanistan"
    )
    question = Question("The literacy rate in Afghanistan is 43%.", (rate,), SAID_ON)
    assert "no figure" in connector("wikidata").applies(question)
