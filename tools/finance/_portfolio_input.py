"""A request's assets, their risk and its limits, read into arrays."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._limits import FREE, Limits, Row
from tools.finance._moments import from_history, from_volatilities
from tools.finance._portfolio_holdings import Holding
from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._risk_model import Dense, Factored, RiskModel
from tools.matrices import covariance as checked_covariance
from tools.wording import signed

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Universe:
    """What is known of the assets."""

    names: list[str]
    risk: RiskModel
    means: Floats | None = None
    scenarios: Floats | None = None
    period: str | None = None
    per_year: float | None = None
    shrinkage: float | None = None
    current: Floats | None = None
    notes: list[str] = field(default_factory=list[str])

    def place(self, name: str, where: str) -> int:
        """The number of an asset, by its name."""
        keys = {one.casefold().strip(): k for k, one in enumerate(self.names)}
        if name.casefold().strip() not in keys:
            listed = ", ".join(self.names[:12]) + (" ..." if len(self.names) > 12 else "")
            raise InvalidInput.of(where, f"is none of the assets; they are {listed}")
        return keys[name.casefold().strip()]


def universe_of(request: OptimizePortfolioRequest) -> Universe:
    """Names, risk and means of the assets."""
    assets = request.assets
    if assets is not None:
        _refuse_twice(assets)
    known: dict[str, Any] = {"current": _current(assets)}
    if request.history is not None:
        return _from_history(request, known)
    if request.loadings is not None:
        risk: RiskModel = _factored(request)
    elif request.covariances is not None:
        size = len(assets) if assets is not None else len(request.covariances)
        risk = Dense(checked_covariance(request.covariances, size, "covariances"))
    else:
        sigmas = [_needed(one.volatility, k, "volatility") for k, one in enumerate(assets or [])]
        risk = Dense(from_volatilities(sigmas, request.correlation, request.correlations))
    if assets is not None and len(assets) != risk.size:
        raise InvalidInput.of("assets", f"must be {risk.size}, one for each row of the risk")
    names = [one.name for one in assets or ()] or [f"asset {k + 1}" for k in range(risk.size)]
    return Universe(names, risk, _means(assets), **known)


def _refuse_twice(assets: list[Holding]) -> None:
    seen: set[str] = set()
    for k, one in enumerate(assets):
        if one.name.casefold().strip() in seen:
            raise InvalidInput.of(f"assets.{k}.name", "stands twice; name each asset once")
        seen.add(one.name.casefold().strip())


def _needed(value: float | None, k: int, name: str) -> float:
    if value is None:
        raise InvalidInput.of(f"assets.{k}.{name}", "is needed beside correlations", code="missing")
    return value


def _means(assets: list[Holding] | None) -> Floats | None:
    told = [one.expected_return for one in assets or ()]
    if all(value is None for value in told):
        return None
    for k, value in enumerate(told):
        if value is None:
            raise InvalidInput.of(
                f"assets.{k}.expected_return", "is needed, as others have one", code="missing"
            )
    return np.array(told, dtype=np.float64)


def _current(assets: list[Holding] | None) -> Floats | None:
    told = [one.current for one in assets or ()]
    if all(value is None for value in told):
        return None
    weights = np.array([value or 0.0 for value in told])
    if abs(float(weights.sum()) - 1) > 0.02:
        raise InvalidInput.of(
            "assets",
            f"have current weights that add up to {float(weights.sum()):.4g}; they are shares of "
            "one portfolio and must add up to 1 (60 % is 0.6)",
        )
    return weights


def _factored(request: OptimizePortfolioRequest) -> Factored:
    rows, own = request.loadings or [], request.specific_variances or []
    width = len(rows[0]) if rows else 0
    if not width or any(len(row) != width for row in rows):
        raise InvalidInput.of("loadings", "need one row for each asset, all of the same length")
    if width > 500:
        raise InvalidInput.of("loadings", "may have at most 500 factors")
    if len(own) != len(rows):
        raise InvalidInput.of("specific_variances", f"must be {len(rows)}, one for each asset")
    return Factored(np.asarray(rows, dtype=np.float64), np.asarray(own, dtype=np.float64))


def _from_history(request: OptimizePortfolioRequest, known: dict[str, Any]) -> Universe:
    assets = request.assets
    wanted = [one.name for one in assets] if assets is not None else None
    if request.history is None:
        raise AssertionError("unreachable")
    found = from_history(
        request.history, request.history_holds, wanted, request.period, request.estimator
    )
    told = _means(assets)
    return Universe(
        names=found.names,
        risk=Dense(found.covariance),
        means=found.means if told is None else told,
        scenarios=found.returns,
        period=found.period,
        per_year=found.per_year,
        shrinkage=found.shrinkage,
        notes=found.notes,
        **known,
    )


def limits_of(request: OptimizePortfolioRequest, universe: Universe) -> Limits:
    """Bounds, groups, turnover and gross exposure; what contradicts itself is refused at once."""
    size = len(universe.names)
    low, low_name = _all_low(request)
    high, high_name = _all_high(request)
    limits = Limits(
        names=universe.names,
        low=np.full(size, low),
        high=np.full(size, high),
        low_names=[low_name] * size,
        high_names=[high_name] * size,
        current=universe.current,
        turnover=request.turnover,
        gross=request.most_gross,
    )
    for k, one in enumerate(request.assets or ()):
        if one.least is not None:
            limits.low[k], limits.low_names[k] = (
                one.least,
                f"at least {signed(one.least)} {one.name}",
            )
        if one.most is not None:
            limits.high[k], limits.high_names[k] = (
                one.most,
                f"at most {signed(one.most)} {one.name}",
            )
        if limits.low[k] > limits.high[k]:
            raise InvalidInput.of(f"assets.{k}.least", "is above the most that this asset may have")
    return _with_groups(request, universe, limits)


def _all_low(request: OptimizePortfolioRequest) -> tuple[float, str]:
    if request.least_weight is not None:
        if request.most_weight is not None and request.least_weight > request.most_weight:
            raise InvalidInput.of("least_weight", "is above most_weight")
        return request.least_weight, f"at least {signed(request.least_weight)} of each"
    if request.allow_short:
        if request.most_gross is not None:
            return -FREE, "unbounded short sales"
        return -1.0, "at most 100 % short of each"
    return 0.0, "no short sales"


def _all_high(request: OptimizePortfolioRequest) -> tuple[float, str]:
    if request.most_weight is not None:
        return request.most_weight, f"at most {signed(request.most_weight)} of each"
    return (FREE, "no bound") if request.allow_short else (1.0, "at most 100 % of each")


def _with_groups(request: OptimizePortfolioRequest, universe: Universe, limits: Limits) -> Limits:
    for k, group in enumerate(request.groups):
        if group.least is None and group.most is None:
            raise InvalidInput.of(f"groups.{k}.most", "or least is needed", code="missing")
        if group.least is not None and group.most is not None and group.least > group.most:
            raise InvalidInput.of(f"groups.{k}.least", "is above the most of the group")
        row = np.zeros(limits.size)
        for number, name in enumerate(group.assets):
            row[universe.place(name, f"groups.{k}.assets.{number}")] = 1.0
        if group.least is not None:
            name = f"at least {signed(group.least)} in {group.name}"
            limits = limits.with_row(Row(name, row, group.least, FREE))
        if group.most is not None:
            name = f"at most {signed(group.most)} in {group.name}"
            limits = limits.with_row(Row(name, row, -FREE, group.most))
    return limits
