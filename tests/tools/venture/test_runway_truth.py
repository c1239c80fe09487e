"""A runway against closed forms, a second program, and itself in other ways of running it."""

import datetime
import math
from collections.abc import Mapping

import numpy as np
import pytest

from tools.draws import certain, draw, typical
from tools.errors import InvalidInput
from tools.fields import Estimate
from tools.validation import validate
from tools.venture._runway_drivers import date_after, drivers, months_between
from tools.venture._runway_paths import simulate
from tools.venture.forecast_runway import CENTURY, Runway, RunwayRequest, forecast_runway


def runway(**arguments: object) -> Runway:
    return forecast_runway(validate(RunwayRequest, arguments))


UNSURE = {
    "cash": 900_000,
    "monthly_revenue": [30_000, 40_000, 50_000],
    "monthly_costs": [85_000, 95_000, 120_000],
    "revenue_growth": [-0.02, 0.02, 0.06],
}


@pytest.mark.parametrize(
    ("cash", "burn"), [(400_000, 35_000), (1, 3), (5e6, 35_000), (420_000, 35_000), (0.3, 0.1)]
)
def test_without_growth_it_is_cash_over_burn(cash: float, burn: float) -> None:
    """Also beyond the horizon, and where the last month ends at nothing."""
    assert runway(cash=cash, monthly_burn=burn).runway_months == pytest.approx(cash / burn)


def test_at_the_end_of_the_last_month_nothing_is_above_zero() -> None:
    """420 at 35 a month: the twelfth month ends at zero, not above."""
    by_month = runway(cash=420_000, monthly_burn=35_000).chance_by_month
    assert (by_month[10].chance, by_month[11].chance) == (1, 0)
    assert by_month[10].cash_median == pytest.approx(35_000)


@pytest.mark.parametrize("growth", [0.03, -0.02, 0.2])
def test_growing_costs_are_a_geometric_series(growth: float) -> None:
    """Whole months k of B ((1 + h)^k - 1) / h, the rest within the next month."""
    cash, burn = 400_000.0, 10_000.0
    months = 0
    spent = 0.0
    while spent + burn * (1 + growth) ** months <= cash:
        spent = burn * math.expm1((months + 1) * math.log1p(growth)) / growth
        months += 1
    expected = months + (cash - spent) / (burn * (1 + growth) ** months)
    assert runway(cash=cash, monthly_burn=burn, cost_growth=growth).runway_months == pytest.approx(
        expected, rel=1e-9
    )


def test_cash_follows_the_series_of_growing_revenue() -> None:
    """Cash after k months: cash - k C + m R ((1 + g)^k - 1) / g."""
    result = runway(
        cash=1e6, monthly_revenue=40_000, monthly_costs=70_000, revenue_growth=0.05,
        monthly_churn=0.02, gross_margin=0.8, horizon_months=30,
    )  # fmt: skip
    for one in result.chance_by_month:
        k, g = one.month, 0.03
        expected = 1e6 - k * 70_000 + 0.8 * 40_000 * ((1 + g) ** k - 1) / g
        assert one.cash_median == pytest.approx(expected, rel=1e-9)


def test_the_date_is_counted_in_calendar_months() -> None:
    """400 at 35 from 21 November 2026: eleven months, then three sevenths of a month of 31 days."""
    result = runway(cash=400_000, monthly_burn=35_000, as_of="2026-11-21")
    assert result.runway_date == datetime.date(2027, 11, 3)
    assert date_after(datetime.date(2026, 1, 31), 1) == datetime.date(2026, 2, 28)
    for months in (0.25, 1, 7.5, 13, 40):
        day = date_after(datetime.date(2026, 1, 31), months)
        assert months_between(datetime.date(2026, 1, 31), day) == pytest.approx(months, abs=0.05)


