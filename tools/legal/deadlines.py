"""The days a contract must not be missed on, counted from its dates and the day of asking."""

import datetime
from collections.abc import Sequence
from typing import Any

from tools.legal.analysed import Citation, Deadline, KeyDate, Obligation, Renewal
from tools.legal.calendar_dates import plain
from tools.legal.durations import Duration, moved
from tools.legal.term import Stated

_MOST_RENEWALS = 400
"""Monthly renewals over thirty years."""
_MOST_DUTIES = 20


def current_end(
    expiry: datetime.date | None, renewal: Stated | None, as_of: datetime.date
) -> tuple[datetime.date | None, int]:
    """End of the term that runs on `as_of`, and how often it has renewed until then.

    A contract that renews by itself again and again has renewed at every end that lies before
    `as_of`; one that renews once, at most once. Ends are counted from the first, so that a month's
    last day stays the last day.
    """
    if expiry is None or renewal is None or not renewal.automatic or renewal.length is None:
        return expiry, 0
    most = _MOST_RENEWALS if renewal.successive else 1
    length, end, count = renewal.length, expiry, 0
    while end < as_of and count < most:
        following = moved(expiry, Duration(length.count * (count + 1), length.unit))
        if following is None or following <= end:
            break
        end, count = following, count + 1
    return end, count


def deadlines(
    as_of: datetime.date,
    *,
    end: datetime.date | None,
    renewed: int,
    expiry: KeyDate | None,
    renewal: Renewal | None,
    notice: tuple[Duration, Citation] | None,
    duties: Sequence[Obligation],
) -> list[Deadline]:
    """Every deadline that follows, by day."""
    found: list[Deadline] = []
    if end and expiry:
        automatic = bool(renewal and renewal.automatic)
        goes_on = automatic and renewal is not None and (renewal.successive or not renewed)
        if goes_on and notice and renewal:
            last = moved(end, notice[0], -1)
            if last:
                found.append(_last_notice(as_of, last, end, notice))
        found.append(_end(as_of, end, renewed, expiry, renewal if goes_on else None))
    dated = [one for one in duties if one.due_date][:_MOST_DUTIES]
    found += [_duty(as_of, one) for one in dated]
    return sorted(found, key=lambda one: (one.date, one.kind))


def _deadline(as_of: datetime.date, day: datetime.date, **rest: Any) -> Deadline:
    return Deadline.model_validate({"date": day, "days_left": (day - as_of).days, **rest})


def _last_notice(
    as_of: datetime.date,
    last: datetime.date,
    end: datetime.date,
    notice: tuple[Duration, Citation],
) -> Deadline:
    return _deadline(
        as_of,
        last,
        what="Last day to give notice that it shall not renew",
        kind="stop the renewal",
        rule=f"{notice[0]} before the end on {plain(end)}",
        citation=notice[1],
    )


def _end(
    as_of: datetime.date,
    end: datetime.date,
    renewed: int,
    expiry: KeyDate,
    renewal: Renewal | None,
) -> Deadline:
    first = expiry.date
    told = "as the contract states" if expiry.basis == "stated" else "counted from its start"
    if renewed and first:
        told = f"the first end, {plain(first)}, renewed since"
    return _deadline(
        as_of,
        end,
        what="It renews by itself unless notice was given" if renewal else "The contract ends",
        kind="renewal" if renewal else "end",
        rule=told,
        citation=renewal.citation if renewal else expiry.citation,
    )


def _duty(as_of: datetime.date, one: Obligation) -> Deadline:
    assert one.due_date is not None
    return _deadline(
        as_of,
        one.due_date,
        what=f"{one.who} {one.duty}"[:200],
        kind="duty",
        rule=one.due[:200],
        citation=one.citation,
    )
