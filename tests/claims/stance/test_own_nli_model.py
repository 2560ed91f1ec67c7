"""An operator's NLI model is heard where it is sure; what it lacks, and where it is late, is said."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from claims.checks import stance_model_can_be_loaded
from claims.choices import Stance
from claims.comparison.stance import cross_encoder
from claims.comparison.stance.backends import Pair, backend, configured
from claims.comparison.stance.cross_encoder import BrokenCrossEncoder, CrossEncoder, problem
from tests.claims.stance.nli_model import make_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_model(tmp_path / "nli")


def test_the_models_own_order_of_labels_is_obeyed(tmp_path: Path) -> None:
    pairs = [("well yes", "it is so"), ("well no", "it is so"), ("well", "it is so")]
    turned = {"0": "entailment", "1": "neutral", "2": "contradiction"}

    said = CrossEncoder(make_model(tmp_path / "one")).judge(pairs)
    told = CrossEncoder(make_model(tmp_path / "two", labels=turned)).judge(pairs)

    assert [round(verdict.entails) for verdict in said if verdict] == [1, 0, 0]
    assert [round(verdict.contradicts) for verdict in said if verdict] == [0, 1, 0]
    assert [round(verdict.entails) for verdict in told if verdict] == [0, 1, 0]


def test_texts_of_many_lengths_are_judged_alike_in_any_batch(folder: Path) -> None:
    pairs = [("yes " * (n % 3) + "word " * n, "claim") for n in range(11)]

    one_by_one = CrossEncoder(folder, batch=1).judge(pairs)
    together = CrossEncoder(folder, batch=4).judge(pairs)

    assert [verdict.entails for verdict in together if verdict] == pytest.approx(
        [verdict.entails for verdict in one_by_one if verdict]
    )
    assert len(together) == 11


def test_a_text_longer_than_the_model_may_read_is_cut(folder: Path) -> None:
    long = "word " * 50 + "yes"

    whole, cut = (CrossEncoder(folder, most_tokens=most).judge([(long, "claim")])[0] for most in (256, 20))

    assert whole is not None
    assert cut is not None
    assert whole.entails > cut.entails


def test_a_batch_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    slow = CrossEncoder(make_model(tmp_path / "slow", loops=2**40), batch=2, seconds_a_pair=0.1)

    assert slow.judge([("yes", "a"), ("no", "b"), ("yes", "c")]) == [None, None, None]


@pytest.mark.parametrize(
    ("text", "stance", "words"),
    [
        pytest.param("Celle yes", Stance.CONSISTENT, "reads the text as saying so (99 %)", id="for"),
        pytest.param("Celle no", Stance.DIFFERS, "reads the text as contradicting it (99 %)", id="against"),
        pytest.param("Celle yes no", Stance.NO_SUGGESTION, "for it and", id="unsure"),
    ],
)
def test_the_configured_model_is_heard_where_it_is_sure(
    folder: Path, settings: Settings, text: str, stance: Stance, words: str
) -> None:
    settings.STANCE_MODEL = str(folder)

    said = configured().suggest_all([Pair("Celle is a town.", text)])[0]

    assert said.stance == stance
    assert words in said.reason
    assert "nli" in said.reason


def test_a_text_about_another_subject_is_not_left_to_the_model(folder: Path) -> None:
    said = backend(str(folder)).suggest_all([Pair("Marta Velt was born in 1941.", "yes yes", about="Jonas Velt")])[0]

    assert said.stance == Stance.NO_SUGGESTION


def test_without_a_setting_the_light_model_speaks() -> None:
    assert configured().name == "light"


def test_missing_packages_are_named_by_the_system_check(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STANCE_MODEL = str(folder)
    assert stance_model_can_be_loaded() == []

    monkeypatch.setattr(cross_encoder, "PACKAGES", ("numpy", "a_runtime_that_is_not_installed"))

    told = stance_model_can_be_loaded()[0]
    assert "not installed: a_runtime_that_is_not_installed. Install requirements-nli.lock" in told.msg
    assert "leave STANCE_MODEL empty" in (told.hint or "")


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_missing_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()

    assert missing in problem(folder)


@pytest.mark.parametrize(
    "labels", [{"0": "entailment", "1": "not_entailment"}, {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, {}]
)
def test_labels_that_name_no_contradiction_are_refused(tmp_path: Path, labels: dict[str, str]) -> None:
    assert "contradiction" in problem(make_model(tmp_path / "nli", labels=labels))


def test_a_model_with_fewer_outputs_than_labels_is_refused(tmp_path: Path) -> None:
    labels = {"0": "contradiction", "1": "neutral", "2": "entailment", "3": "neutral"}

    with pytest.raises(BrokenCrossEncoder, match="gives 3 numbers"):
        CrossEncoder(make_model(tmp_path / "nli", labels=labels)).judge([("yes", "a")])


def test_a_file_that_is_no_model_is_refused(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"not a graph")

    with pytest.raises(BrokenCrossEncoder, match="cannot be loaded"):
        CrossEncoder(folder)


def test_the_benchmark_measures_the_model_that_it_is_given(folder: Path, tmp_path: Path) -> None:
    rows = [
        {"claim": "Celle is a town.", "evidence": "Celle yes", "label": "SUPPORTS"},
        {"claim": "Celle is a town.", "evidence": "Celle no", "label": "REFUTES"},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    output = StringIO()

    call_command(
        "bench", "stance", test=file, backend=str(folder), cross_validate=False, stdout=output, stderr=StringIO()
    )

    figures = json.loads(output.getvalue().splitlines()[-1])
    assert (figures["backend"], figures["accuracy"], figures["coverage"]) == ("nli", 1, 1)


def test_the_benchmark_refuses_a_model_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps({"claim": "a", "evidence": "b", "label": "REFUTES"}), encoding="utf-8")

    with pytest.raises(CommandError, match=r"There is no .*model\.onnx"):
        call_command(
            "bench",
            "stance",
            test=file,
            backend=str(tmp_path),
            cross_validate=False,
            stdout=StringIO(),
            stderr=StringIO(),
        )
