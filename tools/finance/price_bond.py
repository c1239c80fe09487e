"""What a bond is worth, what it yields, and how far it moves with interest."""

import numpy as np

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._bond_calendar import Schedule, schedule, whole_years, with_odd_first
from tools.finance._bond_request import A_YEAR, PriceBondRequest
from tools.finance._bond_result import BondPayment, BondPrice
from tools.finance._bond_value import (
    LEAST_YIELD,
    Floats,
    Payments,
    dirty_at,
    discounted,
    durations,
    factors,
    spread_over,
    yield_at,
    zero_rates,
)
from tools.finance._bond_words import chart, notes, summary

METHOD = Method(
    name="Discounted payments, street convention",
    source="Mayle (1993), Standard Securities Calculation Methods (SIFMA), vol. I; day counts "
    "after ICMA Rule 251",
)


def price_bond(request: PriceBondRequest) -> BondPrice:
    """Price a bond with fixed coupons from its yield or a curve, or find the yield of its price.

    Use it for clean and dirty price, accrued interest, yield to maturity, duration, convexity and
    what a rise of interest does to a bond.
    """
    coming = _schedule(request)
    payments = _payments(request, coming)
    zeros = None
    if request.curve is not None:
        points = [(point.years, point.rate) for point in request.curve]
        zeros = zero_rates(points, payments.years)
    dirty, rate, weights = _valued(request, payments, zeros)
    scale = 100 / request.face_value
    macaulay, modified, convexity = durations(payments, rate)
    coupon, frequency = request.coupon_rate or 0.0, payments.frequency
    clean = dirty - payments.accrued
    if clean <= 0:
        raise InvalidInput.of("price", "comes out below nothing; check coupon and yield")
    result = BondPrice(
        summary="",
        method=METHOD,
        clean_price=clean * scale,
        accrued_interest=payments.accrued * scale,
        dirty_price=dirty * scale,
        amount_due=dirty,
        yield_to_maturity=rate,
        effective_yield=(1 + rate / frequency) ** frequency - 1,
        current_yield=coupon * request.face_value / clean if coupon else None,
        z_spread=_spread(request, payments, zeros, dirty),
        macaulay_duration=macaulay,
        modified_duration=modified,
        convexity=convexity,
        price_value_of_a_basis_point=modified * dirty * scale * 1e-4,
        payments=_listed(coming, payments, weights),
        currency=request.currency,
    )
    result.summary, result.notes = summary(request, result), notes(request)
    result.chart = chart(request, result, payments)
    return result


def _schedule(request: PriceBondRequest) -> Schedule:
    frequency = A_YEAR[request.coupon_frequency]
    if request.maturity is None or request.settlement is None:
        return whole_years(request.years_to_maturity or 0.0, frequency)
    coming = schedule(request.settlement, request.maturity, frequency, request.day_count)
    if request.issued is None or request.first_coupon is None:
        return coming
    since_issue = schedule(request.issued, request.maturity, frequency, request.day_count)
    odd = with_odd_first(coming, since_issue, request.first_coupon)
    if odd is None:
        raise InvalidInput.of(
            "first_coupon",
            "is no coupon day: they are counted back from maturity, and the first after issue is "
            f"{since_issue.days[0]}",
        )
    return odd


def _payments(request: PriceBondRequest, coming: Schedule) -> Payments:
    frequency = A_YEAR[request.coupon_frequency]
    coupon = (request.coupon_rate or 0.0) * request.face_value / frequency
    amounts = np.full(coming.periods, coupon)
    amounts[0] *= coming.first
    amounts[-1] += request.face_value
    times = coming.to_next + coming.skipped + np.arange(coming.periods, dtype=np.float64)
    return Payments(times, amounts, frequency, coupon * coming.accrued)


def _valued(
    request: PriceBondRequest, payments: Payments, zeros: Floats | None
) -> tuple[float, float, Floats]:
    """What is paid for the bond, its yield, and the discount factors that lead there."""
    if request.yield_to_maturity is not None:
        rate = request.yield_to_maturity
        return dirty_at(payments, rate), rate, factors(payments, rate)
    if request.price is not None:
        dirty = request.price * request.face_value / 100 + payments.accrued
        rate = _yield(payments, dirty, "price")
        return dirty, rate, factors(payments, rate)
    if zeros is None:
        raise InvalidInput.of("yield_to_maturity", "is needed", code="missing")
    weights = discounted(zeros, payments.years)
    dirty = float(payments.amounts @ weights)
    return dirty, _yield(payments, dirty, "curve"), weights


def _yield(payments: Payments, dirty: float, field: str) -> float:
    rate = yield_at(payments, dirty)
    if rate is None:
        raise InvalidInput.of(
            field,
            f"leads to no yield above {LEAST_YIELD:.0%}: a price is per 100 of face value",
        )
    return rate


def _spread(
    request: PriceBondRequest, payments: Payments, zeros: Floats | None, dirty: float
) -> float | None:
    if zeros is None or request.price is None:
        return None
    return spread_over(payments, zeros, dirty)


def _listed(coming: Schedule, payments: Payments, weights: Floats) -> list[BondPayment]:
    days = [day.isoformat() for day in coming.days] or [None] * coming.periods
    return [
        BondPayment(
            day=day,
            years=float(time),
            amount=float(amount),
            discount_factor=float(weight),
            present_value=float(amount * weight),
        )
        for day, time, amount, weight in zip(
            days, payments.years, payments.amounts, weights, strict=True
        )
    ]
