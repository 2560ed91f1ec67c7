"""A source's passage comes with a suggestion and its reason, or with why there is none; nothing else is touched."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from claims.choices import Stance
from claims.sources.base import Answer, Hit, Question
from claims.sources.passages import with_suggestions
from tests.claims.stance.nli_model import make_model

CLAIM = "The mill of Winsen was founded in 1850."
QUOTE = "The mill of Winsen was founded in 1871 by two brothers."


def passage(quote: str = QUOTE) -> Hit:
    return Hit(title="Mills on the Aller", publisher="Archive", quote=quote, reason="Read it.", passage=True)


def first(*hits: Hit, language: str = "en") -> Hit:
    answer = Answer(hits=hits, body=b"{}", media_type="application/json")
    return with_suggestions(answer, Question(text=CLAIM, language=language)).hits[0]


def test_a_passage_with_another_year_for_the_same_event_differs_and_says_so() -> None:
    hit = first(passage())

    assert hit.stance == Stance.DIFFERS
    assert hit.reason == "The claim says 1850, the text 1871, of what reads as the same thing."
    assert hit.quote == QUOTE


def test_a_passage_that_settles_nothing_says_why() -> None:
    hit = first(passage("The mill of Winsen stands on the river."))

    assert hit.stance == Stance.NO_SUGGESTION
    assert "1850" in hit.reason


def test_a_hit_that_is_no_passage_keeps_its_own_reason() -> None:
    check = Hit(title="A fact-check", publisher="Desk", quote=QUOTE, reason="A fact-check: read it.")

    assert first(check, passage()) is check


def test_a_claim_in_another_language_gets_no_suggestion() -> None:
    hit = first(passage(), language="de")

    assert hit.stance == Stance.NO_SUGGESTION
    assert hit.reason == "A passage, not a figure: read it. The claim is not in English."


def test_a_broken_model_costs_the_suggestion_and_not_the_answer(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STANCE_MODEL = str(tmp_path / "gone.onnx")

    hit = first(passage())

    assert hit.stance == Stance.NO_SUGGESTION
    assert hit.reason.endswith("cannot be used: see the system checks.")
    assert "gone.onnx" in caplog.text


def test_an_operators_model_reads_passages_too(settings: Settings, tmp_path: Path) -> None:
    settings.STANCE_MODEL = str(make_model(tmp_path / "own"))

    assert "“own”" in first(passage("The mill of Winsen yes")).reason
