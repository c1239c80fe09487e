"""How much a risk scenario may cost in a year: FAIR, simulated."""

from collections.abc import Sequence
from math import ceil, sqrt
from typing import TYPE_CHECKING

from tools.capability import Method
from tools.computing import HERE
from tools.errors import InvalidInput
from tools.ports import Compute, Progress
from tools.progress import SILENT
from tools.risk._annual_loss_chart import chart
from tools.risk._annual_loss_request import MOST_IN_MEMORY, AnnualLossRequest
from tools.risk._annual_loss_result import AnnualLossResult, Driver, Exceedance, Quantile
from tools.risk._annual_loss_words import NAMES, notes, summary
from tools.risk._fair_tree import FairTree

if TYPE_CHECKING:
    from tools.risk._annual_loss_simulation import Simulation
    from tools.risk._order_statistics import OrderStatistics
    from tools.risk._streamed_years import StreamedYears

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999)
CURVE = (
    *(1 - k / 40 for k in range(40)),
    *(0.02, 0.015, 0.01, 0.007, 0.005, 0.003, 0.002, 0.0015, 0.001, 0.0005, 0.0002, 0.0001),
)
"""Chances at which the exceedance curve is drawn."""

NORMAL_975 = 1.959963984540054
METHOD = Method(
    name="FAIR, Monte Carlo with Poisson events",
    source="The Open Group, Risk Analysis (O-RA) and Risk Taxonomy (O-RT) standards; PERT after "
    "Malcolm et al. (1959), the mode weighing four",
)
METHOD_RATES = METHOD.model_copy(update={"name": "FAIR, Monte Carlo with yearly rates"})


def simulate_annual_loss(
    request: AnnualLossRequest, compute: Compute = HERE, progress: Progress = SILENT
) -> AnnualLossResult:
    """Simulate what a risk costs in a year, from how often it happens and what one case costs.

    Use it for any question about the yearly cost of incidents, outages, theft, fraud, damage or
    other mishaps: expected loss, bad years, what to budget or insure, what drives it (FAIR).
    """
    tree = FairTree({name: given for name in NAMES if (given := getattr(request, name))})
    if tree.compared_vulnerability == 0:
        raise InvalidInput.of(
            "threat_capability",
            "never reaches the resistance strength, so no attempt would ever succeed; "
            "check both ranges",
        )
    simulation = _simulated(request, tree, compute, progress)
    if simulation.years.share_above_zero() == 0:
        raise InvalidInput.of(
            "trials",
            "are too few for so rare an event: no simulated year had a loss; raise trials, or set "
            "event_counts to expected",
        )
    result = _figures(request, tree, simulation)
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result


def _simulated(
    request: AnnualLossRequest, tree: FairTree, compute: Compute, progress: Progress
) -> "Simulation":
    # The kernels need numba, which takes a third of a second to load: not before they are used.
    as_counts = request.event_counts == "poisson"
    if request.trials > MOST_IN_MEMORY:
        from tools.risk._annual_loss_streamed import simulate_streamed

        return simulate_streamed(
            tree,
            lambda trials: (
                _ranks(trials, _levels(request)),
                _rank(trials * request.confidence, trials),
            ),
            trials=request.trials,
            seed=request.seed,
            as_counts=as_counts,
            compute=compute,
            progress=progress,
        )
    from tools.risk._annual_loss_simulation import simulate

    return simulate(
        tree,
        trials=request.trials,
        seed=request.seed,
        as_counts=as_counts,
        sobol=request.sampling == "sobol",
    )


def _levels(request: AnnualLossRequest) -> list[float]:
    return sorted({*LEVELS, request.confidence})


def _figures(
    request: AnnualLossRequest, tree: FairTree, simulation: "Simulation"
) -> AnnualLossResult:
    years, trials = simulation.years, simulation.trials
    quantiles = _quantiles(years, _levels(request))
    at = {quantile.probability: quantile.loss for quantile in quantiles}
    shortfall, shortfall_error = years.tail_mean(request.confidence, at[request.confidence])
    bound = simulation.event_sum_error
    return AnnualLossResult(
        summary="",
        method=METHOD if request.event_counts == "poisson" else METHOD_RATES,
        annual_loss_expectancy=simulation.mean,
        standard_error=simulation.standard_error,
        exact_expectancy=tree.expectancy,
        standard_deviation=simulation.deviation,
        median=at[0.5],
        quantiles=quantiles,
        confidence=request.confidence,
        tail_share=round(1 - request.confidence, 12),
        value_at_risk=at[request.confidence],
        expected_shortfall=shortfall,
        expected_shortfall_error=shortfall_error,
        chance_of_any_loss=years.share_above_zero(),
        mean_frequency=tree.mean_frequency,
        mean_vulnerability=tree.mean_vulnerability,
        mean_loss_per_event=tree.mean_loss_per_event,
        exceedance_curve=[
            Exceedance(loss=loss, probability=chance) for loss, chance in years.exceedance(CURVE)
        ],
        drivers=_drivers(tree),
        event_sum_error=min(bound / tree.expectancy, 1.0) if bound else None,
        trials=trials,
        currency=request.currency,
    )


def _quantiles(years: "OrderStatistics | StreamedYears", levels: Sequence[float]) -> list[Quantile]:
    """Sample quantiles, each with the order statistics that enclose it in 95 % of samples."""
    losses = [float(loss) for loss in years.ranks(_ranks(years.size, levels))]
    return [
        Quantile(probability=level, low=low, loss=loss, high=high)
        for level, low, loss, high in zip(
            levels, losses[::3], losses[1::3], losses[2::3], strict=True
        )
    ]


def _ranks(trials: int, levels: Sequence[float]) -> list[int]:
    """For each level, the ranks of its interval's lower end, of itself and of the upper end."""
    ranks: list[int] = []
    for level in levels:
        half = NORMAL_975 * sqrt(trials * level * (1 - level))
        ranks += [_rank(trials * level + off, trials) for off in (-half, 0, half)]
    return ranks


def _rank(position: float, trials: int) -> int:
    return min(max(ceil(position - 1e-9), 1), trials) - 1


def _drivers(tree: FairTree) -> list[Driver]:
    return [
        Driver(
            input=name,
            name=NAMES[name],
            low=low,
            high=high,
            loss_at_low=at_low,
            loss_at_high=at_high,
            swing=abs(at_high - at_low),
        )
        for name, low, high, at_low, at_high in tree.swings()
    ]
