"""Training keeps what is measured out of what is learnt, and gives the same file twice."""

import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.extraction.checkworthiness.model import Register, loads
from claims.extraction.checkworthiness.scoring import TrainedScorer
from claims.extraction.checkworthiness.training import corpus
from claims.extraction.checkworthiness.training.calibration import best_threshold, platt
from claims.extraction.checkworthiness.training.recipe import gather

FACT = "Unemployment in Ohio rose to {} percent last year."
TRIFLE = "I was in Ohio on day {} of the tour."
FEELING = "I hope you agree with my {} dreams, my friends."
HELD_OUT = "Taxes went up by 40 percent in Iowa."


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    for folder in ("claimbuster", "checkthat-2024"):
        (tmp_path / folder).mkdir()
    lines = [f'"{text.format(number)}",{verdict}' for number in range(20) for text, verdict in verdicts()]
    learnt = "\n".join(["Text,Verdict", *lines, f'"{HELD_OUT}",1']) + "\n"
    (tmp_path / "claimbuster" / "crowdsourced.csv").write_text(learnt)
    measured = [f'"{text.format(number + 50)}",{verdict}' for number in range(8) for text, verdict in verdicts()]
    expert = "\n".join(["Text,Verdict", *measured, f'"{HELD_OUT.upper()}",1']) + "\n"
    (tmp_path / "claimbuster" / "groundtruth.csv").write_text(expert)
    rows = [f"1\t{FACT.format(number)}\tYes\n2\t{FEELING.format(number)}\tNo\n" for number in range(70, 78)]
    (tmp_path / "checkthat-2024" / "dev-test.tsv").write_text("Sentence_id\tText\tclass_label\n" + "".join(rows))
    return tmp_path


def verdicts() -> list[tuple[str, int]]:
    return [(FACT, 1), (TRIFLE, 0), (FEELING, -1)]


def train(data: Path, output: Path) -> str:
    out = StringIO()
    call_command("train_checkworthiness", data=data, output=output, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_training_twice_gives_the_same_bytes(
    data: Path, tmp_path: Path, own_sentences: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = train(data, tmp_path / "one.bin")
    train(data, tmp_path / "two.bin")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
    assert "ClaimBuster ground truth (debate): F1" in printed
    assert "news, report (news): F1" in printed
    scorer = TrainedScorer(Register.DEBATE, loads((tmp_path / "one.bin").read_bytes()))
    fact, trifle, feeling = scorer.assess([text.format(99) for text, _ in verdicts()])
    assert fact.check_worthiness > max(trifle.check_worthiness, feeling.check_worthiness)
    assert trifle.verifiability > feeling.verifiability


@pytest.fixture(name="own_sentences")
def _own_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of our own, so that a test trains in a moment."""
    path = tmp_path / "own.tsv"
    rows = [f"{int(verdict == 1)}\t{int(verdict >= 0)}\tnews\t{text.format(7)}" for text, verdict in verdicts()]
    path.write_text("\n".join(["worth\tfact\tregister\tsentence", *rows]) + "\n")
    monkeypatch.setattr(corpus, "OWN_FILES", (path,))


def test_what_is_measured_on_is_not_learnt(data: Path) -> None:
    corpora = gather(data)
    learnt = {example.sentence.lower() for example in corpora.training}
    assert HELD_OUT.lower() not in learnt
    news = corpus.news_sentences(corpus.NEWS_SENTENCES, "report") + corpora.news
    for measured in (corpora.debates, corpora.checkthat, news):
        assert not learnt & {example.sentence.lower() for example in measured}


def test_our_own_sentences_are_labelled_whole() -> None:
    for path in corpus.OWN_FILES:
        examples = corpus.own(path)
        assert all(example.fact for example in examples if example.worth), path
        assert all(example.sentence.strip() and example.group in {"news", "speech"} for example in examples), path


def test_missing_data_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"groundtruth\.csv does not exist"):
        train(tmp_path, tmp_path / "model.bin")
    assert not (tmp_path / "model.bin").exists()


def test_a_label_that_is_none_is_refused(data: Path, tmp_path: Path) -> None:
    with (data / "claimbuster" / "crowdsourced.csv").open("a") as file:
        file.write('"A sentence.",2\n')
    with pytest.raises(CommandError, match="label '2'"):
        train(data, tmp_path / "model.bin")


def test_calibrated_probabilities_are_as_frequent_as_they_say() -> None:
    odds = [value / 10 for value in range(-40, 41) for _ in range(20)]
    labels = [turn < round(20 / (1 + 2.718281828 ** -(2 * value - 1))) for value in odds[::20] for turn in range(20)]
    slope, offset = platt(odds, labels)
    assert slope == pytest.approx(2, abs=0.15)
    assert offset == pytest.approx(-1, abs=0.15)


def test_calibration_without_one_of_the_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="both answers"):
        platt([0.1, 0.2], [True, True])


def test_the_threshold_lies_in_the_middle_of_where_it_is_best() -> None:
    assert best_threshold([([0.1, 0.2, 0.6, 0.9], [False, False, True, True])]) == pytest.approx(0.4, abs=0.01)


def test_without_scikit_learn_training_says_what_to_install(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "claims.extraction.checkworthiness.training.recipe", None)
    monkeypatch.delattr("claims.extraction.checkworthiness.training.recipe", raising=False)
    with pytest.raises(CommandError, match=r"pip install .*requirements-test\.lock"):
        train(data, tmp_path / "model.bin")
