"""Which numbers of a model are free, and how they become response curves.

Every question has up to 1 + K + 1 parameters: slope, intercepts, and the logit of guessing. Free
are those that exist; in the 1PL all slopes are one number.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tools.assessment._irt_curves import Bools, Floats, Ints, ItemCurves

Model = Literal["1PL", "2PL", "3PL", "GRM"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of the free parameters of J questions."""

    model: Model
    steps: Ints
    exists: Bools
    """Which parameters each question has, shape (J, width)."""
    places: Ints
    """The free parameter behind each of the questions' own, in the order of `exists`."""

    @classmethod
    def of(cls, model: Model, steps: Ints) -> "Layout":
        """The layout of a model for questions of so many steps."""
        longest = int(steps.max())
        exists = np.ones((len(steps), 1 + longest + (model == "3PL")), np.bool_)
        exists[:, 1 : 1 + longest] = np.arange(longest) < steps[:, None]
        if model != "1PL":
            return cls(model, steps, exists, np.arange(int(exists.sum())))
        numbers = np.zeros(exists.shape, np.int64)
        own = exists.copy()
        own[:, 0] = False
        numbers[own] = 1 + np.arange(int(own.sum()))
        return cls(model, steps, exists, numbers[exists])

    @property
    def width(self) -> int:
        """Parameters of the longest question."""
        return self.exists.shape[1]

    @property
    def free(self) -> int:
        """How many parameters are free."""
        return int(self.places.max()) + 1

    def curves(self, free: Floats) -> ItemCurves:
        """Response curves of the free parameters."""
        full = np.zeros(self.exists.shape)
        full[self.exists] = free[self.places]
        longest = int(self.steps.max())
        guessing = np.zeros(len(self.steps))
        if self.model == "3PL":
            guessing = 1 / (1 + np.exp(-full[:, -1]))
        return ItemCurves(full[:, 0], full[:, 1 : 1 + longest], guessing, self.steps)

    def start(self, intercepts: Floats, slopes: Floats, guessing: float) -> Floats:
        """Free parameters to begin with."""
        full = np.zeros(self.exists.shape)
        full[:, 0] = slopes
        full[:, 1 : 1 + intercepts.shape[1]] = intercepts
        if self.model == "3PL":
            full[:, -1] = np.log(guessing / (1 - guessing))
        free = np.zeros(self.free)
        free[self.places] = full[self.exists]
        if self.model == "1PL":
            free[0] = float(slopes.mean())
        return free

    def gathered(self, by_parameter: Floats) -> Floats:
        """Sum the last axis, the questions' own parameters (J width), into the free ones."""
        own = by_parameter[..., self.exists.ravel()]
        if self.model != "1PL":
            return own
        slopes = self.places == 0
        shared = own[..., slopes].sum(axis=-1, keepdims=True)
        return np.concatenate([shared, own[..., ~slopes]], axis=-1)

    def both_ways(self, matrix: Floats) -> Floats:
        """Gather rows and columns of a matrix over the questions' own parameters."""
        return self.gathered(self.gathered(matrix).T).T
