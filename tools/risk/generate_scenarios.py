"""Joint scenarios of several series, made from their history or their moments."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.risk._scenario_chart import chart
from tools.risk._scenario_request import GenerateScenariosRequest
from tools.risk._scenario_result import GenerateScenariosResult, JointScenario, SeriesView
from tools.risk._scenario_words import NAMES, notes, summary

if TYPE_CHECKING:
    from tools.risk._scenario_run import Generated

Floats = NDArray[np.float64]

SOURCES = {
    "block_bootstrap": "Politis and Romano (1994), The stationary bootstrap; block length by "
    "Politis and White (2004) with Patton, Politis and White (2009)",
    "filtered": "Barone-Adesi, Giannopoulos and Vosper (1999); Hull and White (1998); RiskMetrics "
    "(1996) or Bollerslev (1986)",
    "copula": "McNeil, Frey and Embrechts, Quantitative Risk Management, section 7.5; Demarta and "
    "McNeil (2005)",
    "factor_model": "Jolliffe, Principal Component Analysis; residuals drawn independently",
    "normal": "Jorion, Value at Risk, chapter 12",
}
EXTREMES = 5


def generate_scenarios(request: GenerateScenariosRequest) -> GenerateScenariosResult:
    """Make joint scenarios of several series from their history or moments, with plausibility.

    Use it to generate scenarios, paths or simulated returns for assets or risk factors: by block
    bootstrap, filtered historical simulation, a copula, a factor model, or as normal.
    """
    # SciPy's distributions take a while to load: not before they are used.
    from scipy.stats import chi2

    from tools.risk._scenario_run import correlations_of, generate, moments_of

    made = generate(request)
    chances = np.asarray(chi2.sf(made.distances**2, max(made.free, 1)), dtype=np.float64)
    correlations = correlations_of(made.moves)
    details = made.engine.details
    shown = min(request.shown, request.scenarios)
    result = GenerateScenariosResult(
        summary="",
        method=Method(
            name=NAMES[request.chosen][0].upper() + NAMES[request.chosen][1:],
            source=SOURCES[request.chosen],
        ),
        series=[
            SeriesView(
                name=name,
                scenarios=moments_of(made.moves[:, k]),
                history=None if made.past is None else moments_of(made.past[:, k]),
            )
            for k, name in enumerate(made.names)
        ],
        table=_table(made, chances, shown),
        extremes=_extremes(made, chances),
        correlations=_listed(correlations),
        correlations_given=_listed(made.correlations),
        correlation_gap=float(np.abs(correlations - made.correlations).max()),
        method_name=request.chosen,
        scenarios=request.scenarios,
        shown=shown,
        horizon=request.horizon,
        observations=made.observations,
        unit="money" if made.money else "fraction",
        block_length=details.get("block_length"),
        degrees_of_freedom=details.get("degrees_of_freedom"),
        factors=int(details["factors"]) if "factors" in details else None,
        explained=details.get("explained"),
        volatility_now=dict(zip(made.names, made.engine.volatility_now, strict=False)),
    )
    result.summary, result.notes = summary(result), [*made.notes, *notes(request, result)]
    result.chart = chart(made.names, made.moves, made.past)
    return result


def _table(made: "Generated", chances: Floats, shown: int) -> dict[str, list[float]]:
    """The first scenarios by column; names of series never hide the other columns."""
    ordered = np.sort(made.distances)
    rank = 1 - np.searchsorted(ordered, made.distances[:shown], side="left") / ordered.size
    found: dict[str, list[float]] = {"scenario": [float(k + 1) for k in range(shown)]}
    for k, name in enumerate(made.names):
        key = name if name not in ("scenario", "distance", "chance", "rank") else f"{name} (series)"
        found[key] = [float(x) for x in made.moves[:shown, k]]
    found["distance"] = [float(x) for x in made.distances[:shown]]
    found["chance"] = [float(x) for x in chances[:shown]]
    found["rank"] = [float(x) for x in rank]
    return found


def _extremes(made: "Generated", chances: Floats) -> list[JointScenario]:
    order = np.argsort(-made.distances, kind="stable")[:EXTREMES]
    return [
        JointScenario(
            number=int(k) + 1,
            moves={name: float(made.moves[k, j]) for j, name in enumerate(made.names)},
            distance=float(made.distances[k]),
            chance=float(chances[k]),
        )
        for k in order
    ]


def _listed(matrix: Floats) -> list[list[float]]:
    return [[float(x) for x in row] for row in matrix]
