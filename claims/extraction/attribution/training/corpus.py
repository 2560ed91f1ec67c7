"""Reads the annotated articles that the tagger learns from."""

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).with_name("articles")
_BRACKET = re.compile(r"\[(?P<label>[SQC])(?P<number>\d+) |\]|\[")


class BadAnnotation(ValueError):
    """An annotated article breaks the convention; the message names the file, the place and what is wrong."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """The plain text, and the (start, end) spans of sources, cues and contents in it."""

    name: str
    text: str
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: {"S": [], "Q": [], "C": []})


def read_articles(folder: Path = FOLDER) -> list[AnnotatedArticle]:
    """Return the articles of every .txt file in `folder`, by name. Raises BadAnnotation."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def parse(name: str, annotated: str) -> AnnotatedArticle:
    """Return the article without its brackets. Raises BadAnnotation where a bracket is not closed or opened."""
    article = AnnotatedArticle(name, "")
    plain: list[str] = []
    length = position = 0
    open_spans: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(annotated):
        plain.append(annotated[position : found.start()])
        length += found.start() - position
        position = found.end()
        if found["label"]:
            open_spans.append((found["label"], length))
        elif found[0] == "[":
            open_spans.append(("", length))
            plain.append("[")
            length += 1
        elif not open_spans:
            raise BadAnnotation(f"{name}: a closing bracket too many after “{annotated[: found.start()][-40:]}”.")
        else:
            label, start = open_spans.pop()
            if label:
                article.spans[label].append((start, length))
            else:
                plain.append("]")
                length += 1
    if open_spans:
        raise BadAnnotation(f"{name}: “{''.join(plain)[open_spans[-1][1] :][:40]}” is never closed by a bracket.")
    plain.append(annotated[position:])
    return AnnotatedArticle(name, "".join(plain), article.spans)
