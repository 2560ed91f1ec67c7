"""How fast claims are found, and in how much memory."""

import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.claims import extract
from claims.extraction.sentences import sentences
from claims.reading import UnreadableDocument, read


class ExtractionBenchmark:
    """Reads every article of a folder and finds its claims, in this process, without a database."""

    help = "Find the claims of every article (.txt, .html) in a folder: sentences/s, articles/s, peak memory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=Path, required=True, metavar="DIR", help="folder of .txt or .html files")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        texts = _texts(options["articles"], say)
        split = sum(_sentence_count(text) for text in texts)
        found = 0
        began, cpu_began = time.perf_counter(), time.process_time()
        for text in texts:
            found += len(extract(text))
        seconds = max(time.perf_counter() - began, 1e-9)
        return {
            "articles": len(texts),
            "sentences": split,
            "claims": found,
            "seconds": round(seconds, 3),
            "cpu_seconds": round(time.process_time() - cpu_began, 3),
            "articles_per_second": round(len(texts) / seconds, 2),
            "sentences_per_second": round(split / seconds, 1),
            "peak_memory_mb": round(_peak_bytes() / 1024**2, 1),
        }


def _texts(folder: Path, say: Say) -> list[str]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".html", ".htm"})
    texts = []
    for path in files:
        try:
            texts.append(read(path.read_bytes(), name=path.name).text)
        except UnreadableDocument as error:
            say(f"Left out: {error}")
    if not texts:
        raise BenchmarkRefused(f"{folder} holds no readable .txt or .html file. Give a folder of articles.")
    return texts


def _sentence_count(text: str) -> int:
    prose = (line for line in classify(text) if line.kind is LineKind.PROSE)
    return sum(len(sentences(text, line.start, line.end)) for line in prose)


def _peak_bytes() -> int:
    """The largest this process has been: Linux counts in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


BENCHMARK = ExtractionBenchmark()
