"""Logistic regression over the features, folded into the weights that the runtime adds up. Needs scikit-learn."""

from __future__ import annotations  # array takes no parameter before Python 3.12

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from claims.extraction.checkworthiness.features import BLOCKS, LETTERS, Features, features, letters, word_key
from claims.extraction.checkworthiness.model import Head
from claims.extraction.checkworthiness.signals import SIGNALS
from claims.extraction.checkworthiness.training import word_vectors

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[Any]
"""Places of rows in a design."""
STRENGTH = 1.0
"""Inverse strength of the L2 regularisation."""
_DENSE_WEIGHT, _VECTOR_WEIGHT = 0.15, 0.2
"""How loudly a standardised column speaks beside the sparse blocks, whose rows are of length one."""
_LEAST_SPREAD = 1e-3
_STEPS = 31
"""Six bits would do; in eight they compress to four."""


class Design:
    """Sentences as rows of numbers, for training and for folds; the runtime computes the same sums without numpy."""

    def __init__(self, sentences: Sequence[str]) -> None:
        words, self.vectors = word_vectors.load()
        self.words = words
        row_of = {word: row for row, word in enumerate(words)}
        seen = [features(sentence) for sentence in sentences]
        self.sparse = sparse.hstack([*(_block(seen, name) for name in BLOCKS), _spelling(seen)]).tocsr()
        self.dense = np.array([one.dense for one in seen])
        self.meant = np.array([_mean(one, row_of, self.vectors) for one in seen])

    def signals(self) -> Numbers:
        """Return the columns of the signals alone."""
        return self.dense[:, : len(SIGNALS)]


class Fitted:
    """A regression on some rows of a design, with the means and spreads that it was standardised by."""

    def __init__(self, design: Design, rows: Rows, labels: Numbers, weights: Numbers | None = None) -> None:
        self.dense_mean, self.dense_spread = _moments(design.dense[rows])
        self.vector_mean, self.vector_spread = _moments(design.meant[rows])
        self.regression = regression(self._matrix(design, rows), labels, weights)

    def log_odds(self, design: Design, rows: Rows) -> Numbers:
        """Return the log-odds of rows of a design."""
        odds: Numbers = self.regression.decision_function(self._matrix(design, rows))
        return odds

    def head(self, design: Design, order: Sequence[int]) -> Head:
        """Return the weights for the runtime; `order` puts the words of the vectors into the order of their keys."""
        weights = self.regression.coef_[0]
        tables, scales, at = {}, {}, 0
        for name, size in {**BLOCKS, "letters": LETTERS}.items():
            tables[name], scales[name] = _stepped(weights[at : at + size])
            at += size
        dense = weights[at : at + design.dense.shape[1]] * _DENSE_WEIGHT / self.dense_spread
        at += design.dense.shape[1]
        direction = weights[at:] * _VECTOR_WEIGHT / self.vector_spread
        tables["known"], scales["known"] = _stepped((design.vectors @ direction)[list(order)])
        bias = self.regression.intercept_[0] - self.dense_mean @ dense - self.vector_mean @ direction
        rounded = [round(float(weight), 6) for weight in dense]
        return Head(round(float(bias), 6), rounded, tables, scales)

    def _matrix(self, design: Design, rows: Rows) -> Any:
        dense = (design.dense[rows] - self.dense_mean) / self.dense_spread * _DENSE_WEIGHT
        meant = (design.meant[rows] - self.vector_mean) / self.vector_spread * _VECTOR_WEIGHT
        return sparse.hstack([design.sparse[rows], sparse.csr_matrix(dense), sparse.csr_matrix(meant)]).tocsr()


def regression(matrix: Any, labels: Numbers, weights: Numbers | None = None) -> Any:
    """Fit and return a logistic regression; liblinear's primal solver draws no random numbers."""
    solver = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
    return solver.fit(matrix, labels, sample_weight=weights)


def signal_weights(design: Design, labels: Numbers, weights: Numbers | None = None) -> dict[str, float]:
    """Return what each signal weighs on its own, without the words that say the same."""
    learnt = regression(design.signals(), labels, weights).coef_[0]
    return {signal.name: round(float(weight), 3) for signal, weight in zip(SIGNALS, learnt, strict=True)}


def keys_in_order(words: Sequence[str]) -> tuple[array[int], list[int]]:
    """Return the words' keys, rising, and the words' places in that order; of two words with one key the commoner."""
    place_of: dict[int, int] = {}
    for place, word in enumerate(words):
        place_of.setdefault(word_key(word), place)
    keys = sorted(place_of)
    return array("I", keys), [place_of[key] for key in keys]


def _block(seen: Sequence[Features], name: str) -> Any:
    """Return a block as a matrix with rows of length one."""
    return _rows([sorted(one.blocks[name]) for one in seen], BLOCKS[name])


def _spelling(seen: Sequence[Features]) -> Any:
    """Return the runs of letters, each as often as it occurs."""
    kept = {token: letters(token) for token in {token for one in seen for token in one.tokens}}
    return _rows([[bucket for token in one.tokens for bucket in kept[token]] for one in seen], LETTERS)


def _rows(hits: list[list[int]], size: int) -> Any:
    """Return a row for each list of buckets, every hit worth one over the root of their number."""
    ends = np.cumsum([0, *map(len, hits)])
    buckets = np.fromiter((bucket for row in hits for bucket in row), dtype=np.int64, count=int(ends[-1]))
    values = np.concatenate([np.full(len(row), max(len(row), 1) ** -0.5) for row in hits] or [np.zeros(0)])
    matrix = sparse.csr_matrix((values, buckets, ends), (len(hits), size))
    matrix.sum_duplicates()
    return matrix


def _mean(seen: Features, row_of: dict[str, int], vectors: Numbers) -> Numbers:
    rows = [row_of[token] for token in seen.tokens if token in row_of]
    mean: Numbers = vectors[rows].mean(axis=0) if rows else np.zeros(vectors.shape[1])
    return mean


def _moments(columns: Numbers) -> tuple[Numbers, Numbers]:
    return columns.mean(axis=0), columns.std(axis=0) + _LEAST_SPREAD


def _stepped(weights: Numbers) -> tuple[array[int], float]:
    """Return the weights as whole steps, and the size of a step; the few beyond the 99.95th percentile are cut."""
    scale = float(np.percentile(np.abs(weights[weights != 0]), 99.95)) / _STEPS if np.any(weights) else 1.0
    steps = np.clip(np.round(weights / scale), -_STEPS, _STEPS).astype(np.int8)
    return array("b", steps.tobytes()), round(scale, 9)
