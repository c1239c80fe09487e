"""What a formula of uncertain inputs comes to: its distribution, and what drives it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.risk._monte_carlo_chart import chart
from tools.risk._monte_carlo_request import MonteCarloRequest
from tools.risk._monte_carlo_result import (
    Bin,
    ChanceBeyond,
    Influence,
    InputView,
    MonteCarloResult,
    ValueQuantile,
)
from tools.risk._monte_carlo_words import notes, summary

if TYPE_CHECKING:
    from tools.risk._monte_carlo_run import Model, Run
    from tools.risk._uncertain_input import UncertainInput

Floats = NDArray[np.float64]

METHOD = Method(
    name="Monte Carlo simulation with Sobol indices",
    source="McKay, Beckman and Conover (1979); Owen (1998); Iman and Conover (1982); Saltelli et "
    "al. (2010), table 2",
)
Tails = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Which trials have the lowest values, and which the highest."""
LEVELS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
BARS = 50


def monte_carlo(request: MonteCarloRequest) -> MonteCarloResult:
    """Simulate a formula whose inputs are uncertain: its spread, chances, and what drives it.

    Use it when the user gives a formula (profit, cost, duration, any model) and ranges or
    distributions for its inputs, perhaps correlated.
    """
    # SciPy's special functions take a while to load: not before they are used.
    from tools.risk._monte_carlo_run import draw, error_of, influences, model_of

    model = model_of(request)
    seeds = np.random.SeedSequence(request.seed).spawn(2)
    run = draw(request, model, seeds[0])
    groups, found = influences(model, seeds[1]) if request.sensitivity else ([], None)
    values, half = run.result, (1 - request.confidence) / 2
    low, high = (float(x) for x in np.quantile(values, (half, 1 - half)))
    tails = _tails(values, request.tail)
    result = MonteCarloResult(
        summary="",
        method=METHOD,
        output=model.formula.output or "the result",
        mean=float(values.mean()),
        mean_error=error_of(run.samples.mean(axis=1)),
        deviation=float(values.std(ddof=1)),
        median=float(np.median(values)),
        low=low,
        high=high,
        confidence=request.confidence,
        least=float(values.min()),
        greatest=float(values.max()),
        at_medians=_at_medians(model),
        tail=request.tail,
        low_tail_mean=float(values[tails[0]].mean()),
        high_tail_mean=float(values[tails[1]].mean()),
        quantiles=_quantiles(run),
        chances=_chances(run, request.thresholds or []),
        influences=_influences(groups, found),
        interactions=None if found is None else 1 - float(found.first.sum()),
        inputs=_views(model, run, tails, request.tail),
        histogram=_histogram(values),
        trials=values.size,
        repeats=run.samples.shape[0],
        sampling=request.sampling,
        correlated=model.ranks is not None,
    )
    result.summary = summary(result)
    result.notes = notes(request, result, model.formula.unused)
    result.chart = chart(result)
    return result


def _tails(values: Floats, share: float) -> Tails:
    """Which trials have the lowest and the highest values."""
    count = max(1, round(share * values.size))
    order = np.argpartition(values, (count - 1, values.size - count))
    return order[:count], order[-count:]


def _quantiles(run: "Run") -> list[ValueQuantile]:
    from tools.risk._monte_carlo_run import error_of

    whole = np.quantile(run.result, LEVELS)
    each = np.quantile(run.samples, LEVELS, axis=1)
    return [
        ValueQuantile(probability=level, value=float(value), error=error_of(samples))
        for level, value, samples in zip(LEVELS, whole, each, strict=True)
    ]


def _chances(run: "Run", thresholds: Sequence[float]) -> list[ChanceBeyond]:
    from tools.risk._monte_carlo_run import error_of

    found: list[ChanceBeyond] = []
    for threshold in thresholds:
        above = (run.samples > threshold).mean(axis=1)
        share = float(above.mean())
        found.append(
            ChanceBeyond(threshold=threshold, above=share, at_most=1 - share, error=error_of(above))
        )
    return found


def _influences(groups: list[list[str]], found: "object | None") -> list[Influence]:
    from tools.risk._sobol_indices import Indices

    if not isinstance(found, Indices):
        return []
    rows = [
        Influence(
            inputs=names,
            first_order=float(found.first[k]),
            first_order_error=float(found.first_error[k]),
            total=float(found.total[k]),
            total_error=float(found.total_error[k]),
        )
        for k, names in enumerate(groups)
    ]
    return sorted(rows, key=lambda one: -one.total)


def _views(model: "Model", run: "Run", tails: Tails, share: float) -> list[InputView]:
    from scipy.stats import rankdata

    ranks = np.asarray(rankdata(run.result), dtype=np.float64)
    return [_view(one, run, ranks, tails, share) for one in model.inputs]


def _view(
    one: "UncertainInput", run: "Run", ranks: Floats, tails: Tails, share: float
) -> InputView:
    column, result = run.columns[one.name], run.result
    own = _tails(column, share)
    return InputView(
        name=one.name,
        mean=float(column.mean()),
        deviation=float(column.std()) if one.certain is None else 0.0,
        rank_correlation=_rank_correlation(column, ranks),
        when_result_low=float(column[tails[0]].mean()),
        when_result_high=float(column[tails[1]].mean()),
        result_when_low=float(result[own[0]].mean()) if one.certain is None else result.mean(),
        result_when_high=float(result[own[1]].mean()) if one.certain is None else result.mean(),
    )


def _rank_correlation(column: Floats, ranks: Floats) -> float:
    from scipy.stats import rankdata

    if column.min() == column.max() or ranks.min() == ranks.max():
        return 0.0
    return float(np.corrcoef(rankdata(column), ranks)[0, 1])


def _at_medians(model: "Model") -> float | None:
    """The formula at the medians; None where it has no value there."""
    middle = np.array([0.5])
    try:
        return float(model.formula({one.name: one.quantiles(middle) for one in model.inputs})[0])
    except InvalidInput:
        return None


def _histogram(values: Floats) -> list[Bin]:
    """Bars over all but the outermost results, which the end bars take in."""
    low, high = (float(x) for x in np.quantile(values, (0.001, 0.999)))
    if low == high:
        low, high = float(values.min()), float(values.max())
    if low == high:
        return [Bin(low=low, high=high, share=1.0)]
    counts, edges = np.histogram(np.clip(values, low, high), bins=BARS, range=(low, high))
    return [
        Bin(low=float(edges[k]), high=float(edges[k + 1]), share=float(n / values.size))
        for k, n in enumerate(counts)
    ]
