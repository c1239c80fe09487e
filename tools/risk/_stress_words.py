"""Say a stress test in plain words: the summary, and what was assumed."""

from collections.abc import Iterator

from tools.risk._stress_request import StressTestRequest
from tools.risk._stress_result import StressedBook, StressedPosition, StressTestResult
from tools.risk._stress_scenarios import INDICES
from tools.wording import money, percent, plain

_RARE = 1e-6


class Said:
    """Writes amounts: in money, or as a share where only weights are known."""

    def __init__(self, result: StressTestResult) -> None:
        self.currency = result.currency
        self.in_money = result.unit == "money"

    def __call__(self, amount: float) -> str:
        """The amount without its sign."""
        size = abs(amount)
        return money(size, self.currency) if self.in_money else percent(size)


def summary(result: StressTestResult) -> str:
    """The answer in at most four sentences."""
    said = Said(result)
    lines = [*_worst(result, said), *_others(result, said), *_reverse(result, said)]
    if len(lines) < 4:
        lines += list(_beside(result, said))
    return " ".join(lines)


def _verb(profit: float) -> str:
    return "lose" if profit < 0 else "gain"


def _worst(result: StressTestResult, said: Said) -> Iterator[str]:
    if not result.scenarios:
        return
    one = _first(result)
    share = ""
    if said.in_money and one.profit_share is not None:
        share = f" ({percent(abs(one.profit_share))} of the book)"
    yield (
        f"{_when(one)}, the book would {_verb(one.profit)} **{said(one.profit)}**{share}"
        f"{_most(one, said)}."
    )


def _when(one: StressedBook) -> str:
    return "With your shocks" if one.name == "own" else f"In {one.title}"


def _first(result: StressTestResult) -> StressedBook:
    """The scenario that was asked for, the worst of several; not the history's own."""
    asked = [one for one in result.scenarios if one.name != "worst_period"]
    return asked[0] if asked else result.scenarios[0]


def _most(one: StressedBook, said: Said) -> str:
    if len(one.positions) < 2 or one.profit >= 0:
        return ""
    worst = one.positions[0]
    return f", {said(worst.profit)} of it with {worst.name}"


def _others(result: StressTestResult, said: Said) -> Iterator[str]:
    first = _first(result) if result.scenarios else None
    rest = [one for one in result.scenarios if one is not first]
    if len(rest) == 1:
        one = rest[0]
        yield f"{_when(one)} it would {_verb(one.profit)} {said(one.profit)}."
    elif rest:
        best = max(rest, key=lambda one: one.profit)
        yield (
            f"The other {len(rest)} scenarios range to a "
            f"{'loss' if best.profit < 0 else 'gain'} of {said(best.profit)}."
        )


def _reverse(result: StressTestResult, said: Said) -> Iterator[str]:
    found = result.reverse
    if found is None:
        return
    moves = ", ".join(_move(one) for one in found.positions[:3])
    chance = percent(found.chance) if found.chance >= _RARE else "less than one in a million"
    bold = "" if result.scenarios else "**"
    yield (
        f"The most plausible way to lose {said(found.loss)} is {bold}{moves}{bold}: "
        f"{plain(found.distance, 1)} standard deviations away, a chance of {chance} if returns "
        "are normal."
    )


def _move(one: StressedPosition) -> str:
    sign = "−" if one.move < 0 else "+"
    return f"{one.name} {sign}{percent(abs(one.move))}"


def _beside(result: StressTestResult, said: Said) -> Iterator[str]:
    if not result.value_at_risk:
        return
    days = result.horizon_days
    over = "a period" if days is None else "a day" if days == 1 else f"{days:g} trading days"
    text = (
        f"For comparison, the value at risk over {over} at {percent(result.confidence)} is "
        f"{said(result.value_at_risk)}"
    )
    if len(result.risk_parts) > 1:
        first = result.risk_parts[0]
        text += f", {percent(first.share)} of it from {first.name}"
    yield text + "."


def notes(request: StressTestRequest, result: StressTestResult) -> list[str]:
    """What was assumed and what to be careful of."""
    return [*_past(request), *_follow(request, result), *_normal(result), *_linear(result)]


def _past(request: StressTestRequest) -> Iterator[str]:
    if request.scenario is None:
        return
    used = sorted({INDICES[one.asset_class] for one in request.positions if one.asset_class})
    if used:
        yield (
            f"Positions move one for one with their market ({', '.join(used)}), by its published "
            "levels; a single asset may do far better or worse."
        )
    if any(one.duration is not None for one in request.positions):
        yield "Bonds move by minus their duration times the move of the ten-year Treasury yield."


def _follow(request: StressTestRequest, result: StressTestResult) -> Iterator[str]:
    moved = {one.moved_by for book in result.scenarios for one in book.positions
             if book.name != "worst_period"}  # fmt: skip
    if "conditional" in moved:
        yield (
            "Positions that were not shocked take the move to be expected given those that were, "
            "from their correlations; in a crisis correlations tend to rise."
        )
    if "none" in moved:
        why = (
            "as asked"
            if request.propagation == "none"
            else "as nothing is known of how they move together"
        )
        yield f"Positions that were not shocked stay where they are, {why}."


def _normal(result: StressTestResult) -> Iterator[str]:
    if any(one.distance is not None for one in result.scenarios) or result.reverse is not None:
        yield (
            "Chances and distances take returns as normal around zero, scaled by the square root "
            "of time; markets have fatter tails, so read them as a ranking, not as odds."
        )
    for one in result.scenarios:
        if one.distance is not None and one.name != "worst_period" and len(result.scenarios) <= 3:
            title = f"{one.title[0].upper()}{one.title[1:]}"
            yield f"{title}: {plain(one.distance, 1)} standard deviations away."


def _linear(result: StressTestResult) -> Iterator[str]:
    yield "Gains and losses are linear in the moves: options and convexity are not seen."
    beyond = [
        one.name
        for book in (result.reverse.positions if result.reverse else [],
                     *(one.positions for one in result.scenarios))
        for one in book
        if one.move < -1
    ]  # fmt: skip
    if beyond:
        yield (
            f"Warning: {beyond[0]} would move by more than −100 %, which only a short or a levered "
            "position can; such a loss is out of this book's reach in a linear world."
        )
