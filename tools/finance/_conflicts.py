"""Which limits cannot be kept together: an irreducible set, by its members' names.

First the least total amount by which limits must give way (an elastic program); the limits that
carry a dual value there already conflict. Of these each is left out in turn, for good where the
others still conflict (deletion filter: Chinneck and Dravnieks 1991, Locating minimal infeasible
constraint sets in linear programs). What remains conflicts, and without any one of it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.finance._limits import FREE, Program

Floats = NDArray[np.float64]

FEASIBLE = 1e-9
MOST_TRIED = 100  # limits left out in turn; a longer list conflicts but may not all be needed


@dataclass(frozen=True)
class _Member:
    """One side of a row or of a bound, with its name."""

    name: str
    row: int | None
    column: int | None
    upper: bool


def conflict(program: Program) -> list[str]:
    """Names of an irreducible set of limits that contradict each other, if there are any."""
    members = _members(program)
    amount, duals = _elastic(program, members, np.ones(len(members), dtype=bool))
    if amount <= FEASIBLE:
        return []
    names = np.array([member.name for member in members])
    suspects = list(dict.fromkeys(names[np.abs(duals) > FEASIBLE].tolist()))
    if len(suspects) > MOST_TRIED:
        return suspects
    needed = list(suspects)
    for name in suspects:
        rest = [one for one in needed if one != name]
        if _elastic(program, members, np.isin(names, rest))[0] > FEASIBLE:
            needed = rest
    return needed


def _members(program: Program) -> list[_Member]:
    found: list[_Member] = []
    for k, name in enumerate(program.row_names):
        if name:
            found += [
                _Member(name, k, None, upper)
                for upper, value in ((False, program.row_low[k]), (True, program.row_high[k]))
                if abs(value) < FREE
            ]
    for k, (low, high) in enumerate(zip(program.low_names, program.high_names, strict=True)):
        if low and program.low[k] > -FREE:
            found.append(_Member(low, None, k, False))
        if high and program.high[k] < FREE:
            found.append(_Member(high, None, k, True))
    return found


def _elastic(
    program: Program, members: Sequence[_Member], kept: NDArray[np.bool_]
) -> tuple[float, Floats]:
    """The least total violation of the members kept, and each member's dual value."""
    from scipy import sparse
    from scipy.optimize import linprog

    rows, right, signs = [], [], []
    matrix = program.matrix
    eye: Any = sparse.eye_array(program.columns, format="csr")
    for member in members:
        place = member.row if member.row is not None else member.column or 0
        source = matrix if member.row is not None else eye
        low, high = (
            (program.row_low, program.row_high)
            if member.row is not None
            else (program.low, program.high)
        )
        sign = 1.0 if member.upper else -1.0
        rows.append(sign * source[[place], :])
        right.append(sign * (high[place] if member.upper else low[place]))
        signs.append(sign)
    soft = sparse.csr_array(sparse.vstack(rows))
    count = len(members)
    # A member that is left out may be violated at no cost.
    cost = np.concatenate([np.zeros(program.columns), kept.astype(float)])
    blocks = [sparse.hstack([soft, -sparse.eye_array(count)])]
    limits = [np.array(right)]
    structural = [k for k, name in enumerate(program.row_names) if not name]
    if structural:
        part = matrix[structural, :]
        blocks.append(sparse.hstack([-part, sparse.csr_array((len(structural), count))]))
        limits.append(-program.row_low[structural])
    free = [(None, None) if name else (0, None) for name in program.low_names]
    solved = linprog(
        cost,
        A_ub=sparse.csr_array(sparse.vstack(blocks)),
        b_ub=np.concatenate(limits),
        bounds=[*free, *([(0, None)] * count)],
        method="highs",
    )
    return float(solved.fun), np.asarray(solved.ineqlin.marginals[:count], dtype=np.float64)
