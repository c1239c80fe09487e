"""How heavy a contract's findings are beside those of real contracts.

What the findings weigh together (severity times chance, summed) means nothing by itself. So it is
placed among contracts of CUAD's training part, read by the same checks: 60 of 100 says that
its findings weigh more than those of 60 in 100 of them. Between two of their quantiles the place
is taken on a line; from nothing found (0) to the lightest likewise; above the heaviest it
approaches 100 and never reaches it. `python -m tools.legal.train_risk CUAD.jsonl.xz [3]` writes
the quantiles anew, of every third contract where a 3 is given; run it when the playbook changes.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

SCALE = Path(__file__).parent / "weights" / "risk_scale.json"
_STEPS = 40
_TOP = 99.0
"""Place of the heaviest contract: what is heavier still lies between it and 100."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Quantiles of what findings weigh, in equal steps, and of how many contracts."""

    contracts: int
    quantiles: tuple[float, ...]

    def place(self, weight: float) -> float:
        """0 to 100, growing with the weight."""
        most = self.quantiles[-1]
        if weight > most:
            return 100 - (100 - _TOP) * most / weight
        places = np.linspace(0, _TOP, len(self.quantiles))
        if weight < self.quantiles[0]:
            return 0.0
        return float(np.interp(weight, self.quantiles, places))


def scale_of(weights: list[float]) -> Scale:
    """The scale that contracts with these weights make; nothing found is the bottom."""
    among = np.quantile(weights, np.linspace(0, 1, _STEPS + 1)[1:]).round(3).tolist()
    return Scale(len(weights), (0.0, *among))


@cache
def load_scale(path: Path = SCALE) -> Scale:
    """The shipped scale."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return Scale(said["contracts"], tuple(said["quantiles"]))
