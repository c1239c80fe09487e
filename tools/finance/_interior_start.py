"""Where the simplex method should begin: the vertex next to an interior point's end.

Mehrotra's predictor and corrector (1992), with dense normal equations: a program of few rows and
many dense columns takes some twenty factorisations of its rows. Which variables end between their
bounds is the basis from which the simplex method needs few steps, often none; it settles the
vertex exactly, so an inexact end here costs time, never accuracy.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

CLOSE = 1e-8  # gap and violations, relative, at which bounds that are met show clearly
USABLE = 1e-4  # gap at which the end is still worth beginning from
MOST_STEPS = 50
SHORT_OF = 0.9995  # of the way to the nearest bound
BEND = 1e-8  # curvature by which free variables are held


@dataclass(frozen=True)
class Columns:
    """min cost . v, with M v = right, or M v >= right in the rows that are `above`.

    0 <= v <= most, except where v is `free`.
    """

    matrix: Floats
    cost: Floats
    most: Floats
    free: Flags
    above: Flags
    right: Floats


@dataclass(frozen=True)
class Basis:
    """Which variables and rows lie between their bounds, and which variables are at the upper."""

    inside: Flags
    at_most: Flags
    rows_inside: Flags


@dataclass(frozen=True)
class _Point:
    """Variables and the slacks of rows; dual values of rows, of lower bounds, of upper bounds."""

    x: Floats
    y: Floats
    low: Floats
    high: Floats


class _Program:
    """The columns with a slack for each row that is `above`."""

    def __init__(self, columns: Columns) -> None:
        self.dense, self.right = columns.matrix, columns.right
        self.above = np.flatnonzero(columns.above)
        count = self.above.size
        self.size = columns.cost.size
        self.cost = np.concatenate([columns.cost, np.zeros(count)])
        self.most = np.concatenate([columns.most, np.full(count, np.inf)])
        self.free = np.concatenate([columns.free, np.zeros(count, dtype=bool)])
        self.bounded, self.capped = ~self.free, np.isfinite(self.most) & ~self.free
        self.products = int(np.count_nonzero(self.bounded) + np.count_nonzero(self.capped))

    def times(self, x: Floats) -> Floats:
        """The rows' values."""
        found = self.dense @ x[: self.size]
        found[self.above] -= x[self.size :]
        return found

    def across(self, y: Floats) -> Floats:
        """The columns' values."""
        return np.concatenate([self.dense.T @ y, -y[self.above]])

    def normal(self, weights: Floats) -> Floats:
        """Columns times weights times columns: what each step factors."""
        scaled = self.dense * np.sqrt(weights[: self.size])
        found = scaled @ scaled.T
        found[self.above, self.above] += weights[self.size :]
        found[np.diag_indices_from(found)] *= 1 + 1e-14
        return found

    def room(self, x: Floats) -> Floats:
        """To the upper bounds; one where there is none."""
        return np.where(self.capped, self.most - x, 1.0)

    def over(self, values: Floats, by: Floats) -> Floats:
        """A quotient where there is a lower bound, else zero."""
        return np.divide(values, by, out=np.zeros_like(values), where=self.bounded)

    def start(self) -> _Point:
        """Well inside all bounds; rows and columns need not agree yet."""
        x = np.ones(self.most.size)
        x[self.capped] = self.most[self.capped] / 2
        y = np.zeros(self.right.size)
        y[self.above] = 1 / max(self.above.size, 1)
        return _Point(x, y, np.where(self.bounded, 1e-2, 0.0), np.where(self.capped, 1e-2, 0.0))


def basis_of(columns: Columns) -> Basis | None:
    """The basis to begin with; None where the method does not get near an optimum."""
    program = _Program(columns)
    with np.errstate(all="ignore"):  # the last steps before rounding ends the method
        end = _end(program)
    if end is None:
        return None
    at_most = program.capped & (program.room(end.x) <= end.high)
    inside = program.free | ((end.x > end.low) & ~at_most)
    rows = np.zeros(columns.right.size, dtype=bool)
    rows[program.above] = inside[program.size :]
    return Basis(inside[: program.size], at_most[: program.size], rows)


def _end(program: _Program) -> _Point | None:
    point, gap = program.start(), np.inf
    size = 1 + float(np.abs(program.cost).max())
    for _ in range(MOST_STEPS):
        left = program.right - program.times(point.x)
        off = program.cost - program.across(point.y) - point.low + point.high
        worth = float(program.cost @ point.x)
        dual = float(
            program.right @ point.y - point.high[program.capped] @ program.most[program.capped]
        )
        violated = max(float(np.abs(left).max()), float(np.abs(off).max()) / size)
        gap = max(abs(worth - dual) / (abs(worth) + abs(dual) + 1e-12), violated)
        if gap < CLOSE:
            return point
        try:
            point = _step(program, point, left, off)
        except (np.linalg.LinAlgError, ValueError):  # not positive definite, or not finite
            break
    return point if gap < USABLE else None


def _step(program: _Program, at: _Point, left: Floats, off: Floats) -> _Point:
    """Predict with no regard to the middle of the bounds, then correct by how far that went."""
    from scipy.linalg import cho_factor, cho_solve

    room = program.room(at.x)
    bend = program.over(at.low, at.x) + at.high / room
    bend[program.free] = BEND
    weights = 1 / bend
    factor: Any = cho_factor(program.normal(weights), lower=True, overwrite_a=True)

    def direction(low_goal: Floats, high_goal: Floats) -> _Point:
        pull = program.over(low_goal, at.x) - high_goal / room
        y = cho_solve(factor, left + program.times(weights * (off - pull)))
        x = weights * (program.across(y) - off + pull)
        low = program.over(low_goal - at.low * x, at.x)
        return _Point(x, y, low, (high_goal + at.high * x) / room)

    products = at.x * at.low, room * at.high
    mean = float(products[0].sum() + products[1].sum()) / program.products
    guess = direction(-products[0], -products[1])
    reached = _moved(program, at, guess, 1.0)
    after = float(reached.x @ reached.low + program.room(reached.x) @ reached.high)
    goal = mean * (max(after, 0.0) / program.products / mean) ** 3
    found = direction(
        np.where(program.bounded, goal - guess.x * guess.low, 0.0) - products[0],
        np.where(program.capped, goal + guess.x * guess.high, 0.0) - products[1],
    )
    return _moved(program, at, found, SHORT_OF)


def _moved(program: _Program, at: _Point, along: _Point, share: float) -> _Point:
    """As far along as the bounds let it go, variables and dual values each by themselves."""
    room, bounded, capped = program.room(at.x), program.bounded, program.capped
    first = min(
        1.0,
        share * _longest(at.x[bounded], along.x[bounded]),
        share * _longest(room[capped], -along.x[capped]),
    )
    second = min(
        1.0,
        share * _longest(at.low[bounded], along.low[bounded]),
        share * _longest(at.high[capped], along.high[capped]),
    )
    return _Point(
        at.x + first * along.x,
        at.y + second * along.y,
        at.low + second * along.low,
        at.high + second * along.high,
    )


def _longest(values: Floats, steps: Floats) -> float:
    """How often a step may be taken before a value falls to zero."""
    down = steps < 0
    return float((-values[down] / steps[down]).min()) if np.any(down) else np.inf
