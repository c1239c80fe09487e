"""Fit a response model to patterns of answers: where to begin, when to stop, what is found."""

from dataclasses import dataclass

import numpy as np

from tools.assessment._irt_curves import Floats, ItemCurves, positive, solved
from tools.assessment._irt_layout import Layout, Model
from tools.assessment._irt_likelihood import Grid, grid
from tools.assessment._irt_patterns import Patterns
from tools.assessment._irt_priors import NO_PRIORS, Priors
from tools.assessment._irt_search import Place, Search

FIRST_EM = 6  # passes before Newton steps are worth their trouble
MORE_EM = 20  # passes where Newton's step fails
SETTLED = 1e-8  # squared distance from the maximum, in standard errors
NEGLIGIBLE = 1e-4  # in the same measure
RUNAWAY = 12.0  # a slope that only answers in clean steps give: it would rise for ever


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model."""

    layout: Layout
    curves: ItemCurves
    free: Floats
    points: Grid
    log_likelihood: float
    information: Floats
    """Over the free parameters, priors included."""
    observed: bool
    """Whether that is the observed information; else the cross-product of gradients."""
    converged: bool
    passes: int


def fit(
    patterns: Patterns,
    model: Model,
    *,
    priors: Priors = NO_PRIORS,
    points: int | None = None,
    most_passes: int = 500,
) -> Fit:
    """Maximum marginal likelihood, or with `priors` the mode of the posterior."""
    layout = Layout.of(model, patterns.steps)
    nodes = grid(len(patterns.steps), points)
    search = Search(patterns, layout, nodes, priors)
    place = search.at(start(patterns, layout, priors))
    place, passes = _by_em(search, place, FIRST_EM)
    matrix: Floats | None = None
    converged = False
    while passes < most_passes and not converged:
        ahead, distance, matrix = search.newton(place, matrix)
        passes += 1
        converged = distance < SETTLED
        if ahead is None and not converged:
            before, matrix = place, None
            place, more = _by_em(search, place, MORE_EM)
            passes += more
            converged = place.objective - before.objective < SETTLED
        place = ahead or place
    information, observed = search.information(place)
    gentle = float(np.abs(place.curves.slopes).max()) < RUNAWAY
    converged = converged and gentle and _at_a_maximum(information, place.gradient)
    return Fit(
        layout=layout,
        curves=place.curves,
        free=place.free,
        points=nodes,
        log_likelihood=place.found.value,
        information=information,
        observed=observed,
        converged=converged,
        passes=passes,
    )


def _at_a_maximum(information: Floats, gradient: Floats) -> bool:
    """Whether the likelihood bends down everywhere and what is left to climb is negligible."""
    if not positive(information):
        return False
    return float(gradient @ solved(information, gradient)) < NEGLIGIBLE


def _by_em(search: Search, place: Place, most: int) -> tuple[Place, int]:
    """A number of EM passes, fewer when no step helps."""
    for done in range(1, most + 1):
        ahead = search.along(place, search.em_step(place))
        if ahead is None:
            return place, done
        place = ahead
    return place, most


def start(patterns: Patterns, layout: Layout, priors: Priors) -> Floats:
    """Intercepts of the shares that reached each step; slopes of one, by the sign they show."""
    codes, counts = patterns.codes, patterns.counts
    answered = (codes >= 0) * counts[:, None]
    longest = int(patterns.steps.max())
    reached = np.stack(
        [(answered * (codes >= step)).sum(axis=0) for step in range(1, longest + 1)], axis=1
    )
    people = answered.sum(axis=0)[:, None]
    share = (reached + 0.5) / (people + 1)
    if layout.model == "3PL":
        share = np.maximum((share - priors.guessing) / (1 - priors.guessing), 0.02)
    intercepts = 1.3 * np.log(share / (1 - share))
    return layout.start(intercepts, np.ones(len(people)), priors.guessing)
