"""Labels every word of a sentence S, Q, C or O: the best path under weights of features and of neighbouring labels."""

from collections.abc import Mapping, Sequence

LABELS = "OSQC"
Row = tuple[float, float, float, float]
Weights = Mapping[str, Sequence[float]]
"""Feature name → one weight a label. "O>C" style names hold the weights of a label after another, "^>" at the start."""


def best_path(scores: Sequence[Sequence[float]], follows: Sequence[Sequence[float]], first: Sequence[float]) -> list[int]:
    """Return the labels with the highest sum of word scores and of follows[previous][next] (Viterbi 1967)."""
    total = [score + start for score, start in zip(scores[0], first, strict=True)]
    back: list[list[int]] = []
    span = range(len(total))
    for row in scores[1:]:
        came, now = [], []
        for label in span:
            best, value = 0, total[0] + follows[0][label]
            for previous in span:
                candidate = total[previous] + follows[previous][label]
                if candidate > value:
                    best, value = previous, candidate
            came.append(best)
            now.append(value + row[label])
        back.append(came)
        total = now
    path = [max(span, key=total.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]
