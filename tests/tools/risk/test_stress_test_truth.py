"""Stress tests against closed forms, optimisation, simulation and published index levels."""

from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import optimize, stats

from tools.risk._stress_request import StressTestRequest
from tools.risk._stress_result import StressTestResult
from tools.risk._stress_scenarios import INDICES, AssetClass, ScenarioName, past_scenarios
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk.stress_test import stress_test
from tools.risk.value_at_risk import value_at_risk

VOLS = np.array([0.2, 0.08, 0.15])
RHO = np.array([[1, 0.3, -0.2], [0.3, 1, 0.1], [-0.2, 0.1, 1]])
C = RHO * np.outer(VOLS, VOLS)
W = np.array([600.0, 300.0, -100.0])
BOOK: dict[str, Any] = {
    "positions": [
        {"name": n, "amount": w, "volatility": v}
        for n, w, v in zip("abc", W.tolist(), VOLS.tolist(), strict=True)
    ],
    "volatility_period": "year",
    "correlations": RHO.tolist(),
}


def run(**request: Any) -> StressTestResult:
    return stress_test(StressTestRequest.model_validate(request))


@pytest.mark.parametrize(
    ("name", "market", "move"),
    [
        ("black_monday_1987", "us_equities", -0.2047),
        ("black_monday_1987", "technology_equities", -0.1135),
        ("dot_com_2000_2002", "us_equities", -0.4915),
        ("september_2001", "us_equities", -0.0492),
        ("september_2001", "technology_equities", -0.0683),
        ("lehman_2008", "us_equities", -0.2816),
        ("financial_crisis_2008", "us_equities", -0.3849),
        ("financial_crisis_2008", "technology_equities", -0.4054),
        ("financial_crisis_2008", "german_equities", -0.4037),
        ("financial_crisis_2008", "japanese_equities", -0.4212),
        ("bear_market_2007_2009", "us_equities", -0.5678),
        ("downgrade_2011", "us_equities", -0.0666),
        ("downgrade_2011", "technology_equities", -0.0690),
        ("covid_2020", "us_equities", -0.3392),
        ("covid_day_2020", "us_equities", -0.1198),
        ("covid_day_2020", "technology_equities", -0.1232),
        ("rates_2022", "us_equities", -0.1944),
        ("rates_2022", "technology_equities", -0.3310),
        ("rates_2022", "german_equities", -0.1235),
        ("rates_2022", "us_bonds", -0.1301),
    ],
)
def test_past_moves_are_those_reported(name: str, market: str, move: float) -> None:
    """Percentages as the press and the index owners reported them."""
    assert past_scenarios()[name].moves[market] == pytest.approx(move, abs=6e-5)


def test_every_scenario_and_class_can_be_named() -> None:
    scenarios = past_scenarios()
    assert set(scenarios) == set(ScenarioName.__args__)  # type: ignore[attr-defined]
    assert set(INDICES) == set(AssetClass.__args__)  # type: ignore[attr-defined]
    assert all(set(one.moves) <= set(INDICES) for one in scenarios.values())


def test_the_rest_follows_by_conditional_expectation() -> None:
    """Against a regression on simulated normal returns."""
    result = run(**BOOK, shocks=[{"name": "a", "shock": -0.3}, {"name": "c", "shock": 0.1}])
    moves = {one.name: one for one in result.scenarios[0].positions}
    draws = np.random.default_rng(1).multivariate_normal(np.zeros(3), C, 200_000)
    slopes = np.linalg.lstsq(draws[:, [0, 2]], draws[:, 1], rcond=None)[0]
    assert moves["b"].move == pytest.approx(slopes @ [-0.3, 0.1], rel=0.02)
    assert moves["b"].moved_by == "conditional" and moves["a"].moved_by == "shock"
    by_hand = C[1, [0, 2]] @ np.linalg.solve(C[np.ix_([0, 2], [0, 2])], [-0.3, 0.1])
    assert moves["b"].move == pytest.approx(by_hand, rel=1e-12)
    assert result.scenarios[0].profit == pytest.approx(W @ [-0.3, by_hand, 0.1], rel=1e-12)
    distance = sqrt(np.array([-0.3, 0.1]) @ np.linalg.solve(C[np.ix_([0, 2], [0, 2])], [-0.3, 0.1]))
    assert result.scenarios[0].distance == pytest.approx(distance)
    assert result.scenarios[0].chance == pytest.approx(stats.chi2.sf(distance**2, 2))


def test_nothing_else_moves_when_told_so() -> None:
    result = run(**BOOK, shocks=[{"name": "a", "shock": -0.3}], propagation="none")
    assert result.scenarios[0].profit == pytest.approx(-180)


def test_distances_grow_as_time_shrinks() -> None:
    """The same shock within a day is as many more deviations away as the square root says."""
    year = run(**BOOK, shocks=[{"name": "a", "shock": -0.3}]).scenarios[0].distance
    day = run(**BOOK, shocks=[{"name": "a", "shock": -0.3}], horizon=1).scenarios[0].distance
    assert year == pytest.approx(1.5)
    assert day == pytest.approx(1.5 * sqrt(252))


