"""How well the words are found that an article puts into somebody's mouth, against annotated news.

The folder has the layout of PolNeAR (Newell, Margolin, Ruths, LREC 2018): text/NAME.txt, and attributions/NAME_xxxx.ann
in brat's stand-off format, one file an annotator.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.extraction.attribution.spans import Span, read_document, spans_of

_LINE = re.compile(r"^T\d+\t(?P<label>Source|Cue|Content) (?P<spans>\d+ \d+(?:;\d+ \d+)*)\t", re.MULTILINE)
_IS_ATTRIBUTED = 3
"""So many words of content make an attributed sentence."""


@dataclass
class Counts:
    """Hits, what was found, and what is right."""

    hits: int = 0
    found: int = 0
    right: int = 0

    def add(self, found: Sequence[bool], right: Sequence[bool]) -> None:
        """Count position by position."""
        self.hits += sum(one and other for one, other in zip(found, right, strict=True))
        self.found += sum(found)
        self.right += sum(right)

    def figures(self) -> Figures:
        """Return precision, recall and F1; 0 where there is nothing to divide by."""
        precision = self.hits / self.found if self.found else 0.0
        recall = self.hits / self.right if self.right else 0.0
        both = self.hits and 2 * precision * recall / (precision + recall)
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(both, 4)}


@dataclass
class Annotated:
    """A text and what each annotator marked in it."""

    text: str
    annotators: list[dict[str, list[list[Span]]]] = field(default_factory=list)


class AttributionBenchmark:
    """Reads every annotated text and compares word by word."""

    help = "Find who says what in annotated news (PolNeAR layout): content words and attributed sentences, F1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--test", type=Path, required=True, metavar="DIR", help="folder with text/*.txt and attributions/*.ann"
        )

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        articles = read_annotated(options["test"], say)
        total = Tally()
        for article in articles:
            total.add(article)
        content, sentences = total.content.figures(), total.sentences.figures()
        return {
            "articles": len(articles),
            "annotations": sum(len(article.annotators) for article in articles),
            "words": total.words,
            "sentences": total.read,
            "f1": content["f1"],
            "precision": content["precision"],
            "recall": content["recall"],
            "sentence_f1": sentences["f1"],
            "sentence_precision": sentences["precision"],
            "sentence_recall": sentences["recall"],
            "f1_each_annotator": total.each.figures()["f1"],
            "exact_source": total.sources.figures(),
            "exact_cue": total.cues.figures(),
        }


@dataclass
class Tally:
    """What is counted over all articles."""

    words: int = 0
    read: int = 0
    content: Counts = field(default_factory=Counts)
    """Against the words that at least half of an article's annotators marked."""
    each: Counts = field(default_factory=Counts)
    """Against each annotator for himself, every file a document of its own."""
    sentences: Counts = field(default_factory=Counts)
    sources: Counts = field(default_factory=Counts)
    """Whole spans, those of the first annotator that stand outside contents."""
    cues: Counts = field(default_factory=Counts)

    def add(self, article: Annotated) -> None:
        """Read one article and compare."""
        marks = [_marked(len(article.text), annotator["Content"]) for annotator in article.annotators]
        found_spans: dict[str, set[Span]] = {"Source": set(), "Cue": set()}
        for offset, words, sentence in read_document(article.text):
            spans = spans_of(words, sentence)
            inside = _marked(words[-1][1], [spans.contents]) if words else bytearray()
            found = [bool(inside[start]) for start, _end in words]
            votes = [[bool(mark[offset + start]) for start, _end in words] for mark in marks]
            right = [2 * sum(vote) >= len(votes) for vote in zip(*votes, strict=True)]
            self.words += len(words)
            self.read += 1
            self.content.add(found, right)
            self.sentences.add([sum(found) >= _IS_ATTRIBUTED], [sum(right) >= _IS_ATTRIBUTED])
            for vote in votes:
                self.each.add(found, vote)
            found_spans["Source"].update((offset + start, offset + end) for start, end in spans.sources)
            found_spans["Cue"].update((offset + start, offset + end) for start, end in spans.cues)
        for label, counts in (("Source", self.sources), ("Cue", self.cues)):
            gold = {
                span for spans in article.annotators[0][label] for span in spans if not any(marks[0][span[0] : span[1]])
            }
            counts.hits += len(gold & found_spans[label])
            counts.found += len(found_spans[label])
            counts.right += len(gold)


def read_annotated(folder: Path, say: Say) -> list[Annotated]:
    """Return the texts of the folder with their annotations. Raises BenchmarkRefused where there are none."""
    texts = sorted((folder / "text").glob("*.txt"))
    articles = []
    for path in texts:
        files = _annotations_of(path, folder / "attributions")
        if not files:
            say(f"Left out: {path.name} has no file in attributions/.")
            continue
        # bytes, since offsets count every character as it stands, a carriage return too
        text = path.read_bytes().decode("utf-8")
        articles.append(Annotated(text, [_spans_in(file, len(text)) for file in files]))
    if not articles:
        raise BenchmarkRefused(
            f"{folder} holds no annotated texts. Expected: text/NAME.txt and attributions/NAME_xxxx.ann, as in PolNeAR."
        )
    return articles


def _annotations_of(text: Path, folder: Path) -> list[Path]:
    named = re.compile(rf"{re.escape(text.stem)}(?:_[0-9a-z]+)?\.ann")
    return sorted(path for path in folder.glob("*.ann") if named.fullmatch(path.name))


def _spans_in(file: Path, length: int) -> dict[str, list[list[Span]]]:
    found: dict[str, list[list[Span]]] = {"Source": [], "Cue": [], "Content": []}
    for line in _LINE.finditer(file.read_bytes().decode("utf-8")):
        pairs = [pair.split() for pair in line["spans"].split(";")]
        spans = [(int(start), int(end)) for start, end in pairs]
        if any(not start <= end <= length for start, end in spans):
            raise BenchmarkRefused(f"{file} marks characters {line['spans']}, but its text has only {length}.")
        found[line["label"]].append(spans)
    return found


def _marked(length: int, annotations: Iterable[Iterable[Span]]) -> bytearray:
    marks = bytearray(length)
    for spans in annotations:
        for start, end in spans:
            marks[start:end] = b"\1" * (end - start)
    return marks


BENCHMARK = AttributionBenchmark()
