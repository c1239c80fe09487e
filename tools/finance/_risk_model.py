"""How assets move together: a covariance matrix, or factors with each asset's own variance.

Both answer the same questions, so that every optimiser works for a few assets with any covariances
and for ten thousand with factors, whose full matrix would not fit.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]


class RiskModel(Protocol):
    """A covariance matrix S, however it is held."""

    @property
    def size(self) -> int:
        """How many assets."""
        ...

    @property
    def variances(self) -> Floats:
        """The diagonal of S."""
        ...

    def times(self, weights: Floats) -> Floats:
        """S w."""
        ...

    def solve(self, added: Floats, right: Floats, places: Places) -> Floats:
        """X with (S + diag(added)) x = right, on the assets at `places` alone."""
        ...

    def scaled(self, factors: Floats) -> "RiskModel":
        """diag(factors) S diag(factors)."""
        ...


@dataclass(frozen=True)
class Dense:
    """The matrix itself."""

    matrix: Floats

    @property
    def size(self) -> int:
        """How many assets."""
        return len(self.matrix)

    @property
    def variances(self) -> Floats:
        """The diagonal."""
        return np.diag(self.matrix)

    def times(self, weights: Floats) -> Floats:
        """S w."""
        return self.matrix @ weights

    def solve(self, added: Floats, right: Floats, places: Places) -> Floats:
        """By Cholesky; `LinAlgError` where the part is singular."""
        from scipy.linalg import get_lapack_funcs

        whole = places.size == self.size
        part = self.matrix.copy() if whole else self.matrix[np.ix_(places, places)]
        part[np.diag_indices(places.size)] += added
        (positive_solve,) = get_lapack_funcs(("posv",), (part,))
        # column order saves LAPACK a copy; the matrix is symmetric
        _, found, failed = positive_solve(part.T, right, lower=1, overwrite_a=1)
        if failed:
            raise np.linalg.LinAlgError("singular")
        return found

    def scaled(self, factors: Floats) -> "Dense":
        """diag(factors) S diag(factors)."""
        return Dense(self.matrix * factors[:, None] * factors)


@dataclass(frozen=True)
class Factored:
    """S = B B' + diag(own): loadings on factors of variance one, and what is the asset's own."""

    loadings: Floats
    """(assets, factors)."""
    own: Floats

    @property
    def size(self) -> int:
        """How many assets."""
        return self.own.size

    @property
    def variances(self) -> Floats:
        """The diagonal."""
        return np.einsum("ik,ik->i", self.loadings, self.loadings) + self.own

    def times(self, weights: Floats) -> Floats:
        """S w, in time of assets x factors."""
        return self.loadings @ (self.loadings.T @ weights) + self.own * weights

    def solve(self, added: Floats, right: Floats, places: Places) -> Floats:
        """By the identity of Woodbury: one system of the size of the factors."""
        part = self.loadings[places]
        diagonal = self.own[places] + added
        eased = part / diagonal[:, None]
        inner = np.eye(part.shape[1]) + part.T @ eased
        start = right / diagonal
        return start - eased @ np.linalg.solve(inner, part.T @ start)

    def scaled(self, factors: Floats) -> "Factored":
        """diag(factors) S diag(factors)."""
        return Factored(self.loadings * factors[:, None], self.own * factors**2)


def volatility(risk: RiskModel, weights: Floats) -> float:
    """Standard deviation of the portfolio."""
    return float(np.sqrt(max(0.0, float(weights @ risk.times(weights)))))
