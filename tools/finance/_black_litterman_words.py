"""Say in plain words what the views do to the market's portfolio."""

from collections.abc import Iterator

from tools.finance._black_litterman_request import BlackLittermanRequest
from tools.finance._black_litterman_result import AssetView, BlackLittermanResult
from tools.wording import plain, signed


def points(fraction: float) -> str:
    """A difference of percentages."""
    return f"{plain(abs(fraction) * 100, 2 if abs(fraction) < 0.01 else 1)} percentage points"


def summary(result: BlackLittermanResult) -> str:
    """The answer in at most four sentences."""
    if not result.views:
        best = max(result.assets, key=lambda one: one.equilibrium_return)
        return (
            f"The market's weights imply {signed(result.market_return)} a year above cash for the "
            f"whole and most for {best.name}, **{signed(best.equilibrium_return)}**. "
            "There are no views, so the market portfolio stays the best."
        )
    moved = max(result.assets, key=lambda one: abs(one.weight_change))
    return " ".join([_returns(result), _weights(moved), *_whole(result)])


def _returns(result: BlackLittermanResult) -> str:
    most = max(result.assets, key=lambda one: abs(one.return_change))
    way = "up" if most.return_change >= 0 else "down"
    first = (
        f"With the views {most.name} is expected to return **{signed(most.expected_return)} a "
        f"year** above cash, {way} from the {signed(most.equilibrium_return)} that the market "
        "implies"
    )
    one = result.views[0]
    if one.share_of_way is None or len(result.views) > 1:
        return first + "."
    return (
        f"{first}; the view of {signed(one.stated_return)} against the market's "
        f"{signed(one.implied_return)} comes out at {signed(one.blended_return)}."
    )


def _weights(moved: AssetView) -> str:
    more = "more" if moved.weight_change >= 0 else "less"
    return (
        f"The portfolio that follows holds {points(moved.weight_change)} {more} of {moved.name} "
        f"than the market: {signed(moved.weight)} instead of {signed(moved.market_weight)}."
    )


def _whole(result: BlackLittermanResult) -> Iterator[str]:
    short = [one for one in result.assets if one.weight < -5e-5]
    if short:
        named = " and ".join(one.name for one in short[:3])
        more = " among others" if len(short) > 3 else ""
        yield f"It sells {named}{more} short; optimise with bounds where that is not allowed."


def notes(request: BlackLittermanRequest, found: list[str]) -> list[str]:
    """What was assumed."""
    return [
        *found,
        "Returns are a year's, above cash; the market is taken to be in equilibrium at the weights "
        "given.",
        f"Risk aversion {request.risk_aversion:g} and tau {request.tau:g} scale the market's "
        "returns and how unsure they are.",
        *_doubts(request),
        "The weights are those without limits; what they fall short of the whole is held in cash, "
        "what they exceed it by is borrowed.",
        "Expected returns are opinions weighed by stated confidence, not forecasts that were "
        "tested.",
    ]


def _doubts(request: BlackLittermanRequest) -> Iterator[str]:
    plain_views = [v for v in request.views if v.confidence is None and v.uncertainty is None]
    if plain_views:
        yield (
            "Views without a confidence are held as sure as the market's own opinion (He and "
            "Litterman): alone, each would move half of the way."
        )
    if any(v.confidence is not None for v in request.views):
        yield (
            "A confidence says how far of the way the view would move the return alone "
            "(Idzorek, in Walters's closed form)."
        )
