"""Say a leverage ratio in plain words, and draw what the exposure is made of."""

from collections.abc import Iterator
from typing import Any

from tools.finance._leverage_request import LeverageRatioRequest
from tools.finance._leverage_result import LeverageRatio
from tools.wording import money, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
PARTS = (
    ("On the balance sheet", "on_balance_exposure"),
    ("Derivatives", "derivative_exposure"),
    ("Securities financing", "financing_exposure"),
    ("Off the balance sheet", "off_balance_exposure"),
)


def ratio(value: float) -> str:
    """A leverage ratio, to the hundredth of a per cent."""
    return f"{plain(100 * value, 2)} %"


def summary(result: LeverageRatio) -> str:
    """The answer in at most four sentences."""
    capital, exposure = (
        money(amount, result.currency) for amount in (result.tier_1, result.exposure_measure)
    )
    first = (
        f"The leverage ratio is **{ratio(result.leverage_ratio)}**: {capital} of Tier 1 capital "
        f"for an exposure of {exposure}."
    )
    return " ".join([first, _standing(result), *_largest(result)])


def _standing(result: LeverageRatio) -> str:
    with_buffer = f" with the G-SIB buffer of {ratio(result.buffer)}" if result.buffer else ""
    wanted = f"{ratio(result.required)} required{with_buffer}"
    gap = money(abs(result.surplus), result.currency)
    if result.meets_required:
        return f"That meets the {wanted}, by {gap} of Tier 1."
    if result.meets_minimum:
        return (
            f"The minimum of {ratio(result.minimum)} is met, but not the {wanted}: {gap} of Tier 1 "
            f"is lacking, and distributions are restricted{_retain(result)}."
        )
    return f"That falls short of the {wanted}, by {gap} of Tier 1."


def _retain(result: LeverageRatio) -> str:
    if not result.conservation_ratio:
        return ""
    return f": {ratio(result.conservation_ratio)} of earnings must be retained"


def _largest(result: LeverageRatio) -> Iterator[str]:
    off = result.off_balance_exposure or 0.0
    traded = result.derivative_exposure or 0.0
    names = [("derivatives", traded), ("items off the balance sheet", off)]
    parts = [f"{name} add {money(amount, result.currency)}" for name, amount in names if amount]
    if parts:
        text = " and ".join(parts)
        yield f"{text[0].upper() + text[1:]} to the exposure."


def notes(request: LeverageRatioRequest, result: LeverageRatio) -> list[str]:
    """What was assumed."""
    return [*_reserves(request), *_buffer(result), *_parts(request, result)]


def _buffer(result: LeverageRatio) -> Iterator[str]:
    if result.conservation_ratio:
        yield (
            "The share of earnings to retain is that of the leverage buffer alone; the buffers of "
            "risk-based capital may ask for more (LEV40.4)."
        )


def _reserves(request: LeverageRatioRequest) -> Iterator[str]:
    if request.reserves_exempt:
        yield (
            "Where central bank reserves are exempt the supervisor raises the minimum in step "
            "(LEV30.7): give it as minimum. The exemption is undone by the offsetting minimum."
        )


def _parts(request: LeverageRatioRequest, result: LeverageRatio) -> Iterator[str]:
    if request.total_exposure is not None:
        yield "The exposure measure was taken as given."
        return
    if not result.derivative_exposure:
        yield "No derivatives were given; none are counted."
    if not result.off_balance_exposure:
        yield "No items off the balance sheet were given; none are counted."
    yield (
        "Collateral and other protection do not lower the exposure, apart from eligible cash "
        "variation margin (LEV30.2, LEV30.24)."
    )


def chart(result: LeverageRatio) -> dict[str, Any] | None:
    """The parts of the exposure, where there is more than one."""
    rows = [
        {"part": name, "exposure": value}
        for name, field in PARTS
        if (value := getattr(result, field))
    ]
    if len(rows) < 2:
        return None
    return {
        "$schema": SCHEMA,
        "description": "What the leverage exposure is made of.",
        "title": "Leverage exposure by part",
        "width": 420,
        "height": {"step": 28},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "#4c78a8"},
        "encoding": {
            "y": {"field": "part", "type": "nominal", "title": None, "sort": None},
            "x": {
                "field": "exposure",
                "type": "quantitative",
                "title": f"Exposure{f', {result.currency}' if result.currency else ''}",
                "axis": {"format": "~s"},
            },
        },
    }
