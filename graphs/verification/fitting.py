"""Whether a claim states a figure: value, unit and period."""

import datetime
from collections.abc import Iterable

from graphs.spans.units import DAYS
from graphs.verification.claim import COUNTED, Claim
from graphs.verification.figure import Figure, Sort
from graphs.verification.rounding import COARSE_LIMIT, SLACK, is_rounding

MAY_STATE: dict[Sort, frozenset[Sort]] = {
    "money": frozenset(("money", "unknown")),
    "fraction": frozenset(("fraction", "unknown")),
    "rate": frozenset(("rate", "money", "number", "count", "unknown")),
    "duration": frozenset(("duration", "count", "unknown")),
    "number": frozenset(("number", "money", "count", "rate", "duration", "fraction", "unknown")),
    "date": frozenset(("date",)),
}
"""Which sorts of figure a claim of each sort may state."""

FINE_ENOUGH = 1e-5
"""One of many in a long list is found by its value, rounded at most to six digits."""
_FACTORS = ("value", "ratio", "factor", "multiple")

Form = tuple[float, bool]
"""What the figure is multiplied by, and whether the claim's `raw` is by its scale."""
Terms = tuple[float, float]
"""What the figure is multiplied by, and what the claim's `raw` is, to compare both."""


def form(claim: Claim, figure: Figure) -> Form | None:
    """In which terms claim and figures of this sort, unit and period can be compared."""
    if figure.sort not in MAY_STATE[claim.sort] or _other_period(claim, figure):
        return None
    if claim.inverse:
        return (1.0, False) if figure.sort in ("rate", "unknown") else None
    if claim.unit == COUNTED and figure.sort == "money" and figure.currency:
        return None
    if claim.sort == "duration":
        return figure.days / DAYS.get(claim.unit.rstrip("s"), 1.0) or 1.0, False
    if claim.sort == "fraction" or figure.sort == "rate" == claim.sort:
        return 1.0, claim.scale != 1.0
    if claim.sort == "number" and figure.sort == "duration" and figure.source == "user":
        return None if figure.days == 1.0 else (1.0, False)
    return 1.0, False


def _other_period(claim: Claim, figure: Figure) -> bool:
    """49 a month is not 49 a year; rates are compared by the year."""
    if figure.sort == "rate" and claim.sort == "rate":
        return False
    if claim.sort == "fraction" and figure.source == "user":
        return bool(claim.per and figure.per and claim.per != figure.per)
    return bool(claim.per and figure.per and claim.per != figure.per and claim.sort != "duration")


def _may(claim: Claim, figure: Figure) -> bool:
    """What only the figure itself tells: whether it is a ratio, whether it counts months."""
    if claim.unit == "times":
        return figure.multiple or _is_ratio(figure)
    if claim.sort == "duration" and not figure.days:
        return f"unit:{claim.unit.rstrip('s')}" in figure.words
    return True


def _is_ratio(figure: Figure) -> bool:
    last = figure.path.rpartition(".")[2]
    plain = figure.sort == "number" or (figure.sort == "unknown" and last in _FACTORS)
    return figure.source == "result" and plain


def fits(claim: Claim, figure: Figure, terms: Terms, *, turned: bool = False) -> bool:
    """Whether the claim states this figure, compared in `terms`.

    `turned` when the words carry its minus sign.
    """
    if claim.inverse:
        return _inverse(claim, figure)
    if (claim.unit == "times" or claim.sort == "duration") and not _may(claim, figure):
        return False
    value, shown = figure.value * terms[0], claim.raw * terms[1]
    if turned and value < 0 < shown:
        value = -value
    if figure.exact:
        return abs(value - shown) <= abs(value) * 1e-9
    return is_rounding(value, shown, claim.step * abs(terms[1]), claim.coarse * abs(terms[1]))


def rounded_to(
    claim: Claim, figures: Iterable[Figure], terms: Terms, *, turned: bool
) -> list[Figure]:
    """Those figures of which the claim is a rounding, by `is_rounding`, for many at once."""
    factor, size = terms[0], abs(terms[1])
    shown = claim.raw * terms[1]
    most, half, coarse = abs(shown) * 1e-9, claim.step * size / 2, claim.coarse * size / 2 * SLACK
    fine = half * SLACK
    found: list[Figure] = []
    for figure in figures:
        value = figure.value * factor
        if turned and value < 0 < shown:
            value = -value
        distance, worth = abs(value - shown), abs(value)
        if distance <= worth * 1e-9 or (distance <= most and not figure.exact):
            found.append(figure)
        elif figure.exact:
            if distance <= fine and claim.step * size <= FINE_ENOUGH * worth:
                found.append(figure)
        elif distance <= fine + worth * 1e-12:
            if shown != 0 or worth < half:
                found.append(figure)
        elif distance <= coarse and distance <= COARSE_LIMIT * worth:
            found.append(figure)
    return found


def _inverse(claim: Claim, figure: Figure) -> bool:
    """Whether "once in 8 years" states a rate of .125 a year."""
    if not figure.value:
        return False
    factor = claim.value * claim.raw
    if figure.exact:
        return abs(factor / figure.value - claim.raw) <= abs(claim.raw) * 1e-9
    return is_rounding(factor / figure.value, claim.raw, claim.step, claim.coarse)


def same_day(claim: Claim, figure: Figure) -> bool:
    """Whether the day, as far as it is written, is the figure's day."""
    day = datetime.date.fromordinal(int(figure.value))
    if claim.unit == "month":
        return (day.year, day.month) == (claim.year, claim.month)
    if claim.year is not None and claim.year != day.year:
        return False
    return day.day == claim.day and claim.month in (None, day.month)
