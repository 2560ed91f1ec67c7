"""What every connector keeps to, whoever it asks."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import claims.sources
from claims.sources import all_connectors, connector
from claims.sources.access import options_of, secret_variable
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused

Ask = Callable[..., Answer]
SAID_ON = date(2021, 8, 26)
NETWORKED = [source.name for source in all_connectors() if source.needs_network]
POPULATION = QuestionQuantity(id=1, text="37 million", value=Decimal(37_000_000), counted="people", place="Afghanistan")
REFUGEES = QuestionQuantity(id=1, text="3 million", value=Decimal(3_000_000), counted="refugees", place="Pakistan")
QUESTIONS = {
    "unhcr": Question("Pakistan hosts 3 million refugees.", (REFUGEES,), SAID_ON),
    "wayback": Question("The number stands at https://ministry.example/.", (), SAID_ON),
}
OTHERS = Question("The population of Afghanistan is 37 million people.", (POPULATION,), SAID_ON)


def question_for(name: str) -> Question:
    return QUESTIONS.get(name, OTHERS)


def test_a_connector_is_called_as_its_file_and_only_once():
    files = {file.stem for file in Path(claims.sources.__file__).parent.glob("*.py")}
    names = [source.name for source in all_connectors()]
    assert len(names) == len(set(names))
    assert set(names) <= files


@pytest.mark.parametrize("name", NETWORKED)
def test_a_claim_of_nothing_is_not_asked_and_the_reason_is_a_sentence(name: str):
    reason = connector(name).applies(Question(text=""))
    assert reason.endswith(".")
    assert reason[0].isupper()


@pytest.mark.parametrize("name", NETWORKED)
def test_a_plan_is_words_that_a_reviewer_can_edit_and_always_the_same(name: str):
    source, question = connector(name), question_for(name)
    assert source.applies(question) == ""
    plan = source.plan(question)
    assert plan == source.plan(question)
    assert all(isinstance(value, str) for value in plan.values())
    assert json.loads(json.dumps(plan)) == plan


@pytest.mark.parametrize("name", NETWORKED)
def test_a_private_address_that_the_operator_has_not_allowed_is_not_asked(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setenv("SOURCE_GOOGLE_FACTCHECK_KEY", "k")
    needed = {
        "search_api": {"url": "http://10.0.0.1/{query}"},
        "reliefweb": {"url": "http://10.0.0.1", "appname": "x"},
    }
    options = needed.get(name, {"url": "http://10.0.0.1"})
    with pytest.raises(SourceRefused, match=r"10\.0\.0\.1.*OUTBOUND_ALLOW"):
        ask(name, question_for(name), **options)


@pytest.mark.parametrize("name", NETWORKED)
def test_a_secret_is_read_from_the_environment_and_never_from_what_is_stored(
    monkeypatch: pytest.MonkeyPatch, name: str
):
    source = connector(name)
    secrets = [option.name for option in source.options if option.secret]
    for secret in secrets:
        monkeypatch.setenv(secret_variable(name, secret), "from the environment")
    read = options_of(source, dict.fromkeys(secrets, "from the database"))
    assert {read[secret] for secret in secrets} <= {"from the environment"}