def test_graham_default_alive_in_closed_form_and_by_walking() -> None:
    """Constant expenses, constant growth: walked month by month it comes to the same verdict."""
    random = np.random.default_rng(11)
    for _ in range(200):
        cash, income = random.uniform(1e5, 2e6), random.uniform(1e4, 9e4)
        costs, growth = random.uniform(5e4, 2e5), random.uniform(-0.02, 0.15)
        result = runway(
            cash=cash, monthly_revenue=income, monthly_costs=costs, revenue_growth=growth
        )
        left, earned, months = cash, income, 0
        while earned < costs and left >= 0 and months < 1200:
            left, earned, months = left + earned - costs, earned * (1 + growth), months + 1
        assert result.default_alive == (left >= 0 and earned >= costs)
        assert result.default_alive_chance == float(result.default_alive or 0)
        if result.default_alive:
            assert result.months_to_profit == months
            assert result.lowest_cash == pytest.approx(left, rel=1e-9)


def test_the_growth_needed_is_where_the_verdict_turns() -> None:
    """A little more is alive, a little less is dead."""
    base = {"cash": 900_000, "monthly_revenue": 40_000, "monthly_costs": 95_000}
    needed = runway(**base, revenue_growth=0.01).growth_needed
    assert needed is not None
    assert runway(**base, revenue_growth=needed + 1e-6).default_alive
    assert not runway(**base, revenue_growth=needed - 1e-6).default_alive


