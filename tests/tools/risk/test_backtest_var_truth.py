"""Back-tests against published tables, enumeration of every history, and simulation."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from scipy import optimize, stats

from tools.risk._backtest_counts import accepted, cumulative_chance, kupiec, kupiec_exact, zones
from tools.risk._backtest_durations import duration_ratio
from tools.risk._backtest_order import coverage_exact, independence, independence_exact, steps
from tools.risk._backtest_request import BacktestVarRequest
from tools.risk._backtest_result import BacktestVarResult
from tools.risk._backtest_shortfall import acerbi_szekely, acerbi_szekely_law, mcneil_frey
from tools.risk.backtest_var import backtest_var


def run(**request: object) -> BacktestVarResult:
    return backtest_var(BacktestVarRequest.model_validate(request))


def test_the_catalogues_figures() -> None:
    """LR(T=600, x=12, 1 %) = 4.696343; 255 days at 1 % accept 1 to 6."""
    result = run(observations=600, exceptions=12, confidence=0.99)
    assert result.kupiec == pytest.approx(4.696343, abs=5e-7)
    assert result.kupiec_p_value == pytest.approx(stats.chi2.sf(4.696343, 1), rel=1e-5)
    few = run(observations=255, exceptions=3, confidence=0.99)
    assert (few.accepted_from, few.accepted_to) == (1, 6)


@pytest.mark.parametrize(
    ("rate", "regions"),
    [
        (0.01, ((0, 7), (1, 11), (4, 17))),
        (0.025, ((2, 12), (6, 21), (15, 36))),
        (0.05, ((6, 21), (16, 36), (37, 65))),
        (0.075, ((11, 28), (27, 51), (59, 92))),
        (0.1, ((16, 36), (38, 65), (81, 120))),
    ],
)
def test_kupiecs_table(rate: float, regions: tuple[tuple[int, int], ...]) -> None:
    """Kupiec (1995), the table of non-rejection regions, N strictly between the two.

    For 255 days at 1 % it prints "N < 7"; by its own likelihood ratio zero is rejected too (5.13).
    """
    for days, (below, above) in zip((255, 510, 1000), regions, strict=True):
        assert accepted(days, rate, 0.05) == (below + 1, above - 1)


def test_the_basel_committees_table() -> None:
    """Basel Committee (1996), table 2: cumulative chances, zones and factors for 250 days."""
    cumulative = (8.11, 28.58, 54.32, 75.81, 89.22, 95.88, 98.63, 99.60, 99.89, 99.97, 99.99)
    factors = (3, 3, 3, 3, 3, 3.4, 3.5, 3.65, 3.75, 3.85, 4)
    today = (1.5, 1.5, 1.5, 1.5, 1.5, 1.7, 1.76, 1.83, 1.88, 1.92, 2)
    assert zones(250, 0.01) == (5, 10)
    for count, (chance, factor, now) in enumerate(zip(cumulative, factors, today, strict=True)):
        light = run(observations=250, exceptions=count).traffic_light
        assert 100 * cumulative_chance(250, count, 0.01) == pytest.approx(chance, abs=0.006)
        assert (light.multiplier, light.multiplier_frtb) == (factor, now)
        assert light.zone == ("green" if count < 5 else "yellow" if count < 10 else "red")


def test_other_days_have_no_multiplier() -> None:
    """The table is for a 99 % value at risk over 250 days; a longer history is cut to them."""
    assert run(observations=249, exceptions=3).traffic_light.multiplier is None
    assert run(observations=250, exceptions=3, confidence=0.95).traffic_light.multiplier is None
    light = run(observations=300, exception_days=[1, 2, 3, 4, 5, 60]).traffic_light
    assert (light.days, light.exceptions, light.multiplier) == (250, 1, 3.0)


@pytest.mark.parametrize("days", [7, 11])
def test_exact_chances_are_those_of_every_history(days: int) -> None:
    """All 2^n histories, each with its chance."""
    rate = 0.2
    rows = np.array(list(product([False, True], repeat=days)))
    chances = rate ** rows.sum(1) * (1 - rate) ** (days - rows.sum(1))
    counts = kupiec(days, rows.sum(1).astype(float), rate)
    orders = np.array([float(independence(steps(row))) for row in rows])
    for row in rows[:: max(1, len(rows) // 37)]:
        x = int(row.sum())
        count = float(kupiec(days, np.float64(x), rate))
        assert kupiec_exact(days, x, rate) == pytest.approx(
            chances[counts >= count - 1e-9].sum(), abs=1e-12
        )
        order = float(independence(steps(row)))
        same = rows.sum(1) == x
        assert independence_exact(days, x, order) == pytest.approx(
            np.mean(orders[same] >= order - 1e-9), abs=1e-12
        )
        assert coverage_exact(days, rate, order + count) == pytest.approx(
            chances[orders + counts >= order + count - 1e-9].sum(), abs=1e-10
        )


def test_kinds_of_orders_are_all_orders() -> None:
    """The runs' binomials add up to the number of ways to place the exceptions."""
    for days, hits in ((9, 4), (30, 1), (12, 11)):
        assert independence_exact(days, hits, 0.0) == pytest.approx(1, abs=1e-12)
    assert comb(9, 4) == len(list(combinations(range(9), 4)))


