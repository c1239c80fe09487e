"""Say what several risks come to in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.risk._aggregate_request import AggregateLossRequest
from tools.risk._aggregate_result import AggregateLossResult, Contribution, View
from tools.risk._annual_loss_words import Money, level, percent

_SELDOM = {
    0.9: "One year in ten",
    0.95: "One year in twenty",
    0.98: "One year in fifty",
    0.99: "One year in a hundred",
    0.995: "One year in two hundred",
    0.999: "One year in a thousand",
}
_SIDES = {
    "retained": " after insurance",
    "insurer": " in payments of the insurance",
    "gross": "",
}
_SHAPES = {
    "pert": "PERT",
    "lognormal": "lognormal",
    "triangular": "triangular",
    "gamma": "gamma",
    "pareto": "Pareto",
    "uniform": "uniform",
}
_COUNTS = {
    "poisson": "Poisson",
    "negative_binomial": "negative binomial",
    "binomial": "binomial",
    "fixed": "the same every year",
}
_ALL_BUT = 0.995  # share of the bad years from which a scenario is nearly all of them
_WIDE = 0.05  # error bar over the figure from which it is warned of

SETTLED = 1e-6  # share of a figure below which an error shows in none of its digits


def summary(result: AggregateLossResult) -> str:
    """The answer in at most four sentences."""
    money = Money(result.currency, result.annual_loss_expectancy)
    side = _SIDES[result.perspective]
    if result.perspective == "gross" and result.views:
        side = " before insurance"
    expected = money(result.annual_loss_expectancy)
    return " ".join(
        [
            f"Expect about **{expected} a year**{side}.",
            _bad_years(result, money),
            *_makers(result.contributions),
            *_insurance(result, money),
        ]
    )


def _bad_years(result: AggregateLossResult, money: Money) -> str:
    seldom = _SELDOM.get(result.confidence)
    if result.value_at_risk <= 0:
        chance = percent(result.chance_of_any_loss)
        worst = money(result.tail_value_at_risk)
        return (
            f"Only {chance} of years have any such loss; the worst {percent(result.tail_share)} of "
            f"years average {worst}."
        )
    exceeds = money(result.value_at_risk)
    average = money(result.tail_value_at_risk)
    if result.tail_value_at_risk < result.value_at_risk * (1 + 1e-6):
        return f"Beyond the {level(result.confidence)} level a year reaches {exceeds}."
    if seldom:
        return f"{seldom} exceeds {exceeds}. Those worst years average {average}."
    said_level = level(result.confidence)
    return f"{said_level} of years stay under {exceeds}. The worst years beyond average {average}."


def _makers(contributions: list[Contribution]) -> Iterator[str]:
    if len(contributions) < 2:
        return
    first = contributions[0]
    if first.tail_share >= _ALL_BUT:
        yield f"Nearly all of those bad years' loss comes from {first.scenario}."
        return
    second = contributions[1]
    rest = f", {percent(second.tail_share)} from {second.scenario}" if second.tail_share else ""
    yield (
        f"Of the loss in those bad years, {percent(first.tail_share)} comes from "
        f"{first.scenario}{rest}."
    )


def _insurance(result: AggregateLossResult, money: Money) -> Iterator[str]:
    by_name: dict[str, View] = {view.name: view for view in result.views[:3]}
    if not by_name:
        return
    if result.perspective == "retained":
        paid, gross = money(by_name["insurer"].expected), money(by_name["gross"].expected)
        bad = money(by_name["gross"].value_at_risk)
        yield (
            f"Before insurance it would be {gross} a year, and {bad} in that bad year; "
            f"the insurance pays {paid} a year on average."
        )
    elif result.perspective == "insurer":
        kept = by_name["retained"]
        yield f"You keep {money(kept.expected)} a year on average."


def notes(request: AggregateLossRequest, result: AggregateLossResult) -> list[str]:
    """What was assumed, how it was computed, and what to be careful of."""
    return [
        *_warnings(result),
        _assumed(request, result),
        *_bound(request),
        *_layers(request),
        *_shapes(request),
        *_accuracy(result),
    ]


def _warnings(result: AggregateLossResult) -> Iterator[str]:
    if result.value_at_risk_error > _WIDE * max(result.value_at_risk, 1e-12):
        yield (
            "Warning: the error of the bad year's loss is more than a twentieth of it; ask for "
            "more trials or a lower confidence."
        )
    if result.standard_deviation is None:
        yield (
            "Warning: the tail is so heavy that the loss of a year has no finite standard "
            "deviation; averages of few years say little."
        )


def _assumed(request: AggregateLossRequest, result: AggregateLossResult) -> str:
    counts = sorted({_COUNTS[one.counts] for one in request.scenarios})
    shapes = sorted({_SHAPES[s] for one in request.scenarios if (s := one.loss.shape) in _SHAPES})
    parts = [
        "scenarios are independent" if request.bound_by == "independent" else "",
        f"the number of cases is {' or '.join(counts)}",
        f"costs of a case are {' or '.join(shapes)}" if shapes else "",
        "costs of cases are independent of each other and of their number",
    ]
    if result.trials and result.engine == "simulation":
        parts.append(f"{result.trials:,} simulated years")
    return f"Assumed: {', '.join(part for part in parts if part)}."


def _bound(request: AggregateLossRequest) -> Iterator[str]:
    if request.bound_by == "gaussian_copula":
        yield (
            "The yearly losses of the scenarios are bound by a Gaussian copula, which lets "
            "extremes of two scenarios coincide less than a t copula would."
        )
    elif request.bound_by == "t_copula":
        freedom = "the usual few" if request.degrees_of_freedom is None else "the given"
        yield (
            f"The yearly losses of the scenarios are bound by a t copula with {freedom} degrees of "
            "freedom."
        )
    elif request.bound_by == "common_shock":
        yield (
            "A common shock strikes its scenarios at once, each with a loss of its own; these "
            "events are part of each scenario's frequency."
        )


def _layers(request: AggregateLossRequest) -> Iterator[str]:
    layers = request.all_layers
    kinds = {one.kind for one in layers}
    if "quota_share" in kinds and len(kinds) > 1:
        yield (
            "Quota shares come first; layers on cases pay on what they leave, side by side, and "
            "stop losses on what is then left of the year."
        )
    if request.deductible is not None and request.limit is None:
        yield "The deductible applies to every case; above it the insurance pays without a limit."
    elif request.deductible is not None:
        yield "Deductible and limit apply to every case."
    if layers:
        yield "Premiums are not part of these figures."


def _shapes(request: AggregateLossRequest) -> Iterator[str]:
    for number, one in enumerate(request.scenarios, 1):
        name = one.name or f"scenario {number}"
        if one.loss.shape == "lognormal" and one.loss.mean is None:
            yield f"The range for {name} is read as the 90 % interval of a lognormal."
        elif one.loss.shape == "pert" and one.loss.likely is None:
            yield f"No most likely cost was given for {name}: the middle of its range."
        rate = one.frequency
        if rate.distribution == "pert" and rate.likely is None:
            yield f"No most likely frequency was given for {name}: the middle of its range."


def _accuracy(result: AggregateLossResult) -> Iterator[str]:
    money = Money(result.currency, result.annual_loss_expectancy)
    if result.engine == "simulation":
        yield (
            f"Standard error of the expected loss: {money.error(result.standard_error)}. "
            f"Standard error of the value at risk: {money.error(result.value_at_risk_error)}. "
            "Standard error of the tail value at risk: "
            f"{money.error(result.tail_value_at_risk_error)}."
        )
    elif 0 < result.value_at_risk_error < SETTLED * result.value_at_risk:
        yield "Computed exactly but for the grid, whose step no longer moves the figures told."
    elif result.value_at_risk_error > 0:
        yield (
            "Computed exactly but for the grid: halving its step last moved the bad year by "
            f"{money.error(result.value_at_risk_error)}."
        )
    else:
        yield "Computed exactly; nothing was simulated."
