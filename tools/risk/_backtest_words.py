"""Say a back-test in plain words: the summary, and what to be careful of."""

from collections.abc import Iterator

from tools.alternatives import changed_fields
from tools.risk._annual_loss_words import percent
from tools.risk._backtest_request import BacktestVarRequest
from tools.risk._backtest_result import BacktestTest, BacktestVarResult

QUESTIONS = {
    "Kupiec, proportion of failures": "Is the value at risk passed as often as it promises?",
    "Christoffersen, independence": "Does an exception make another one likelier the day after?",
    "Christoffersen, conditional coverage": "Are exceptions as many, and as scattered, as "
    "promised?",
    "Christoffersen and Pelletier, durations": "Have the days between exceptions no memory?",
    "Acerbi and Szekely, expected shortfall": "Are losses beyond the value at risk as frequent "
    "and as deep as the expected shortfall says?",
    "McNeil and Frey, expected shortfall": "On exceptional days, do losses average the expected "
    "shortfall?",
}
_ONE_IN = {0.9: "ten", 0.95: "twenty", 0.975: "forty", 0.98: "fifty", 0.99: "a hundred"}
_FEW_EXPECTED = 5  # expected exceptions under which a test of the count sees little


def summary(result: BacktestVarResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_count(result), _verdict(result), *_scatter(result), _light(result)])


def _count(result: BacktestVarResult) -> str:
    days = f"{result.exceptions:,} of {result.observations:,} days"
    return (
        f"The {percent(result.confidence)} value at risk was passed on **{days}**, where "
        f"{result.expected_exceptions:,.3g} were to be expected."
    )


def _chance(test: BacktestTest) -> str:
    return percent(test.exact_p_value) if test.exact_p_value >= 0.001 else "less than 0.1 %"


def _verdict(result: BacktestVarResult) -> str:
    test = result.tests[0]
    less = result.exceptions < result.expected_exceptions
    far = "too cautious" if less else "too low"
    chance = _chance(test)
    if test.rejected:
        return (
            f"A right model would be that far off in {chance} of cases only, so the value at risk "
            f"is {far}."
        )
    bounds = f"{result.accepted_from} to {result.accepted_to} exceptions"
    start = f"A right model would be at least that far off in {chance} of cases, so the count does"
    if result.accepted_from <= result.exceptions <= result.accepted_to:
        return f"{start} not speak against it ({bounds} would be accepted)."
    return (
        f"{start} not quite speak against it, though Kupiec's table, made for many days, accepts "
        f"only {bounds}."
    )


def _scatter(result: BacktestVarResult) -> Iterator[str]:
    text = [*_order_said(result), *_depth_said(result)]
    if text:
        said = " and ".join(text)
        yield f"{said[0].upper()}{said[1:]}."


def _order_said(result: BacktestVarResult) -> Iterator[str]:
    by_name = {test.name: test for test in result.tests}
    lags = by_name.get("Christoffersen, independence")
    gaps = by_name.get("Christoffersen and Pelletier, durations")
    steps = result.transitions
    if lags is None or steps is None or result.exceptions < 2:
        return
    again = steps.exception_exception * (steps.quiet_quiet + steps.quiet_exception)
    follows = again > steps.quiet_exception * (steps.exception_quiet + steps.exception_exception)
    if lags.rejected and follows:
        yield f"exceptions come in clusters (chance otherwise {_chance(lags)})"
    elif gaps is not None and gaps.rejected:
        how = "in clusters" if (result.duration_shape or 1) < 1 else "more evenly than by chance"
        yield f"exceptions come {how} (chance otherwise {_chance(gaps)})"
    else:
        yield "exceptions come scattered, as they should"


def _depth_said(result: BacktestVarResult) -> Iterator[str]:
    deep = [test for test in result.tests if "shortfall" in test.name]
    if any(test.rejected for test in deep):
        yield "losses beyond it go deeper than the expected shortfall says"
    elif deep:
        yield "the expected shortfall holds"


def _light(result: BacktestVarResult) -> str:
    light = result.traffic_light
    latest = f" over the latest {light.days}" if light.days < result.observations else ""
    factor = ""
    if light.multiplier is not None and light.multiplier_frtb is not None:
        factor = (
            f", a capital multiplier of {light.multiplier:.2f} (1996 rules) or "
            f"{light.multiplier_frtb:.2f} (today's)"
        )
    return f"The supervisors' traffic light{latest} is {light.zone}{factor}."


def notes(request: BacktestVarRequest, result: BacktestVarResult) -> list[str]:
    """What was assumed and how much the tests can see."""
    return [*_power(result), *_chances(result), *_order(result), *_light_notes(request, result),
            *_shortfalls(result)]  # fmt: skip


def _power(result: BacktestVarResult) -> Iterator[str]:
    if result.expected_exceptions < _FEW_EXPECTED:
        yield (
            f"Warning: only {result.expected_exceptions:.3g} exceptions were to be expected, so a "
            "wrong model easily passes; more days would tell more."
        )
    if result.exception_rate > 0.5:
        yield (
            "Warning: the value at risk was passed on most days; are outcomes and forecasts in the "
            "same unit, and losses negative?"
        )
    yield (
        f"The true share of exceptions lies between {percent(result.rate_low)} and "
        f"{percent(result.rate_high)} with {percent(result.interval)} confidence (exact)."
    )


def _chances(result: BacktestVarResult) -> Iterator[str]:
    yield (
        "Chances are those of just this many days: exact for the count, for independence and for "
        "both together; chi-square ones are given beside them."
    )
    differing = [
        test.name
        for test in result.tests
        if test.p_value is not None
        and (test.p_value < result.significance) != (test.exact_p_value < result.significance)
    ]
    for name in differing:
        yield f"The large-sample (chi-square) chance would decide {name} the other way."


def _order(result: BacktestVarResult) -> Iterator[str]:
    if result.transitions is None:
        yield (
            "Without the days of the exceptions only their number can be tested, not whether they "
            "come in clusters."
        )
    elif result.exceptions < 2:
        yield "With fewer than two exceptions nothing can be said of how they follow each other."


def _light_notes(request: BacktestVarRequest, result: BacktestVarResult) -> Iterator[str]:
    light = result.traffic_light
    yield (
        f"Traffic light: yellow from {light.yellow_from} exceptions in {light.days} days (95 % "
        f"cumulative chance), red from {light.red_from} (99.99 %)."
    )
    if light.multiplier is None:
        yield "Capital multipliers are defined for a 99 % value at risk over 250 days only."
    if "confidence" not in changed_fields(request):
        yield "The value at risk is taken as one at 99 %."


def _shortfalls(result: BacktestVarResult) -> Iterator[str]:
    if any(test.name.startswith("Acerbi") for test in result.tests):
        yield (
            "The chance of Acerbi and Szekely's statistic takes losses beyond the value at risk as "
            "exponential with the mean the forecasts imply."
        )