def twin(request: Mapping[str, object], paths: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The same model written again, future by future, with draws of its own."""
    random = np.random.default_rng(seed)

    def pert(low: float, mode: float, high: float) -> float:
        width = high - low
        return low + width * random.beta(
            1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width
        )

    gone, left = np.full(paths, np.inf), np.zeros(paths)
    for path in range(paths):
        cash = float(request["cash"])  # type: ignore[arg-type]
        revenue, costs, growth = (
            pert(*request[name])  # type: ignore[misc]
            for name in ("monthly_revenue", "monthly_costs", "revenue_growth")
        )
        for month in range(1, 37):
            if month == 6 and random.random() < 0.4:
                cash += 500_000
            net = revenue - costs - (9_000 if month >= 4 else 0)
            if net < 0 and cash + net <= 0:
                gone[path] = month - 1 + cash / -net
                break
            cash += net
            revenue *= 1 + growth
            left[path] = cash
    return gone, left


def test_a_second_program_comes_to_the_same_chances() -> None:
    """Within four standard errors of both, at every third month; the median likewise."""
    ours = runway(
        **UNSURE, horizon_months=36, paths=40_000, seed=5,
        hires=[{"month": 4, "monthly_cost": 9_000}],
        fundraises=[{"month": 6, "amount": 500_000, "probability": 0.4}],
    )  # fmt: skip
    gone, _ = twin(UNSURE, 6_000, seed=9)
    for one in ours.chance_by_month[::3]:
        theirs = float((gone > one.month).mean())
        error = math.sqrt(0.25 / 6_000) if 0.02 < theirs < 0.98 else 0.004
        assert one.chance == pytest.approx(theirs, abs=4 * (error + one.standard_error))
    median = float(np.sort(gone)[len(gone) // 2])
    assert ours.runway_months == pytest.approx(median, rel=0.03)


def test_the_number_of_threads_changes_no_bit() -> None:
    """Every chunk has its own stream."""
    known = drivers(validate(RunwayRequest, {**UNSURE, "revenue_volatility": 0.1}), CENTURY)
    one, two, five = (
        simulate(known, months=36, until=36, paths=20_000, seed=3, threads=threads)
        for threads in (1, 2, 5)
    )
    assert np.array_equal(one.cash, two.cash)
    assert np.array_equal(one.runway, five.runway)


def test_the_seed_decides() -> None:
    """The same seed the same bits; another seed other draws."""
    assert runway(**UNSURE, seed=4) == runway(**UNSURE, seed=4)
    assert runway(**UNSURE, seed=4).runway_months != runway(**UNSURE, seed=5).runway_months


def test_standard_errors_are_what_seeds_differ_by() -> None:
    """Over forty seeds the chance at one month spreads as it says, and halves at four times."""
    few = [runway(**UNSURE, seed=s, paths=1_000).chance_by_month[19] for s in range(40)]
    many = [runway(**UNSURE, seed=s, paths=4_000).chance_by_month[19] for s in range(40)]
    spread, finer = (float(np.std([m.chance for m in ms], ddof=1)) for ms in (few, many))
    assert spread == pytest.approx(few[0].standard_error, rel=0.35)
    assert finer == pytest.approx(spread / 2, rel=0.4)


def test_quantile_intervals_enclose_the_truth() -> None:
    """A PERT burn alone: runway is cash over burn, so its quantiles are known."""
    from scipy.stats import beta

    low, mode, high = 25_000.0, 35_000.0, 50_000.0
    result = runway(cash=400_000, monthly_burn=[low, mode, high], paths=100_000, seed=8)
    shape = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
    for one in result.runway_quantiles:
        burn = low + (high - low) * float(beta.ppf(1 - one.probability, *shape))
        assert one.months == pytest.approx(400_000 / burn, rel=0.005)
        assert (one.low or 0) <= (one.months or 0) <= (one.high or 0)


@pytest.mark.parametrize("distribution", ["pert", "triangular", "uniform", "lognormal"])
def test_draws_have_the_means_of_their_distributions(distribution: str) -> None:
    """Textbook means, within five standard errors."""
    estimate = Estimate.model_validate(
        {"low": 2, "likely": 3, "high": 8, "distribution": distribution}
    )
    drawn = draw(estimate, np.random.default_rng(1), 200_000)
    spread = (math.log(8) - math.log(2)) / (2 * 1.6448536269514722)
    mean = {
        "pert": (2 + 4 * 3 + 8) / 6,
        "triangular": (2 + 3 + 8) / 3,
        "uniform": 5,
        "lognormal": math.sqrt(16) * math.exp(spread**2 / 2),
    }[distribution]
    assert drawn.mean() == pytest.approx(mean, abs=5 * drawn.std() / math.sqrt(200_000))


def test_observed_values_and_constants_are_drawn_as_they_are() -> None:
    """Empirical draws take each value as often; a constant is one value."""
    observed = Estimate.model_validate({"values": [1, 1, 4], "distribution": "empirical"})
    drawn = draw(observed, np.random.default_rng(2), 30_000)
    assert set(drawn) == {1, 4}
    assert drawn.mean() == pytest.approx(2, abs=0.05)
    assert typical(observed) == 1
    assert certain(Estimate.model_validate(7)) == 7


@pytest.mark.parametrize(
    "fields",
    [
        {"monthly_burn": 50_000, "monthly_revenue": 40_000},
        {"monthly_burn": 50_000, "monthly_costs": 90_000},
        {"monthly_revenue": 40_000, "monthly_costs": 90_000},
    ],
)
def test_any_two_of_burn_revenue_and_costs_give_the_third(fields: dict[str, float]) -> None:
    """The same company, told in three ways, with growth on top."""
    result = runway(cash=600_000, revenue_growth=0.02, **fields)
    expected = runway(
        cash=600_000, revenue_growth=0.02, monthly_revenue=40_000, monthly_costs=90_000
    )
    assert result.runway_months == pytest.approx(expected.runway_months)


def test_dated_hires_and_rounds_fall_in_their_months() -> None:
    """1 February is in the third month from 21 November."""
    dated = runway(cash=100_000, monthly_burn=10_000, as_of="2026-11-21",
                   hires=[{"date": "2027-02-01", "monthly_cost": 5_000}])  # fmt: skip
    counted = runway(cash=100_000, monthly_burn=10_000, hires=[{"month": 3, "monthly_cost": 5_000}])
    assert dated.runway_months == counted.runway_months == pytest.approx(2 + 80 / 15)


def test_a_round_in_time_prolongs_and_a_late_one_does_not() -> None:
    """Arriving at the beginning of month 10 it saves; of month 12 it is too late."""
    base = {"cash": 100_000, "monthly_burn": 10_000}
    assert runway(**base, fundraises=[{"month": 10, "amount": 50_000}]).runway_months == 15
    assert runway(**base, fundraises=[{"month": 12, "amount": 50_000}]).runway_months == 10
    half = runway(**base, fundraises=[{"month": 10, "amount": 50_000, "probability": 0.5}])
    assert half.chance_by_month[11].chance == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"monthly_burn": 1}, "cash"),
        ({"cash": 1}, "monthly_burn"),
        ({"cash": 1, "monthly_revenue": 5}, "monthly_costs"),
        ({"cash": 1, "monthly_burn": 1, "revenue_growth": 0.1}, "monthly_revenue"),
        ({"cash": -1, "monthly_burn": 1}, "cash"),
        ({"cash": 1, "monthly_burn": -5}, "monthly_burn"),
        ({"cash": 1, "monthly_burn": [5, 3, 8]}, "monthly_burn"),
        ({"cash": 1, "monthly_burn": 1, "currency": "XYZ"}, "currency"),
        ({"cash": 1, "monthly_burn": 1, "currency": "euro"}, "currency"),
        ({"cash": 1, "monthly_burn": 1, "paths": 5}, "paths"),
        ({"cash": 1, "monthly_burn": 1, "horizon_months": 0}, "horizon_months"),
        ({"cash": 1, "monthly_burn": 1, "cost_growth": -1.5}, "cost_growth"),
        ({"cash": 1, "monthly_revenue": 1, "monthly_costs": 2, "revenue_growth": -1.5},
         "revenue_growth"),
        ({"cash": 1, "monthly_revenue": 1, "monthly_costs": 2, "monthly_churn": 1.4},
         "monthly_churn"),
        ({"cash": 1, "monthly_revenue": 1, "monthly_costs": 2, "monthly_churn": 0.7,
          "revenue_growth": -0.6}, "monthly_churn"),
        ({"cash": 1, "monthly_revenue": 1, "monthly_costs": 2, "gross_margin": 1.2},
         "gross_margin"),
        ({"cash": 1, "monthly_burn": 9, "monthly_costs": 2}, "monthly_burn"),
        ({"cash": 1, "monthly_burn": 9, "monthly_costs": 20, "monthly_revenue": 2},
         "monthly_burn"),
        ({"cash": 1, "monthly_burn": 1, "hires": [{"month": 0, "monthly_cost": 1}]},
         "hires.0.month"),
        ({"cash": 1, "monthly_burn": 1, "hires": [{"monthly_cost": 1}]}, "hires.0.month"),
        ({"cash": 1, "monthly_burn": 1, "as_of": "2026-11-21",
          "hires": [{"date": "2026-01-01", "monthly_cost": 1}]}, "hires.0.date"),
        ({"cash": 1, "monthly_burn": 1, "hires": [{"date": "2027-01-01", "monthly_cost": 1}]},
         "as_of"),
        ({"cash": 1, "monthly_burn": 1, "fundraises": [{"month": 3, "amount": -5}]},
         "fundraises.0.amount"),
        ({"cash": 1, "monthly_burn": 1,
          "fundraises": [{"month": 3, "amount": 5, "probability": 1.2}]},
         "fundraises.0.probability"),
    ],
)  # fmt: skip
def test_bad_input_is_named(arguments: dict[str, object], field: str) -> None:
    """With the field, by its path."""
    with pytest.raises(InvalidInput) as caught:
        runway(**arguments)
    assert any(problem.field.startswith(field) for problem in caught.value.errors)


def test_what_never_runs_out_is_said() -> None:
    """Profit, no burn, no cash: degenerate, each in words; growth to profit is a finding."""
    gain = runway(cash=400_000, monthly_revenue=50_000, monthly_costs=45_000)
    assert (gain.status, gain.runway_months, gain.chance_lasting) == ("degenerate", None, 1)
    assert "grows by **5,000 a month**" in gain.summary
    assert runway(cash=1_000, monthly_burn=0).status == "degenerate"
    assert runway(cash=0, monthly_burn=10).runway_months == 0
    alive = runway(cash=9e5, monthly_revenue=4e4, monthly_costs=9.5e4, revenue_growth=0.06)
    assert (alive.status, alive.runway_months) == ("ok", None)
    assert "never runs out" in alive.summary


def test_few_futures_are_said_to_be_few() -> None:
    """A hundred draws say little of one in twenty."""
    assert runway(**UNSURE, paths=100).status == "insufficient_data"


def test_extreme_growth_stays_finite() -> None:
    """Neither overflow nor NaN, however fast."""
    fast = runway(
        cash=1e6, monthly_revenue=1e5, monthly_costs=2e5, revenue_growth=10, horizon_months=120
    )
    assert fast.runway_months is None
    assert all(math.isfinite(one.cash_high) for one in fast.chance_by_month)
    assert runway(cash=1e6, monthly_burn=1, cost_growth=10).runway_months is not None
