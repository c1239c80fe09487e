"""Where people stand, given their answers and the questions' parameters.

EAP is the mean and MAP the peak of the posterior under a normal population; ML the peak of the
likelihood, which all-right or all-wrong answers push beyond every bound; WLE is Warm's weighted
likelihood, the root of l'(theta) + J(theta) / (2 I(theta)) with J the sum over categories of
P' P'' / P, which takes the bias of order 1 / n out of ML and is finite for every pattern.

References: Bock & Mislevy (1982) EAP; Warm (1989) WLE; Samejima (1998) for graded answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tools.assessment._irt_curves import (
    Floats,
    ItemCurves,
    category_chances,
    item_information,
    step_curves,
)
from tools.assessment._irt_likelihood import Grid, posteriors
from tools.assessment._irt_patterns import Codes, Patterns, collapse
from tools.assessment._irt_roots import first_bracket, refined
from tools.assessment._irt_slopes import LogSlopes, at_each, on_grid

AbilityMethod = Literal["EAP", "MAP", "WLE", "ML"]
USUAL: AbilityMethod = "EAP"
FEWEST_POINTS = 81
NARROW = 0.5  # spacing, as a share of the narrowest posterior's standard deviation
POSTERIOR_REACH = 8.0  # population standard deviations
SEARCH_POINTS = 241
SEARCH_REACH = 25.0  # beyond the questions, in units of the flattest curve


@dataclass(frozen=True, slots=True)
class Population:
    """The people someone is compared with: normal abilities."""

    mean: float = 0.0
    sd: float = 1.0


@dataclass(frozen=True, slots=True)
class Abilities:
    """Estimates by person; NaN where the method has none."""

    theta: Floats
    error: Floats
    """Standard error: the posterior's for EAP and MAP, the estimate's for WLE and ML."""
    information: Floats
    """What the answered questions tell at that ability, the population left aside."""


def estimate(
    curves: ItemCurves, codes: Codes, method: AbilityMethod, population: Population
) -> Abilities:
    """Estimate every row of `codes` (people by questions, below 0 where not answered)."""
    patterns = collapse(codes, curves.steps)
    if method == "EAP":
        theta, error = _posterior_mean(curves, patterns, population)
    else:
        theta, error = _peak(curves, patterns, method, population), None
    known = np.where(np.isnan(theta), population.mean, theta)
    information = at_each(curves, patterns, known).information
    if error is None:
        prior = population.sd**-2 if method == "MAP" else 0.0
        error = 1 / np.sqrt(np.maximum(information + prior, np.finfo(float).tiny))
    lost = np.isnan(theta)
    error, information = np.where(lost, np.nan, error), np.where(lost, np.nan, information)
    return Abilities(theta[patterns.rows], error[patterns.rows], information[patterns.rows])


def _posterior_mean(
    curves: ItemCurves, patterns: Patterns, population: Population
) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the posterior, by pattern."""
    points = _posterior_points(curves, population)
    chances = category_chances(curves, step_curves(curves, points.theta))
    mean, error = np.empty(len(patterns.counts)), np.empty(len(patterns.counts))
    for part, posterior, _ in posteriors(chances, patterns, points):
        mean[part] = posterior @ points.theta
        spread = (points.theta - mean[part][:, None]) ** 2
        error[part] = np.sqrt((posterior * spread).sum(axis=1))
    return mean, error


def _posterior_points(curves: ItemCurves, population: Population) -> Grid:
    """Points that lie closer together than the narrowest posterior is wide."""
    places = np.linspace(-POSTERIOR_REACH, POSTERIOR_REACH, SEARCH_POINTS)
    most = item_information(curves, population.mean + population.sd * places).sum(axis=0).max()
    narrowest = 1 / np.sqrt(1 + most * population.sd**2)
    count = 2 * int(np.ceil(POSTERIOR_REACH / (NARROW * narrowest))) + 1
    standard = np.linspace(-POSTERIOR_REACH, POSTERIOR_REACH, max(count, FEWEST_POINTS))
    return Grid(population.mean + population.sd * standard, -(standard**2) / 2)


def _peak(
    curves: ItemCurves, patterns: Patterns, method: AbilityMethod, population: Population
) -> Floats:
    """The highest peak of each pattern's curve; NaN where it only rises towards an end."""
    theta = _search_grid(curves, population)
    pull = _pull(method, population)
    slopes_on_grid = on_grid(curves, patterns, theta)
    low, high = np.empty(len(patterns.counts)), np.empty(len(patterns.counts))
    for part in patterns.chunks():
        steep = pull(slopes_on_grid(part), theta)
        low[part], high[part] = first_bracket(theta, steep, open_ends=method == "ML")
    return refined(low, high, lambda x: pull(at_each(curves, patterns, x), x))


def _pull(method: AbilityMethod, population: Population) -> Callable[[LogSlopes, Floats], Floats]:
    """The slope of what a method maximises, from sums over a person's answers."""
    if method == "MAP":
        return lambda sums, theta: sums.first - (theta - population.mean) / population.sd**2
    if method == "WLE":
        tiny = np.finfo(float).tiny
        return lambda sums, _: sums.first + sums.skew / (2 * np.maximum(sums.information, tiny))
    return lambda sums, _: sums.first


def _search_grid(curves: ItemCurves, population: Population) -> Floats:
    """Points that lie close together among the questions and reach far beyond them."""
    slopes = np.abs(curves.slopes)
    steepness = np.maximum(slopes[slopes > 0].min(initial=np.inf), 1e-2)
    places = (-curves.intercepts / np.where(slopes, curves.slopes, np.inf)[:, None])[curves.real]
    middle = float(np.median(places))
    furthest = float(np.abs(places - middle).max())
    reach = furthest + SEARCH_REACH / min(steepness, 1.0)
    reach = max(reach, abs(population.mean - middle) + 10 * population.sd)
    bend = np.linspace(-4.0, 4.0, SEARCH_POINTS)
    return middle + reach * np.sinh(bend) / np.sinh(4.0)
