"""How good a freshly trained model is, in a few lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.benchmarks import metrics
from claims.extraction.checkworthiness.model import Model, Register
from claims.extraction.checkworthiness.scoring import TrainedScorer
from claims.extraction.checkworthiness.training import corpus
from claims.extraction.checkworthiness.training.corpus import Labelled


def quality(model: Model, folder: Path) -> Iterator[str]:
    """Yield a line a data set: those that set probabilities and thresholds, then the half of the news that did not."""
    sets: list[tuple[str, Register, Sequence[Labelled]]] = [
        (
            "ClaimBuster ground truth",
            Register.DEBATE,
            corpus.claimbuster(folder / "claimbuster" / "groundtruth.csv"),
        ),
        (
            "CheckThat! 2024 dev-test",
            Register.DEBATE,
            corpus.checkthat(folder / "checkthat-2024" / "dev-test.tsv"),
        ),
        ("news, calibrate", Register.NEWS, corpus.news_sentences(corpus.NEWS_SENTENCES, "calibrate")),
        ("news, report", Register.NEWS, corpus.news_sentences(corpus.NEWS_SENTENCES, "report")),
    ]
    for name, register, examples in sets:
        yield f"{name} ({register}): {_line(model, register, examples)}"


def _line(model: Model, register: Register, examples: Sequence[Labelled]) -> str:
    scorer = TrainedScorer(register, model)
    graded = scorer.assess([example.sentence for example in examples])
    worth = [example.worth for example in examples]
    chances = [one.check_worthiness for one in graded]
    told = (
        f"F1 {metrics.f1_at(worth, chances, scorer.threshold):.3f} at {scorer.threshold}, "
        f"AP {metrics.average_precision(worth, chances):.3f}, Brier {metrics.brier(worth, chances):.3f}"
    )
    facts = [(example.fact, one.verifiability) for example, one in zip(examples, graded, strict=True)]
    asked = [(fact, chance) for fact, chance in facts if fact is not None]
    if asked:
        told += f"; verifiability AP {metrics.average_precision([f for f, _ in asked], [c for _, c in asked]):.3f}"
    return told
