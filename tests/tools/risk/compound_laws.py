"""Other ways to a compound distribution: Panjer's recursion, closed forms, plain simulation."""

from collections.abc import Mapping
from math import exp

import numpy as np
from numpy.typing import NDArray

from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._aggregate_result import AggregateLossResult, View
from tools.risk.aggregate_loss import aggregate_loss

Floats = NDArray[np.float64]


def run(*scenarios: Mapping[str, object], **request: object) -> AggregateLossResult:
    """The capability's own answer."""
    return aggregate_loss(
        AggregateLossRequest.model_validate({"scenarios": list(scenarios), **request})
    )


def quantile(result: AggregateLossResult, level: float) -> float:
    """One of its quantiles."""
    return next(q.loss for q in result.quantiles if q.probability == level)


def view(result: AggregateLossResult, name: str) -> View:
    """One of its sides or layers."""
    return next(v for v in result.views if v.name == name)


def panjer(a: float, b: float, start: float, severity: Floats, points: int) -> Floats:
    """Panjer (1981): p_n = (a + b / n) p_(n-1); `severity[0]` must be 0."""
    law = np.zeros(points)
    law[0] = start
    for s in range(1, points):
        j = np.arange(1, min(s, severity.size - 1) + 1)
        law[s] = np.sum((a + b * j / s) * severity[j] * law[s - j])
    return law


def poisson_law(rate: float, severity: Floats, points: int) -> Floats:
    """Compound Poisson by recursion."""
    return panjer(0, rate, exp(-rate), severity, points)


def negative_binomial_law(r: float, beta: float, severity: Floats, points: int) -> Floats:
    """Compound negative binomial by recursion; its counts have mean r beta."""
    a = beta / (1 + beta)
    return panjer(a, (r - 1) * a, (1 + beta) ** -r, severity, points)


def binomial_law(n: int, q: float, severity: Floats, points: int) -> Floats:
    """Compound binomial by recursion."""
    odds = -q / (1 - q)
    return panjer(odds, -(n + 1) * odds, (1 - q) ** n, severity, points)


def figures(law: Floats, level: float) -> tuple[float, float, float]:
    """Mean, VaR and TVaR of a law on the whole numbers."""
    places, upto = np.arange(law.size), np.cumsum(law)
    var = int(np.searchsorted(upto, level - 1e-13))
    tail = float(np.sum(np.maximum(places - var, 0) * law)) / (1 - level)
    return float(places @ law), float(var), var + tail
