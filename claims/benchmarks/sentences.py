"""How well texts are divided into sentences, against a file that gives one sentence a line."""

import time
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused, Figures, Say
from claims.extraction.sentences import sentences

GOLD = Path(__file__).with_name("sentences_gold.txt")
_GLUED = "^"
"""Marks a sentence that follows without a space: "It ended.The next …"."""


@dataclass(frozen=True, slots=True)
class Divided:
    """A line of text, and where its sentences end."""

    text: str
    ends: tuple[int, ...]


class SentencesBenchmark:
    """Divides the text of a labelled file; the ends of lines are given away and count nothing."""

    help = "Divide a text into sentences: precision, recall and F1 of the boundaries inside lines, sentences/s."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--test",
            type=Path,
            metavar="FILE",
            help="one sentence a line, a blank line where the text has a line break; the project's own unless given",
        )

    def run(self, options: Mapping[str, Any], say: Say) -> Figures:
        lines = read(options.get("test") or GOLD)
        text = "\n".join(line.text for line in lines)
        began = time.process_time()
        found = sentences(text)
        seconds = max(time.process_time() - began, 1e-9)
        given = line_ends(lines)
        gold = {start + end for start, line in _placed(lines) for end in line.ends} - given
        ours = {end for _, end in found} - given
        right = len(gold & ours)
        precision, recall = right / max(len(ours), 1), right / max(len(gold), 1)
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / (precision + recall), 4) if right else 0.0,
            "boundaries": len(gold),
            "found": len(ours),
            "n": sum(len(line.ends) for line in lines),
            "sentences_per_second": round(len(found) / seconds),
        }


def read(path: Path) -> list[Divided]:
    """Return the lines of the text that a file of sentences stands for. Raises BenchmarkRefused where it has none."""
    try:
        written = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BenchmarkRefused(f"{path} is not UTF-8. Save it as UTF-8, one sentence a line.") from error
    lines: list[Divided] = []
    text, ends = "", []
    for number, row in enumerate([*written.split("\n"), ""], 1):
        sentence = row.strip()
        if sentence:
            if sentence == _GLUED or (sentence.startswith(_GLUED) and not text):
                raise BenchmarkRefused(f"{path}, line {number}: {_GLUED} marks a sentence glued to the one before it.")
            gap = "" if not text or sentence.startswith(_GLUED) else " "
            text += gap + sentence.removeprefix(_GLUED)
            ends.append(len(text))
        elif text:
            lines.append(Divided(text, tuple(ends)))
            text, ends = "", []
    if not lines:
        raise BenchmarkRefused(f"{path} holds no sentence. Give one sentence a line, a blank line between paragraphs.")
    return lines


def line_ends(lines: list[Divided]) -> set[int]:
    """Return where the lines end in the joined text: boundaries that nobody has to find."""
    return {start + len(line.text) for start, line in _placed(lines)}


def _placed(lines: list[Divided]) -> list[tuple[int, Divided]]:
    placed, start = [], 0
    for line in lines:
        placed.append((start, line))
        start += len(line.text) + 1
    return placed


BENCHMARK = SentencesBenchmark()
