"""The labelled sentences: what the model learns from, and what it is set and measured on."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
OWN_FILES = tuple(HERE / name for name in ("news.tsv", "contrasts.tsv", "speech.tsv"))
"""Written and labelled for this project."""
NEWS_SENTENCES = HERE.parents[2] / "benchmarks" / "news_sentences.tsv"
"""Never learnt from: half sets the calibration for news, half measures it."""
CLAIMBUSTER = "crowdsourced.csv"
_NO_WORD = re.compile(r"\W+")


class CorpusUnreadable(ValueError):
    """A file of labelled sentences is missing or not of its format; the message names it and says what is expected."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and the answers to the two questions."""

    sentence: str
    worth: bool
    fact: bool | None
    """None where the file does not ask."""
    group: str
    """Where it comes from: "claimbuster", "news" or "speech"."""


def claimbuster(path: Path) -> list[Labelled]:
    """Read a ClaimBuster CSV: Verdict 1 is a check-worthy fact, 0 an unimportant one, -1 none."""
    rows = list(_rows(path, {"Text", "Verdict"}, ",", csv.QUOTE_MINIMAL))
    verdicts = [_number(path, row["Verdict"], {"-1", "0", "1"}) for row in rows]
    return [
        Labelled(row["Text"], verdict == 1, verdict != -1, "claimbuster")
        for row, verdict in zip(rows, verdicts, strict=True)
    ]


def ncs(path: Path) -> list[Labelled]:
    """Read ClaimBuster's 2.5xNCS.json: an array of objects with "text" and "label" (1 or 0)."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Labelled(row["text"], bool(int(row["label"])), None, "claimbuster") for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusUnreadable(
            f"{path} is no JSON array of objects with text and label ({type(error).__name__}: {error})."
        ) from error


def checkthat(path: Path) -> list[Labelled]:
    """Read a CheckThat! 2024 file: Sentence_id, Text, class_label (Yes or No), tabs between, quotes as they come."""
    found = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        parts = line.rstrip("\r").split("\t")
        if number == 1 or not line.strip():
            continue
        if len(parts) != 3 or parts[2].strip().lower() not in {"yes", "no"}:
            raise CorpusUnreadable(f"{path}, line {number}: expected id, text, and Yes or No, with tabs between.")
        found.append(Labelled(_unquoted(parts[1]), parts[2].strip().lower() == "yes", None, "debate"))
    return found


def own(path: Path) -> list[Labelled]:
    """Read a TSV of this project with the columns worth, fact, register, sentence."""
    return [
        Labelled(row["sentence"], row["worth"] == "1", row["fact"] == "1", row["register"])
        for row in _rows(path, {"worth", "fact", "register", "sentence"}, "\t", csv.QUOTE_NONE)
    ]


def news_sentences(path: Path, part: str) -> list[Labelled]:
    """Read one part, `calibrate` or `report`, of the news sentences. Where the labellers differ, the first counts."""
    return [
        Labelled(row["sentence"], row["worth_a"] == "1", row["fact_a"] == "1", "news")
        for row in _rows(path, {"part", "worth_a", "fact_a", "sentence"}, "\t", csv.QUOTE_NONE)
        if row["part"] == part
    ]


def without(examples: Iterable[Labelled], held_out: Iterable[Labelled]) -> list[Labelled]:
    """Return the examples whose words are in none of the held-out ones, each sentence once."""
    seen = {_key(example.sentence) for example in held_out}
    kept = []
    for example in examples:
        key = _key(example.sentence)
        if key not in seen:
            seen.add(key)
            kept.append(example)
    return kept


def _key(sentence: str) -> str:
    return _NO_WORD.sub(" ", sentence.lower()).strip()


def _unquoted(text: str) -> str:
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        stripped = stripped[1:-1]
    return stripped.replace('""', '"')


def _rows(path: Path, columns: set[str], delimiter: str, quoting: Literal[0, 3]) -> Iterator[dict[str, str]]:
    lines = _text(path).splitlines(keepends=True)
    reader = csv.DictReader(lines, delimiter=delimiter, quoting=quoting)
    missing = columns - set(reader.fieldnames or ())
    if missing:
        raise CorpusUnreadable(f"{path} has no column {', '.join(sorted(missing))}.")
    yield from reader


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CorpusUnreadable(f"{path} does not exist.") from error
    except UnicodeDecodeError as error:
        raise CorpusUnreadable(f"{path} is not UTF-8 text.") from error


def _number(path: Path, value: str | None, allowed: set[str]) -> int:
    if (value or "").strip() not in allowed:
        raise CorpusUnreadable(f"{path}: label {value!r} is none of {', '.join(sorted(allowed))}.")
    return int(str(value))
