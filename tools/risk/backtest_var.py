"""Whether a value at risk was right: how often it was passed, when, and by how much."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from tools.capability import Method
from tools.risk._backtest_chart import chart
from tools.risk._backtest_request import BacktestVarRequest
from tools.risk._backtest_result import (
    BacktestTest,
    BacktestVarResult,
    TrafficLight,
    Transitions,
)
from tools.risk._backtest_words import QUESTIONS, notes, summary

if TYPE_CHECKING:
    from tools.risk._backtest_days import Days

METHOD = Method(
    name="Kupiec's count, Christoffersen's independence and conditional coverage, durations, "
    "Basel traffic light, expected shortfall",
    source="Kupiec (1995); Christoffersen (1998); Christoffersen and Pelletier (2004); Basel "
    "Committee (1996), MAR32 and MAR99; Acerbi and Szekely (2014); McNeil and Frey (2000)",
)
EXACT = "summing over every possible history"
SIMULATED = "simulated histories"


def backtest_var(request: BacktestVarRequest) -> BacktestVarResult:
    """Test whether a value at risk was passed as often, and as scattered, as it promised.

    Use it for back-tests: exceptions or breaches of a value-at-risk model, Kupiec and
    Christoffersen tests, the Basel traffic light, and tests of expected shortfall.
    """
    # SciPy's distributions take a while to load: not before they are used.
    from tools.risk._backtest_counts import accepted, interval
    from tools.risk._backtest_days import days_of

    days = days_of(request)
    rate = 1 - request.confidence
    tests = list(_tests(request, days, rate))
    low, high = interval(days.count, days.exceptions, request.significance)
    fewest, most = accepted(days.count, rate, request.significance)
    result = BacktestVarResult(
        summary="",
        method=METHOD,
        observations=days.count,
        exceptions=days.exceptions,
        expected_exceptions=days.count * rate,
        exception_rate=days.exceptions / days.count,
        promised_rate=round(rate, 12),
        rate_low=low,
        rate_high=high,
        interval=round(1 - request.significance, 12),
        confidence=request.confidence,
        significance=request.significance,
        kupiec=tests[0].statistic,
        kupiec_p_value=tests[0].p_value or 0.0,
        accepted_from=fewest,
        accepted_to=most,
        tests=tests,
        transitions=_transitions(days),
        duration_shape=_durations(days)[1] if days.hits is not None else None,
        traffic_light=_traffic_light(request, days, rate),
        exception_days=[] if days.hits is None else [int(k) + 1 for k in np.flatnonzero(days.hits)],
        passed=not any(test.rejected for test in tests),
        currency=request.currency,
        **_depths(days),
    )
    result.summary, result.notes = summary(result), [*days.notes, *notes(request, result)]
    result.chart = chart(result, days.losses, days.forecasts)
    return result


def _tests(request: BacktestVarRequest, days: "Days", rate: float) -> Iterator[BacktestTest]:
    from tools.risk._backtest_counts import kupiec, kupiec_exact

    ratio = float(kupiec(days.count, np.float64(days.exceptions), rate))  # type: ignore[arg-type]
    exact = kupiec_exact(days.count, days.exceptions, rate)
    yield _ratio_test(request, "Kupiec, proportion of failures", ratio, 1, exact, EXACT)
    seeds = np.random.SeedSequence(request.seed).spawn(3)
    if days.hits is not None:
        yield from _order_tests(request, days, rate, ratio, seeds[0])
    if days.shortfalls is not None:
        yield from _shortfall_tests(request, days, rate, seeds[1:])


def _ratio_test(
    request: BacktestVarRequest, name: str, ratio: float, degrees: int, exact: float, by: str
) -> BacktestTest:
    from scipy.stats import chi2

    return BacktestTest(
        name=name,
        question=QUESTIONS[name],
        statistic=ratio,
        critical_value=float(chi2.ppf(1 - request.significance, degrees)),
        p_value=float(chi2.sf(ratio, degrees)),
        exact_p_value=exact,
        exact_by=by,
        rejected=exact < request.significance,
    )


def _order_tests(
    request: BacktestVarRequest,
    days: "Days",
    rate: float,
    count_ratio: float,
    seed: np.random.SeedSequence,
) -> Iterator[BacktestTest]:
    from tools.risk._backtest_durations import FEWEST, duration_p_value
    from tools.risk._backtest_order import coverage_exact, independence, independence_exact, steps

    assert days.hits is not None
    ratio = float(independence(steps(days.hits)))
    exact = independence_exact(days.count, days.exceptions, ratio)
    yield _ratio_test(request, "Christoffersen, independence", ratio, 1, exact, EXACT)
    joint = ratio + count_ratio
    exact = coverage_exact(days.count, rate, joint)
    yield _ratio_test(request, "Christoffersen, conditional coverage", joint, 2, exact, EXACT)
    if FEWEST <= days.exceptions < days.count:
        value, _ = _durations(days)
        chance = duration_p_value(days.count, days.exceptions, value, request.simulations, seed)
        name = "Christoffersen and Pelletier, durations"
        yield _ratio_test(request, name, value, 1, chance, SIMULATED)


def _shortfall_tests(
    request: BacktestVarRequest, days: "Days", rate: float, seeds: list[np.random.SeedSequence]
) -> Iterator[BacktestTest]:
    from tools.risk._backtest_shortfall import (
        FEWEST,
        acerbi_szekely,
        acerbi_szekely_law,
        mcneil_frey,
    )

    losses, hits = days.losses, days.hits
    assert losses is not None and hits is not None
    assert days.shortfalls is not None and days.forecasts is not None
    law = acerbi_szekely_law(
        days.forecasts, days.shortfalls, rate, request.simulations, seeds[0]
    )  # fmt: skip
    value = acerbi_szekely(losses, hits, days.shortfalls, rate)
    chance = float((1 + np.sum(law <= value + 1e-12)) / (law.size + 1))
    name = "Acerbi and Szekely, expected shortfall"
    yield BacktestTest(
        name=name,
        question=QUESTIONS[name],
        statistic=value,
        critical_value=float(np.quantile(law, request.significance)),
        exact_p_value=chance,
        exact_by=SIMULATED,
        rejected=chance < request.significance,
    )
    if days.exceptions >= FEWEST:
        ratios = losses[hits] / days.shortfalls[hits]
        value, chance = mcneil_frey(ratios, request.simulations, seeds[1])
        name = "McNeil and Frey, expected shortfall"
        yield BacktestTest(
            name=name,
            question=QUESTIONS[name],
            statistic=value,
            exact_p_value=chance,
            exact_by="a bootstrap of the exceptional days",
            rejected=chance < request.significance,
        )


def _durations(days: "Days") -> tuple[float, float | None]:
    """Likelihood ratio and Weibull shape of the days between exceptions, where there are some."""
    from tools.risk._backtest_durations import FEWEST, duration_ratio

    if days.hits is None or not FEWEST <= days.exceptions < days.count:
        return 0.0, None
    positions = np.flatnonzero(days.hits)[None, :].astype(np.float64) + 1
    ratios, shapes = duration_ratio(positions, days.count)
    return float(ratios[0]), float(shapes[0])


def _transitions(days: "Days") -> Transitions | None:
    from tools.risk._backtest_order import steps

    if days.hits is None:
        return None
    found = steps(days.hits)
    return Transitions(
        quiet_quiet=int(found.n00),
        quiet_exception=int(found.n01),
        exception_quiet=int(found.n10),
        exception_exception=int(found.n11),
    )


def _traffic_light(request: BacktestVarRequest, days: "Days", rate: float) -> TrafficLight:
    from tools.risk._backtest_counts import BASEL_DAYS, cumulative_chance, multipliers, zones

    count, exceptions = days.count, days.exceptions
    if days.hits is not None and count > BASEL_DAYS:
        count, exceptions = BASEL_DAYS, int(days.hits[-BASEL_DAYS:].sum())
    yellow, red = zones(count, rate)
    factors = multipliers(count, request.confidence, exceptions)
    return TrafficLight(
        zone="red" if exceptions >= red else "yellow" if exceptions >= yellow else "green",
        days=count,
        exceptions=exceptions,
        chance_of_fewer_or_as_many=cumulative_chance(count, exceptions, rate),
        yellow_from=yellow,
        red_from=red,
        multiplier=factors[0] if factors else None,
        multiplier_frtb=factors[1] if factors else None,
    )


def _depths(days: "Days") -> dict[str, Any]:
    """How far losses went beyond the forecasts on exceptional days."""
    if days.losses is None or days.forecasts is None or days.hits is None or not days.exceptions:
        return {}
    losses, forecasts = days.losses[days.hits], days.forecasts[days.hits]
    found: dict[str, Any] = {
        "worst_excess": float((losses - forecasts).max()),
        "mean_excess_ratio": float((losses / forecasts).mean()),
    }
    if days.shortfalls is not None:
        found["shortfall_ratio"] = float((losses / days.shortfalls[days.hits]).mean())
    return found
