"""Correlation matrices of a bucket, for as many factors as a book has."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tools.finance._market_correlation import (
    COMMODITY_TENOR,
    CTP_BASIS,
    INDEX_NAME,
    NAME,
    SPREAD_TENOR,
    TRANCHE,
    TRANCHE_TENOR,
    within,
)
from tools.finance._market_factor import Factor
from tools.finance._market_tables import OTHER_CURVE, VEGA_DECAY, Table

Matrix = NDArray[np.float64]


def correlations(factors: Sequence[Factor], table: Table | None) -> Matrix:
    """Medium-scenario correlations of the factors of one bucket, shape (n, n)."""
    first = factors[0]
    if first.risk_class in ("girr", "fx") or table is None:
        found = np.eye(len(factors))
        for i, a in enumerate(factors):
            for j in range(i):
                found[i, j] = found[j, i] = within(a, factors[j], table)
        return found
    found = _names(factors, table)
    if first.measure == "curvature":
        return found**2
    if first.measure == "vega":
        return np.minimum(found * _options(factors), 1.0)
    other = {"commodity": COMMODITY_TENOR, "csr_securitisation": TRANCHE_TENOR, "equity": 1.0}
    same = _same([str(f.tenor) for f in factors])
    return found * np.where(same, 1.0, other.get(first.risk_class, SPREAD_TENOR))


def _names(factors: Sequence[Factor], table: Table) -> Matrix:
    first = factors[0]
    kind, indices = first.risk_class, first.bucket in table.indices
    issuer = _same([f.issuer for f in factors])
    curve = _same([f.curve for f in factors])
    place = _same([f.location for f in factors])
    if kind in ("equity", "commodity"):
        apart = table.within[first.bucket]
    elif kind == "csr_securitisation":
        apart = TRANCHE
    else:
        apart = INDEX_NAME if indices else NAME
    basis = CTP_BASIS if kind == "csr_ctp" else OTHER_CURVE
    found = np.where(issuer, 1.0, apart) * np.where(curve, 1.0, basis)
    return found * np.where(place, 1.0, OTHER_CURVE)


def _options(factors: Sequence[Factor]) -> Matrix:
    years = np.array([f.option_maturity or 1.0 for f in factors])
    gap = np.abs(years[:, None] - years[None, :])
    return np.exp(-VEGA_DECAY * gap / np.minimum(years[:, None], years[None, :]))


def _same(labels: Sequence[str]) -> NDArray[np.bool_]:
    codes = np.unique(np.array(labels, dtype=str), return_inverse=True)[1]
    return codes[:, None] == codes[None, :]


def in_scenario(correlation: Matrix, scenario: str) -> Matrix:
    """The correlations in the low, medium or high scenario of MAR21.6; ones stay ones."""
    if scenario == "high":
        return np.minimum(1.25 * correlation, 1.0)
    if scenario == "low":
        return np.maximum(2 * correlation - 1, 0.75 * correlation)
    return correlation
