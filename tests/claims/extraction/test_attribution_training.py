"""The tagger is learnt from annotated articles, the same bytes each time, and says what is wrong with an article."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.extraction.attribution.spans import Sentences, spans_of
from claims.extraction.attribution.tagging import SHIPPED, UnreadableTagger, dump, load, shipped
from claims.extraction.attribution.training.corpus import BadAnnotation, parse, read_articles
from claims.extraction.attribution.training.perceptron import train

ARTICLE = (
    "[S1 The mayor] [Q1 said] [C1 that the dam would close]. It rained.\n\n"
    "[C2 “We have no choice,”] [S2 she] [Q2 added]. [C2 “The dam leaks.”]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_brackets_become_spans_of_the_plain_text() -> None:
    article = parse("a", "[S1 He] [Q1 said] [C1 that [S2 Berg] [Q2 wants] [C2 more]] [sic].")
    assert article.text == "He said that Berg wants more [sic]."
    assert [article.text[start:end] for start, end in article.spans["S"]] == ["He", "Berg"]
    assert {article.text[start:end] for start, end in article.spans["C"]} == {"more", "that Berg wants more"}


@pytest.mark.parametrize(
    ("annotated", "problem"),
    [("[C1 The dam leaks.", "never closed"), ("The dam] leaks.", "closing bracket too many")],
)
def test_a_broken_bracket_is_refused_with_its_article(annotated: str, problem: str) -> None:
    with pytest.raises(BadAnnotation, match=f"dam: .*{problem}"):
        parse("dam", annotated)


def test_training_twice_gives_the_same_bytes_and_another_seed_others(folder: Path) -> None:
    articles = read_articles(folder)
    once = dump(train(articles))
    assert dump(train(articles)) == once
    assert dump(train(articles, seed=2)) != once


def test_the_command_writes_a_tagger_that_reads_what_it_learnt(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "tagger.tsv.gz"
    call_command("train_attribution", "--data", str(folder), "--output", str(output), stdout=StringIO())
    text = "The mayor said that the dam would close."
    spans = spans_of(*Sentences().read(text, new_line=True), load(output))
    (content,) = spans.contents
    assert text[slice(*content)].startswith("that the dam would close")
    assert [text[slice(*source)] for source in spans.sources] == ["The mayor"]


def test_the_command_refuses_a_folder_without_articles(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no annotated article"):
        call_command("train_attribution", "--data", str(tmp_path), "--output", str(tmp_path / "x"))


def test_a_file_that_holds_no_tagger_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "tagger.tsv.gz"
    path.write_bytes(b"not one")
    with pytest.raises(UnreadableTagger, match="holds no tagger"):
        load(path)


def test_the_shipped_tagger_is_small_and_as_trained() -> None:
    assert SHIPPED.stat().st_size <= 400 * 1024
    assert dump(shipped()) == dump(load())
    assert len(read_articles()) == 176
