"""Bonds against published figures, against QuantLib, and against differences of prices."""

import datetime
from typing import Any

import pytest
import QuantLib as ql

from tools.errors import InvalidInput
from tools.finance._bond_calendar import days_between, schedule
from tools.finance._bond_request import PriceBondRequest
from tools.finance._bond_result import BondPrice
from tools.finance.price_bond import price_bond
from tools.validation import validate


def priced(**arguments: Any) -> BondPrice:
    return price_bond(validate(PriceBondRequest, arguments))


EXCEL = {"coupon_rate": 0.0575, "settlement": "2008-02-15"}
"""The bond of Microsoft's documentation of PRICE and YIELD."""


def test_price_yield_and_durations_of_excels_documentation() -> None:
    price = priced(**EXCEL, maturity="2017-11-15", yield_to_maturity=0.065)
    assert price.clean_price == pytest.approx(94.63436162, abs=5e-9)
    found = priced(**EXCEL, maturity="2016-11-15", price=95.04287)
    assert found.yield_to_maturity == pytest.approx(0.065, abs=5e-8)
    long = priced(
        coupon_rate=0.08, yield_to_maturity=0.09, settlement="2018-07-01",
        maturity="2048-01-01", day_count="actual/actual",
    )  # fmt: skip
    assert long.macaulay_duration == pytest.approx(10.9191453, abs=5e-8)
    short = priced(
        coupon_rate=0.08, yield_to_maturity=0.09, settlement="2008-01-01",
        maturity="2016-01-01", day_count="actual/actual",
    )  # fmt: skip
    assert short.modified_duration == pytest.approx(5.73567, abs=5e-6)


COUNTS = {
    "30/360": ql.Thirty360(ql.Thirty360.USA),
    "actual/actual": ql.ActualActual(ql.ActualActual.ISMA),
}


@pytest.mark.parametrize("count", list(COUNTS))
@pytest.mark.parametrize(
    ("frequency", "months", "kind"),
    [("annual", 12, ql.Annual), ("semiannual", 6, ql.Semiannual), ("quarterly", 3, ql.Quarterly)],
)
@pytest.mark.parametrize("settled", ["2026-03-16", "2026-08-30", "2027-01-14"])
def test_prices_of_quantlib(
    count: str, frequency: str, months: int, kind: Any, settled: str
) -> None:
    day = datetime.date.fromisoformat(settled)
    ours = priced(
        coupon_rate=0.045, yield_to_maturity=0.0375, settlement=settled, maturity="2033-05-15",
        coupon_frequency=frequency, day_count=count,
    )  # fmt: skip
    start, end = ql.Date(15, 5, 2013), ql.Date(15, 5, 2033)
    ql.Settings.instance().evaluationDate = ql.Date(day.day, day.month, day.year)
    calendar = ql.NullCalendar()
    dates = ql.Schedule(
        start, end, ql.Period(months, ql.Months), calendar, ql.Unadjusted, ql.Unadjusted,
        ql.DateGeneration.Backward, False,
    )  # fmt: skip
    basis = ql.ActualActual(ql.ActualActual.ISMA, dates) if "act" in count else COUNTS[count]
    bond = ql.FixedRateBond(0, 100.0, dates, [0.045], basis)
    settle = ql.Date(day.day, day.month, day.year)
    accrued = bond.accruedAmount(settle)
    clean = ql.BondFunctions.cleanPrice(bond, 0.0375, basis, ql.Compounded, kind, settle)
    assert ours.accrued_interest == pytest.approx(accrued, abs=1e-9)
    assert ours.clean_price == pytest.approx(clean, abs=1e-8)


@pytest.mark.parametrize("terms", [
    {"years_to_maturity": 7.3, "coupon_rate": 0.05},
    {"years_to_maturity": 0.4, "coupon_rate": 0.05},
    {"years_to_maturity": 12, "coupon_rate": 0.0},
    {"settlement": "2026-02-28", "maturity": "2041-08-31", "coupon_rate": 0.03},
])  # fmt: skip
def test_durations_are_derivatives(terms: dict[str, Any]) -> None:
    h = 1e-5
    one, up, down = (priced(**terms, yield_to_maturity=0.04 + d) for d in (0, h, -h))
    slope = (down.dirty_price - up.dirty_price) / (2 * h) / one.dirty_price
    bend = (up.dirty_price - 2 * one.dirty_price + down.dirty_price) / h**2 / one.dirty_price
    assert one.modified_duration == pytest.approx(slope, rel=1e-7)
    assert one.convexity == pytest.approx(bend, rel=1e-4)
    basis_point = one.price_value_of_a_basis_point
    assert basis_point == pytest.approx(slope * one.dirty_price * 1e-4, rel=1e-7)


