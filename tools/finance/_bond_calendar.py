"""When a bond pays, and how much of the running coupon period is over: day counts and schedules.

ICMA Rule 251 and SIFMA's Standard Securities Calculation Methods (Mayle 1993): coupon dates are
counted back from maturity; a bond that matures at the end of a month pays at ends of months.
"""

import calendar
import datetime
from dataclasses import dataclass
from typing import Literal

DayCount = Literal["30/360", "30E/360", "actual/actual", "actual/360", "actual/365"]
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is left of a bond's life."""

    days: tuple[datetime.date, ...]
    """Coupon days after settlement; empty where only a number of years was given."""

    periods: int
    """How many coupons are left."""

    to_next: float
    """Coupon periods until the next coupon: 1 on a coupon day."""

    accrued: float
    """Coupon periods since the last coupon: what the buyer pays the seller for."""

    skipped: int = 0
    """Ends of periods before the first coupon, on which nothing is paid yet."""

    first: float = 1.0
    """The next coupon in coupon periods: more or less than one for an odd first coupon."""


def schedule(
    settlement: datetime.date, maturity: datetime.date, frequency: int, count: DayCount
) -> Schedule:
    """Coupon days between two days, `frequency` of them a year."""
    step = MONTHS // frequency
    end_of_month = _is_end(maturity)
    days: list[datetime.date] = []
    number = 0
    while (day := _back(maturity, number * step, end_of_month)) > settlement:
        days.append(day)
        number += 1
    days.reverse()
    last, following = day, days[0]
    to_next, accrued = _parts(last, settlement, following, frequency, count)
    return Schedule(tuple(days), len(days), to_next, accrued)


def with_odd_first(
    coming: Schedule, since_issue: Schedule, first_coupon: datetime.date
) -> Schedule | None:
    """The schedule of a bond whose first coupon covers the time since its issue (Mayle 1993).

    `coming` and `since_issue` count regular periods from settlement and from issue; None where
    the first coupon falls on none of the days they count.
    """
    if first_coupon not in since_issue.days:
        return None
    if first_coupon not in coming.days:  # paid already: all that comes is regular
        return coming
    skipped = coming.days.index(first_coupon)
    covered = since_issue.to_next + since_issue.days.index(first_coupon)
    return Schedule(
        coming.days[skipped:],
        coming.periods - skipped,
        coming.to_next,
        max(0.0, covered - skipped - coming.to_next),
        skipped,
        covered,
    )


def whole_years(years: float, frequency: int) -> Schedule:
    """As many coupons as fit in `years`, the first after what is left over of a period."""
    periods = years * frequency
    whole = int(periods + 1e-9)
    rest = periods - whole
    if whole and rest < 1e-9:
        return Schedule((), whole, 1.0, 0.0)
    return Schedule((), whole + 1, rest, 1.0 - rest)


def _parts(
    last: datetime.date,
    settlement: datetime.date,
    following: datetime.date,
    frequency: int,
    count: DayCount,
) -> tuple[float, float]:
    """Periods until the next coupon, and since the last one."""
    if count in ("30/360", "30E/360"):
        length = 360 / frequency
        over = days_between(last, settlement, count)
        return (length - over) / length, over / length
    over, left = (settlement - last).days, (following - settlement).days
    length = {
        "actual/actual": (following - last).days,
        "actual/360": 360 / frequency,
        "actual/365": 365 / frequency,
    }[count]
    return left / length, over / length


def days_between(first: datetime.date, last: datetime.date, count: DayCount) -> int:
    """Days between two days, months taken as thirty where the count says so."""
    if count not in ("30/360", "30E/360"):
        return (last - first).days
    begin, end = first.day, last.day
    if count == "30E/360":
        begin, end = min(begin, 30), min(end, 30)
    else:  # US: the end of February counts as the 30th
        if _last_of_february(first):
            end = 30 if _last_of_february(last) else end
            begin = 30
        if end == 31 and begin >= 30:
            end = 30
        begin = min(begin, 30)
    return 360 * (last.year - first.year) + 30 * (last.month - first.month) + end - begin


def _last_of_february(day: datetime.date) -> bool:
    return day.month == 2 and _is_end(day)


def _is_end(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _back(day: datetime.date, months: int, end_of_month: bool) -> datetime.date:
    total = day.year * MONTHS + day.month - 1 - months
    year, month = divmod(total, MONTHS)
    longest = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, longest if end_of_month else min(day.day, longest))
