"""Models of changing volatility: known truths, an independent likelihood, and bad input.

The benchmark of Fiorentini, Calzolari and Panattoni (daily mark against pound, 1974 rows) is not
here, as its data are not: series drawn from known parameters stand in for it, and the likelihood
is written a second time, row by row, with the benchmark's start-up.
"""

from math import log, pi, sqrt
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import t as student

from tools.errors import InvalidInput
from tools.finance._garch import Model, likelihood
from tools.finance._volatility_request import FitVolatilityRequest
from tools.finance._volatility_result import VolatilityFit
from tools.finance.fit_volatility import fit_volatility
from tools.validation import validate

TRUE = {"mu": -0.006, "omega": 0.0108, "alpha": 0.153, "beta": 0.806}
"""Near what the benchmark finds."""


def drawn(rows: int, seed: int, gamma: float = 0.0, freedom: float = 0.0) -> list[float]:
    random = np.random.default_rng(seed)
    shocks = random.standard_normal(rows)
    if freedom:
        shocks = random.standard_t(freedom, rows) * sqrt((freedom - 2) / freedom)
    h, e, out = 0.25, 0.0, []
    for z in shocks:
        e = sqrt(h) * z
        out.append(TRUE["mu"] + e)
        h = TRUE["omega"] + (TRUE["alpha"] + gamma * (e < 0)) * e * e + TRUE["beta"] * h
    return out


def fitted(**arguments: Any) -> VolatilityFit:
    return fit_volatility(validate(FitVolatilityRequest, arguments))


def found(result: VolatilityFit) -> dict[str, float]:
    return {one.name: one.estimate for one in result.parameters}


def row_by_row(returns: list[float], mu: float, omega: float, alpha: float, beta: float) -> float:
    """The likelihood as the benchmark's authors write it, in a plain loop."""
    e = [r - mu for r in returns]
    square = h = sum(x * x for x in e) / len(e)
    total = 0.0
    for x in e:
        h = omega + alpha * square + beta * h
        total -= 0.5 * (log(2 * pi) + log(h) + x * x / h)
        square = x * x
    return total


def test_the_best_of_an_independent_likelihood_is_found() -> None:
    returns = drawn(1974, 3)
    result = fitted(returns=returns, returns_in="percent")
    best = found(result)
    assert result.log_likelihood == pytest.approx(row_by_row(returns, **best), abs=1e-8)
    other = minimize(
        lambda x: -row_by_row(returns, *x), list(TRUE.values()), method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-9, "maxiter": 4000, "maxfev": 4000},
    )  # fmt: skip
    assert result.log_likelihood >= -other.fun - 1e-7
    assert list(best.values()) == pytest.approx(list(other.x), abs=2e-4)


def test_known_parameters_are_recovered_within_their_errors() -> None:
    result = fitted(returns=drawn(20_000, 11, gamma=0.1, freedom=6), returns_in="percent",
                    model="gjr_garch", distribution="student_t")  # fmt: skip
    true = {**TRUE, "gamma": 0.1, "nu": 6.0}
    for one in result.parameters:
        assert one.robust_error is not None
        assert abs(one.estimate - true[one.name]) < 4 * one.robust_error
    assert result.left_in_squares > 0.01


def test_intervals_hold_what_they_promise() -> None:
    """Of 60 series, the 90 % interval of beta should miss the truth in about six."""
    hits = 0
    for seed in range(60):
        beta = next(
            one
            for one in fitted(returns=drawn(1500, 100 + seed), returns_in="percent",
                              confidence=0.9).parameters
            if one.name == "beta"
        )  # fmt: skip
        assert beta.low is not None and beta.high is not None
        hits += beta.low <= TRUE["beta"] <= beta.high
    assert 45 <= hits <= 60


@pytest.mark.parametrize("model", [Model(False, False, True), Model(True, True, True)])
def test_derivatives_of_the_likelihood(model: Model) -> None:
    returns = np.array(drawn(400, 5))
    theta = np.array([0.02, 0.02, 0.1, 0.8, 0.07, 7.0])
    _, slopes = likelihood(returns, theta, model)
    for number in model.free:
        step = np.zeros(6)
        step[number] = 1e-6
        up, down = (likelihood(returns, theta + s, model)[0] for s in (step, -step))
        assert slopes[:, number] == pytest.approx((up - down) / 2e-6, rel=1e-4, abs=1e-6)


def test_students_density_is_scipys() -> None:
    returns, theta = np.array(drawn(200, 6)), np.array([0.0, 0.02, 0.1, 0.8, 0.0, 5.0])
    each, _ = likelihood(returns, theta, Model(False, True, True))
    h = [float(np.mean(returns**2))]
    square = h[0]
    for r in returns:
        h.append(0.02 + 0.1 * square + 0.8 * h[-1])
        square = r * r
    scale = np.sqrt(np.array(h[1:]) * 3 / 5)
    assert each == pytest.approx(student.logpdf(returns, 5, scale=scale), rel=1e-9)


