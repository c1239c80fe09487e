"""Correlation and covariance matrices: read, checked and factored; shared by every domain."""

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
    """The correlation matrix, or a refusal that names what is wrong with it."""
    matrix = symmetric(rows, size, field)
    if np.any(np.abs(np.diag(matrix) - 1) > ROUNDING):
        raise InvalidInput.of(field, "must have ones on its diagonal")
    if np.any(np.abs(matrix) > 1 + ROUNDING):
        raise InvalidInput.of(field, "must hold correlations between -1 and 1")
    _refuse_indefinite(matrix, field, "correlations")
    return matrix


def covariance(rows: Sequence[Sequence[float]], size: int, field: str) -> Floats:
    """The covariance matrix, or a refusal that names what is wrong with it.

    Definiteness is judged on the correlations it implies, so that its unit does not matter.
    """
    matrix = symmetric(rows, size, field)
    variances = np.diag(matrix)
    if np.any(variances <= 0):
        place = int(np.flatnonzero(variances <= 0)[0]) + 1
        raise InvalidInput.of(
            field, f"needs variances above zero on its diagonal: entry {place} is not"
        )
    deviations = np.sqrt(variances)
    implied = matrix / np.outer(deviations, deviations)
    over = np.argwhere(np.abs(implied) > 1 + ROUNDING)
    if over.size:
        row, column = (int(k) + 1 for k in over[0])
        raise InvalidInput.of(
            field,
            f"row {row}, column {column} is larger than the two variances allow: it would be a "
            f"correlation of {implied[row - 1, column - 1]:.4g}",
        )
    _refuse_indefinite(implied, field, "covariances")
    return matrix


def symmetric(rows: Sequence[Sequence[float]], size: int, field: str) -> Floats:
    """A square matrix that equals its transpose up to rounding, then made exactly symmetric."""
    if size == 0 or not rows:
        raise InvalidInput.of(field, "is empty: give a row for each asset")
    if len(rows) != size or any(len(row) != size for row in rows):
        raise InvalidInput.of(field, f"must be a square matrix with {size} rows and columns")
    matrix = np.asarray(rows, dtype=np.float64)
    allowed = ROUNDING * max(1e-300, min(1.0, float(np.abs(matrix).max())))
    uneven = np.argwhere(np.abs(matrix - matrix.T) > allowed)
    if uneven.size:
        row, column = (int(k) + 1 for k in uneven[0])
        raise InvalidInput.of(
            field,
            f"must be symmetric: row {row}, column {column} differs from row {column}, column "
            f"{row}",
        )
    return (matrix + matrix.T) / 2


def least_eigenvalue(matrix: Floats) -> float:
    """The least eigenvalue of a symmetric matrix."""
    return float(np.linalg.eigvalsh(matrix)[0])


def _refuse_indefinite(correlations: Floats, field: str, what: str) -> None:
    size = len(correlations)
    try:  # a third of the time of the eigenvalues, and all that most matrices need
        np.linalg.cholesky(correlations)
        return
    except np.linalg.LinAlgError:
        least = least_eigenvalue(correlations)
    if least < -ROUNDING * size:
        of = "" if what == "correlations" else " of the correlations in it"
        raise InvalidInput.of(
            field,
            f"is not positive semidefinite, so nothing can have these {what}: the least "
            f"eigenvalue is {least:.4g}{of}; mend an entry, or take the nearest correlation matrix "
            "(risk.nearest_correlation)",
        )


def square_root(matrix: Floats) -> Floats:
    """A factor L with L L' = matrix, also where the matrix is singular."""
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.sqrt(np.clip(values, 0, None))