def test_a_par_bond_is_worth_its_face_value_on_a_coupon_day() -> None:
    for frequency in ("annual", "semiannual", "quarterly", "monthly"):
        par = priced(coupon_rate=0.06, yield_to_maturity=0.06, years_to_maturity=9,
                     coupon_frequency=frequency)  # fmt: skip
        assert par.clean_price == pytest.approx(100, abs=1e-10)
        assert par.accrued_interest == 0


def test_price_and_yield_are_inverse() -> None:
    for rate in (-0.01, 0.0, 0.03, 0.4):
        price = priced(**EXCEL, maturity="2031-04-30", yield_to_maturity=rate).clean_price
        back = priced(**EXCEL, maturity="2031-04-30", price=price).yield_to_maturity
        assert back == pytest.approx(rate, abs=1e-12)


def test_a_curve_values_each_payment_at_its_own_rate() -> None:
    """By hand: 3/1.02 + 3/1.025^2 + 103/1.028^3."""
    points = [{"years": n, "rate": r} for n, r in ((1, 0.02), (2, 0.025), (3, 0.028))]
    terms = {"coupon_rate": 0.03, "years_to_maturity": 3, "coupon_frequency": "annual"}
    worth = priced(**terms, curve=points)
    by_hand = 3 / 1.02 + 3 / 1.025**2 + 103 / 1.028**3
    assert worth.clean_price == pytest.approx(by_hand, rel=1e-14)
    assert sum(one.present_value for one in worth.payments) == pytest.approx(by_hand)
    cheap = priced(**terms, curve=points, price=by_hand - 1)
    assert cheap.z_spread is not None
    moved = sum(
        amount / (1 + rate + cheap.z_spread) ** n
        for n, rate, amount in ((1, 0.02, 3), (2, 0.025, 3), (3, 0.028, 103))
    )
    assert moved == pytest.approx(by_hand - 1, rel=1e-12)
    assert priced(**terms, curve=points, price=by_hand).z_spread == pytest.approx(0, abs=1e-12)


def test_the_last_period_has_simple_interest() -> None:
    """103 due in a quarter at 4 %: 103 / 1.01, less half of the running coupon."""
    bill = priced(coupon_rate=0.06, yield_to_maturity=0.04, years_to_maturity=0.25)
    assert bill.dirty_price == pytest.approx(103 / 1.01, rel=1e-14)
    assert bill.accrued_interest == pytest.approx(1.5, rel=1e-14)


def test_coupon_days_at_ends_of_months() -> None:
    days = schedule(datetime.date(2027, 9, 1), datetime.date(2028, 8, 31), 2, "30/360").days
    assert [day.isoformat() for day in days] == ["2028-02-29", "2028-08-31"]
    on_coupon = schedule(datetime.date(2028, 2, 29), datetime.date(2028, 8, 31), 2, "30/360")
    assert (on_coupon.to_next, on_coupon.accrued, on_coupon.periods) == (1.0, 0.0, 1)


@pytest.mark.parametrize(("first", "last", "us", "european"), [
    ("2007-01-31", "2007-03-31", 60, 60), ("2007-01-15", "2007-01-31", 16, 15),
    ("2008-02-29", "2008-08-31", 180, 181), ("2007-02-28", "2007-03-05", 5, 7),
])  # fmt: skip
def test_days_of_thirty(first: str, last: str, us: int, european: int) -> None:
    """ISDA 2006, section 4.16(f) and (g), with the February rule of the US count."""
    days = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert days_between(*days, "30/360") == us
    assert days_between(*days, "30E/360") == european


