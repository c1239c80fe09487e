"""Say generated scenarios in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.risk._scenario_request import GenerateScenariosRequest
from tools.risk._scenario_result import GenerateScenariosResult, SeriesView
from tools.wording import percent, plain

NAMES = {
    "block_bootstrap": "stationary block bootstrap",
    "filtered": "filtered historical simulation",
    "copula": "copula with the margins of the history",
    "factor_model": "factor model",
    "normal": "multivariate normal distribution",
}
_FAR = 1.25  # ratio of deviations from which the two are said to differ
_GAP = 0.1


def summary(result: GenerateScenariosResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_made(result), *_range(result), _match(result), _extreme(result)])


def _amount(result: GenerateScenariosResult, value: float) -> str:
    if result.unit == "money":
        return plain(value, 2 if abs(value) < 100 else 0)
    return f"{'−' if value < 0 else ''}{percent(abs(value))}"


def _made(result: GenerateScenariosResult) -> str:
    count = len(result.series)
    what = result.series[0].name if count == 1 else f"{count} series"
    ahead = "one period" if result.horizon == 1 else f"{result.horizon:,} periods"
    return (
        f"Made **{result.scenarios:,} scenarios** of {what}, {ahead} ahead, by "
        f"{NAMES[result.method_name]}."
    )


def _range(result: GenerateScenariosResult) -> Iterator[str]:
    widest = max(result.series, key=lambda one: one.scenarios.deviation)
    low, high = _amount(result, widest.scenarios.low), _amount(result, widest.scenarios.high)
    yield f"Nine tenths of them have {widest.name} between {low} and {high}."


def _match(result: GenerateScenariosResult) -> str:
    apart = [one for one in result.series if one.history and _ratio(one) > _FAR]
    gap = plain(result.correlation_gap, 2)
    several = f"; no correlation is off by more than {gap}" if len(result.series) > 1 else ""
    if not any(one.history for one in result.series):
        if len(result.series) == 1:
            return f"Their standard deviation is {_deviation(result, result.series[0])}."
        return f"No correlation is off from what was given by more than {gap}."
    if apart:
        first = apart[0]
        history = first.history.deviation if first.history else 0.0
        return (
            f"Their spread differs from the history's: {first.name} has a standard deviation of "
            f"{_deviation(result, first)} against {_amount(result, history)}{several}."
        )
    return f"Their spread is that of the history, within a quarter{several}."


def _ratio(one: SeriesView) -> float:
    if one.history is None or min(one.scenarios.deviation, one.history.deviation) <= 0:
        return 1.0
    ratio = one.scenarios.deviation / one.history.deviation
    return max(ratio, 1 / ratio)


def _deviation(result: GenerateScenariosResult, one: SeriesView) -> str:
    return _amount(result, one.scenarios.deviation)


def _extreme(result: GenerateScenariosResult) -> str:
    worst = result.extremes[0]
    moves = ", ".join(
        f"{name} {'' if value < 0 else '+'}{_amount(result, value)}"
        for name, value in list(worst.moves.items())[:3]
    )
    return (
        f"The least plausible (number {worst.number:,}: {moves}) lies {plain(worst.distance, 1)} "
        "standard deviations out."
    )


def notes(request: GenerateScenariosRequest, result: GenerateScenariosResult) -> list[str]:
    """What was assumed and what to be careful of."""
    return [*_how(request, result), *_table(result), *_plausible(result), *_past(result)]


def _how(request: GenerateScenariosRequest, result: GenerateScenariosResult) -> Iterator[str]:
    if result.block_length is not None:
        chosen = (
            "as asked" if request.block_length is not None
            else "the longest that any series asks for (Politis and White)"
        )  # fmt: skip
        yield f"Blocks of {plain(result.block_length, 1)} rows on average, {chosen}."
        if result.horizon == 1:
            yield "One period ahead, blocks make no difference: rows are drawn one by one."
    if request.chosen == "filtered":
        name = "GARCH(1,1)" if request.volatility_model == "garch" else "EWMA"
        yield f"Past shocks are rescaled to today's volatility by {name}, which then moves on."
    if request.chosen in ("copula", "normal", "factor_model") and result.horizon > 1:
        yield "Periods are drawn independently of each other: calm and wild times are not kept."
    if request.chosen == "copula":
        kind = "a Gaussian copula"
        if result.degrees_of_freedom is not None:
            kind = f"a t copula with {plain(result.degrees_of_freedom, 1)} degrees of freedom"
        yield f"Joined by {kind}; no single move goes beyond the history's extremes."
    if result.factors is not None and result.explained is not None:
        yield (
            f"{result.factors} common factor{'s' if result.factors > 1 else ''} explain "
            f"{percent(result.explained)} of the variance; the rest is drawn series by series."
        )
    if request.chosen == "normal":
        yield "Moves are taken as normal, which understates rare large ones."


def _table(result: GenerateScenariosResult) -> Iterator[str]:
    if result.shown < result.scenarios:
        yield (
            f"The table holds the first {result.shown:,}; figures are of all "
            f"{result.scenarios:,}. The same seed makes them again."
        )


def _plausible(result: GenerateScenariosResult) -> Iterator[str]:
    if result.unit == "fraction":
        yield (
            "Plausibility is the Mahalanobis distance of log returns from their mean, scaled by "
            "the square root of time; its chance holds for normal moves, so read it as a ranking."
        )
    else:
        yield (
            "Plausibility is the Mahalanobis distance from the mean, scaled by the square root of "
            "time; its chance holds for normal moves, so read it as a ranking."
        )


def _past(result: GenerateScenariosResult) -> Iterator[str]:
    if result.observations and result.method_name in ("block_bootstrap", "filtered"):
        yield (
            f"Nothing happens in a period that did not happen in the {result.observations:,} of "
            "the history, save for scale."
        )
    if result.observations and all(one.history is None for one in result.series):
        yield "The history is too short to compare stretches as long as the horizon."