def test_independence_by_hand() -> None:
    """The ratio from its own formula; many exceptions go through the window of runs."""
    hits = np.array([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    found = steps(hits)
    n00, n01, n10, n11 = (float(n) for n in (found.n00, found.n01, found.n10, found.n11))
    assert (n00, n01, n10, n11) == (8, 3, 3, 3)
    p01, p11, p = n01 / (n00 + n01), n11 / (n10 + n11), (n01 + n11) / 17
    null = (n00 + n10) * np.log(1 - p) + (n01 + n11) * np.log(p)
    chain = n00 * np.log(1 - p01) + n01 * np.log(p01) + n10 * np.log(1 - p11) + n11 * np.log(p11)
    assert float(independence(found)) == pytest.approx(2 * (chain - null), rel=1e-12)
    assert independence_exact(8000, 900, 3.841) == pytest.approx(0.05, abs=0.004)


def test_durations_by_direct_search() -> None:
    """The profile's Newton steps find what a search over scale and shape finds."""
    on, days = np.array([4.0, 5, 6, 31, 33, 80, 81, 97]), 120
    gaps = np.diff(on)
    ends = [on[0], days - on[-1]]

    def badness(point: np.ndarray) -> float:
        scale, shape = np.exp(point)
        density = shape * np.log(scale) + np.log(shape) + (shape - 1) * np.log(gaps)
        known = float(np.sum(density - (scale * gaps) ** shape))
        return -known + sum((scale * end) ** shape for end in ends)

    free = optimize.minimize(
        badness, [-2, 0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    )
    fixed = optimize.minimize_scalar(lambda a: badness(np.array([a, 0])))
    ratio, shape = duration_ratio(on[None, :], days)
    assert shape[0] == pytest.approx(np.exp(free.x[1]), rel=1e-5)
    assert ratio[0] == pytest.approx(2 * (fixed.fun - free.fun), abs=1e-7)
    assert shape[0] < 1


def test_acerbi_and_szekelys_critical_value() -> None:
    """Their paper: about -0.7 at 5 % for 250 days at 97.5 %, whatever the tail."""
    rate, z = 0.025, stats.norm.ppf(0.975)
    shortfall = stats.norm.pdf(z) / rate
    law = acerbi_szekely_law(
        np.full(250, z), np.full(250, shortfall), rate, 20_000, np.random.SeedSequence(1)
    )
    assert np.quantile(law, 0.05) == pytest.approx(-0.70, abs=0.02)
    assert law.mean() == pytest.approx(0, abs=0.01)
    normal = np.random.default_rng(2).standard_normal((20_000, 250))
    drawn = 1 - np.where(normal > z, normal / shortfall, 0).sum(1) / (250 * rate)
    assert np.quantile(drawn, 0.05) == pytest.approx(np.quantile(law, 0.05), abs=0.02)
    one = normal[0]
    assert acerbi_szekely(one, one > z, np.full(250, shortfall), rate) == pytest.approx(drawn[0])


def test_mcneil_and_freys_bootstrap_has_its_size() -> None:
    """A right model is rejected at 10 % about one time in ten, deeper losses nearly always."""
    random, seed = np.random.default_rng(3), np.random.SeedSequence(4)
    right = [mcneil_frey(1 + 0.2 * random.standard_normal(40), 400, seed)[1] for _ in range(300)]
    assert 0.05 < np.mean(np.array(right) < 0.1) < 0.16
    wrong = [mcneil_frey(1.15 + 0.2 * random.standard_normal(40), 400, seed)[1] for _ in range(50)]
    assert np.mean(np.array(wrong) < 0.1) > 0.95


def test_a_right_and_a_wrong_model() -> None:
    """Normal days: the right forecast passes every test, one that is too low fails the count."""
    returns = (0.01 * np.random.default_rng(5).standard_normal(1000)).tolist()
    right = run(
        outcomes=returns, forecast=0.01 * stats.norm.ppf(0.975), confidence=0.975,
        shortfalls=[0.01 * stats.norm.pdf(stats.norm.ppf(0.975)) / 0.025] * 1000,
    )  # fmt: skip
    assert right.passed and len(right.tests) == 6
    assert "does not speak against it" in right.summary
    low = run(outcomes=returns, forecast=0.013, confidence=0.975)
    assert low.tests[0].rejected and "too low" in low.summary
    high = run(outcomes=returns, forecast=0.04, confidence=0.95)
    assert high.tests[0].rejected and "too cautious" in high.summary


def test_clusters_are_seen() -> None:
    """Exceptions on neighbouring days fail independence though their number is right."""
    days = [k for start in (100, 400, 700) for k in range(start, start + 4)]
    result = run(observations=1000, exception_days=days[:10], confidence=0.99)
    assert not result.tests[0].rejected
    assert result.tests[1].rejected and "clusters" in result.summary
    assert result.duration_shape is not None and result.duration_shape < 1
    even = run(observations=1000, exception_days=list(range(50, 1000, 100)), confidence=0.99)
    assert "more evenly" in even.summary


def test_signs_and_charts() -> None:
    """Forecasts written as negative returns are read as losses, and it is said."""
    outcomes = [0.01, -0.03, 0.002, -0.01, 0.02] * 10
    plus = run(outcomes=outcomes, forecast=0.02, confidence=0.95)
    minus = run(outcomes=outcomes, forecast=-0.02, confidence=0.95)
    assert plus.exceptions == minus.exceptions == 10
    assert any("minus sign" in note for note in minus.notes)
    assert plus.worst_excess == pytest.approx(0.01)
    assert plus.chart is not None and len(plus.chart["data"]["values"]) == 50
    table = run(
        history={"columns": {"outcome": outcomes, "value_at_risk": [0.02] * 50}}, confidence=0.95
    )
    assert table.exceptions == 10
    assert table.exception_days[:2] == [2, 7]


def test_jorions_year_of_a_bank() -> None:
    """Jorion, Value at Risk (3rd ed., 2007), ch. 6: J.P. Morgan in 1998, 20 exceptions in 252 days.

    At 95 % his LR is 3.91 against 3.84; exactly summed, the chance is above 5 %: both are said.
    """
    result = run(observations=252, exceptions=20, confidence=0.95)
    assert result.kupiec == pytest.approx(3.91, abs=0.005)
    assert (result.accepted_from, result.accepted_to) == (7, 19)
    assert result.tests[0].exact_p_value > 0.05 > result.kupiec_p_value
    assert "though Kupiec's table" in result.summary and "would be accepted" not in result.summary