BAD = [
    ({"coupon_rate": None}, "coupon_rate"), ({"yield_to_maturity": None}, "yield_to_maturity"),
    ({"years_to_maturity": None}, "years_to_maturity"), ({"coupon_rate": 5}, "coupon_rate"),
    ({"years_to_maturity": 0}, "years_to_maturity"), ({"price": 90}, ""),
    ({"maturity": "2030-01-01", "settlement": "2031-01-01", "years_to_maturity": None}, ""),
    ({"maturity": "2030-01-01", "settlement": "2026-01-01"}, ""),
    ({"face_value": 0}, ""), ({"yield_to_maturity": None, "curve": []}, "curve"),
    ({"yield_to_maturity": None, "price": 1e-9}, "price"),
    ({"yield_to_maturity": None,
      "curve": [{"years": 1, "rate": 0.1}, {"years": 1, "rate": 0.2}]}, ""),
    ({"coupon_frequency": "weekly"}, "coupon_frequency"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field"), BAD)
def test_bad_input_is_named(changed: dict[str, Any], field: str) -> None:
    base = {"coupon_rate": 0.04, "yield_to_maturity": 0.05, "years_to_maturity": 5}
    given = {key: value for key, value in {**base, **changed}.items() if value is not None}
    with pytest.raises(InvalidInput) as refusal:
        priced(**given)
    assert any(error.field.startswith(field) for error in refusal.value.errors)


def test_it_is_said_in_plain_words() -> None:
    said = priced(coupon_rate=0.04, years_to_maturity=7, price=96.5, face_value=50_000,
                  currency="EUR")  # fmt: skip
    assert "yields **4.59 % a year**" in said.summary
    assert "€50,000 of face value €48,250 is due" in said.summary
    assert any("two coupons a year" in note for note in said.notes)
    assert said.chart is not None


def test_a_bond_repaid_within_a_day_is_worth_its_face_value() -> None:
    """Too short a time is named, not computed with."""
    assert priced(
        coupon_rate=0.04, years_to_maturity=1e-6, yield_to_maturity=0.04
    ).clean_price == pytest.approx(100, abs=1e-4)
    with pytest.raises(InvalidInput, match="years_to_maturity must be at least"):
        priced(coupon_rate=0.04, years_to_maturity=1e-12, price=99)


ODD = {"settlement": "2008-11-11", "issued": "2008-10-15", "first_coupon": "2009-03-01"}
"""The bond of Microsoft's documentation of ODDFPRICE and ODDFYIELD."""


def test_an_odd_first_coupon_of_excels_documentation() -> None:
    found = priced(
        **ODD, maturity="2021-03-01", coupon_rate=0.0785, yield_to_maturity=0.0625,
        day_count="actual/actual",
    )  # fmt: skip
    assert found.clean_price == pytest.approx(113.597717, abs=5e-7)
    found = priced(**ODD, maturity="2021-03-01", coupon_rate=0.0575, price=84.5)
    assert found.yield_to_maturity == pytest.approx(0.077245542, abs=5e-10)


@pytest.mark.parametrize(
    ("issued", "count"),
    [
        ("2026-02-10", "30/360"), ("2026-02-10", "actual/actual"), ("2026-10-20", "30/360"),
        ("2026-10-20", "actual/actual"), ("2025-09-03", "30/360"),
    ],
)  # fmt: skip
def test_odd_first_coupons_of_quantlib(issued: str, count: str) -> None:
    """Short and long ones; QuantLib builds the schedule from its stubs."""
    begin, first, end = (ql.DateParser.parseISO(d) for d in (issued, "2027-01-15", "2033-01-15"))
    times = ql.Schedule(
        begin, end, ql.Period(ql.Semiannual), ql.NullCalendar(), ql.Unadjusted, ql.Unadjusted,
        ql.DateGeneration.Backward, False, first,
    )  # fmt: skip
    day_count = COUNTS[count] if count == "30/360" else ql.ActualActual(
        ql.ActualActual.ISMA, times
    )  # fmt: skip
    bond = ql.FixedRateBond(0, 100, times, [0.05], day_count)
    ours = priced(
        coupon_rate=0.05, settlement=issued, issued=issued, first_coupon="2027-01-15",
        maturity="2033-01-15", yield_to_maturity=0.05, day_count=count,
    )  # fmt: skip
    assert ours.accrued_interest == pytest.approx(0, abs=1e-12)
    assert ours.payments[0].amount == pytest.approx(bond.cashflows()[0].amount(), abs=1e-9)
    assert len(ours.payments) == 13


def test_once_the_odd_coupon_is_paid_the_bond_is_a_regular_one() -> None:
    terms: dict[str, Any] = {
        "coupon_rate": 0.05, "settlement": "2029-05-02", "maturity": "2033-01-15", "price": 97,
    }  # fmt: skip
    odd = priced(**terms, issued="2026-10-20", first_coupon="2027-01-15")
    assert odd.yield_to_maturity == priced(**terms).yield_to_maturity


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"first_coupon": "2009-04-01"}, "is no coupon day.*2009-03-01"),
        ({"first_coupon": "2008-10-15"}, "must lie after issued"),
        ({"issued": "2008-11-12"}, "settlement must not lie before issued"),
        ({"issued": None}, "issued and first_coupon go together"),
    ],
)
def test_odd_first_coupons_that_cannot_be(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        priced(**{**ODD, "maturity": "2021-03-01", "coupon_rate": 0.05, "price": 99, **changed})
