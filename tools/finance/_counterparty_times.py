"""Times of a derivative in years from today: start, end, maturity and last exercise (CRE52.31)."""

import datetime
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance._counterparty_parameters import BUSINESS_YEAR, LEAST_DAYS
from tools.finance._counterparty_trade import Trade


@dataclass(frozen=True, slots=True)
class Times:
    """The four time parameters, in years."""

    start: float
    end: float
    maturity: float
    """Floored at ten business days."""
    exercise: float | None


def times_of(trade: Trade, place: str, as_of: datetime.date | None, day_count: str) -> Times:
    """The times of one trade; a start that has passed is 0.

    Raises InvalidInput where the end is not given, has passed, or stands before the start.
    """

    def read(name: str) -> float | None:
        years, day = getattr(trade, name), getattr(trade, f"{name}_date")
        if day is None:
            return years
        if as_of is None:
            raise InvalidInput.of("as_of", "say from which day the dates are counted")
        return years_between(as_of, day, day_count)

    start, end, maturity = read("start"), read("end"), read("maturity")
    exercise = read("exercise")
    end = end if end is not None else maturity
    if end is None:
        raise InvalidInput.of(f"{place}.end", "say how many years it has left, or its end_date")
    if end <= 0:
        raise InvalidInput.of(f"{place}.end", "has passed; leave trades out that have ended")
    start = max(start or 0.0, 0.0)
    if start >= end:
        raise InvalidInput.of(f"{place}.start", "must be before the end")
    if maturity is not None and maturity <= 0 and end > 0:
        raise InvalidInput.of(f"{place}.maturity", "has passed; leave trades out that have ended")
    if exercise is not None and exercise <= 0:
        raise InvalidInput.of(f"{place}.exercise", "has passed; leave options out that expired")
    lasting = maturity if maturity is not None else end
    return Times(start, end, max(lasting, LEAST_DAYS / BUSINESS_YEAR), exercise)


def years_between(first: datetime.date, last: datetime.date, day_count: str) -> float:
    """Years from `first` to `last`, negative if `last` is earlier."""
    if last < first:
        return -years_between(last, first, day_count)
    if day_count == "30/360":
        days = 360 * (last.year - first.year) + 30 * (last.month - first.month)
        return (days + min(last.day, 30) - min(first.day, 30)) / 360
    if day_count != "calendar":
        return (last - first).days / float(day_count.removeprefix("act/"))
    whole = last.year - first.year
    if _anniversary(first, whole) > last:
        whole -= 1
    begun, ended = _anniversary(first, whole), _anniversary(first, whole + 1)
    return whole + (last - begun).days / (ended - begun).days


def _anniversary(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
