"""Correlation matrices: one number for all pairs or a full matrix, checked and factored."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput

Floats = NDArray[np.float64]

ROUNDING = 1e-8  # a matrix typed to a few digits may miss zero by this much


def equicorrelation(correlation: float, size: int, field: str) -> Floats:
    """The matrix in which every pair has the same correlation."""
    least = -1 / (size - 1) if size > 1 else -1.0
    if correlation < least:
        raise InvalidInput.of(
            field,
            f"cannot hold for every pair of {size}: the least correlation they can all share is "
            f"{least:.4g}",
        )
    matrix = np.full((size, size), correlation)
    np.fill_diagonal(matrix, 1.0)
    return matrix


def checked(rows: Sequence[Sequence[float]], size: int, field: str) -> Floats:
    """The matrix, or a refusal that names what is wrong with it."""
    if len(rows) != size or any(len(row) != size for row in rows):
        raise InvalidInput.of(field, f"must be a square matrix with {size} rows and columns")
    matrix = np.asarray(rows, dtype=np.float64)
    if np.any(np.abs(np.diag(matrix) - 1) > ROUNDING):
        raise InvalidInput.of(field, "must have ones on its diagonal")
    if np.any(np.abs(matrix) > 1 + ROUNDING):
        raise InvalidInput.of(field, "must hold correlations between -1 and 1")
    uneven = np.argwhere(np.abs(matrix - matrix.T) > ROUNDING)
    if uneven.size:
        row, column = (int(k) + 1 for k in uneven[0])
        raise InvalidInput.of(
            field,
            f"must be symmetric: row {row}, column {column} differs from row {column}, column "
            f"{row}",
        )
    least = float(np.linalg.eigvalsh(matrix)[0])
    if least < -ROUNDING * size:
        raise InvalidInput.of(
            field,
            "is not positive semidefinite, so no portfolio can have these correlations: its least "
            f"eigenvalue is {least:.4g}; mend an entry, or take the nearest correlation matrix",
        )
    return matrix


def square_root(matrix: Floats) -> Floats:
    """A factor L with L L' = matrix, also where the matrix is singular."""
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.sqrt(np.clip(values, 0, None))
