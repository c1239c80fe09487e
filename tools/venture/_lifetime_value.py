"""What a customer is worth: a stream of equal monthly contributions that ends by churn.

A customer pays at the start of each month and stays for the next one with probability
1 - churn, so the number of payments is geometric with mean 1 / churn.
"""

import math
from dataclasses import dataclass
from typing import Literal

MONTHS_IN_YEAR = 12
LEAST_CHURN = 1e-6  # one customer in a million a month; less is no measured churn
CHURNLESS_HORIZON = 60.0  # months counted when nothing ends the stream: five years

LeverName = Literal[
    "monthly_churn", "annual_churn", "customer_lifetime_months", "arpa", "gross_margin"
]


def monthly_from_annual(churn: float) -> float:
    """The constant monthly churn that loses `churn` of the customers in a year."""
    return -math.expm1(math.log1p(-churn) / MONTHS_IN_YEAR) if churn < 1 else 1.0


def lifetime_value(
    contribution: float, churn: float, horizon: float | None = None, annual_discount: float = 0.0
) -> float:
    """Expected contribution of one customer, over at most `horizon` months.

    Sum over months k = 0, 1, … of contribution x ((1 - churn) / (1 + r))^k with the monthly
    discount rate r = (1 + annual_discount)^(1/12) - 1. A horizon that is no whole number of months
    counts its last part as the closed form does, between the neighbouring whole months.
    """
    growth = math.log1p(annual_discount) / MONTHS_IN_YEAR
    fade = churn if growth == 0 else -math.expm1(_log(1 - churn) - growth)
    if fade == 0:
        if horizon is None:
            raise ValueError("without churn, discount and horizon the sum has no end")
        return contribution * horizon
    endless = contribution / fade
    if horizon is None or fade >= 1:
        return endless
    return endless * -math.expm1(horizon * math.log1p(-fade))


def months_to_recover(contribution: float, churn: float, cost: float) -> float | None:
    """Months after which the expected contribution covers `cost`; None when it never does.

    Unlike cost / contribution it allows for customers who leave before they have paid back.
    """
    if cost <= 0:
        return 0.0
    if contribution <= 0:
        return None
    if churn == 0:
        return cost / contribution
    left = 1 - cost * churn / contribution
    if left < 0 or (left == 0 and churn < 1):
        return None
    return 1.0 if churn >= 1 else math.log(left) / math.log1p(-churn)


@dataclass(frozen=True, slots=True)
class Value:
    """The drivers of a customer's value, and how the retention was given."""

    arpa: float
    margin: float
    churn: float
    """Per month."""
    horizon: float | None
    retention: LeverName
    retention_value: float

    @property
    def contribution(self) -> float:
        """Gross profit a customer brings in a month."""
        return self.arpa * self.margin

    def at(self, *, arpa: float | None = None, margin: float | None = None) -> float:
        """Lifetime value at another price or margin."""
        price = self.arpa if arpa is None else arpa
        return lifetime_value(
            price * (self.margin if margin is None else margin), self.churn, self.horizon
        )

    def at_churn(self, churn: float) -> float:
        """Lifetime value at another monthly churn."""
        return lifetime_value(self.contribution, churn, self.horizon)


@dataclass(frozen=True, slots=True)
class Change:
    """One driver a fifth better, and the lifetime value that would follow."""

    lever: LeverName
    now: float
    then: float
    ltv: float


def changes(value: Value) -> list[Change]:
    """Each driver a fifth better, as round as it can be said; the strongest first."""
    found = [
        Change("arpa", value.arpa, value.arpa * 1.2, value.at(arpa=value.arpa * 1.2)),
        _margin_change(value),
    ]
    if value.churn > 0:
        found.insert(0, _retention_change(value))
    return sorted(found, key=lambda change: -change.ltv)


def _margin_change(value: Value) -> Change:
    """A fifth less cost of goods: a margin of 80 % becomes 84 %, never more than 100 %."""
    better = 1 - 0.8 * (1 - value.margin)
    return Change("gross_margin", value.margin, better, value.at(margin=better))


def _retention_change(value: Value) -> Change:
    now = value.retention_value
    if value.retention == "customer_lifetime_months":
        then = max(two_digits(now * 1.25), now)
        return Change(value.retention, now, then, value.at_churn(1 / then))
    then = min(two_digits(now * 0.8), now)
    churn = monthly_from_annual(then) if value.retention == "annual_churn" else then
    return Change(value.retention, now, then, value.at_churn(churn))


def two_digits(value: float) -> float:
    """`value` to two significant digits: what-ifs are said with round figures."""
    return float(f"{value:.2g}")


def churn_for(value: Value, ltv: float) -> float | None:
    """The monthly churn at which the lifetime value is `ltv`; None when no churn gives it."""
    if ltv <= 0 or value.horizon is not None:
        return None
    churn = value.contribution / ltv
    return churn if LEAST_CHURN <= churn <= 1 else None


def _log(fraction: float) -> float:
    return math.log(fraction) if fraction > 0 else -math.inf
