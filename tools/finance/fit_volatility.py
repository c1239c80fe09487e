"""How volatile something is now, and how volatility changes: EWMA, GARCH and GJR-GARCH."""

from dataclasses import dataclass, field
from math import log, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._assets import PER_YEAR
from tools.finance._garch import Fitted, Model, fit
from tools.finance._volatility_request import FitVolatilityRequest
from tools.finance._volatility_result import Ahead, Parameter, VolatilityFit
from tools.finance._volatility_words import NAMES, chart, notes, summary
from tools.histories import of_list, of_table

Floats = NDArray[np.float64]

LEAST_ROWS = {"ewma": 10, "garch": 50, "gjr_garch": 50}
LAGS = 10
_ROUNDING = 1e-24  # of squares against their differences
PERCENT_FROM = 0.2  # a row's deviation: no listed thing moves by 20 % a day, in percent all do
SOURCES = {
    "ewma": "J.P. Morgan and Reuters (1996), RiskMetrics technical document, section 5.2",
    "garch": "Bollerslev (1986), Generalized autoregressive conditional heteroskedasticity; "
    "start-up after Fiorentini, Calzolari and Panattoni (1996)",
    "gjr_garch": "Glosten, Jagannathan and Runkle (1993); start-up after Fiorentini, Calzolari "
    "and Panattoni (1996)",
}


@dataclass(frozen=True)
class _Series:
    values: Floats
    """In the unit of the returns given."""
    scale: float
    """What makes them fractions."""
    period: str | None
    notes: list[str] = field(default_factory=list[str])


def fit_volatility(request: FitVolatilityRequest) -> VolatilityFit:
    """Fit a model of changing volatility to a history of returns or prices, and forecast.

    Use it for today's volatility of a stock, fund, currency or index, for GARCH parameters, and
    for how volatility will move from here.
    """
    series = _series(request)
    rows = series.values.size
    if rows < LEAST_ROWS[request.model]:
        place = next(n for n in ("history", "returns", "prices") if getattr(request, n) is not None)
        raise InvalidInput.of(
            place,
            f"has {rows} returns; {NAMES[request.model]} needs at least "
            f"{LEAST_ROWS[request.model]}",
        )
    if np.ptp(series.values) == 0:
        raise InvalidInput.of("history", "never moves, so it has no volatility to model")
    fitted = _ewma(series.values, request) if request.model == "ewma" else _garch(series, request)
    result = _result(request, series, fitted)
    result.summary = summary(result, series.period)
    result.notes = notes(request, result, series.notes, fitted.at_bound)
    result.chart = chart(result, np.sqrt(fitted.variances) * series.scale)
    return result


def _series(request: FitVolatilityRequest) -> _Series:
    if request.history is not None:
        percent = request.history_holds == "percent_returns"
        holds = "profits" if percent else request.history_holds  # profits: any number is one
        history = of_table(request.history, holds, request.column, None, "column")
        if history.taken == "profits" and not percent:
            raise InvalidInput.of("history", "must hold returns or prices, not amounts of money")
        told = [] if percent else history.notes
        period = request.period or history.period
        return _Series(history.moves[:, 0], 0.01 if percent else 1.0, period, told)
    if request.prices is not None:
        history = of_list(request.prices, "prices")
        return _Series(history.moves[:, 0], 1.0, request.period, history.notes)
    values = np.asarray(request.returns, np.float64)
    said = request.returns_in
    percent = said == "percent" or (said is None and float(values.std()) > PERCENT_FROM)
    note = "The returns were taken for percentages, by their size."
    if not percent and np.any(values <= -1):
        row = int(np.flatnonzero(values <= -1)[0])
        raise InvalidInput.of(
            f"returns.{row}", "loses everything or more; if these are percentages, say so"
        )
    return _Series(
        values, 0.01 if percent else 1.0, request.period, [note] if percent and not said else []
    )


def _garch(series: _Series, request: FitVolatilityRequest) -> Fitted:
    model = Model(
        request.model == "gjr_garch", request.distribution == "student_t", request.mean != "zero"
    )
    fitted = fit(series.values, model)
    if not fitted.converged and not fitted.at_bound:
        raise InvalidInput.of(
            "model", f"{NAMES[request.model]} finds no best fit to these returns; try ewma"
        )
    return fitted


