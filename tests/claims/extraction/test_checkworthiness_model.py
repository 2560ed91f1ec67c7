"""The model that ships is small, says what it was trained on, and fits the features of this version."""

import pytest

from claims.extraction.checkworthiness.features import features, fingerprint
from claims.extraction.checkworthiness.model import (
    MODEL_FILE,
    Model,
    ModelUnreadable,
    Question,
    Register,
    dumps,
    loads,
    shipped,
)
from claims.extraction.checkworthiness.signals import SIGNALS

AT_MOST = 300 * 1024


def test_the_shipped_file_is_small() -> None:
    assert MODEL_FILE.stat().st_size <= AT_MOST


def test_the_shipped_file_says_what_it_was_trained_on() -> None:
    told = {entry["data"]: entry["sentences"] for entry in shipped().facts["trained_on"]}
    assert any("ClaimBuster" in data and "CC BY 4.0" in data for data in told)
    assert min(told.values()) > 1000


def test_the_shipped_file_was_trained_on_the_features_of_this_version() -> None:
    assert shipped().facts["features"] == fingerprint(), "Run manage.py train_checkworthiness and commit the new file."


def test_every_signal_has_a_weight_that_was_learnt() -> None:
    assert set(shipped().signal_weights()) == {signal.name for signal in SIGNALS}


@pytest.mark.parametrize("register", Register)
def test_every_register_is_calibrated_for_both_questions(register: Register) -> None:
    model = shipped()
    assert 0 < model.threshold(register) < 1
    for question in Question:
        chances = [model.probability(question, register, odds) for odds in (-1e9, -1, 0, 1, 1e9)]
        assert chances == sorted(chances)
        assert 0 <= chances[0] < chances[-1] <= 1


def test_a_model_survives_being_written_and_read() -> None:
    model = shipped()
    again = loads(dumps(model))
    assert dumps(again) == dumps(model)
    seen = features("The council cut 1,200 jobs in 2023, said the union.")
    assert again.log_odds(seen, Register.NEWS) == model.log_odds(seen, Register.NEWS)


def test_what_a_sentence_is_worth_does_not_depend_on_what_was_read_before() -> None:
    fresh, used = loads(MODEL_FILE.read_bytes()), shipped()
    for sentence in ("Rents rose by 12%.", "Good evening.", "Rents rose by 12% and rents will rise."):
        assert grade(fresh, sentence) == grade(used, sentence)


def test_a_file_of_another_version_is_refused() -> None:
    with pytest.raises(ModelUnreadable, match="train_checkworthiness"):
        loads(b"CTCW0000" + MODEL_FILE.read_bytes()[8:])


@pytest.mark.parametrize("keep", [10, 500, -20])
def test_a_damaged_file_is_refused(keep: int) -> None:
    with pytest.raises(ModelUnreadable, match="damaged"):
        loads(MODEL_FILE.read_bytes()[:keep])


def grade(model: Model, sentence: str) -> tuple[float, float]:
    return model.log_odds(features(sentence), Register.DEBATE)
