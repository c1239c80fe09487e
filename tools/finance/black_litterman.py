"""What to expect of assets when the market's opinion and one's own are both heard."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._black_litterman_chart import chart
from tools.finance._black_litterman_request import BlackLittermanRequest, MarketAsset, View
from tools.finance._black_litterman_result import AssetView, BlackLittermanResult, ViewOutcome
from tools.finance._black_litterman_words import notes, summary
from tools.finance._blending import Blend, blend, he_litterman
from tools.finance._moments import from_history, from_volatilities
from tools.matrices import covariance as checked_covariance

Floats = NDArray[np.float64]

MOST_LISTED = 100  # assets up to which the posterior covariances are listed
SOURCE = (
    "Black and Litterman (1992), Global portfolio optimization; He and Litterman (1999), The "
    "intuition behind Black-Litterman model portfolios; confidences by Idzorek (2005), section 3"
)


@dataclass(frozen=True)
class _Prior:
    names: list[str]
    market: Floats
    covariance: Floats
    shrinkage: float | None
    notes: list[str]


def black_litterman(request: BlackLittermanRequest) -> BlackLittermanResult:
    """Blend the returns a market implies with views on assets, and say what portfolio follows.

    Use it when someone has market weights and opinions ("Germany will beat France by 5 %") and
    wants expected returns or weights from both (Black-Litterman).
    """
    prior = _prior(request)
    pick = np.array([_portfolio(k, view, prior, request) for k, view in enumerate(request.views)])
    pick = pick.reshape(len(request.views), len(prior.names))
    told = np.array([view.expected_return for view in request.views])
    omega = _variances(request, prior, pick)
    found = blend(
        prior.covariance, prior.market, pick, told, omega, request.risk_aversion, request.tau
    )
    result = _result(request, prior, found)
    result.views = _outcomes(request, pick, told, omega, found)
    result.summary = summary(result)
    result.notes = notes(request, prior.notes)
    result.chart = chart(result)
    return result


def _prior(request: BlackLittermanRequest) -> _Prior:
    assets = request.assets or []
    names = [one.name for one in assets]
    _refuse_twice(names)
    market = _market(assets)
    if request.history is not None:
        found = from_history(
            request.history, request.history_holds, names, request.period, request.estimator
        )
        return _Prior(names, market, found.covariance, found.shrinkage, found.notes)
    if request.covariances is not None:
        matrix = checked_covariance(request.covariances, len(names), "covariances")
        return _Prior(names, market, matrix, None, [])
    volatilities: list[float] = []
    for k, one in enumerate(assets):
        if one.volatility is None:
            raise InvalidInput.of(
                f"assets.{k}.volatility", "is needed beside correlations", code="missing"
            )
        volatilities.append(one.volatility)
    matrix = from_volatilities(volatilities, request.correlation, request.correlations)
    return _Prior(names, market, matrix, None, [])


def _refuse_twice(names: list[str]) -> None:
    seen: set[str] = set()
    for k, name in enumerate(names):
        if name.casefold() in seen:
            raise InvalidInput.of(f"assets.{k}.name", "stands twice; name each asset once")
        seen.add(name.casefold())


def _market(assets: list[MarketAsset]) -> Floats:
    """Weights of the market portfolio, from weights or from market values."""
    by_cap = all(one.weight is None for one in assets)
    field = "market_cap" if by_cap and assets[0].market_cap is not None else "weight"
    values: list[float] = []
    for k, one in enumerate(assets):
        value = getattr(one, field)
        if value is None:
            raise InvalidInput.of(
                f"assets.{k}.{field}", "is needed: the asset's share of the market", code="missing"
            )
        values.append(value)
    weights = np.asarray(values, dtype=np.float64)
    total = float(weights.sum())
    if field == "market_cap":
        if total <= 0:
            raise InvalidInput.of("assets", "need market values above zero")
        return weights / total
    if abs(total - 1) > 0.02:
        raise InvalidInput.of(
            "assets",
            f"have weights that add up to {total:.4g}; they are shares of one market and must add "
            "up to 1 (60 % is 0.6)",
        )
    return weights


def _portfolio(k: int, view: View, prior: _Prior, request: BlackLittermanRequest) -> Floats:
    """The view as a portfolio: weights of each side add up to one."""
    row = np.zeros(len(prior.names))
    for sign, side, names in (
        (1, "asset", [view.asset, *view.together_with]),
        (-1, "over", view.over),
    ):
        if not names:
            continue
        places = [_place(prior.names, name, f"views.{k}.{side}") for name in names]
        shares = prior.market[places] if request.sides == "market" else np.ones(len(places))
        if len(places) > 1 and (np.any(shares < 0) or shares.sum() <= 0):
            raise InvalidInput.of(
                "sides", "must be equal where an asset of a view has no positive market weight"
            )
        row[places] += sign * (shares / shares.sum() if len(places) > 1 else 1.0)
    if not np.any(np.abs(row) > 1e-12):
        raise InvalidInput.of(f"views.{k}.over", "names the very assets that are favoured")
    return row


def _place(names: list[str], name: str, field: str) -> int:
    keys = [one.casefold().strip() for one in names]
    if name.casefold().strip() not in keys:
        listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
        raise InvalidInput.of(field, f"is none of the assets; they are {listed}")
    return keys.index(name.casefold().strip())


def _variances(request: BlackLittermanRequest, prior: _Prior, pick: Floats) -> Floats:
    """Of each view: as stated, by its confidence, or as sure as the market."""
    omega = he_litterman(prior.covariance, pick, request.tau)
    for k, view in enumerate(request.views):
        if view.uncertainty is not None:
            omega[k] = view.uncertainty**2
        elif view.confidence is not None:
            omega[k] *= (1 - view.confidence) / view.confidence
    return omega


def _result(request: BlackLittermanRequest, prior: _Prior, found: Blend) -> BlackLittermanResult:
    total = prior.covariance + found.error
    weights, market = found.weights, prior.market
    return BlackLittermanResult(
        summary="",
        method=Method(name="Black-Litterman", source=SOURCE),
        assets=[
            AssetView(
                name=name,
                market_weight=float(market[k]),
                volatility=float(np.sqrt(prior.covariance[k, k])),
                equilibrium_return=float(found.prior[k]),
                expected_return=float(found.means[k]),
                expected_return_error=float(np.sqrt(max(0.0, found.error[k, k]))),
                return_change=float(found.means[k] - found.prior[k]),
                weight=float(weights[k]),
                weight_change=float(weights[k] - market[k]),
            )
            for k, name in enumerate(prior.names)
        ],
        views=[],
        risk_aversion=request.risk_aversion,
        tau=request.tau,
        market_return=float(market @ found.prior),
        market_volatility=float(np.sqrt(market @ prior.covariance @ market)),
        portfolio_return=float(weights @ found.means),
        portfolio_volatility=float(np.sqrt(weights @ total @ weights)),
        weights_sum=float(weights.sum()),
        shrinkage=prior.shrinkage,
        posterior_covariances=total.tolist() if len(market) <= MOST_LISTED else [],
    )


def _outcomes(
    request: BlackLittermanRequest, pick: Floats, told: Floats, omega: Floats, found: Blend
) -> list[ViewOutcome]:
    outcomes: list[ViewOutcome] = []
    for k, view in enumerate(request.views):
        implied, blended = float(pick[k] @ found.prior), float(pick[k] @ found.means)
        gap = float(told[k]) - implied
        over = f" over {', '.join(view.over)}" if view.over else ""
        outcomes.append(
            ViewOutcome(
                view=", ".join([view.asset, *view.together_with]) + over,
                stated_return=float(told[k]),
                implied_return=implied,
                blended_return=blended,
                uncertainty=float(np.sqrt(omega[k])),
                share_of_way=(blended - implied) / gap if abs(gap) > 1e-9 else None,
                loading=float(found.loadings[k]),
            )
        )
    return outcomes