def _ewma(values: Floats, request: FitVolatilityRequest) -> Fitted:
    from scipy.signal import lfilter  # heavy: at first use

    decay = request.decay
    squares = values**2
    before = float(squares.mean())
    rest, _ = lfilter([1 - decay], [1.0, -decay], squares, zi=np.array([decay * before]))
    h = np.concatenate(([before], np.asarray(rest, np.float64)))
    each = -0.5 * (log(2 * pi) + np.log(h[:-1]) + squares / h[:-1])
    return Fitted({"decay": decay}, {}, {}, float(each.sum()), h, values, True, [])


def _result(request: FitVolatilityRequest, series: _Series, fitted: Fitted) -> VolatilityFit:
    found, rows, scale = fitted.parameters, series.values.size, series.scale
    carried = _persistence(found)
    years = PER_YEAR.get(series.period or "")
    following = float(fitted.variances[-1])
    level = found["omega"] / (1 - carried) if carried < 1 and "omega" in found else None
    ahead = [
        following if level is None else level + carried**k * (following - level)
        for k in range(request.horizon)
    ]
    free = len(found) if request.model != "ewma" else 0

    def yearly(variance: float | None) -> float | None:
        return None if variance is None or years is None else sqrt(variance * years) * scale

    return VolatilityFit(
        summary="",
        method=Method(name=NAMES[request.model], source=SOURCES[request.model]),
        model=request.model,
        distribution=request.distribution if request.model != "ewma" else "normal",
        parameters=_parameters(fitted, request.confidence),
        log_likelihood=fitted.log_likelihood,
        akaike_criterion=2 * free - 2 * fitted.log_likelihood,
        bayes_criterion=free * log(rows) - 2 * fitted.log_likelihood,
        observations=rows,
        unit="percent" if scale != 1 else "fraction",
        current_volatility=sqrt(following) * scale,
        current_annual_volatility=yearly(following),
        long_run_volatility=None if level is None else sqrt(level) * scale,
        long_run_annual_volatility=yearly(level),
        persistence=carried,
        half_life=log(0.5) / log(carried) if 0 < carried < 1 and level is not None else None,
        sample_volatility=float(series.values.std(ddof=1)) * scale,
        forecast=[
            Ahead(step=k, volatility=sqrt(h) * scale, annual_volatility=yearly(h))
            for k, h in enumerate(ahead, 1)
        ],
        horizon_volatility=sqrt(sum(ahead)) * scale,
        left_in_squares=_ljung_box(fitted),
    )


def _persistence(found: dict[str, float]) -> float:
    if "omega" not in found:
        return 1.0
    return found["alpha"] + found["beta"] + found.get("gamma", 0.0) / 2


def _parameters(fitted: Fitted, confidence: float) -> list[Parameter]:
    from scipy.special import ndtri

    reach = float(ndtri((1 + confidence) / 2))
    found: list[Parameter] = []
    for name, value in fitted.parameters.items():
        robust = _known(fitted.robust_errors.get(name))
        found.append(
            Parameter(
                name=name,
                estimate=value,
                standard_error=_known(fitted.errors.get(name)),
                robust_error=robust,
                low=None if robust is None else value - reach * robust,
                high=None if robust is None else value + reach * robust,
            )
        )
    return found


def _known(error: float | None) -> float | None:
    return error if error is not None and np.isfinite(error) else None


def _ljung_box(fitted: Fitted) -> float:
    """Ljung and Box (1978), over the squares of the standardised residuals."""
    from scipy.special import chdtrc

    squares = fitted.residuals**2 / fitted.variances[:-1]
    off = squares - squares.mean()
    total, rows = float(off @ off), off.size
    if total <= _ROUNDING * float(squares @ squares):  # moves of one size leave nothing over
        return 1.0
    lags = min(LAGS, rows // 2)
    statistic = sum(
        (float(off[k:] @ off[:-k]) / total) ** 2 / (rows - k) for k in range(1, lags + 1)
    )
    return float(chdtrc(lags, rows * (rows + 2) * statistic))
