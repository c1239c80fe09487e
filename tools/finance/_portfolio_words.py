"""Say a portfolio in plain words: what to hold, how much it may swing, what limits cost."""

from collections.abc import Iterator

from tools.finance._portfolio_request import OptimizePortfolioRequest
from tools.finance._portfolio_result import LimitPrice, OptimizePortfolioResult
from tools.wording import percent, plain, signed

NAMED = 4  # positions that a sentence names
_GOALS = {
    "min_variance": "The least risky mix holds",
    "max_sharpe": "The mix with the best ratio of return to risk holds",
    "target_return": "The least risky mix with that return holds",
    "target_volatility": "The mix with the most return at that risk holds",
    "min_cvar": "The mix with the mildest bad cases holds",
    "risk_parity": "The mix in which every asset adds its part of the risk holds",
    "hrp": "Hierarchical risk parity holds",
    "herc": "Hierarchical equal risk contribution holds",
}
_GOAL_NAMES = {
    "max_sharpe": "the Sharpe ratio",
    "target_volatility": "the expected return",
    "min_cvar": "the expected shortfall",
}


def summary(result: OptimizePortfolioResult) -> str:
    """The answer in at most four sentences."""
    return " ".join([_mix(result), _swing(result), *_share(result), *_dear(result)])


def _mix(result: OptimizePortfolioResult) -> str:
    held = [one for one in result.positions if abs(one.weight) >= 5e-4]
    if len(held) < min(NAMED, result.held):
        first = result.positions[0]
        return (
            f"{_GOALS[result.objective]} {result.held:,} assets, most of {first.name} with "
            f"{percent(first.weight)}."
        )
    named = [f"{signed(round(one.weight, 4))} {one.name}" for one in held[:NAMED]]
    rest = len(held) - NAMED
    if rest > 0:
        others = sum(one.weight for one in held[NAMED:])
        said = f"{rest} others" if rest > 1 else held[NAMED].name
        named.append(f"{signed(round(others, 4))} {said}")
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{_GOALS[result.objective]} {listed}."


def _swing(result: OptimizePortfolioResult) -> str:
    text = f"Its volatility is **{percent(result.volatility)} a year**"
    if result.equal_weight_volatility > 1.01 * result.volatility:
        text += f" (equal weights: {percent(result.equal_weight_volatility)})"
    if result.expected_return is not None:
        text += f", at an expected return of {signed(result.expected_return)}"
    bad = (
        f"in the worst {percent(round(1 - result.confidence, 12))} of cases it would lose "
        f"{percent(result.expected_shortfall)} over a {result.shortfall_span} on average"
    )
    return f"{text}; {bad}." if result.expected_shortfall > 0 else f"{text}."


def _share(result: OptimizePortfolioResult) -> Iterator[str]:
    if len(result.positions) < 2 or result.objective == "risk_parity":
        return
    most = max(result.positions, key=lambda one: one.risk_share)
    if abs(most.risk_share - most.weight) > 0.05:
        yield (
            f"{most.name} makes up {signed(round(most.weight, 4))} of the money and "
            f"{percent(most.risk_share)} of the risk."
        )


def _dear(result: OptimizePortfolioResult) -> Iterator[str]:
    if result.limits:
        yield f"The limit that costs most: {result.limits[0].limit}."


def price_words(one: LimitPrice, objective: str) -> str:
    """What a limit costs, per percentage point."""
    what = _GOAL_NAMES.get(objective, "the volatility")
    amount = (
        plain(float(f"{one.price / 100:.2g}"), 6)
        if objective == "max_sharpe"
        else f"{plain(float(f'{one.price:.2g}'), 4)} percentage points"
    )
    return f"{one.limit}: a percentage point more would improve {what} by about {amount}"


def notes(
    request: OptimizePortfolioRequest, result: OptimizePortfolioResult, found: list[str]
) -> list[str]:
    """What was assumed, how sure it is, and what to be careful of."""
    return [
        *found,
        *_means(request, result),
        *(price_words(one, result.objective) + "." for one in result.limits[:3]),
        *_method(request, result),
        *_gap(request, result),
        "What was best for the past or for these estimates need not be best tomorrow; this is "
        "arithmetic, not advice.",
    ]


def _means(request: OptimizePortfolioRequest, result: OptimizePortfolioResult) -> Iterator[str]:
    if result.expected_return_error is not None and result.expected_return is not None:
        yield (
            f"Expected returns are means of the history; that of the portfolio, "
            f"{signed(result.expected_return)} a year, has a standard error of "
            f"{percent(result.expected_return_error)}."
        )
    if request.objective in ("max_sharpe", "target_return", "target_volatility"):
        yield (
            "Weights that rest on expected returns change much with small errors in them; compare "
            "with min_variance or risk_parity."
        )


def _method(request: OptimizePortfolioRequest, result: OptimizePortfolioResult) -> Iterator[str]:
    if request.objective in ("hrp", "herc"):
        yield (
            "Weights come from a rule over a tree of assets that move alike, not from an optimum."
        )
    if request.turnover is not None:
        yield ("Turnover counts what is bought; as much is sold. Costs of trading are left out.")
    if request.objective == "min_cvar" and request.history is None:
        yield "Without a history, bad cases follow the normal distribution, which is mild."
    if request.history is not None and result.observations is not None:
        beyond = result.observations * (1 - result.confidence)
        if request.objective == "min_cvar" and beyond < 30:
            yield (
                f"Warning: only about {plain(beyond, 0)} rows lie in the tail that was minimised; "
                "the weights fit those few rows."
            )
    few = request.most_assets or request.least_holding
    known = result.expected_return is not None
    if request.frontier_points and not result.frontier and known and not few:
        yield "The frontier is drawn for up to 200 assets."


def _gap(request: OptimizePortfolioRequest, result: OptimizePortfolioResult) -> Iterator[str]:
    if request.most_assets is None and request.least_holding is None:
        return
    if result.gap <= 1e-6:
        yield "No other choice of so few assets does better: the search was complete."
    else:
        yield (
            f"Warning: the search over choices of assets was ended; a better one could improve the "
            f"goal (variance or shortfall) by at most {percent(result.gap)}."
        )
