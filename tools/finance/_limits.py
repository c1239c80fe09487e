"""What a portfolio must keep to, as rows of a linear program whose names say where each is from.

Columns: the weights, then what turnover and gross exposure need to be linear: for each asset a
number at least as large as its change, and one at least as large as its size.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FREE = 1e20  # a bound beyond which there is none


@dataclass(frozen=True)
class Row:
    """low <= coefficients . weights <= high."""

    name: str
    coefficients: Floats
    low: float
    high: float


@dataclass(frozen=True)
class Limits:
    """Bounds of every weight, and what they must add up to."""

    names: list[str]
    low: Floats
    high: Floats
    low_names: list[str]
    """What each lower bound is called; those that one limit sets share its name."""
    high_names: list[str]
    rows: list[Row] = field(default_factory=list[Row])
    current: Floats | None = None
    turnover: float | None = None
    """Most that may be bought, as a share of the portfolio; as much may be sold."""
    gross: float | None = None
    """Most that all positions may add up to, short ones counted as positive."""

    @property
    def size(self) -> int:
        """How many assets."""
        return len(self.names)

    @property
    def plain(self) -> bool:
        """Whether there is nothing but full investment without short sales."""
        extra = self.rows or self.turnover is not None or self.gross is not None
        return not extra and not np.any(self.low) and bool(np.all(self.high >= 1))

    def with_row(self, row: Row) -> "Limits":
        """One more."""
        return replace(self, rows=[*self.rows, row])


@dataclass(frozen=True)
class Program:
    """row_low <= A x <= row_high, low <= x <= high; the weights are the first columns of x."""

    assets: int
    matrix: Any
    """scipy.sparse.csr_array, (rows, columns)."""
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats
    row_names: list[str]
    """Empty for rows that only define a column."""
    low_names: list[str]
    """Of the columns; empty for those that are no weights."""
    high_names: list[str]
    asset_names: list[str]

    @property
    def columns(self) -> int:
        """How many variables."""
        return self.low.size


BUDGET = "the weights add up to 100 %"


def program_of(limits: Limits) -> Program:
    """The limits as a linear program."""
    from scipy import sparse

    size = limits.size
    blocks: list[list[Any]] = []
    row_low, row_high = list[Floats](), list[Floats]()
    names: list[str] = []
    sizes = _sizes(limits)
    wide = [size] * len(sizes)

    def add(parts: list[Any], least: Floats, most: Floats, said: list[str]) -> None:
        blocks.append(parts)
        row_low.append(least)
        row_high.append(most)
        names.extend(said)

    def blank(rows: int) -> list[Any]:
        return [sparse.csr_array((rows, width)) for width in wide]

    for row in [Row(BUDGET, np.ones(size), 1.0, 1.0), *limits.rows]:
        least, most = np.array([row.low]), np.array([row.high])
        add([sparse.csr_array(row.coefficients[None, :]), *blank(1)], least, most, [row.name])
    eye, none = sparse.eye_array(size, format="csr"), [""] * size
    most = np.full(size, FREE)
    for place, (centre, total, said) in enumerate(sizes):
        extra = blank(size)
        extra[place] = eye
        add([-eye, *extra], -centre, most, none)
        add([eye, *extra], centre, most, none)
        ones = blank(1)
        ones[place] = sparse.csr_array(np.ones((1, size)))
        zero = sparse.csr_array((1, size))
        add([zero, *ones], np.array([-FREE]), np.array([total]), [said])
    return Program(
        assets=size,
        matrix=sparse.csr_array(sparse.vstack([sparse.hstack(parts) for parts in blocks])),
        row_low=np.concatenate(row_low),
        row_high=np.concatenate(row_high),
        low=np.concatenate([limits.low, np.zeros(sum(wide))]),
        high=np.concatenate([limits.high, np.full(sum(wide), FREE)]),
        row_names=names,
        low_names=[*limits.low_names, *([""] * sum(wide))],
        high_names=[*limits.high_names, *([""] * sum(wide))],
        asset_names=limits.names,
    )


def _sizes(limits: Limits) -> list[tuple[Floats, float, str]]:
    """Sums of absolute values: around what, at most how much, and what it is called."""
    found: list[tuple[Floats, float, str]] = []
    if limits.turnover is not None:
        centre = limits.current if limits.current is not None else np.zeros(limits.size)
        found.append((centre, 2 * limits.turnover, "the most that may be traded"))
    if limits.gross is not None:
        found.append((np.zeros(limits.size), limits.gross, "the most gross exposure"))
    return found
