"""What is assumed of a three-parameter question before any answer is seen.

Guessing and slope are hardly told apart by the answers of few people (the 3PL is not identified in
small samples), so both get the weak priors that BILOG-MG takes by default (Zimowski et al. 2003):
guessing as if `strength` people without the knowledge had been seen, log slopes normal around 0.
"""

from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import Floats, ItemCurves
from tools.assessment._irt_layout import Layout

PRIOR_PEOPLE = 20.0
"""How many people's answers the expected guessing is worth: BILOG-MG's default."""
LOG_SLOPE_SD = 0.5
"""Standard deviation of log slopes, BILOG-MG's default."""


@dataclass(frozen=True, slots=True)
class Priors:
    """Beta prior of guessing (its most likely value, its strength), normal prior of log slopes."""

    guessing: float = 0.2
    strength: float = 0.0
    log_slope_sd: float = float("inf")

    @property
    def none(self) -> bool:
        """Whether nothing is assumed."""
        return self.strength == 0 and self.log_slope_sd == float("inf")

    def allow(self, curves: ItemCurves) -> bool:
        """Whether the priors give these parameters any chance."""
        return self.none or bool((curves.slopes > 0).all())

    def value(self, curves: ItemCurves) -> float:
        """Log density, but for a constant."""
        if self.none:
            return 0.0
        c = np.clip(curves.guessing, 1e-300, 1 - 1e-16)
        likely = self.guessing * np.log(c) + (1 - self.guessing) * np.log1p(-c)
        slopes = (np.log(curves.slopes) / self.log_slope_sd) ** 2 / 2
        return float(self.strength * likely.sum() - slopes.sum())

    def gradient(self, layout: Layout, curves: ItemCurves) -> Floats:
        """By the questions' own parameters, shape (J width,)."""
        found = np.zeros((len(curves.slopes), layout.width))
        if not self.none:
            found[:, 0] = -np.log(curves.slopes) / (curves.slopes * self.log_slope_sd**2)
            found[:, -1] = self.strength * (self.guessing - curves.guessing)
        return found.ravel()

    def curvature(self, layout: Layout, curves: ItemCurves) -> Floats:
        """Minus the second derivative, shape (J width,)."""
        found = np.zeros((len(curves.slopes), layout.width))
        if not self.none:
            found[:, 0] = (1 - np.log(curves.slopes)) / (curves.slopes * self.log_slope_sd) ** 2
            found[:, -1] = self.strength * curves.guessing * (1 - curves.guessing)
        return found.ravel()


NO_PRIORS = Priors()
