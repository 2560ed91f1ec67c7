"""A text speaks for or against a claim only where a reader can be shown why; otherwise there is no suggestion."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.choices import Stance
from claims.comparison.stance import suggest
from claims.comparison.stance.model import MODEL_FILE


def test_another_number_of_the_same_thing_denies_the_claim_and_is_shown() -> None:
    said = suggest("The bridge over the Aller has 12 arches.", "The bridge over the Aller has 9 arches.")

    assert said.stance == Stance.DIFFERS
    assert said.by_number
    assert said.reason == "The claim says 12, the text 9, of what reads as the same thing."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The bridge over the Aller has 9 lamps.", id="another thing counted"),
        pytest.param("The bridge over the Aller has more than 9 arches.", id="a bound that the claim meets"),
        pytest.param("The town hall of Celle burned down.", id="another subject"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_does_not_fit_is_no_denial(text: str) -> None:
    said = suggest("The bridge over the Aller has 12 arches.", text)

    assert said.stance != Stance.DIFFERS
    assert not said.by_number


def test_a_text_with_the_claims_own_words_supports_it() -> None:
    sentence = "The river Aller flows through the town of Celle."

    assert suggest(sentence, sentence).stance == Stance.CONSISTENT


def test_an_abstention_says_why() -> None:
    said = suggest("The river Aller flows through Celle.", "Celle has a castle.")

    assert said.stance == Stance.NO_SUGGESTION
    assert said.reason.startswith("A passage, not a figure: read it. No sentence of the text has more than")


def _pairs() -> str:
    rows = [
        ("Celle has a castle.", "Celle has a castle and a theatre.", "SUPPORTS"),
        ("Celle never had a castle.", "Celle has a castle and a theatre.", "REFUTES"),
        ("The mill is closed.", "The mill is open all year.", "REFUTES"),
        ("The mill is open.", "The mill is open all year.", "SUPPORTS"),
    ] * 3
    return "\n".join(
        json.dumps({"text": claim, "gold_evidence": [{"text": text}], "label": label}) for claim, text, label in rows
    )


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "fool-me-twice").mkdir()
    (tmp_path / "fool-me-twice" / "dev.jsonl").write_text(_pairs(), encoding="utf-8")
    for name in ("one.json", "two.json"):
        call_command("train_stance", data=tmp_path, output=tmp_path / name, stdout=StringIO())

    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert MODEL_FILE.stat().st_size < 200_000


def test_the_benchmark_counts_forced_choices_and_abstentions(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    row = {"claim": "The bridge has 12 arches.", "evidence": "The bridge has 9 arches.", "label": "REFUTES"}
    file.write_text(json.dumps(row), encoding="utf-8")
    output = StringIO()
    call_command("bench", "stance", test=file, cross_validate=False, stdout=output, stderr=StringIO())
    figures = json.loads(output.getvalue().splitlines()[-1])

    assert figures["n"] == 1
    assert figures["precision_numeric_refutations"] == 1
    assert figures["coverage"] == 1


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"claim": "x"}', encoding="utf-8")

    with pytest.raises(CommandError, match="line 1"):
        call_command("bench", "stance", test=file, cross_validate=False, stdout=StringIO(), stderr=StringIO())
