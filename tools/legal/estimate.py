"""How good the clause model is on contracts it has not seen, with confidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.legal import cuad
from tools.legal.clause_model import SEGMENT_TYPES
from tools.legal.clause_types import CLAUSE_TYPES
from tools.legal.labelling import Prepared
from tools.legal.short_spans import DATE_TYPES, TITLE_TYPES

LEVELS = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], dtype=np.float32)
_RESAMPLES = 200
_TYPES = {"segments": SEGMENT_TYPES, "titles": TITLE_TYPES, "dates": DATE_TYPES}


@dataclass(frozen=True, slots=True)
class Estimate:
    """CUAD's measure on contracts not trained on."""

    contracts: int
    area: float
    area_interval: tuple[float, float]
    """90 %, by resampling contracts."""
    precision_at_80: float
    precision_at_80_interval: tuple[float, float]
    by_type: Mapping[str, tuple[float, float]]
    """Area and precision at 80 % recall of each type by itself."""

    def figures(self) -> dict[str, Any]:
        """The estimate as plain data."""
        return {
            "contracts": self.contracts,
            "aupr": round(self.area, 4),
            "aupr_90_interval": [round(x, 4) for x in self.area_interval],
            "precision_at_80_recall": round(self.precision_at_80, 4),
            "precision_at_80_recall_90_interval": [
                round(x, 4) for x in self.precision_at_80_interval
            ],
            "by_type": {
                name: {"aupr": round(area, 3), "precision_at_80_recall": round(at_80, 3)}
                for name, (area, at_80) in self.by_type.items()
            },
        }

    def told(self) -> str:
        """The estimate in a few lines."""
        low, high = self.area_interval
        low_80, high_80 = self.precision_at_80_interval
        lines = [
            f"AUPR {self.area:.3f} ({low:.3f} to {high:.3f}), "
            f"precision at 80 % recall {self.precision_at_80:.3f} ({low_80:.3f} to {high_80:.3f}), "
            f"{self.contracts} contracts, 90 % intervals",
            *(f"  {name:36s}{area:7.3f}{at:7.3f}" for name, (area, at) in self.by_type.items()),
        ]
        return "\n".join(lines) + "\n"


def estimate(contracts: Sequence[cuad.Contract], predicted: cuad.Predictions) -> Estimate:
    """CUAD's measure over all types, its interval, and each type's own."""
    answers = {
        (one.name, name): [one.text[a:b] for a, b in one.spans.get(name, ())]
        for one in contracts
        for name in CLAUSE_TYPES
    }
    whole = cuad.curve(predicted, answers)
    resampled = _resampled(contracts, predicted, answers)
    by_type = {
        name: cuad.curve(predicted, {q: a for q, a in answers.items() if q[1] == name})
        for name in CLAUSE_TYPES
    }
    return Estimate(
        contracts=len(contracts),
        area=whole.area,
        area_interval=_interval([one.area for one in resampled]),
        precision_at_80=whole.precision_at(0.8),
        precision_at_80_interval=_interval([one.precision_at(0.8) for one in resampled]),
        by_type={name: (one.area, one.precision_at(0.8)) for name, one in by_type.items()},
    )


def _resampled(
    contracts: Sequence[cuad.Contract], predicted: cuad.Predictions, answers: cuad.Answers
) -> list[cuad.Curve]:
    """The curve over contracts drawn with replacement, from each contract's counts by level."""
    counts = np.stack(
        [
            cuad.counts(
                predicted, {(one.name, name): answers[one.name, name] for name in CLAUSE_TYPES}
            )
            for one in contracts
        ]
    )
    random = np.random.default_rng(0)
    draws = (random.integers(0, len(contracts), len(contracts)) for _ in range(_RESAMPLES))
    return [cuad.curve_of(counts[draw].sum(0)) for draw in draws]


def _interval(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return float(low), float(high)


def reliability(
    contracts: Sequence[Prepared], odds: Mapping[str, Sequence[NDArray[np.float32]]]
) -> dict[str, NDArray[np.float32]]:
    """Per type and level: contracts in which the clause is found, and passages that are right."""
    shape = (len(LEVELS), len(CLAUSE_TYPES))
    held, found, said, right = (np.zeros(shape) for _ in range(4))
    for index, one in enumerate(contracts):
        for part, names in _TYPES.items():
            truth = getattr(one, part).truth > 0
            chance = 1 / (1 + np.exp(-odds[part][index]))
            for column, name in enumerate(names):
                place = CLAUSE_TYPES.index(name)
                above = chance[:, column][None, :] >= LEVELS[:, None]
                hit = above & truth[:, column][None, :]
                said[:, place] += above.sum(1)
                right[:, place] += hit.sum(1)
                held[:, place] += bool(one.contract.spans.get(name))
                found[:, place] += hit.any(1)
    return {
        "thresholds": LEVELS,
        # One right and one wrong case more than seen: a rare type is never certain.
        "recall": ((found + 1) / (held + 2)).astype(np.float32),
        "precision": ((right + 1) / (said + 2)).astype(np.float32),
    }
