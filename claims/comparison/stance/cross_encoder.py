"""An NLI cross-encoder from an ONNX file: does a text entail a claim, contradict it, or neither?

The file's folder also holds tokenizer.json (of the `tokenizers` package) and config.json, whose id2label names the
order of the model's outputs, as models exported from `transformers` have them. onnxruntime and tokenizers are imported
only when such a model is configured: `requirements-nli.txt`.
"""

import json
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = ("numpy", "onnxruntime", "tokenizers")
MOST_TOKENS = 256
"""Of a text and a claim together; what is longer is cut, the longer of the two first."""
BATCH = 8
SECONDS_A_PAIR = 5.0
"""A batch that takes longer than this for each of its pairs is given up, with all that follow."""
_CALLED = {
    "entailment": "entails",
    "entail": "entails",
    "entails": "entails",
    "supports": "entails",
    "support": "entails",
    "contradiction": "contradicts",
    "contradicts": "contradicts",
    "refutes": "contradicts",
    "refute": "contradicts",
    "neutral": "neither",
    "not enough info": "neither",
    "nei": "neither",
}


class BrokenCrossEncoder(Exception):
    """The configured model cannot be used; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities, 0 to 1, that a text entails a claim and that it contradicts it; the rest is neither."""

    entails: float
    contradicts: float


@dataclass(frozen=True, slots=True)
class _Files:
    model: Path
    tokenizer: Path
    labels: tuple[str, ...]
    """What each output of the model means, in their order."""


def problem(path: Path) -> str:
    """Why the model at `path` cannot be used, in a sentence; empty: nothing stands in its way. Loads no weights."""
    try:
        _files(path)
    except BrokenCrossEncoder as error:
        return str(error)
    return ""


class CrossEncoder:
    """A loaded model. `path` is the ONNX file, or a folder with model.onnx. Raises BrokenCrossEncoder."""

    def __init__(
        self, path: Path, *, batch: int = BATCH, most_tokens: int = MOST_TOKENS, seconds_a_pair: float = SECONDS_A_PAIR
    ) -> None:
        files = _files(path)
        onnxruntime: Any = import_module("onnxruntime")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # there are as many workers as cores
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(files.model, options, providers=["CPUExecutionProvider"])
            self._tokenizer: Any = import_module("tokenizers").Tokenizer.from_file(str(files.tokenizer))
        except Exception as error:  # the two raise types of their own making
            raise BrokenCrossEncoder(f"{files.model} cannot be loaded: {type(error).__name__}: {error}") from error
        self._tokenizer.enable_truncation(most_tokens, strategy="longest_first")
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._labels, self._batch, self._seconds = files.labels, batch, seconds_a_pair

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Verdict | None]:
        """A verdict for each (text, claim), in their order; None for what the model did not judge in time.

        Raises BrokenCrossEncoder where the model cannot be run on them.
        """
        verdicts: list[Verdict | None] = []
        for start in range(0, len(pairs), self._batch):
            batch = pairs[start : start + self._batch]
            rows = self._run(batch)
            if rows is None:
                return verdicts + [None] * (len(pairs) - start)
            verdicts += [self._verdict(row) for row in rows]
        return verdicts

    def _run(self, batch: Sequence[tuple[str, str]]) -> list[list[float]] | None:
        numpy: Any = import_module("numpy")
        encoded = self._tokenizer.encode_batch(list(batch))
        longest = max(len(each.ids) for each in encoded)
        padded: dict[str, Any] = {
            name: numpy.array([_padded(getattr(each, part), longest) for each in encoded], dtype=numpy.int64)
            for name, part in (
                ("input_ids", "ids"),
                ("attention_mask", "attention_mask"),
                ("token_type_ids", "type_ids"),
            )
            if name in self._inputs
        }
        run = import_module("onnxruntime").RunOptions()
        run.log_severity_level = 4  # a run that is ended is no error
        timer = threading.Timer(self._seconds * len(batch), setattr, (run, "terminate", True))
        timer.start()
        try:
            rows: list[list[float]] = self._session.run(None, padded, run)[0].tolist()
        except Exception as error:
            if run.terminate:
                return None
            raise BrokenCrossEncoder(f"The model failed: {type(error).__name__}: {error}") from error
        finally:
            timer.cancel()
        if len(rows[0]) != len(self._labels):
            raise BrokenCrossEncoder(f"The model gives {len(rows[0])} numbers, config.json names {len(self._labels)}.")
        return rows

    def _verdict(self, row: Sequence[float]) -> Verdict:
        top = max(row)
        parts = [math.exp(value - top) for value in row]
        share = dict(zip(self._labels, (part / sum(parts) for part in parts), strict=True))
        return Verdict(share["entails"], share["contradicts"])


def _padded(ids: Sequence[int], length: int) -> list[int]:
    return [*ids, *[0] * (length - len(ids))]


def _files(path: Path) -> _Files:
    if lacking := [name for name in PACKAGES if find_spec(name) is None]:
        raise BrokenCrossEncoder(
            f"STANCE_MODEL is set, which needs packages that are not installed: {', '.join(lacking)}. "
            "Install requirements-nli.lock, or leave STANCE_MODEL empty."
        )
    model = path / "model.onnx" if path.is_dir() else path
    tokenizer, config = model.parent / "tokenizer.json", model.parent / "config.json"
    for file in (model, tokenizer, config):
        if not file.is_file():
            raise BrokenCrossEncoder(
                f"There is no {file}. STANCE_MODEL names an ONNX file, or a folder with model.onnx; tokenizer.json and "
                "config.json stand beside it."
            )
    return _Files(model, tokenizer, _labels(config))


def _labels(config: Path) -> tuple[str, ...]:
    try:
        named = json.loads(config.read_text(encoding="utf-8"))["id2label"]
        listed = tuple(_CALLED.get(str(named[str(n)]).casefold().replace("_", " "), "") for n in range(len(named)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenCrossEncoder(f"{config} has no id2label that numbers the model's outputs: {error!r}.") from error
    if not {"entails", "contradicts"} <= set(listed):
        told = ", ".join(map(str, named.values()))
        raise BrokenCrossEncoder(f"{config}: id2label must name entailment and contradiction; it names {told}.")
    return listed
