"""How much of a result's variance each input answers for: Sobol's first-order and total indices.

Sobol (1993); Saltelli et al. (2010), Variance based sensitivity analysis of model output, table 2:
Saltelli's estimator of the first order, Jansen's of the total. Correlated inputs are taken as one
group, which is independent of the rest, so that the indices of groups keep their meaning (Sobol
2001; Jacques, Lavergne and Devictor 2006). Errors are those of repeated scrambled Sobol samples.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.risk._sampling import unit_points

Floats = NDArray[np.float64]
Model = Callable[[Floats], Floats]
"""Values of the result for rows of inputs, one column an input."""
Inputs = Callable[[Floats], Floats]
"""Inputs for rows of points in the unit cube; a group's columns depend on its own points only."""

REPEATS = 8
POINTS, MORE_POINTS = 1 << 12, 1 << 13
MANY = 12  # groups from which on fewer points must do


@dataclass(frozen=True)
class Indices:
    """By group: share of variance by itself, with all its interactions, and their errors."""

    first: Floats
    total: Floats
    first_error: Floats
    total_error: Floats


def sobol_indices(
    model: Model,
    columns: int,
    groups: Sequence[Sequence[int]],
    seed: np.random.SeedSequence,
    points: int | None = None,
    inputs: Inputs | None = None,
) -> Indices | None:
    """The indices of groups of columns; None where the result does not vary."""
    points = points or (POINTS if len(groups) > MANY else MORE_POINTS)
    streams = seed.spawn(REPEATS)
    runs = [_run(model, columns, groups, stream, points, inputs) for stream in streams]
    spread = float(np.mean([run[2] for run in runs]))
    if spread <= 0:
        return None
    first = np.array([run[0] for run in runs]) / spread
    total = np.array([run[1] for run in runs]) / spread
    root = np.sqrt(REPEATS)
    return Indices(
        first.mean(axis=0),
        total.mean(axis=0),
        first.std(axis=0, ddof=1) / root,
        total.std(axis=0, ddof=1) / root,
    )


def _run(
    model: Model,
    columns: int,
    groups: Sequence[Sequence[int]],
    seed: np.random.SeedSequence,
    points: int,
    inputs: Inputs | None,
) -> tuple[Floats, Floats, float]:
    both = unit_points("sobol", points, 2 * columns, seed)
    a, b = both[:, :columns], both[:, columns:]
    if inputs is not None:
        a, b = inputs(a), inputs(b)
    at_a, at_b = model(a), model(b)
    middle = float(np.mean(np.concatenate([at_a, at_b])))
    at_a, at_b = at_a - middle, at_b - middle
    variance = float(np.mean(np.concatenate([at_a, at_b]) ** 2))
    first, total = np.empty(len(groups)), np.empty(len(groups))
    for number, group in enumerate(groups):
        mixed = a.copy()
        mixed[:, list(group)] = b[:, list(group)]
        at_mixed = model(mixed) - middle
        first[number] = np.mean(at_b * (at_mixed - at_a))
        total[number] = np.mean((at_a - at_mixed) ** 2) / 2
    return first, total, variance


def groups_of(correlations: Floats) -> list[list[int]]:
    """Inputs that hang together, directly or through others."""
    left, found = set(range(correlations.shape[0])), list[list[int]]()
    while left:
        start = min(left)
        group, edge = {start}, [start]
        while edge:
            here = edge.pop()
            near = {int(k) for k in np.flatnonzero(correlations[here])} - group
            group |= near
            edge += sorted(near)
        found.append(sorted(group))
        left -= group
    return found