def test_the_unit_of_returns_changes_only_the_unit() -> None:
    percent = drawn(1000, 8)
    one = fitted(returns=percent, returns_in="percent")
    other = fitted(returns=[r / 100 for r in percent], returns_in="fraction")
    a, b = found(one), found(other)
    assert a["alpha"] == pytest.approx(b["alpha"], abs=1e-7)
    assert a["omega"] == pytest.approx(b["omega"] * 1e4, rel=1e-5)
    assert one.current_volatility == pytest.approx(other.current_volatility, rel=1e-6)
    guessed = fitted(returns=percent)
    assert guessed.unit == "percent" and any("by their size" in n for n in guessed.notes)


def test_forecasts_return_to_the_level() -> None:
    result = fitted(returns=drawn(3000, 9), returns_in="percent", period="day", horizon=500)
    p, now = found(result), result.current_volatility * 100
    level = p["omega"] / (1 - p["alpha"] - p["beta"])
    second = p["omega"] + (p["alpha"] + p["beta"]) * now**2
    assert result.forecast[0].volatility == result.current_volatility
    assert result.forecast[1].volatility * 100 == pytest.approx(sqrt(second))
    assert result.forecast[-1].volatility * 100 == pytest.approx(sqrt(level), rel=1e-3)
    total = sum(one.volatility**2 for one in result.forecast)
    assert result.horizon_volatility == pytest.approx(sqrt(total))
    year = result.forecast[0].annual_volatility
    assert year == pytest.approx(result.current_volatility * sqrt(252))
    assert result.half_life == pytest.approx(log(0.5) / log(p["alpha"] + p["beta"]))


def test_ewma_is_riskmetrics_sum() -> None:
    returns = [r / 100 for r in drawn(300, 2)]
    result = fitted(returns=returns, model="ewma", decay=0.97, period="day")
    start = float(np.mean(np.square(returns)))
    h = start
    for r in returns:
        h = 0.97 * h + 0.03 * r * r
    assert result.current_volatility == pytest.approx(sqrt(h))
    assert {one.volatility for one in result.forecast} == {result.current_volatility}
    assert result.long_run_volatility is None and result.half_life is None


def test_prices_and_tables_are_read() -> None:
    prices = list(100 * np.exp(np.cumsum(np.array(drawn(300, 4)) / 100)))
    table = {"columns": {"date": [f"2025-{1 + k // 28:02d}-{1 + k % 28:02d}" for k in range(300)],
                         "close": prices}}  # fmt: skip
    listed = fitted(prices=prices, period="day")
    tabled = fitted(history=table)
    assert found(tabled) == found(listed)
    assert tabled.current_annual_volatility == listed.current_annual_volatility
    percent = {"columns": {"move": drawn(300, 4)}}
    assert fitted(history=percent, history_holds="percent_returns").unit == "percent"


SHORT = [0.01, -0.02, 0.015] * 4
BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "history"),
    ({"returns": SHORT}, "returns"),
    ({"returns": SHORT, "prices": [1.0, 2.0]}, ""),
    ({"returns": [0.01] * 100}, "history"),
    ({"returns": [0.01, -1.2] + SHORT * 10, "returns_in": "fraction"}, "returns.1"),
    ({"prices": [100.0, -3.0]}, "prices.1"),
    ({"returns": SHORT * 10, "model": "arima"}, "model"),
    ({"returns": SHORT * 10, "decay": 1.0}, "decay"),
    ({"returns": SHORT * 10, "horizon": 0}, "horizon"),
    ({"returns": [0.1, float("nan")] * 50}, "returns.1"),
    ({"history": {"columns": {"a": ["x", "y"]}}}, "history"),
]


@pytest.mark.parametrize(("given", "field"), BAD)
def test_bad_input_is_named(given: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        fitted(**given)
    assert any(error.field.startswith(field) for error in refusal.value.errors)


def test_a_series_without_clusters_is_warned_about() -> None:
    calm = list(np.random.default_rng(1).standard_normal(300))
    result = fitted(returns=calm, returns_in="percent")
    assert any(note.startswith("Warning: 300 rows") for note in result.notes)
    assert "Volatility now is **" in result.summary


@pytest.mark.parametrize("model", ["ewma", "garch"])
def test_moves_of_one_size_leave_nothing_to_explain(model: str) -> None:
    result = fitted(returns=[1.0, -1.0] * 150, returns_in="percent", model=model, mean="zero")
    assert result.left_in_squares == 1.0
