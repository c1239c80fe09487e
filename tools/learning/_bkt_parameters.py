"""The parameters of Bayesian knowledge tracing, and where they may lie.

Two states, known and not known. `prior`: known before the first answer. `learn`: becomes known
after an answer. `guess`: right though not known. `slip`: wrong though known. `forget`: is lost
after an answer; 0 in the original model.

Reference: Corbett and Anderson, Knowledge tracing, UMUAI 4 (1995), 253-278, equations 1 to 4.
"""

from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SLIGHTEST = 1e-6
"""Closer to 0 or 1 a probability is not told apart from it where logits are taken."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """One skill's parameters, each a probability."""

    prior: float
    learn: float
    guess: float
    slip: float
    forget: float = 0.0

    def array(self) -> Floats:
        """In the order of `NAMES`."""
        return np.array(astuple(self))

    @property
    def degenerate(self) -> bool:
        """Whether a right answer would speak against knowing."""
        return self.guess + self.slip >= 1


NAMES = tuple(field.name for field in fields(Parameters))
PRIOR, LEARN, GUESS, SLIP, FORGET = range(5)

RANGES = {
    "prior": (0.0, 1.0),
    "learn": (0.0, 0.4),
    "guess": (0.0, 0.4),
    "slip": (0.0, 0.3),
    "forget": (0.0, 0.4),
}
"""Where an unknown parameter may lie: the ranges from which pyBKT starts its fits."""


def from_array(values: Floats) -> Parameters:
    """The parameters of an array in the order of `NAMES`."""
    return Parameters(*(float(value) for value in values))
