"""From the labelled sentences to the model that ships: what is learnt from what, and what sets its probabilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claims.extraction.checkworthiness.features import features, fingerprint
from claims.extraction.checkworthiness.model import Model, Question, Register, head_name
from claims.extraction.checkworthiness.training import corpus
from claims.extraction.checkworthiness.training.calibration import best_threshold, platt
from claims.extraction.checkworthiness.training.corpus import Labelled
from claims.extraction.checkworthiness.training.fitting import Design, Fitted, Numbers, keys_in_order, signal_weights

TRAINED_ON = {
    "claimbuster": "ClaimBuster crowdsourced.csv, CC BY 4.0, Arslan, Hassan, Li and Tremayne (2020)",
    "news": "news sentences written for Claim Tracker, MIT",
    "speech": "sentences of speeches written for Claim Tracker, MIT",
}
_LOUDNESS = {
    Register.DEBATE: {"claimbuster": 1.0, "news": 1.0, "speech": 1.0},
    Register.NEWS: {"claimbuster": 0.5, "news": 5.0, "speech": 3.0},
}
"""How much a sentence of each group counts where each register's check-worthiness is learnt."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """The sentences by their use; none of `training` stands in the others."""

    training: list[Labelled]
    debates: list[Labelled]
    """ClaimBuster's expert labels: calibration and threshold for debates."""
    checkthat: list[Labelled]
    """CheckThat! 2024 dev-test: the same."""
    news: list[Labelled]
    """The half of the news sentences that calibrates."""


def gather(folder: Path) -> Corpora:
    """Read the data: `folder` holds claimbuster/ and checkthat-2024/; the rest is the project's own.

    Raises CorpusUnreadable.
    """
    debates = corpus.claimbuster(folder / "claimbuster" / "groundtruth.csv")
    checkthat = corpus.checkthat(folder / "checkthat-2024" / "dev-test.tsv")
    halves = {part: corpus.news_sentences(corpus.NEWS_SENTENCES, part) for part in ("calibrate", "report")}
    learnt = corpus.claimbuster(folder / "claimbuster" / corpus.CLAIMBUSTER)
    for path in corpus.OWN_FILES:
        learnt += corpus.own(path)
    held_out = [*debates, *checkthat, *halves["calibrate"], *halves["report"]]
    return Corpora(corpus.without(learnt, held_out), debates, checkthat, halves["calibrate"])


def train(corpora: Corpora) -> Model:
    """Return the model. The same sentences give the same model: nothing is drawn at random."""
    examples = corpora.training
    design = Design([example.sentence for example in examples])
    every = np.arange(len(examples))
    keys, order = keys_in_order(design.words)
    worth = np.array([example.worth for example in examples], dtype=np.float64)
    fact = np.array([bool(example.fact) for example in examples], dtype=np.float64)
    heads = {}
    for register in Register:
        fitted = Fitted(design, every, worth, _weights(examples, register))
        heads[head_name(Question.WORTH, register)] = fitted.head(design, order)
    news = _weights(examples, Register.NEWS)
    heads[head_name(Question.FACT, Register.NEWS)] = Fitted(design, every, fact, news).head(design, order)
    groups = sorted({example.group for example in examples})
    facts: dict[str, Any] = {
        "trained_on": [
            {"data": TRAINED_ON[group], "sentences": sum(example.group == group for example in examples)}
            for group in groups
        ],
        "features": fingerprint(),
        "signals": signal_weights(design, worth, news),
    }
    return _calibrated(Model(heads, keys, facts), corpora)


def _weights(examples: Sequence[Labelled], register: Register) -> Numbers:
    return np.array([_LOUDNESS[register][example.group] for example in examples])


def _calibrated(model: Model, corpora: Corpora) -> Model:
    """Return the model with probabilities and thresholds, set with the very sums that the runtime computes."""
    sets = {Register.NEWS: [corpora.news], Register.DEBATE: [corpora.debates, corpora.checkthat]}
    calibration: dict[str, dict[str, tuple[float, float]]] = {}
    thresholds: dict[str, float] = {}
    for register, parts in sets.items():
        odds = [[model.log_odds(features(example.sentence), register) for example in part] for part in parts]
        pooled = [
            (pair, example)
            for pairs, part in zip(odds, parts, strict=True)
            for pair, example in zip(pairs, part, strict=True)
        ]
        asked = [(pair[1], example.fact) for pair, example in pooled if example.fact is not None]
        calibration[register] = {
            Question.WORTH: platt([pair[0] for pair, _ in pooled], [example.worth for _, example in pooled]),
            Question.FACT: platt([value for value, _ in asked], [fact for _, fact in asked]),
        }
        set_up = Model(model.heads, model.keys, {**model.facts, "calibration": calibration})
        thresholds[register] = best_threshold(
            [
                (
                    [set_up.probability(Question.WORTH, register, pair[0]) for pair in pairs],
                    [example.worth for example in part],
                )
                for pairs, part in zip(odds, parts, strict=True)
            ]
        )
    return Model(model.heads, model.keys, {**model.facts, "calibration": calibration, "thresholds": thresholds})
