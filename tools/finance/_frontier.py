"""The efficient frontier: the least volatility for each return within reach."""

import numpy as np
from numpy.typing import NDArray

from tools.finance._conic import Goal, solve
from tools.finance._least_variance import least_variance
from tools.finance._limits import FREE, Limits, Row, program_of
from tools.finance._optimum import greatest_return
from tools.finance._portfolio_result import FrontierPoint
from tools.finance._risk_model import RiskModel, volatility

Floats = NDArray[np.float64]

MOST_ASSETS = 200  # a point of more assets takes a tenth of a second and more
MOST_LISTED = 30


def frontier(risk: RiskModel, means: Floats, limits: Limits, points: int) -> list[FrontierPoint]:
    """Points evenly apart in return, from the least risky portfolio up; none where not wanted."""
    if points < 2 or limits.size > MOST_ASSETS or limits.size < 2:
        return []
    program = program_of(limits)
    lowest = least_variance(risk) if limits.plain else None
    if lowest is None:
        found = solve(program, risk, Goal(quadratic=1.0))
        lowest = found.x[: limits.size] if found is not None else None
    if lowest is None:
        return []
    start, end = float(means @ lowest), greatest_return(program, means)
    found_points = [_point(risk, means, lowest)]
    if end - start < 1e-9 * max(1.0, abs(end)):
        return found_points
    for level in np.linspace(start, end, points)[1:]:
        # the last point stands just below the greatest return, where the program has an inside
        reach = min(float(level), end - 1e-7 * (end - start))
        row = Row("", means, reach, FREE)
        at = solve(program_of(limits.with_row(row)), risk, Goal(quadratic=1.0))
        if at is not None:
            found_points.append(_point(risk, means, at.x[: limits.size]))
    return found_points


def _point(risk: RiskModel, means: Floats, weights: Floats) -> FrontierPoint:
    return FrontierPoint(
        volatility=volatility(risk, weights),
        expected_return=float(means @ weights),
        weights=weights.tolist() if weights.size <= MOST_LISTED else [],
    )
