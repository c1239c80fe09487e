"""Say a value at risk in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.risk._annual_loss_words import Money, level, percent
from tools.risk._value_at_risk_request import ValueAtRiskRequest
from tools.risk._value_at_risk_result import ValueAtRiskResult

NAMES = {
    "historical": "historical simulation",
    "age_weighted": "age-weighted historical simulation",
    "filtered": "filtered historical simulation",
    "gaussian": "the normal distribution",
    "cornish_fisher": "the Cornish-Fisher expansion",
    "extreme_value": "extreme value theory",
    "monte_carlo": "Monte Carlo simulation",
}
_ONE_IN = {0.9: "ten", 0.95: "twenty", 0.975: "forty", 0.98: "fifty", 0.99: "a hundred"}
_FEW = 10  # observations beyond the level under which the figure rests on few days


class Said:
    """Writes a loss: in money where there is money, else in percent."""

    def __init__(self, result: ValueAtRiskResult) -> None:
        self.money = Money(result.currency, 0.0)
        self.in_money = result.unit == "money"

    def __call__(self, loss: float) -> str:
        """A loss as people say it."""
        return self.money(loss) if self.in_money else percent(loss)


def summary(result: ValueAtRiskResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_figure(result), _beyond(result), *_parts(result)])


def _span(result: ValueAtRiskResult) -> str:
    days = result.horizon_days
    if days is None:
        return "period" if result.periods == 1 else f"{result.periods:g} periods"
    names = {1: "day", 5: "week", 21: "month", 63: "quarter", 252: "year"}
    return names.get(int(days), f"{days:g} days") if days == int(days) else f"{days:g} days"


def _figure(result: ValueAtRiskResult) -> str:
    said, span = Said(result), _span(result)
    one_in = _ONE_IN.get(result.confidence)
    often = f"once in {one_in}" if one_in else f"in {percent(result.tail_share)} of cases"
    if result.value_at_risk <= 0:
        return (
            f"At {level(result.confidence)} confidence no loss is expected over a {span}: even "
            "the bad end of the range is a gain."
        )
    amount = said(result.value_at_risk)
    if result.value_at_risk_money is not None and not said.in_money:
        money = Money(result.currency, 0.0)(result.value_at_risk_money)
        amount = f"{money}** ({amount} of the portfolio)"
    else:
        amount += "**"
    each = f"a {span}" if not span[0].isdigit() else span
    return (
        f"With {level(result.confidence)} confidence you lose no more than **{amount} over "
        f"{each}; more is lost {often}."
    )


def _beyond(result: ValueAtRiskResult) -> str:
    said = Said(result)
    if result.expected_shortfall <= 0:
        return "The average beyond it is a gain as well."
    amount = said(result.expected_shortfall)
    if result.expected_shortfall_money is not None and not said.in_money:
        amount = Money(result.currency, 0.0)(result.expected_shortfall_money)
    return f"When it is passed, the loss averages {amount}."


def _parts(result: ValueAtRiskResult) -> Iterator[str]:
    if len(result.positions) < 2 or result.value_at_risk <= 0:
        return
    first = max(result.positions, key=lambda one: one.component)
    last = min(result.positions, key=lambda one: one.component)
    text = f"{first.name} makes up {percent(first.component_share)} of it"
    if last.component < 0:
        text += f"; {last.name} takes some of the risk away"
    yield text + "."


def notes(request: ValueAtRiskRequest, result: ValueAtRiskResult) -> list[str]:
    """What was assumed, how sure it is, and what to be careful of."""
    return [
        *_thin(result),
        _source(request, result),
        *_error(result),
        *_method(request, result),
        *_horizon(request, result),
        "A value at risk says nothing of how bad it can get beyond it, and the past need not "
        "repeat itself.",
    ]


def _thin(result: ValueAtRiskResult) -> Iterator[str]:
    beyond = result.observations * result.tail_share
    empirical = result.method_name in ("historical", "age_weighted", "filtered")
    if empirical and beyond < _FEW:
        yield (
            f"Warning: of {result.observations:,} periods only a few lie beyond the "
            f"{level(result.confidence)} level, so the figure rests on those few days; a longer "
            "history, a lower level or extreme_value would be firmer."
        )


def _source(request: ValueAtRiskRequest, result: ValueAtRiskResult) -> str:
    by = NAMES[result.method_name]
    if result.source == "volatilities":
        return f"Computed from volatilities by {by}; means are taken as zero."
    taken = {"prices": "prices, turned into simple returns"}.get(result.source, result.source)
    what = request.column or "the history"
    return f"Computed from {result.observations:,} {taken} of {what} by {by}."


def _error(result: ValueAtRiskResult) -> Iterator[str]:
    if not result.errors_by:
        yield "In closed form: exact for a linear book whose returns are normal."
        return
    said = Said(result)
    money = Money(result.currency, 0.0)
    pair = [said(result.value_at_risk_error), said(result.expected_shortfall_error)]
    if result.value_at_risk_error_money is not None and not said.in_money:
        errors = (result.value_at_risk_error_money, result.expected_shortfall_error_money or 0.0)
        pair = [money.error(error) for error in errors]
    yield (
        f"Standard errors: {pair[0]} on the value at risk, {pair[1]} on the average beyond it, by "
        f"{result.errors_by}."
    )


def _method(request: ValueAtRiskRequest, result: ValueAtRiskResult) -> Iterator[str]:
    if result.method_name in ("historical", "filtered"):
        if request.quantile_rule == "interpolated":
            yield (
                "The quantile lies between observations by linear interpolation, as R and "
                "spreadsheets have it; the average beyond counts the last observation in part."
            )
        else:
            yield "The quantile is an observation itself: the k-th worst."
    if result.method_name == "filtered":
        yield "Each past return is rescaled from the volatility of its day to today's."
    if result.method_name == "age_weighted":
        yield "Each day back weighs less by the decay factor."
    if result.method_name in ("gaussian", "monte_carlo") and request.degrees_of_freedom is None:
        yield "Returns are taken as normal, which understates rare large losses."
    if result.method_name == "extreme_value":
        yield (
            "A generalised Pareto tail was fitted to the "
            f"{result.details['exceedances']:.0f} worst losses."
        )
        if result.positions:
            yield "Parts of positions are those of the losses beyond the threshold, scaled."


def _horizon(request: ValueAtRiskRequest, result: ValueAtRiskResult) -> Iterator[str]:
    if result.periods != 1 and request.scaling == "square_root":
        yield "A longer or shorter horizon was reached by the square root of time."
    if request.volatility_period in ("week", "month", "quarter", "year"):
        yield "Years, months and weeks are counted in trading days."
