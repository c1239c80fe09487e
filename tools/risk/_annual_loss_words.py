"""Say a simulated annual loss in plain words: the summary, and what was assumed."""

from collections.abc import Iterator
from math import floor, log10

from tools.fields import Estimate
from tools.risk._annual_loss_request import AnnualLossRequest
from tools.risk._annual_loss_result import AnnualLossResult, Driver

NAMES = {
    "loss_event_frequency": "how often it happens",
    "threat_event_frequency": "how often it is tried",
    "contact_frequency": "how often a threat makes contact",
    "probability_of_action": "how often a contact becomes an attempt",
    "vulnerability": "how often an attempt succeeds",
    "threat_capability": "how capable the attacker is",
    "resistance_strength": "how strong the defence is",
    "primary_loss": "what one case costs",
    "secondary_probability": "how often a second loss follows",
    "secondary_loss": "what the second loss costs",
}
"""Inputs in plain words."""

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
_WORST = {
    0.9: "The worst tenth of years",
    0.95: "The worst twentieth of years",
    0.99: "The worst hundredth of years",
}
_SHAPES = {"pert": "PERT", "lognormal": "lognormal", "triangular": "triangular"}
_CLOSE, _LITTLE, _MUCH = 1.05, 1.5, 3.0  # ratios of swings: about as much, a little more, far more
_SELDOM = 0.5  # with fewer years of loss than this the median says nothing


class Money:
    """Writes amounts with the digits that the expected loss earns: three, and two if smaller."""

    def __init__(self, currency: str | None, expected: float) -> None:
        self.currency = currency
        self.expected = expected

    def __call__(self, amount: float) -> str:
        """The amount, rounded half up."""
        if amount <= 0:
            return self.write(0, 1)
        common = _step(max(amount, self.expected), 3)
        return self.write(amount, min(common, _step(amount, 2)))

    def error(self, amount: float) -> str:
        """An error bar: two digits, and no cents beside whole units."""
        step = _step(amount, 2) if amount > 0 else 1
        return self.write(amount, max(step, 1.0) if amount >= 1 else step)

    def write(self, amount: float, step: float) -> str:
        """The amount to the nearest multiple of `step`, with its currency."""
        if step < 1:
            step = min(step, 0.01)  # amounts with a fraction are written to the cent
        # A half that floating point left just below itself still rounds up.
        rounded = floor(amount / step + 0.5 + 1e-9) * step
        digits = f"{rounded:,.{max(0, -round(log10(step)))}f}"
        if self.currency in _SYMBOLS:
            return f"{_SYMBOLS[self.currency]}{digits}"
        return f"{self.currency} {digits}" if self.currency else digits


def _step(amount: float, digits: int) -> float:
    return 10.0 ** (floor(log10(amount)) + 1 - digits)


def summary(result: AnnualLossResult) -> str:
    """The answer in at most four sentences."""
    money = Money(result.currency, result.annual_loss_expectancy)
    return " ".join(
        [
            f"Expect to lose about **{money(result.annual_loss_expectancy)} a year**.",
            _spread(result, money),
            _tail(result, money),
            *_drivers(result.drivers, money),
        ]
    )


def _spread(result: AnnualLossResult, money: Money) -> str:
    by_level = {quantile.probability: quantile.loss for quantile in result.quantiles}
    tenth, hundredth = by_level[0.9], by_level[0.99]
    if result.chance_of_any_loss > _SELDOM:
        return (
            f"Half of all years stay under {money(result.median)}; one year in ten exceeds "
            f"{money(tenth)} and one in a hundred {money(hundredth)}."
        )
    seldom = f"A loss comes in {percent(result.chance_of_any_loss)} of years"
    if tenth > 0:
        return (
            f"{seldom}; one year in ten exceeds {money(tenth)} and one in a hundred "
            f"{money(hundredth)}."
        )
    if hundredth > 0:
        return f"{seldom}; one year in a hundred exceeds {money(hundredth)}."
    return f"{seldom}."


def _tail(result: AnnualLossResult, money: Money) -> str:
    shortfall = money(result.expected_shortfall)
    if worst := _WORST.get(result.confidence):
        return f"{worst} averages {shortfall}."
    said_level = level(result.confidence)
    return f"Beyond the {said_level} level the worst years average {shortfall}."


