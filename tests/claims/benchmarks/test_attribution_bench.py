"""`manage.py bench attribution` compares word by word with annotations in the layout of PolNeAR."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from tests.claims.benchmarks.test_bench_command import bench

TEXT = "“The dam has leaked since May,” Ola Berg said. It rained on Tuesday.\n"
QUOTATION, SOURCE, CUE = "“The dam has leaked since May,”", "Ola Berg", "said"
RAIN = "It rained on Tuesday"


def annotated(*marked: tuple[str, str]) -> str:
    """Return brat lines that mark the words of TEXT."""
    lines = []
    for number, (label, words) in enumerate(marked, 1):
        start = TEXT.index(words)
        lines.append(f"T{number}\t{label} {start} {start + len(words)}\t{words}\n")
    return "".join(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "dam.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def annotate(folder: Path, annotator: str, *marked: tuple[str, str]) -> None:
    (folder / "attributions" / f"dam_{annotator}.ann").write_text(annotated(*marked), encoding="utf-8")


def test_what_is_found_as_annotated_counts_in_full(folder: Path) -> None:
    annotate(folder, "1a2b", ("Content", QUOTATION), ("Source", SOURCE), ("Cue", CUE))
    figures = bench("attribution", "--test", str(folder))
    assert (figures["articles"], figures["annotations"], figures["sentences"]) == (1, 1, 2)
    assert (figures["f1"], figures["precision"], figures["recall"], figures["sentence_f1"]) == (1.0, 1.0, 1.0, 1.0)
    assert figures["exact_source"] == figures["exact_cue"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_missed_words_and_sentences_lower_recall_and_not_precision(folder: Path) -> None:
    annotate(folder, "1a2b", ("Content", QUOTATION), ("Content", RAIN))
    figures = bench("attribution", "--test", str(folder))
    # nine words and marks found, four missed; one sentence of two
    assert (figures["precision"], figures["recall"]) == (1.0, pytest.approx(9 / 13, abs=1e-4))
    assert figures["f1"] == pytest.approx(2 * 9 / (9 + 13), abs=1e-4)
    assert (figures["sentence_precision"], figures["sentence_recall"]) == (1.0, 0.5)


def test_a_word_is_right_where_half_of_the_annotators_marked_it(folder: Path) -> None:
    annotate(folder, "1a2b", ("Content", QUOTATION))
    annotate(folder, "3c4d", ("Content", QUOTATION), ("Content", RAIN))
    annotate(folder, "5e6f", ("Content", QUOTATION))
    figures = bench("attribution", "--test", str(folder))
    assert (figures["annotations"], figures["f1"]) == (3, 1.0)
    # each for himself: 27 found and right, of 27 + 4 marked
    assert figures["f1_each_annotator"] == pytest.approx(2 * 27 / (27 + 31), abs=1e-4)


def test_a_span_in_several_pieces_counts_each(folder: Path) -> None:
    first, second = TEXT.index("The dam"), TEXT.index("since May")
    line = f"T1\tContent {first} {first + 7};{second} {second + 9}\tThe dam since May\n"
    (folder / "attributions" / "dam_1a2b.ann").write_text(line, encoding="utf-8")
    figures = bench("attribution", "--test", str(folder))
    assert (figures["recall"], figures["precision"]) == (1.0, pytest.approx(4 / 9, abs=1e-4))


def test_a_folder_without_annotations_is_refused_by_its_name(folder: Path) -> None:
    with pytest.raises(CommandError, match="holds no annotated texts"):
        bench("attribution", "--test", str(folder))


def test_an_annotation_of_another_text_is_refused(folder: Path) -> None:
    (folder / "attributions" / "dam_1a2b.ann").write_text("T1\tContent 5 900\t…\n", encoding="utf-8")
    with pytest.raises(CommandError, match="has only"):
        bench("attribution", "--test", str(folder))
