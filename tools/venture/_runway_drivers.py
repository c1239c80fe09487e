"""From a request to the drivers of a simulation: what is known, what follows, what contradicts."""

import datetime
from calendar import monthrange
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from tools.draws import certain, typical
from tools.errors import InvalidInput
from tools.fields import Estimate
from tools.venture._runway_request import Fundraise, Hire, RunwayRequest

Floats = NDArray[np.float64]

DISAGREE = 0.1  # costs less revenue may differ from a stated burn by rounding, not by more
NONE = Estimate.model_validate(0)
WHOLE = Estimate.model_validate(1)


@dataclass(frozen=True, slots=True)
class Raise:
    """Money that comes in at the beginning of a month, or not."""

    month: int
    amount: Estimate
    probability: float


@dataclass(frozen=True, slots=True)
class Drivers:
    """What moves the cash of a company from month to month."""

    cash: float
    revenue: Estimate
    costs: Estimate | None
    """None where they follow from burn and revenue."""
    burn: Estimate
    growth: Estimate
    churn: Estimate
    margin: Estimate
    cost_growth: Estimate
    volatility: float
    salaries: Floats
    """Paid to those hired later, month by month."""
    raises: tuple[Raise, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing is uncertain."""
        inputs = [self.revenue, self.costs or NONE, self.burn, self.growth, self.churn]
        inputs += [self.margin, self.cost_growth, *(one.amount for one in self.raises)]
        sure = all(one.probability in (0, 1) for one in self.raises)
        return sure and self.volatility == 0 and all(certain(one) is not None for one in inputs)


def drivers(request: RunwayRequest, months: int) -> Drivers:
    """The drivers; `InvalidInput` where burn, costs and revenue contradict each other."""
    revenue, costs, burn = request.monthly_revenue, request.monthly_costs, request.monthly_burn
    margin = request.gross_margin or WHOLE
    if burn is not None and costs is not None:
        _agree(burn, costs, revenue, margin)
        if revenue is None:
            revenue = Estimate.model_validate(typical(costs) - typical(burn))
    _shrinks_no_further(request)
    salaries = np.zeros(months)
    for place, hire in enumerate(request.hires):
        month = _month(hire, request.as_of, f"hires.{place}")
        salaries[month - 1 :] += hire.monthly_cost * hire.count
    raises = [
        Raise(_month(one, request.as_of, f"fundraises.{place}"), one.amount, one.probability)
        for place, one in enumerate(request.fundraises)
    ]
    return Drivers(
        cash=request.cash,
        revenue=revenue or NONE,
        costs=costs,
        burn=burn or NONE,
        growth=request.revenue_growth or NONE,
        churn=request.monthly_churn or NONE,
        margin=margin,
        cost_growth=request.cost_growth or NONE,
        volatility=request.revenue_volatility,
        salaries=salaries,
        raises=tuple(raises),
    )


def _agree(burn: Estimate, costs: Estimate, revenue: Estimate | None, margin: Estimate) -> None:
    if typical(burn) > typical(costs):
        raise InvalidInput.of(
            "monthly_burn",
            "is more than all costs; burn is costs less revenue, so give one of both",
        )
    if revenue is None:
        return
    follows = typical(costs) - typical(margin) * typical(revenue)
    if abs(follows - typical(burn)) > DISAGREE * max(typical(costs), 1e-9):
        raise InvalidInput.of(
            "monthly_burn", "is not costs less revenue; leave it out, or mend one of the three"
        )


def _shrinks_no_further(request: RunwayRequest) -> None:
    growth, churn = request.revenue_growth or NONE, request.monthly_churn or NONE
    if _least(growth) - _most(churn) < -1:
        raise InvalidInput.of(
            "monthly_churn", "and revenue_growth together would lose more than all the revenue"
        )


def _least(one: Estimate) -> float:
    return min(v for v in (one.low, one.likely, *(one.values or ())) if v is not None)


def _most(one: Estimate) -> float:
    return max(v for v in (one.high, one.likely, *(one.values or ())) if v is not None)


def _month(one: Hire | Fundraise, as_of: datetime.date | None, path: str) -> int:
    """The month, counted from 1, in which a hire or a raise falls."""
    if (one.month is None) == (one.date is None):
        raise InvalidInput.of(f"{path}.month", "or a date is needed, one of the two")
    if one.month is not None:
        return one.month
    if as_of is None or one.date is None:
        raise InvalidInput.of("as_of", "is needed to count the months to a date", code="missing")
    if one.date < as_of:
        raise InvalidInput.of(f"{path}.date", "lies in the past; give its cost with the costs now")
    return floor(months_between(as_of, one.date) + 1e-9) + 1


def months_between(start: datetime.date, end: datetime.date) -> float:
    """Calendar months, parts of a month by its days."""
    whole = (end.year - start.year) * 12 + end.month - start.month
    if date_after(start, whole) > end:
        whole -= 1
    begin, until = date_after(start, whole), date_after(start, whole + 1)
    return whole + (end - begin).days / (until - begin).days


def date_after(start: datetime.date, months: float) -> datetime.date:
    """The day so many calendar months later; the last of a month that is too short."""
    whole = floor(months + 1e-9)
    begin, until = _shifted(start, whole), _shifted(start, whole + 1)
    return begin + datetime.timedelta(days=int((months - whole) * (until - begin).days + 1e-9))


def _shifted(start: datetime.date, months: int) -> datetime.date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
