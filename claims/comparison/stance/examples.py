"""Labelled pairs of a claim and its evidence, from FoolMeTwice, FEVER-symmetric or lines of one's own."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', " -- ": "–"}
_SPACED = (
    (re.compile(r"\s+([,.;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[$£€])\s+"), r"\1"),
    (re.compile(r"\s+('(?:s|re|ve|d|ll|m|t)\b|n't\b)"), r"\1"),
)


class ExamplesUnreadable(ValueError):
    """A file of pairs is not of a known layout; the message names the line."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, a text, and what the text says of it."""

    claim: str
    evidence: str
    label: str
    page: str = ""
    """The page that both are about: pairs of one page are never divided between training and testing."""
    passages: tuple[str, ...] = ()
    """Further sentences of that page."""


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


def untokenised(text: str) -> str:
    """A text as people write it: FEVER's own has "-LRB-" for a bracket and a space before every comma."""
    for written, sign in _BRACKETS.items():
        text = text.replace(written, sign)
    for pattern, replacement in _SPACED:
        text = pattern.sub(replacement, text)
    return text.strip()


def _example(row: dict[str, Any]) -> Example:
    label = row.get("label") or row["gold_label"]
    if label not in LABELS:
        raise ValueError(f"label {label}")
    if "gold_evidence" in row:
        evidence = [part["text"] for part in row["gold_evidence"]]
        passages = tuple(untokenised(part["text"]) for part in row.get("retrieved_evidence", ()))
        return Example(
            untokenised(row["text"]), untokenised(" ".join(evidence)), label, row.get("wikipedia_page", ""), passages
        )
    evidence = row["evidence"]
    joined = evidence if isinstance(evidence, str) else " ".join(map(str, evidence))
    return Example(untokenised(row["claim"]), untokenised(joined), label)
