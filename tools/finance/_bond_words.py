"""Say a bond's price and its risk in plain words, and draw the price over the yield."""

from collections.abc import Iterator
from typing import Any

from tools.alternatives import changed_fields
from tools.finance._bond_request import PriceBondRequest
from tools.finance._bond_result import BondPrice
from tools.finance._bond_value import Payments, dirty_at
from tools.wording import money, percent, plain

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_POINTS, _REACH = 41, 0.03  # yields three percentage points to either side


def summary(request: PriceBondRequest, result: BondPrice) -> str:
    """The answer in at most four sentences."""
    return " ".join(_said(request, result))


def _said(request: PriceBondRequest, result: BondPrice) -> Iterator[str]:
    price, rate = plain(result.clean_price, 3), yielded(result.yield_to_maturity)
    if request.price is not None:
        yield f"At {price} per 100 the bond yields **{rate} a year** to maturity."
    else:
        yield f"The bond is worth **{price}** per 100 of face value, a yield of {rate} a year."
    if result.z_spread is not None:
        side = "above" if result.z_spread >= 0 else "below"
        points = plain(abs(result.z_spread) * 1e4, 1)
        yield f"That is {points} basis points {side} the curve."
    if result.accrued_interest > 5e-7:
        yield (
            f"With {plain(result.accrued_interest, 3)} of accrued interest the buyer pays "
            f"{plain(result.dirty_price, 3)}."
        )
    if request.face_value != 100:
        due = money(result.amount_due, result.currency)
        yield f"For {money(request.face_value, result.currency)} of face value {due} is due."
    yield (
        f"If yields rise by one percentage point, the price falls by about "
        f"{percent(_fall(result))} (duration {plain(result.modified_duration, 2)} years)."
    )


def _fall(result: BondPrice) -> float:
    return result.modified_duration * 0.01 - result.convexity * 0.01**2 / 2


def yielded(rate: float) -> str:
    """A yield to a hundredth of a per cent."""
    return f"{plain(rate * 100, 3)} %"


def notes(request: PriceBondRequest) -> list[str]:
    """What was assumed."""
    found = [
        "Street convention: yields are compounded as often as coupons are paid, with simple "
        "interest in the last coupon period.",
    ]
    given = changed_fields(request)
    left = [
        words
        for name, words in (
            ("coupon_frequency", "two coupons a year"),
            ("day_count", "30/360 days"),
            ("face_value", "a face value of 100"),
        )
        if name not in given
    ]
    if left:
        found.append(f"Assumed: {', '.join(left)}.")
    if request.first_coupon is not None:
        found.append("The first coupon pays for the time since issue, counted in regular coupon "
                     "periods.")  # fmt: skip
    if request.curve is not None:
        found.append("Rates between the curve's points lie on straight lines; beyond its ends "
                     "they stay as at the ends.")  # fmt: skip
    found.append("The issuer's default is not in it; no call or put was taken into account.")
    return found


def chart(request: PriceBondRequest, result: BondPrice, payments: Payments) -> dict[str, Any]:
    """The price over the yield, with where the bond stands."""
    scale = 100 / request.face_value
    middle = result.yield_to_maturity
    rates = [middle + _REACH * (2 * k / (_POINTS - 1) - 1) for k in range(_POINTS)]
    rows = [
        {"yield": rate, "price": (dirty_at(payments, rate) - payments.accrued) * scale}
        for rate in rates
        if rate > -0.5
    ]
    here = [{"yield": middle, "price": result.clean_price}]
    encoding: dict[str, Any] = {
        "x": {
            "field": "yield",
            "type": "quantitative",
            "title": "Yield to maturity",
            "axis": {"format": ".1%"},
            "scale": {"zero": False},
        },
        "y": {
            "field": "price",
            "type": "quantitative",
            "title": "Clean price",
            "scale": {"zero": False},
        },
    }
    return {
        "$schema": SCHEMA,
        "title": "Clean price of the bond over its yield",
        "description": "Clean price of the bond over its yield.",
        "data": {"values": rows},
        "layer": [
            {"mark": "line", "encoding": encoding},
            {"data": {"values": here}, "mark": {"type": "point", "filled": True, "size": 80},
             "encoding": encoding},
        ],
        "width": 420,
        "height": 240,
    }  # fmt: skip
