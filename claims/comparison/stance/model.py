"""A logistic model over named features, kept as JSON that people can read; plain Python at run time."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MODEL_FILE = Path(__file__).parent / "model.json"


@dataclass(frozen=True, slots=True)
class StanceModel:
    """Weights for standardised features; the probability is that the text supports the claim rather than refutes it."""

    bias: float
    weights: Mapping[str, float]
    means: Mapping[str, float]
    spreads: Mapping[str, float]
    slope: float = 1.0
    offset: float = 0.0
    """Calibration: the probability is the logistic of slope · score + offset."""

    def supports(self, measured: Mapping[str, float]) -> float:
        """The probability, 0 to 1, that a text which settles the claim settles it in its favour."""
        total = self.slope * self.score(measured) + self.offset
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def score(self, measured: Mapping[str, float]) -> float:
        """The sum before calibration: above 0 for, below 0 against."""
        return self.bias + sum(
            weight * (measured[name] - self.means[name]) / self.spreads[name] for name, weight in self.weights.items()
        )


def dumps(model: StanceModel) -> bytes:
    """The model's file: the same model gives the same bytes."""
    content = {
        "attribution": "Trained on FoolMeTwice (Eisenschlos et al. 2021), dev part, Apache-2.0.",
        "bias": round(model.bias, 4),
        "slope": round(model.slope, 4),
        "offset": round(model.offset, 4),
        "features": {
            name: [round(model.weights[name], 4), round(model.means[name], 4), round(model.spreads[name], 4)]
            for name in model.weights
        },
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


@lru_cache(maxsize=2)
def load(path: Path = MODEL_FILE) -> StanceModel:
    """Read a model's file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    rows = content["features"]
    return StanceModel(
        bias=content["bias"],
        weights={name: row[0] for name, row in rows.items()},
        means={name: row[1] for name, row in rows.items()},
        spreads={name: row[2] for name, row in rows.items()},
        slope=content["slope"],
        offset=content["offset"],
    )