def _drivers(drivers: list[Driver], money: Money) -> Iterator[str]:
    if not drivers:
        return
    first = drivers[0]
    name = first.name[0].upper() + first.name[1:]
    if len(drivers) == 1:
        yield f"{name} moves the result from {_ends(first, money)}."
        return
    second = drivers[1]
    ratio = first.swing / second.swing if second.swing else 2 * _MUCH
    how = (
        "about as much as"
        if ratio <= _CLOSE
        else "a little more than"
        if ratio <= _LITTLE
        else "more than"
        if ratio <= _MUCH
        else "far more than"
    )
    yield (
        f"{name} moves the result {how} {second.name} ({_ends(first, money)} against "
        f"{_ends(second, money)})."
    )


def _ends(driver: Driver, money: Money) -> str:
    low, high = sorted((driver.loss_at_low, driver.loss_at_high))
    return f"{money(low)} to {money(high)}"


def percent(share: float) -> str:
    """A share in percent, to two digits at least."""
    points = share * 100
    digits = 0 if points >= 10 else max(0, 1 - floor(log10(points))) if points > 0 else 0
    said = f"{points:.{digits}f}"
    return f"{said.rstrip('0').rstrip('.') if digits else said} %"


def level(confidence: float) -> str:
    """A confidence as it was asked for, never rounded: 97.5 % is not 98 %."""
    return f"{confidence * 100:.6g} %"


def notes(request: AnnualLossRequest, result: AnnualLossResult) -> list[str]:
    """What was assumed, and what to be careful of; the most important first."""
    return [
        *_warnings(request, result),
        _assumed(request, result),
        *_middles(request),
        *_long_tails(request),
        *_ways(request, result),
    ]


def _assumed(request: AnnualLossRequest, result: AnnualLossResult) -> str:
    shapes = sorted(
        {_SHAPES[e.distribution] for e in _estimates(request).values() if e.distribution in _SHAPES}
    )
    parts = ["losses are independent"]
    if shapes:
        parts.append(f"ranges are {' or '.join(shapes)}")
    parts.append(
        "the number of cases is Poisson"
        if request.event_counts == "poisson"
        else "every year has the yearly rate of cases as it stands"
    )
    error = Money(result.currency, result.standard_error).error(result.standard_error)
    return f"Assumed: {', '.join(parts)}; {result.trials:,} simulated years (± {error})."


def _warnings(request: AnnualLossRequest, result: AnnualLossResult) -> Iterator[str]:
    exact = result.exact_expectancy
    off = max(1.96 * result.standard_error, abs(result.annual_loss_expectancy - exact))
    if off > request.tolerance * exact:
        yield (
            "Warning: the error bar of the expected loss is wider than the "
            f"{percent(request.tolerance)} accepted; raise `trials`, or narrow the ranges. In "
            f"closed form it is {Money(result.currency, exact)(exact)}."
        )


def _middles(request: AnnualLossRequest) -> Iterator[str]:
    for name, estimate in _estimates(request).items():
        if estimate.distribution == "pert" and estimate.likely is None:
            yield f"No most likely value was given for {NAMES[name]}: the middle of its range."


def _long_tails(request: AnnualLossRequest) -> Iterator[str]:
    for name, estimate in _estimates(request).items():
        if estimate.distribution == "lognormal":
            yield f"The range for {NAMES[name]} is read as the 90 % interval of a lognormal."


def _ways(request: AnnualLossRequest, result: AnnualLossResult) -> Iterator[str]:
    if request.event_counts == "poisson":
        yield ("Rates and chances are drawn once for each year, amounts anew for each case.")
    if result.event_sum_error is not None:
        yield (
            "Years have so many cases that only the largest are drawn one by one and the rest are "
            "summed by their normal limit with skewness; on average this moves a year's loss by "
            f"less than {percent(result.event_sum_error)} of the expected loss."
        )
    if request.sampling == "sobol":
        yield (
            f"Sobol points in independently scrambled sets, {result.trials:,} years in all; how "
            "much the sets differ gives the error bar."
        )


def _estimates(request: AnnualLossRequest) -> dict[str, Estimate]:
    return {name: given for name in NAMES if (given := getattr(request, name)) is not None}
