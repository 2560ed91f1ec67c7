"""How well prose is told from headings and furniture: the labelled articles of `claims/benchmarks/furniture/`.

A file is one article, a line of it is a label, a tab and the line: P prose, H heading, F furniture, E either. The mark
`‖` in a prose line divides the date line or time that stands before its first sentence; it is no part of the text.
"""

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.extraction.boilerplate import LineKind, classify

GOLD = Path(__file__).with_name("furniture")
DIVIDES = "‖"
LABELS = frozenset("PHFE")


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line of an article, without its label and without the mark."""

    label: str
    text: str
    prose_begins: int
    """Where its first sentence begins, in characters; 0 where nothing stands before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one article: how many prose lines were found, which were lost, and which lines were noise."""

    found: int
    lost: tuple[str, ...]
    noise: tuple[str, ...]


def read_gold(path: Path) -> list[LabelledLine]:
    """Read one labelled article. Raises BenchmarkRefused where a line has no label."""
    lines = []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        label, tab, text = row.partition("\t")
        if not tab or label not in LABELS:
            raise BenchmarkRefused(f"{path.name}, line {number} has no label. Begin it with P, H, F or E and a tab.")
        lines.append(LabelledLine(label, text.replace(DIVIDES, ""), max(text.find(DIVIDES), 0)))
    return lines


def measure(lines: list[LabelledLine]) -> Reading:
    """Classify the article that the lines make, and hold the answer against their labels; E counts for neither."""
    read = classify("\n".join(line.text for line in lines))
    prose = [one.kind is LineKind.PROSE for one in read]
    judged = [(line, said) for line, said in zip(lines, prose, strict=True) if line.label != "E"]
    return Reading(
        found=sum(1 for line, said in judged if said and line.label == "P"),
        lost=tuple(line.text for line, said in judged if not said and line.label == "P"),
        noise=tuple(line.text for line, said in judged if said and line.label != "P"),
    )


class FurnitureBenchmark:
    """Line by line: precision and recall of prose."""

    help = "Tell prose from furniture in labelled articles (.tsv): precision and recall of prose lines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=Path, default=GOLD, metavar="DIR", help="folder of labelled .tsv files")

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        paths = sorted(options["articles"].glob("*.tsv"))
        if not paths:
            raise BenchmarkRefused(f"{options['articles']} holds no .tsv file. Give a folder of labelled articles.")
        readings = {path.stem: measure(read_gold(path)) for path in paths}
        for name, reading in readings.items():
            for mistake, texts in (("noise", reading.noise), ("lost", reading.lost)):
                for text in texts:
                    say(f"{name}, {mistake}: {text}")
        found = sum(reading.found for reading in readings.values())
        lost = sum(len(reading.lost) for reading in readings.values())
        noise = sum(len(reading.noise) for reading in readings.values())
        return {
            "articles": len(readings),
            "prose": found + lost,
            "precision": round(found / max(found + noise, 1), 3),
            "recall": round(found / max(found + lost, 1), 3),
            "noise": noise,
            "lost": lost,
        }


BENCHMARK = FurnitureBenchmark()
