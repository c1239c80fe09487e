"""Say a simulated formula in plain words: the summary, and what was assumed."""

from collections.abc import Iterator, Sequence
from math import floor, log10

from tools.risk._annual_loss_words import percent
from tools.risk._monte_carlo_request import MonteCarloRequest
from tools.risk._monte_carlo_result import InputView, MonteCarloResult

_DRAWN = {
    "latin_hypercube": "Latin hypercube samples",
    "sobol": "scrambled Sobol samples",
    "random": "random samples",
}
_NOTABLE = 0.02  # a share of variance not worth naming
_TENTH = {0.1: "tenth", 0.05: "twentieth", 0.2: "fifth", 0.25: "quarter", 0.01: "hundredth"}


def plain(value: float, spread: float = 0.0) -> str:
    """A figure with three digits of the larger of itself and the spread."""
    size = max(abs(value), abs(spread))
    if size == 0:
        return "0"
    decimals = 2 - floor(log10(size))
    rounded = round(value, decimals) + 0.0
    text = f"{rounded:,.{max(0, decimals)}f}"
    return text.replace("-", "−") if text.startswith("-") else text


def summary(result: MonteCarloResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_spread(result), *_chances(result), *_drivers(result)])


def _named(result: MonteCarloResult) -> str:
    return result.output[0].upper() + result.output[1:]


def _spread(result: MonteCarloResult) -> str:
    if result.least == result.greatest:
        return f"{_named(result)} is always **{plain(result.mean)}**: no input varies it."
    low, high = plain(result.low, result.deviation), plain(result.high, result.deviation)
    return (
        f"{_named(result)} averages **{plain(result.mean, result.deviation)}**; with "
        f"{percent(result.confidence)} confidence it lies between {low} and {high}, half of all "
        f"cases below {plain(result.median, result.deviation)}."
    )


def _chances(result: MonteCarloResult) -> Iterator[str]:
    parts = [f"{plain(one.threshold)} in {_share(one.above)}" for one in result.chances[:3]]
    if parts:
        yield f"It exceeds {' and '.join(parts)}."


def _share(chance: float) -> str:
    """A chance among the trials; never a rounding to none or all of them."""
    if chance in (0.0, 1.0):
        return "every trial" if chance else "no trial"
    if chance < 0.001:
        return "less than 0.1 % of cases"
    if chance > 0.999:
        return "more than 99.9 % of cases"
    return f"{percent(chance) if chance < 0.99 else f'{100 * chance:.1f} %'} of cases"


def _drivers(result: MonteCarloResult) -> Iterator[str]:
    telling = [one for one in result.influences if one.total >= _NOTABLE]
    if telling:
        first = telling[0]
        names = " with ".join(first.inputs)
        share = min(max(first.total, 0.0), 1.0)
        yield f"{names[0].upper()}{names[1:]} drives it most ({percent(share)} of the spread)."
    views = {one.name: one for one in result.inputs}
    most = max(views.values(), key=lambda one: abs(one.rank_correlation), default=None)
    if most is not None and abs(most.rank_correlation) > 0.1:
        yield _cut(result, most)


def _cut(result: MonteCarloResult, view: InputView) -> str:
    part = _TENTH.get(result.tail)
    worst = f"the lowest {part}" if part else f"the lowest {percent(result.tail)}"
    return (
        f"In {worst} of cases, which averages {plain(result.low_tail_mean, result.deviation)}, "
        f"{view.name} is {plain(view.when_result_low, view.deviation)} on average instead of "
        f"{plain(view.mean, view.deviation)}."
    )


def notes(request: MonteCarloRequest, result: MonteCarloResult, unused: Sequence[str]) -> list[str]:
    """What was assumed, how sure it is, and what to be careful of."""
    return [*_sampled(request, result), *_shapes(request), *_bound(request, result),
            *_indices(request, result), *_unused(unused)]  # fmt: skip


def _sampled(request: MonteCarloRequest, result: MonteCarloResult) -> Iterator[str]:
    yield (
        f"{result.trials:,} trials in {result.repeats} independent {_DRAWN[result.sampling]}; "
        f"standard error of the mean {plain(result.mean_error)}."
    )
    if result.sampling == "sobol" and result.trials != request.trials:
        yield "Trials were rounded up, as Sobol's points come in powers of two."


def _shapes(request: MonteCarloRequest) -> Iterator[str]:
    taken = [one.name for one in request.inputs if one.distribution is None and one.shape == "pert"]
    if taken:
        names = ", ".join(taken[:6]) + (" and others" if len(taken) > 6 else "")
        yield f"Ranges were taken as PERT (least, most likely, greatest): {names}."
    ends = [
        one.name
        for one in request.inputs
        if one.shape in ("normal", "lognormal") and one.low is not None
    ]
    if ends:
        yield f"Low and high are the 5 % and 95 % points of {', '.join(ends[:6])}."


def _bound(request: MonteCarloRequest, result: MonteCarloResult) -> Iterator[str]:
    if not result.correlated:
        if len(request.inputs) > 1:
            yield "Inputs are taken as independent of each other."
        return
    copula = request.dependence == "gaussian_copula" or (
        request.sampling == "sobol" and request.dependence is None
    )
    how = "a Gaussian copula" if copula else "reordering the draws (Iman-Conover)"
    yield f"Correlations are rank correlations, brought in by {how}."


def _indices(request: MonteCarloRequest, result: MonteCarloResult) -> Iterator[str]:
    if not request.sensitivity:
        return
    if not result.influences:
        yield "The result does not vary, so nothing drives it."
        return
    joined = [one.inputs for one in result.influences if len(one.inputs) > 1]
    if joined:
        said = "; ".join(", ".join(names) for names in joined)
        yield (
            "Variance cannot be split between correlated inputs without arbitrariness, so these "
            f"count as one: {said}."
        )
    if result.interactions is not None and result.interactions > 0.05:
        yield (
            f"{percent(min(result.interactions, 1.0))} of the spread comes of inputs acting "
            "together."
        )


def _unused(unused: Sequence[str]) -> Iterator[str]:
    if unused:
        yield f"The formula does not use {', '.join(unused)}."
