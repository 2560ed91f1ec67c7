"""Labelled pairs of a claim and its evidence, from FoolMeTwice, FEVER-symmetric or lines of one's own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")


class ExamplesUnreadable(ValueError):
    """A file of pairs is not of a known layout; the message names the line."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, a text, and what the text says of it."""

    claim: str
    evidence: str
    label: str


def read_examples(path: Path) -> list[Example]:
    """Read lines {"claim", "evidence", "label"}, or either data set's own layout. Raises ExamplesUnreadable."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_example(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise ExamplesUnreadable(
                f"{path}, line {number}: {error!r}. Expected {{“claim”, “evidence”, “label”}}, the label one of "
                f"{', '.join(LABELS)}."
            ) from error
    if not found:
        raise ExamplesUnreadable(f"{path}: no lines. Expected {{“claim”, “evidence”, “label”}}.")
    return found


def _example(row: dict[str, Any]) -> Example:
    label = row.get("label") or row["gold_label"]
    if label not in LABELS:
        raise ValueError(f"label {label}")
    if "gold_evidence" in row:
        return Example(row["text"], " ".join(part["text"] for part in row["gold_evidence"]), label)
    evidence = row["evidence"]
    return Example(row["claim"], evidence if isinstance(evidence, str) else " ".join(map(str, evidence)), label)
