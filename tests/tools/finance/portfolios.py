"""What the portfolio tests share: requests, shares' prices, and a tall random covariance."""

import csv
import gzip
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._portfolio_result import OptimizePortfolioResult
from tools.finance.optimize_portfolio import optimize_portfolio
from tools.validation import validate

DATA = Path(__file__).parents[2] / "data" / "finance"
Floats = NDArray[np.float64]


def asked(**arguments: Any) -> OptimizePortfolioResult:
    """The capability's answer."""
    return optimize_portfolio(validate(OptimizePortfolioRequest, arguments))


def weights(result: OptimizePortfolioResult, names: list[str]) -> Floats:
    """The weights in the order of `names`."""
    found = {one.name: one.weight for one in result.positions}
    return np.array([found[name] for name in names])


def refused(**arguments: Any) -> dict[str, str]:
    """The fields that a refusal names, with their messages."""
    try:
        asked(**arguments)
    except InvalidInput as refusal:
        return {problem.field: problem.message for problem in refusal.errors}
    raise AssertionError("was not refused")


def holdings(names: str, means: Floats | list[float] | None = None, **more: Any) -> list[Any]:
    """Assets by one-letter names."""
    return [
        {"name": name, **({} if means is None else {"expected_return": float(means[k])}), **more}
        for k, name in enumerate(names)
    ]


def random_covariance(size: int, seed: int = 0) -> Floats:
    """Three factors and noise, yearly."""
    random = np.random.default_rng(seed)
    loadings = random.normal(0.05, 0.1, (size, 3))
    return loadings @ loadings.T + np.diag(random.uniform(0.01, 0.09, size))


def share_prices() -> tuple[list[str], Floats]:
    """Names and closing prices, NaN where a share was not yet, or no longer, traded."""
    with gzip.open(DATA / "pypfopt_stock_prices.csv.gz", "rt") as file:
        rows = list(csv.reader(file))
    cells = [[float(cell) if cell else np.nan for cell in row[1:]] for row in rows[1:]]
    return rows[0][1:], np.array(cells)


def hrp_weights() -> dict[str, float]:
    """PyPortfolioOpt's weights by name."""
    text = (DATA / "pypfopt_weights_hrp.csv").read_text()
    rows = list(csv.reader(text.splitlines()))
    return {row[0]: float(row[1]) for row in rows[1:]}
