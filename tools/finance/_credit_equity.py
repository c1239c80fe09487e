"""Equities in the standardised approach, and their five-year phase-in: CRE20.57 and CRE90."""

import datetime

from tools.errors import InvalidInput
from tools.finance import _credit_weights as w
from tools.finance._basel_steps import Steps
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_request import CapitalCreditRequest

FIRST = 1.0  # weight of the first year, CRE90.1
YEARLY = {"equity": 0.3, "speculative_equity": 0.6}  # what each year's end adds
PHASES = 5


def phased_weight(asset_class: str, date: datetime.date, start: int = 2023) -> float:
    """The weight on a day of the phase-in: 100 % in its first year, in full after five.

    >>> phased_weight("speculative_equity", datetime.date(2025, 6, 30))
    2.2
    >>> phased_weight("equity", datetime.date(2028, 1, 1))
    2.5
    """
    ended = min(max(date.year - start, 0), PHASES)
    return round(FIRST + ended * YEARLY[asset_class], 10)


def equity_weight(one: Exposure, request: CapitalCreditRequest, steps: Steps) -> tuple[float, str]:
    """The weight of an equity on the reporting date, in full where none is given."""
    weight, where = w.FIXED[one.asset_class]
    date = request.reporting_date
    if date is None:
        if one.former_weight is not None:
            raise InvalidInput.of(
                "reporting_date", "is needed where former_weight is given (CRE90.2)", code="missing"
            )
        return weight, where
    if one.asset_class not in YEARLY:  # holdings of CRE20.59 are outside the phase-in
        return weight, where
    steps.share("weight after the phase-in", weight, where)
    ended = min(date.year - request.phase_in_start, PHASES)
    steps.add("years of the phase-in that have ended", ended, "years", "CRE90.1")
    weight = phased_weight(one.asset_class, date, request.phase_in_start)
    if ended >= PHASES:
        return weight, where
    steps.share("weight of the phase-in", weight, "CRE90.1")
    if one.former_weight is None:
        return weight, "CRE90.1"
    steps.share("weight by the former internal ratings", one.former_weight, "CRE90.2")
    return max(weight, one.former_weight), "CRE90.2"
