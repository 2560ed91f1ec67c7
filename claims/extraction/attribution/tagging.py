"""Labels every word of a sentence O, S, Q or C: the best path under the weights of features and of neighbours."""

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.extraction.attribution.features import Sentence, View, features

LABELS = "OSQC"
"""Outside, source, cue, content; where spans nest, content outranks a cue, and a cue a source."""
SHIPPED = Path(__file__).with_name("tagger.tsv.gz")
LONGEST = 300
"""So many words of a sentence are labelled; what follows is outside. The splitter's longest have about 270."""
Weights = tuple[int, int, int]
"""Of S, Q and C; that of O is always 0."""


class UnreadableTagger(ValueError):
    """The file holds no tagger, or one of another format; the message names it."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """Feature name → weights, and the weights of a label after another (the last row: of a sentence's first label)."""

    weights: Mapping[str, Weights]
    follows: Sequence[Sequence[int]]

    def label(self, sentence: Sentence) -> str:
        """Return a letter of LABELS for each word; content without a cue gets the source and cue of the rules."""
        if not sentence.written:
            return ""
        kept = len(sentence.written[:LONGEST])
        view = View(sentence if kept == len(sentence.written) else sentence.cut(kept))
        path = best_path([self._score(row) for row in features(view)], self.follows[:-1], self.follows[-1])
        labels = [LABELS[label] for label in path]
        if "C" in labels and "Q" not in labels:
            labels = [
                rule if label == "O" and rule in "SQ" else label for label, rule in zip(labels, view.ruled, strict=True)
            ]
        return "".join(labels).ljust(len(sentence.written), "O")

    def _score(self, row: Sequence[str]) -> tuple[int, int, int, int]:
        source = cue = content = 0
        get = self.weights.get
        for name in row:
            found = get(name)
            if found is not None:
                source += found[0]
                cue += found[1]
                content += found[2]
        return 0, source, cue, content


def best_path(
    scores: Sequence[Sequence[float]], follows: Sequence[Sequence[float]], first: Sequence[float]
) -> list[int]:
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


_FIRST_LINE = f"claim-tracker attribution 1 {LABELS}"


def dump(tagger: Tagger) -> bytes:
    """Return the file of a tagger: the same bytes for the same weights."""
    lines = [_FIRST_LINE, *("\t".join(map(str, row)) for row in tagger.follows)]
    lines += ["\t".join((name, *map(str, weights))) for name, weights in sorted(tagger.weights.items())]
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def load(path: Path = SHIPPED) -> Tagger:
    """Return the tagger in the file. Raises UnreadableTagger, OSError."""
    try:
        first, *lines = gzip.decompress(path.read_bytes()).decode().split("\n")
        if first != _FIRST_LINE:
            raise UnreadableTagger(f"{path} begins with “{first[:60]}”, not “{_FIRST_LINE}”. Train it anew.")
        size = len(LABELS) + 1
        follows = [[int(weight) for weight in line.split("\t")] for line in lines[:size]]
        weights: dict[str, Weights] = {}
        for line in lines[size:]:
            name, source, cue, content = line.split("\t")
            weights[name] = int(source), int(cue), int(content)
    except (EOFError, gzip.BadGzipFile, UnicodeDecodeError) as error:
        raise UnreadableTagger(f"{path} holds no tagger: {error}. Run `manage.py train_attribution`.") from error
    return Tagger(weights, follows)


@cache
def shipped() -> Tagger:
    """Return the tagger of the repository, read once a process."""
    return load()
