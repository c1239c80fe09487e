"""The business indicator and what follows from it: OPE25.3 to OPE25.11."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import e, log

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._operational_request import IncomeYear

MARGIN_CAP = 0.0225  # of interest-earning assets
BUCKETS = ((1e9, 0.12), (30e9, 0.15), (float("inf"), 0.18))
"""Upper end in euros and marginal coefficient."""
LOSS_FACTOR = 15
POWER = 0.8


@dataclass(frozen=True, slots=True)
class Indicator:
    """The three components."""

    interest: float
    services: float
    financial: float
    capped: bool


def indicator(years: Sequence[IncomeYear], steps: Steps) -> Indicator:
    """The components from each year's accounts; net items are made absolute year by year."""
    if any(year.interest_earning_assets is None for year in years):
        at = next(i for i, year in enumerate(years) if year.interest_earning_assets is None)
        raise InvalidInput.of(
            f"years.{at}.interest_earning_assets",
            "is required: net interest counts up to 2.25 % of it",
            code="missing",
        )

    def mean(name: str, of: Callable[[IncomeYear], float]) -> float:
        average = sum(of(year) for year in years) / len(years)
        return steps.money(f"average {name}", average, "OPE25.5")

    margin = mean("net interest", lambda y: abs(y.interest_income - y.interest_expense))
    assets = mean("interest-earning assets", lambda y: y.interest_earning_assets or 0.0)
    cap = steps.money("cap on net interest", MARGIN_CAP * assets, "OPE25.5")
    dividends = mean("dividend income", lambda y: y.dividend_income)
    interest = min(margin, cap) + dividends
    other = max(
        mean("other operating income", lambda y: y.other_operating_income),
        mean("other operating expense", lambda y: y.other_operating_expense),
    )
    fees = max(
        mean("fee income", lambda y: y.fee_income), mean("fee expense", lambda y: y.fee_expense)
    )
    trading = mean("trading book result", lambda y: abs(y.trading_result))
    banking = mean("banking book result", lambda y: abs(y.banking_result))
    return Indicator(interest, other + fees, trading + banking, margin > cap)


def component(indicator_: float, per_euro: float, steps: Steps) -> tuple[float, int]:
    """The business indicator component, and the bucket the indicator falls into."""
    whole, low, bucket = 0.0, 0.0, 1
    for number, (end, coefficient) in enumerate(BUCKETS, 1):
        part = min(indicator_, end * per_euro) - low
        if part <= 0 and number > 1:
            break
        bucket = number
        whole += steps.money(
            f"bucket {number}: {100 * coefficient:g} % of {part:,.0f}",
            coefficient * part,
            "OPE25.7",
        )
        low = end * per_euro
    return steps.money("business indicator component", whole, "OPE25.7"), bucket


def multiplier(loss: float, component_: float) -> float:
    """ILM = ln(e - 1 + (LC/BIC)^0.8) (OPE25.8)."""
    return log(e - 1 + (loss / component_) ** POWER)