def test_reverse_stress_is_the_closest_point_of_the_loss() -> None:
    """Against a numerical minimiser; closed form -L Cw / w'Cw at distance L / sqrt(w'Cw)."""
    result = run(**BOOK, loss=90)
    assert result.reverse is not None
    moves = {one.name: one.move for one in result.reverse.positions}
    found = optimize.minimize(
        lambda x: float(x @ np.linalg.solve(C, x)),
        np.full(3, -0.1),
        constraints=[{"type": "eq", "fun": lambda x: float(W @ x) + 90}],
        options={"ftol": 1e-14},
    )
    assert [moves[n] for n in "abc"] == pytest.approx(found.x, abs=1e-5)
    assert result.reverse.distance == pytest.approx(sqrt(found.fun), rel=1e-6)
    assert sum(one.profit for one in result.reverse.positions) == pytest.approx(-90)
    draws = np.random.default_rng(2).multivariate_normal(np.zeros(3), C, 400_000) @ W
    assert result.reverse.chance == pytest.approx(np.mean(draws <= -90), rel=0.02)
    share = run(**BOOK, loss_share=90 / 800)
    assert share.reverse is not None and share.reverse.loss == pytest.approx(90)


def test_value_at_risk_beside_it_is_that_of_value_at_risk() -> None:
    """The two capabilities agree on the same book, parts included."""
    result = run(**BOOK, shocks=[{"name": "a", "shock": -0.3}], confidence=0.95, horizon=10)
    other = value_at_risk(
        ValueAtRiskRequest.model_validate({**BOOK, "confidence": 0.95, "horizon": 10})
    )
    assert result.value_at_risk == pytest.approx(other.value_at_risk_money)
    assert result.expected_shortfall == pytest.approx(other.expected_shortfall_money)
    assert {one.name: one.component for one in result.risk_parts} == pytest.approx(
        {one.name: one.component for one in other.positions}
    )
    assert sum(one.share for one in result.risk_parts) == pytest.approx(1)


def test_three_assets_from_a_file() -> None:
    """Demonstration: value at risk, its parts and a stress from one table of prices."""
    random = np.random.default_rng(3)
    moves = random.multivariate_normal(np.zeros(3), C / 252, 500)
    prices = 100 * np.cumprod(1 + moves, axis=0)
    table = {"columns": {n: prices[:, k].tolist() for k, n in enumerate("abc")}}
    result = run(
        positions=[{"name": "a", "amount": 600, "asset_class": "us_equities"},
                   {"name": "b", "amount": 300}, {"name": "c", "amount": 100}],
        history=table,
        scenario="all",
        loss_share=0.05,
        currency="EUR",
    )  # fmt: skip
    assert result.observations == 499
    simple = prices[1:] / prices[:-1] - 1
    book = simple @ [600, 300, 100]
    worst = next(one for one in result.scenarios if one.name == "worst_period")
    assert worst.profit == pytest.approx(book.min())
    assert result.value_at_risk == pytest.approx(stats.norm.ppf(0.99) * book.std(ddof=1), rel=1e-9)
    assert len(result.scenarios) == len(past_scenarios()) + 1
    profits = [one.profit for one in result.scenarios]
    assert profits == sorted(profits)
    assert result.summary.startswith("In the bear market from 9 October 2007")
    assert result.chart is not None


def test_bonds_move_with_their_duration() -> None:
    bonds = [{"name": "x", "amount": 1000, "duration": 8}, {"name": "y", "amount": 500}]
    own = run(positions=bonds, yield_shock=0.02)
    assert own.scenarios[0].profit == pytest.approx(-160)
    past = run(positions=bonds, scenario="rates_2022")
    assert past.scenarios[0].profit == pytest.approx(-1000 * 8 * 0.0236)


def test_weights_alone_give_shares() -> None:
    result = run(
        positions=[{"name": "s", "weight": 0.6, "asset_class": "us_equities"},
                   {"name": "b", "weight": 0.4, "asset_class": "us_bonds"}],
        scenario="financial_crisis_2008",
    )  # fmt: skip
    assert result.unit == "fraction"
    assert result.scenarios[0].profit == pytest.approx(0.6 * -0.38486 + 0.4 * 0.0524, abs=1e-4)
    assert "21 %" in result.summary


def test_rows_without_dates_count_as_days() -> None:
    """A month-long crisis is measured against a month's spread, and the guess is told."""
    moves = np.random.default_rng(5).normal(0, 0.01, 400)
    book = {
        "positions": [{"name": "s", "amount": 100, "asset_class": "us_equities"}],
        "history": {"columns": {"s": moves.tolist()}},
        "history_holds": "returns",
        "scenario": "covid_2020",
    }
    result = run(**book)
    covid = next(one for one in result.scenarios if one.name == "covid_2020")
    assert covid.distance == pytest.approx(0.33925 / moves.std(ddof=1) / sqrt(23), rel=1e-3)
    assert any("taken as trading days" in note for note in result.notes)
