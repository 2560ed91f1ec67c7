"""Learns the tagger: an averaged structured perceptron (Collins 2002) in plain Python."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from claims.extraction.attribution.features import View, features
from claims.extraction.attribution.spans import read_document
from claims.extraction.attribution.tagging import LABELS, Tagger, Weights, best_path
from claims.extraction.attribution.training.corpus import AnnotatedArticle

SEED = 1
ROUNDS = 6
HIDDEN = 0.3
"""The share of features hidden, drawn anew each time a sentence is seen, so that none is leaned on alone."""
LEAST_SEEN = 3
"""A feature of fewer words is not learnt."""
MARGIN = 1.0
"""How far the right label must lead."""
LEAN = 20.0
"""Added to every word's score as content: the perceptron misses more than it invents."""
_STEPS = 4
"""A weight is stored in quarters."""
_OUTSIDE = LABELS.index("O")

Example = tuple[list[list[str]], list[int]]
_Table = dict[str, list[float]]


def train(articles: Iterable[AnnotatedArticle], *, seed: int = SEED, rounds: int = ROUNDS) -> Tagger:
    """Return a tagger learnt from the articles; the same articles and seed give the same tagger."""
    examples = [example for article in articles for example in examples_of(article)]
    learner = _Learner(examples)
    # nothing secret, and the same each time
    chance = random.Random(seed)  # noqa: S311
    for _ in range(rounds):
        order = list(range(len(examples)))
        chance.shuffle(order)
        for number in order:
            rows, gold = examples[number]
            learner.learn([[name for name in row if chance.random() >= HIDDEN] for row in rows], gold)
    return learner.tagger()


def examples_of(article: AnnotatedArticle) -> list[Example]:
    """Return each sentence's features and right labels."""
    right = bytearray(len(article.text))
    for label in "SQC":
        for start, end in article.spans[label]:
            right[start:end] = bytes([LABELS.index(label)]) * (end - start)
    return [
        (features(View(sentence)), [right[offset + start] for start, _end in words])
        for offset, words, sentence in read_document(article.text)
    ]


class _Learner:
    def __init__(self, examples: Sequence[Example]) -> None:
        seen = Counter(name for rows, _gold in examples for row in rows for name in row)
        known = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
        self._weights: _Table = {name: [0.0] * len(LABELS) for name in known}
        self._summed: _Table = {name: [0.0] * len(LABELS) for name in known}
        self._follows = [[0.0] * len(LABELS) for _ in range(len(LABELS) + 1)]
        self._follows_summed = [[0.0] * len(LABELS) for _ in range(len(LABELS) + 1)]
        self._step = 1

    def learn(self, rows: Sequence[Sequence[str]], gold: Sequence[int]) -> None:
        """See one sentence; where the best path is not the right one, move the weights from it to the right one."""
        scores = [self._score(row, right) for row, right in zip(rows, gold, strict=True)]
        guess = best_path(scores, self._follows[:-1], self._follows[-1])
        before_right = before_guess = len(LABELS)
        for row, right, wrong in zip(rows, gold, guess, strict=True):
            if right != wrong:
                for name in row:
                    if name in self._weights:
                        self._move(self._weights[name], self._summed[name], right, wrong)
            if (before_right, right) != (before_guess, wrong):
                self._follow(before_right, right, 1)
                self._follow(before_guess, wrong, -1)
            before_right, before_guess = right, wrong
        self._step += 1

    def _score(self, row: Sequence[str], right: int) -> list[float]:
        total = [0.0 if label == right else MARGIN for label in range(len(LABELS))]
        for name in row:
            weights = self._weights.get(name)
            if weights is not None:
                for label, weight in enumerate(weights):
                    total[label] += weight
        return total

    def _move(self, weights: list[float], summed: list[float], right: int, wrong: int) -> None:
        weights[right] += 1
        weights[wrong] -= 1
        summed[right] += self._step
        summed[wrong] -= self._step

    def _follow(self, before: int, after: int, by: int) -> None:
        self._follows[before][after] += by
        self._follows_summed[before][after] += by * self._step

    def tagger(self) -> Tagger:
        """Return the mean of all weights so far, in steps, relative to the label O."""

        def mean(weights: Sequence[float], summed: Sequence[float]) -> list[float]:
            return [weight - late / self._step for weight, late in zip(weights, summed, strict=True)]

        learnt: dict[str, Weights] = {}
        for name, weights in self._weights.items():
            row = mean(weights, self._summed[name])
            if name == "b":
                row[LABELS.index("C")] += LEAN / (1 - HIDDEN)
            source, cue, content = (round(_STEPS * (value - row[_OUTSIDE])) for value in row[1:])
            if max(source, cue, content, 0) - min(source, cue, content, 0) >= _STEPS:
                learnt[name] = source, cue, content
        scale = _STEPS / (1 - HIDDEN)
        follows = [
            [round(scale * value) for value in mean(row, summed)]
            for row, summed in zip(self._follows, self._follows_summed, strict=True)
        ]
        return Tagger(learnt, follows)
