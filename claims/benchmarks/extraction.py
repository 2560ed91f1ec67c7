"""How fast claims are found, in how much memory, and, where articles are labelled, how well."""

import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.benchmarks.labelled_articles import ARTICLES, LabelledArticle, labelled, score
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.claims import extract
from claims.extraction.sentences import sentences
from claims.extraction.types import FoundClaim
from claims.reading import UnreadableDocument, read


class ExtractionBenchmark:
    """Reads every article of a folder and finds its claims, in this process, without a database."""

    help = (
        "Find the claims of every article (.txt, .html) in a folder: sentences/s, articles/s, peak memory; and "
        "how much of the labels was found where NAME.json stands beside NAME.txt. Unless given: our labelled articles."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--articles", type=Path, default=ARTICLES, metavar="DIR", help="folder of .txt or .html files"
        )

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        texts, labels = _read(options["articles"], say)
        split = sum(_sentence_count(text) for text in texts)
        began, cpu_began = time.perf_counter(), time.process_time()
        found = [extract(text) for text in texts]
        seconds = max(time.perf_counter() - began, 1e-9)
        return {
            "articles": len(texts),
            "sentences": split,
            "claims": sum(map(len, found)),
            "seconds": round(seconds, 3),
            "cpu_seconds": round(time.process_time() - cpu_began, 3),
            "articles_per_second": round(len(texts) / seconds, 2),
            "sentences_per_second": round(split / seconds, 1),
            "peak_memory_mb": round(_peak_bytes() / 1024**2, 1),
            **_quality([(article, claims) for article, claims in zip(labels, found, strict=True) if article], say),
        }


def _read(folder: Path, say: Say) -> tuple[list[str], list[LabelledArticle | None]]:
    """The text of every article, and its labels where there are some."""
    texts, labels = [], []
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".html", ".htm"}):
        try:
            texts.append(read(path.read_bytes(), name=path.name).text)
        except UnreadableDocument as error:
            say(f"Left out: {error}")
        else:
            labels.append(labelled(path) if path.suffix == ".txt" else None)
    if not texts:
        raise BenchmarkRefused(f"{folder} holds no readable .txt or .html file. Give a folder of articles.")
    return texts, labels


def _quality(articles: list[tuple[LabelledArticle, list[FoundClaim]]], say: Say) -> Figures:
    if not articles:
        return {}
    scored = score(articles)
    for words in scored.missed:
        say(f"Missed: {words}")
    for words in scored.noise:
        say(f"Noise: {words}")
    for words in scored.furniture:
        say(f"Furniture: {words}")
    return {
        "labelled_articles": len(articles),
        "wanted": scored.wanted,
        "recall": round(scored.recall, 3),
        "noise_share": round(scored.noise_share, 3),
        "forbidden": len(scored.forbidden),
        "furniture": len(scored.furniture),
    }


def _sentence_count(text: str) -> int:
    prose = (line for line in classify(text) if line.kind is LineKind.PROSE)
    return sum(len(sentences(text, line.start, line.end)) for line in prose)


def _peak_bytes() -> int:
    """The largest this process has been: Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


BENCHMARK = ExtractionBenchmark()
