"""`manage.py bench checkworthiness` reads the formats of the field, and refuses what is none of them."""

import json
import sys
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

YES = [f"The ministry spent {number} million euros on roads that were never built." for number in range(20, 28)]
NO = [f"Good evening, ladies and gentlemen, and thank you for question {word}." for word in "abcdefgh"]
KEYS = {"f1", "precision", "recall", "ap", "p_at", "auc", "brier", "threshold", "n"}


def bench(*arguments: object) -> dict[str, object]:
    out = StringIO()
    call_command("bench", "checkworthiness", *map(str, arguments), stdout=out, stderr=StringIO())
    figures = json.loads(out.getvalue().splitlines()[-1])
    assert isinstance(figures, dict)
    return figures


def checkthat(path: Path) -> Path:
    lines = [f'{number}\t"{text}"\tYes' for number, text in enumerate(YES)]
    lines += [f'{number}\t{text[:5]}"{text[5:]}\tNo' for number, text in enumerate(NO, start=100)]
    path.write_text("\n".join(["Sentence_id\tText\tclass_label", *lines]) + "\n")
    return path


def claimbuster(path: Path) -> Path:
    lines = [f'{number},"{text}",1' for number, text in enumerate(YES)]
    lines += [f'{number},"{text}",{-(number % 2)}' for number, text in enumerate(NO)]
    path.write_text("\n".join(["Sentence_id,Text,Verdict", *lines]) + "\n")
    return path


def ncs(path: Path) -> Path:
    rows = [{"sentence_id": 1, "label": 1, "text": text} for text in YES]
    rows += [{"sentence_id": 2, "label": 0, "text": text} for text in NO]
    path.write_text(json.dumps(rows, indent=2))
    return path


def policlaim(folder: Path) -> Path:
    folder.mkdir()
    book = openpyxl.Workbook()
    for row in [
        ("SENTENCES", "golden"),
        *((text, 1) for text in YES),
        *((text, 0) for text in NO),
        ("Unlabelled.", None),
    ]:
        book.active.append(row)
    book.save(folder / "speech.xlsx")
    return folder


def news(path: Path) -> Path:
    lines = [f"{part}\t{label}\t{label}\t{text}" for part in ("calibrate", "report") for label, text in both()]
    path.write_text("\n".join(["part\tworth_a\tfact_a\tsentence", *lines]) + "\n")
    return path


def both() -> list[tuple[int, str]]:
    return [*((1, text) for text in YES), *((0, text) for text in NO)]


@pytest.mark.parametrize("written", [checkthat, claimbuster, ncs, policlaim, news])
def test_each_format_is_told_from_its_content(written: object, tmp_path: Path) -> None:
    path = written(tmp_path / "data")  # type: ignore[operator]
    figures = bench("--test", path)
    assert set(figures) >= KEYS
    assert figures["n"] == 16
    assert figures["ap"] == figures["auc"] == 1


def test_the_threshold_is_the_one_of_the_register(tmp_path: Path) -> None:
    path = claimbuster(tmp_path / "data.csv")
    debate, prose = (bench("--test", path, "--register", register)["threshold"] for register in ("debate", "news"))
    assert debate == bench("--test", path)["threshold"]
    assert debate != prose


def test_folds_train_on_the_file_itself_and_add_the_mean_of_both_labels(tmp_path: Path) -> None:
    figures = bench("--test", ncs(tmp_path / "data.json"), "--folds", "4")
    assert (figures["n"], figures["macro_f1"], figures["accuracy"]) == (16, 1, 1)


def test_folds_of_a_speech_set_their_threshold_with_its_context(tmp_path: Path) -> None:
    figures = bench("--test", policlaim(tmp_path / "data"), "--folds", "4", "--seed", "1")
    assert (figures["n"], figures["ap"], figures["folds"]) == (16, 1, 4)


def test_more_folds_than_sentences_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="2 to 4"):
        bench("--test", ncs(tmp_path / "data.json"), "--folds", "9")


def test_a_file_of_no_known_format_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing of the kind.\n")
    with pytest.raises(CommandError, match=r"checkthat, claimbuster, ncs, policlaim, news.*--format"):
        bench("--test", path)


def test_a_file_that_is_not_what_it_is_said_to_be_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "data.tsv"
    path.write_text("Sentence_id\tText\tclass_label\n1\tA sentence.\tPerhaps\n")
    with pytest.raises(CommandError, match="line 2"):
        bench("--test", path)


@pytest.mark.parametrize("format_name", ["checkthat", "claimbuster", "ncs", "policlaim", "news"])
def test_a_missing_file_is_refused_by_its_name(format_name: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="gone"):
        bench("--test", tmp_path / "gone", "--format", format_name)


def test_one_sort_of_label_alone_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(json.dumps([{"label": 1, "text": text} for text in YES]))
    with pytest.raises(CommandError, match="every label is the same"):
        bench("--test", path)


def test_folds_without_scikit_learn_say_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "claims.extraction.checkworthiness.training.folds", None)
    with pytest.raises(CommandError, match=r"pip install .*requirements-test\.lock"):
        bench("--test", ncs(tmp_path / "data.json"), "--folds", "2")
