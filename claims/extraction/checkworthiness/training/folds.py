"""Cross-validation: every sentence is graded by a committee that was trained on the others. Needs scikit-learn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from claims.benchmarks.metrics import Counted
from claims.extraction.checkworthiness.features import features
from claims.extraction.checkworthiness.model import Register, shipped
from claims.extraction.checkworthiness.training.calibration import best_threshold
from claims.extraction.checkworthiness.training.fitting import Design, Fitted, Numbers, Rows

SEED = 2020
_INNER = 3
_RUNS = {"word": (1, 3), "char_wb": (2, 6)}
"""What the second regression sees: words up to threes, letters up to sixes, weighed by how rare they are."""
_BUCKETS = 1 << 18
_STRENGTH = 4.0
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the data, graded by the committee of the other parts."""

    labels: list[bool]
    chances: list[float]
    threshold: float
    """Set within the other parts, by cross-validation, for the measure that was asked for."""


def out_of_fold(
    sentences: Sequence[str],
    labels: Sequence[bool],
    folds: int,
    measure: Callable[[Counted], float] = lambda answers: answers.macro_f1,
    told: Numbers | None = None,
    seed: int = SEED,
) -> Iterator[Fold]:
    """Yield the parts; each holds the same share of yes. The parts are shuffled from the seed.

    `told` holds more numbers on each sentence, a row each, that no label of these sentences has gone into.
    """
    committee = _Committee(sentences, told)
    truth = np.array(labels, dtype=np.float64)
    for learnt, held_out in _parts(truth, folds, seed):
        threshold = _threshold(committee, truth, learnt, measure, seed)
        chances = committee.chances(truth, learnt, held_out)
        yield Fold([bool(label) for label in truth[held_out]], chances, threshold)


def in_context(sentences: Sequence[str]) -> Numbers:
    """Return what the model that ships thinks of each sentence, of two before and of two after, in log-odds.

    For a speech in order, and only where no sentence of it has gone into that model.
    """
    model = shipped()
    seen = [features(sentence) for sentence in sentences]
    odds = np.array([(*model.log_odds(one, Register.DEBATE), model.log_odds(one, Register.NEWS)[0]) for one in seen])
    around = np.pad(odds, ((_NEAR, _NEAR), (0, 0)))
    return np.hstack([around[start : start + len(odds)] for start in range(2 * _NEAR + 1)])


class _Committee:
    """The regression that ships and one on spelling and phrases, too large to ship: the mean of their log-odds."""

    def __init__(self, sentences: Sequence[str], told: Numbers | None) -> None:
        self._design = Design(sentences)
        if told is not None:
            self._design.dense = np.hstack([self._design.dense, told])
        texts = [" ".join(features(sentence).tokens) for sentence in sentences]
        self._counts = [_counter(kind, lengths).transform(texts) for kind, lengths in _RUNS.items()]

    def chances(self, truth: Numbers, learnt: Rows, held_out: Rows) -> list[float]:
        odds = Fitted(self._design, learnt, truth[learnt]).log_odds(self._design, held_out)
        scaled = [TfidfTransformer(sublinear_tf=True).fit(counts[learnt]) for counts in self._counts]
        known, asked = (
            sparse.hstack([one.transform(counts[rows]) for one, counts in zip(scaled, self._counts, strict=True)])
            for rows in (learnt, held_out)
        )
        second = LogisticRegression(C=_STRENGTH, solver="liblinear").fit(known.tocsr(), truth[learnt])
        odds = (odds + second.decision_function(asked.tocsr())) / 2
        return [float(chance) for chance in 1 / (1 + np.exp(-odds))]


def _counter(kind: str, lengths: tuple[int, int]) -> HashingVectorizer:
    return HashingVectorizer(
        analyzer=kind,
        token_pattern=r"\S+" if kind == "word" else None,
        ngram_range=lengths,
        n_features=_BUCKETS,
        alternate_sign=False,
        norm=None,
    )


def _threshold(
    committee: _Committee, truth: Numbers, rows: Rows, measure: Callable[[Counted], float], seed: int
) -> float:
    labels: list[bool] = []
    chances: list[float] = []
    fewest = int(min(truth[rows].sum(), (1 - truth[rows]).sum()))
    for learnt, held_out in _parts(truth[rows], min(_INNER, fewest), seed):
        labels += [bool(label) for label in truth[rows[held_out]]]
        chances += committee.chances(truth, rows[learnt], rows[held_out])
    return best_threshold([(chances, labels)], measure)


def _parts(truth: Numbers, folds: int, seed: int) -> Iterator[tuple[Rows, Rows]]:
    parts: Iterator[tuple[Rows, Rows]] = StratifiedKFold(folds, shuffle=True, random_state=seed).split(truth, truth)
    return parts
