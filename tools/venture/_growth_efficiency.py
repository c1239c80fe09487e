"""What growth costs and how well it holds: quick ratio, retention, burn multiple, magic number.

Each is None when its inputs are not given or when it has no meaning; then a note says why.
"""

from dataclasses import dataclass, field

from tools.venture._unit_economics_request import UnitEconomicsRequest

MONTHS_IN_YEAR = 12
QUARTERS_IN_YEAR = 4
MOST = 1e12  # a ratio beyond it stands for a denominator of zero


@dataclass(slots=True)
class GrowthEfficiency:
    """The ratios that need no customer value."""

    net_new_mrr: float | None = None
    quick_ratio: float | None = None
    net_revenue_retention: float | None = None
    gross_revenue_retention: float | None = None
    net_new_arr: float | None = None
    burn_multiple: float | None = None
    magic_number: float | None = None
    notes: list[str] = field(default_factory=list[str])
    degenerate: bool = False

    def without_meaning(self, note: str) -> None:
        """Record that a figure was asked for and cannot be said."""
        self.notes.insert(0, note)
        self.degenerate = True


def growth_efficiency(request: UnitEconomicsRequest) -> GrowthEfficiency:
    """Every ratio whose inputs are given."""
    found = GrowthEfficiency()
    _movements(request, found)
    _burn(request, found)
    _magic(request, found)
    return found


def quotient(numerator: float, denominator: float) -> float | None:
    """The ratio, or None where it has no value worth saying: over nothing, or next to nothing."""
    if denominator == 0:
        return None
    value = numerator / denominator
    return value if abs(value) <= MOST else None


def _movements(request: UnitEconomicsRequest, found: GrowthEfficiency) -> None:
    if request.churned_mrr is None:
        return
    expansion, contraction = request.expansion_mrr or 0.0, request.contraction_mrr or 0.0
    lost = request.churned_mrr + contraction
    for name, value in (
        ("Expansion", request.expansion_mrr),
        ("Contraction", request.contraction_mrr),
    ):
        if value is None:
            found.notes.append(f"{name} MRR was not given and is counted as none.")
    if request.new_mrr is not None:
        gained = request.new_mrr + expansion
        found.net_new_mrr = gained - lost
        found.quick_ratio = quotient(gained, lost)
        if found.quick_ratio is None:
            found.without_meaning("Nothing was lost, so the quick ratio has no finite value.")
    if request.starting_mrr is not None:
        if lost > request.starting_mrr:
            found.notes.append("More recurring revenue was lost than there was at the start.")
        found.net_revenue_retention = quotient(
            request.starting_mrr + expansion - lost, request.starting_mrr
        )
        found.gross_revenue_retention = quotient(request.starting_mrr - lost, request.starting_mrr)


def _burn(request: UnitEconomicsRequest, found: GrowthEfficiency) -> None:
    found.net_new_arr = request.net_new_arr
    if request.net_burn is None:
        return
    if found.net_new_arr is None and found.net_new_mrr is not None:
        found.net_new_arr = MONTHS_IN_YEAR * found.net_new_mrr
        found.notes.append(
            "Net new ARR is twelve times the net new MRR; the burn must be of the same period."
        )
    if found.net_new_arr is None:
        return
    if found.net_new_arr <= 0:
        found.without_meaning(
            "Recurring revenue did not grow, so the burn multiple has no meaning."
        )
    else:
        found.burn_multiple = quotient(request.net_burn, found.net_new_arr)


def _magic(request: UnitEconomicsRequest, found: GrowthEfficiency) -> None:
    now, before = request.current_quarter_revenue, request.previous_quarter_revenue
    spent = request.previous_quarter_sales_and_marketing
    if now is None or before is None or spent is None:
        return
    found.magic_number = quotient(QUARTERS_IN_YEAR * (now - before), spent)
    if found.magic_number is None:
        found.without_meaning("Without sales and marketing spend the magic number has no meaning.")
