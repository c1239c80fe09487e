"""Compute a request's figures by the engine that suits it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import Estimate
from tools.matrices import checked, equicorrelation
from tools.risk._aggregate_figures import (
    Figures,
    Side,
    exact_figures,
    exact_layer,
    exact_side,
    simulated_figures,
    simulated_sides,
)
from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._aggregate_scenario import Scenario
from tools.risk._cover import cover
from tools.risk._estimates import constant
from tools.risk._event_counts import (
    Binomial,
    EventCount,
    NegativeBinomial,
    is_too_wide,
    poisson,
)
from tools.risk._loss_book import Book, Risk, Shock
from tools.risk._loss_size import LossSize
from tools.risk._loss_years import Dependence, affordable_years, simulate_years
from tools.risk._severities import Lomax, Pareto, Severity, of_estimate, of_moments

Floats = NDArray[np.float64]

DEFAULT_FREEDOM = 4.0
SIDES = ("gross", "retained", "insurer")


@dataclass(frozen=True)
class Run:
    """A request's figures."""

    names: list[str]
    frequencies: list[float]
    severities: list[float]
    figures: Figures
    years: int | None
    """Simulated years, if any."""
    views: list[tuple[str, Figures]] = field(default_factory=list[tuple[str, Figures]])


def run(request: AggregateLossRequest, levels: Sequence[float], chances: Sequence[float]) -> Run:
    """The figures of the request's perspective, of all others, and of every layer."""
    names = _names(request.scenarios)
    book, own = _book(request, names), cover(request.all_layers)
    bound = _copula(request, len(names))
    exact = partial(exact_figures, book, level=request.confidence, levels=levels, chances=chances)
    perspective = request.perspective if own.paying else "gross"
    sides = [*SIDES, *range(len(own.paying))] if own.paying else [perspective]
    ways: dict[str | int, Side | None] = {
        side: exact_layer(own, side) if isinstance(side, int) else exact_side(own, side)
        for side in sides
    }
    if request.engine == "simulation" or bound is not None or _too_wide(request):
        ways = dict.fromkeys(ways)
    if request.engine == "transform" and ways[perspective] is None:
        raise InvalidInput.of("engine", _no_transform(request, bound))
    computed = {way: exact(way) for way in set(ways.values()) if way is not None}
    found = {side: computed[way] for side, way in ways.items() if way is not None}
    years = None
    if len(found) < len(ways):
        years = request.trials or affordable_years(book, len(own.on_cases))
        drawn = simulate_years(book, own, years, request.seed, bound)
        simulated = simulated_sides(drawn, own)
        for side in (side for side in ways if side not in found):
            by_risk = simulated.layers[[side]] if isinstance(side, int) else simulated.of(side)
            found[side] = simulated_figures(by_risk, request.confidence, levels, chances)
    views = [(own.paying[s].name if isinstance(s, int) else s, found[s]) for s in ways]
    return Run(
        names=names,
        frequencies=[book.events(k) for k in range(len(names))],
        severities=[risk.severity.moment(1) for risk in book.risks],
        figures=found[perspective],
        years=years,
        views=views if own.paying else [],
    )


def _names(scenarios: list[Scenario]) -> list[str]:
    names = [one.name or f"scenario {number}" for number, one in enumerate(scenarios, 1)]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise InvalidInput.of(f"scenarios.{number}.name", "is used twice; name each its own")
    return names


def _book(request: AggregateLossRequest, names: list[str]) -> Book:
    shock = _shock(request, names)
    risks = tuple(
        Risk(names[k], _count(one, k, shock), severity_of(one.loss))
        for k, one in enumerate(request.scenarios)
    )
    return Book(risks, shock)


def _shock(request: AggregateLossRequest, names: list[str]) -> Shock:
    if request.shock_frequency is None:
        return Shock()
    for number, name in enumerate(request.shock_scenarios or []):
        if name not in names:
            raise InvalidInput.of(f"shock_scenarios.{number}", "is not the name of a scenario")
    struck = request.shock_scenarios or names
    return Shock(request.shock_frequency, frozenset(names.index(name) for name in struck))


def _count(scenario: Scenario, number: int, shock: Shock) -> EventCount:
    rate = constant(scenario.frequency)
    if number in shock.members:
        place = f"scenarios.{number}.frequency"
        if scenario.counts != "poisson" or rate is None:
            raise InvalidInput.of(place, "must be one Poisson rate where a common shock strikes")
        if rate < shock.rate:
            raise InvalidInput.of(place, "cannot be less than shock_frequency, which it includes")
        return poisson(Estimate(likely=rate - shock.rate, distribution="constant"))
    if rate is None:
        return poisson(scenario.frequency)
    if scenario.counts == "negative_binomial" and scenario.frequency_deviation is not None:
        return NegativeBinomial(rate, scenario.frequency_deviation**2)
    if scenario.counts == "binomial" and scenario.exposures:
        return Binomial(scenario.exposures, rate / scenario.exposures)
    if scenario.counts == "fixed":
        return Binomial(int(rate), 1.0)
    return poisson(scenario.frequency)


def severity_of(loss: LossSize) -> Severity:
    """The distribution of the cost of one event."""
    if loss.tail_index is not None:
        if loss.low is not None:
            return Pareto(loss.low, loss.tail_index)
        return Lomax((loss.mean or 0.0) * (loss.tail_index - 1), loss.tail_index)
    if loss.mean is not None and loss.deviation is not None:
        return of_moments(loss.shape, loss.mean, loss.deviation)
    return of_estimate(loss.estimate or Estimate(likely=0))


def _copula(request: AggregateLossRequest, size: int) -> Dependence | None:
    if request.bound_by not in ("gaussian_copula", "t_copula"):
        return None
    freedom = None
    if request.bound_by == "t_copula":
        freedom = request.degrees_of_freedom or DEFAULT_FREEDOM
    if request.correlations is not None:
        return Dependence(checked(request.correlations, size, "correlations"), freedom)
    matrix = equicorrelation(request.correlation or 0.0, size, "correlation")
    return Dependence(matrix, freedom)


def _too_wide(request: AggregateLossRequest) -> bool:
    return any(
        one.counts == "poisson"
        and constant(one.frequency) is None
        and not one.frequency.values
        and is_too_wide(one.frequency)
        for one in request.scenarios
    )


def _no_transform(request: AggregateLossRequest, bound: Dependence | None) -> str:
    if bound is not None:
        return "there is no exact transform under a copula; use simulation"
    if _too_wide(request):
        return "a yearly rate is too uncertain for the transform; use simulation"
    return (
        "there is no exact transform of what is kept where a layer pays on cases and is bounded in "
        "the year; use simulation, or look from the insurer's perspective"
    )
