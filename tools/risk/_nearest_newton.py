"""The correlation matrix nearest to a symmetric one, by Newton's method on the dual.

Qi and Sun (2006), A quadratically convergent Newton method for computing the nearest correlation
matrix, SIAM J. Matrix Anal. Appl. 28; line search and preconditioner as Borsdorf and Higham (2010).
With G + A*(y) = P diag(l) P', its positive part is the answer when A of it equals b; the equations
are solved by conjugate gradients, whose products cost two thin matrix products. Entries that are
held fixed are further equations of the same kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput

Floats = NDArray[np.float64]
Pair = tuple[int, int]

MOST_STEPS, MOST_INNER, MOST_HALVINGS = 200, 200, 20
CLOSE = 1e-8  # of the gradient, relative to b
FAR = 1e8  # a dual point this far out: the equations have no positive semidefinite solution


@dataclass(frozen=True)
class Nearest:
    """The answer and how it was reached."""

    matrix: Floats
    steps: int


@dataclass(frozen=True)
class _Parts:
    """Eigenvalues and vectors of a symmetric matrix, split by sign."""

    vectors: Floats
    above: Floats
    """The positive eigenvalues, last in order."""
    below: Floats


class _Equations:
    """A(X) = b: the diagonal, then the pairs that are fixed."""

    def __init__(self, diagonal: Floats, pairs: Sequence[Pair], values: Floats) -> None:
        self.right = np.concatenate([diagonal, values])
        self.size = diagonal.size
        self.rows = np.array([i for i, _ in pairs], dtype=np.intp)
        self.columns = np.array([j for _, j in pairs], dtype=np.intp)

    def of(self, matrix: Floats) -> Floats:
        """A(X)."""
        return np.concatenate([np.diag(matrix), matrix[self.rows, self.columns]])

    def spread(self, y: Floats) -> Floats:
        """A*(y), a symmetric matrix."""
        found = np.diag(y[: self.size])
        np.add.at(found, (self.rows, self.columns), y[self.size :] / 2)
        np.add.at(found, (self.columns, self.rows), y[self.size :] / 2)
        return found


def nearest(matrix: Floats, diagonal: Floats, pairs: Sequence[Pair], values: Floats) -> Nearest:
    """The nearest positive semidefinite matrix with that diagonal and those entries."""
    equations = _Equations(diagonal, pairs, values)
    y = np.concatenate([diagonal - np.diag(matrix), np.zeros(len(pairs))])
    parts = _parted(matrix + equations.spread(y))
    value = _value(parts, equations, y)
    least = CLOSE * float(np.linalg.norm(equations.right))
    for step in range(MOST_STEPS):
        gradient = equations.of(_positive(parts)) - equations.right
        size = float(np.linalg.norm(gradient))
        if size <= least:
            return Nearest(_positive(parts), step)
        direction = _direction(parts, equations, -gradient, size)
        y, parts, value, moved = _moved(matrix, equations, y, direction, gradient, value)
        if not moved:  # as far as rounding lets it go
            return Nearest(_positive(parts), step)
        if float(np.abs(y).max()) > FAR:
            break
    raise InvalidInput.of(
        "fixed",
        "cannot all stay: no correlation matrix has these entries together; free one of them",
    )


def _parted(matrix: Floats) -> _Parts:
    values, vectors = np.linalg.eigh(matrix)
    at = int(np.searchsorted(values, 0.0, side="right"))
    return _Parts(vectors, values[at:], values[:at])


def _positive(parts: _Parts) -> Floats:
    """The positive part, from the fewer of its eigenvectors."""
    count = parts.above.size
    if count == 0:
        return np.zeros_like(parts.vectors)
    thin = parts.vectors[:, -count:] * np.sqrt(parts.above)
    return thin @ thin.T


def _value(parts: _Parts, equations: _Equations, y: Floats) -> float:
    return float(parts.above @ parts.above) / 2 - float(equations.right @ y)


def _moved(
    matrix: Floats,
    equations: _Equations,
    y: Floats,
    direction: Floats,
    gradient: Floats,
    value: float,
) -> tuple[Floats, _Parts, float, bool]:
    """A step that lowers the dual enough (Armijo)."""
    slope = float(gradient @ direction)
    length = 1.0
    for _ in range(MOST_HALVINGS):
        tried = y + length * direction
        parts = _parted(matrix + equations.spread(tried))
        reached = _value(parts, equations, tried)
        if reached <= value + 1e-4 * length * slope + 1e-13 * abs(value):
            return tried, parts, reached, True
        length /= 2
    return y, _parted(matrix + equations.spread(y)), value, False


def _direction(parts: _Parts, equations: _Equations, right: Floats, size: float) -> Floats:
    """Newton's direction by preconditioned conjugate gradients."""
    product, scale = _products(parts, equations)
    shift = min(1e-2, 1e-1 * size)  # keeps the system definite where eigenvalues vanish
    found, left = np.zeros_like(right), right.copy()
    eased = left / (scale + shift)
    along, energy = eased.copy(), float(left @ eased)
    goal = min(1e-2, size) * size
    for _ in range(MOST_INNER):
        if float(np.linalg.norm(left)) <= goal:
            break
        image = product(along) + shift * along
        length = energy / float(along @ image)
        found += length * along
        left -= length * image
        eased = left / (scale + shift)
        fresh = float(left @ eased)
        along, energy = eased + (fresh / energy) * along, fresh
    return found


def _products(parts: _Parts, equations: _Equations) -> tuple[Callable[[Floats], Floats], Floats]:
    """The generalised Hessian times a vector, and its diagonal."""
    split = parts.below.size
    low, high = parts.vectors[:, :split], parts.vectors[:, split:]
    ratio = parts.above[:, None] / (parts.above[:, None] - parts.below[None, :])  # (above, below)
    few = parts.above.size <= split
    squares_low, squares_high = low**2, high**2
    mixed = np.sum((squares_high @ (ratio if few else 1 - ratio)) * squares_low, axis=1)
    # Each row of squared vectors sums to one: the diagonal by the smaller half.
    own = np.sum(squares_high, axis=1) ** 2 if few else np.sum(squares_low, axis=1) ** 2
    diagonal = own + 2 * mixed if few else 1 - own - 2 * mixed
    pairs = equations.rows.size
    scale = np.maximum(np.concatenate([diagonal, np.full(pairs, 0.5)]), 1e-8)
    part, weight = (high, ratio) if few else (low, (1 - ratio).T)
    other = low if few else high

    def spread(matrix_times: Callable[[Floats], Floats]) -> tuple[Floats, Floats]:
        image = matrix_times(part)
        inner, cross = part.T @ image, weight * (image.T @ other)
        return part @ inner, part @ cross

    def product(h: Floats) -> Floats:
        if not pairs:
            straight, crossed = spread(lambda block: h[:, None] * block)
            found = np.sum(straight * part, axis=1) + 2 * np.sum(crossed * other, axis=1)
            return found if few else h - found
        wide = equations.spread(h)
        straight, crossed = spread(lambda block: wide @ block)
        half = crossed @ other.T
        whole = straight @ part.T + half + half.T
        return equations.of(whole if few else wide - whole)

    return product, scale
