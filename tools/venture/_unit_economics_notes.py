"""What was assumed, derived or left out, for whoever relies on the figures."""

from tools.venture._growth_efficiency import quotient
from tools.venture._lifetime_value import CHURNLESS_HORIZON
from tools.venture._unit_economics_request import (
    ALONE,
    BURN_MULTIPLE,
    QUICK_RATIO,
    REQUIRED,
    UnitEconomicsRequest,
)
from tools.venture._unit_economics_result import UnitEconomics
from tools.wording import money, percent

LONG_LIFETIME_MONTHS = 120.0  # ten years: longer than most such companies have existed
_WORDS = {
    "arpa": "the price a customer pays a month",
    "gross_margin": "the gross margin",
    "monthly_churn": "the monthly churn",
    "cac": "the cost of winning a customer",
    "sales_and_marketing_spend": "the sales and marketing spend",
    "new_customers": "the number of new customers",
    "new_mrr": "the new MRR",
    "churned_mrr": "the churned MRR",
    "starting_mrr": "the MRR at the start",
    "net_burn": "the net burn",
    "net_new_arr": "the net new ARR",
    "current_quarter_revenue": "this quarter's revenue",
    "previous_quarter_revenue": "the previous quarter's revenue",
    "previous_quarter_sales_and_marketing": "the previous quarter's sales and marketing spend",
}


def value_notes(request: UnitEconomicsRequest, result: UnitEconomics) -> list[str]:
    """Assumptions and caveats of the customer's value."""
    notes = [
        "Churn, price and margin are taken as constant.",
        *_cost_notes(request, result),
        *_retention_notes(request, result),
        *_payback_notes(result),
    ]
    if result.cac_for_bar is not None:
        notes.append(
            "The usual bars are investors' rules of thumb for subscription software, not norms."
        )
    return notes


def incomplete(given: set[str], burn_known: bool) -> list[str]:
    """Figures that were begun but lack inputs, each with what it still needs."""
    notes: list[str] = []
    begun = any(name in given for group in REQUIRED for names in group for name in names)
    lacking = [group[0][0] for group in REQUIRED if not any(set(names) <= given for names in group)]
    if begun and lacking:
        notes.append(f"A customer's value was left out; it also needs {_listed(lacking)}.")
    complete = {name for names in ALONE if set(names) <= given for name in names}
    for names in ALONE:
        absent = [name for name in names if name not in given]
        started = (set(names) & given) - complete
        if tuple(names) == QUICK_RATIO and given & {"expansion_mrr", "contraction_mrr"} - complete:
            started |= set() if complete >= {"churned_mrr"} else {"expansion_mrr"}
        if started and absent and not (tuple(names) == BURN_MULTIPLE and burn_known):
            notes.append(f"One figure was left out; it also needs {_listed(absent)}.")
    return notes


def _cost_notes(request: UnitEconomicsRequest, result: UnitEconomics) -> list[str]:
    spend, won = request.sales_and_marketing_spend, request.new_customers
    if spend is None or won is None:
        return []
    derived = money(spend / won, request.currency)
    if result.cac_derived:
        return [
            f"The cost of winning a customer, {derived}, is the spend divided by the customers won "
            "in the same period; it is right only if that spend won those customers."
        ]
    return [f"CAC was used as given; spend divided by new customers would be {derived}."]


def _retention_notes(request: UnitEconomicsRequest, result: UnitEconomics) -> list[str]:
    notes: list[str] = []
    churn = result.monthly_churn or 0.0
    if request.monthly_churn is None and request.annual_churn is not None:
        notes.append(
            f"The yearly churn is {percent(churn)} a month, compounded over twelve months."
        )
    elif request.monthly_churn is None:
        notes.append(f"Monthly churn, {percent(churn)}, is one divided by the lifetime given.")
    if churn == 0 and request.horizon_months is None:
        notes.append(
            f"Nobody leaves, so a lifetime has no end: income is counted for {CHURNLESS_HORIZON:g} "
            "months (an assumption). No churn usually means that it was watched too briefly."
        )
    lifetime = result.customer_lifetime_months or 0.0
    if lifetime > LONG_LIFETIME_MONTHS and request.horizon_months is None:
        notes.append(
            f"The lifetime of {lifetime / 12:.0f} years is one divided by the churn, longer than "
            "most companies have watched a customer; a horizon in months would cap it."
        )
    return notes


def _payback_notes(result: UnitEconomics) -> list[str]:
    if result.payback_months is None or result.cac == 0:
        return []
    if result.payback_months_with_churn is None:
        return [
            "Payback is CAC divided by the monthly contribution; allowing for those who leave "
            "before, the average customer never pays back."
        ]
    slower = quotient(result.payback_months_with_churn, result.payback_months)
    if slower is None or slower < 1.02:
        return []
    return [
        "Payback is CAC divided by the monthly contribution; allowing for those who leave before, "
        f"it takes {result.payback_months_with_churn:.1f} months."
    ]


def _listed(names: list[str]) -> str:
    words = [_WORDS[name] for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
