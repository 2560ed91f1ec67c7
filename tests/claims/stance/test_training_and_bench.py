"""The stance model is trained and measured the same way every time."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.comparison.stance.model import MODEL_FILE


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
    call_command("bench", "stance", test=file, backend="light", cross_validate=False, stdout=output, stderr=StringIO())
    figures = json.loads(output.getvalue().splitlines()[-1])

    assert figures["n"] == 1
    assert figures["precision_numeric_refutations"] == 1
    assert figures["coverage"] == 1


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"claim": "x"}', encoding="utf-8")

    with pytest.raises(CommandError, match="line 1"):
        call_command(
            "bench", "stance", test=file, backend="light", cross_validate=False, stdout=StringIO(), stderr=StringIO()
        )
