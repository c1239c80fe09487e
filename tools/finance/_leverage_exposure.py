"""The leverage exposure measure: LEV30."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._leverage_request import LeverageRatioRequest, OffBalanceKind

ALPHA = 1.4
FACTORS: dict[OffBalanceKind, tuple[float, str]] = {
    "guarantee": (1.0, "LEV30.49"),
    "unsettled": (1.0, "LEV30.49"),
    "note_issuance": (0.5, "LEV30.50"),
    "performance": (0.5, "LEV30.51"),
    "commitment": (0.4, "LEV30.52"),
    "trade": (0.2, "LEV30.53"),
    "cancellable": (0.1, "LEV30.54"),
}


def on_balance(request: LeverageRatioRequest, steps: Steps) -> float:
    """Assets without derivatives and securities financing, less what Tier 1 already bears."""
    assets = steps.money("on-balance sheet assets", request.on_balance or 0.0, "LEV30.8")
    for name, amount, paragraph in (
        ("deductions from Tier 1", request.deductions, "LEV30.3"),
        ("receivables for cash variation margin", request.margin_receivables, "LEV30.25"),
        ("exempt central bank reserves", request.reserves_exempt, "LEV30.7"),
    ):
        if amount:
            assets -= steps.money(name, amount, paragraph)
    if request.collateral_grossed_up:
        assets += steps.money(
            "derivatives collateral provided", request.collateral_grossed_up, "LEV30.23"
        )
    if assets < 0:
        raise InvalidInput.of("deductions", "exceed the assets on the balance sheet")
    return steps.money("on-balance sheet exposure", assets, "LEV30.8")


def derivatives(request: LeverageRatioRequest, steps: Steps) -> float:
    """1.4 times replacement cost and potential exposure, and credit protection written."""
    cost, potential = request.replacement_cost or 0.0, request.potential_exposure or 0.0
    for one in request.netting_sets or ():
        received = one.market_value - one.margin_received + one.margin_provided
        cost += steps.money(f"replacement cost {one.name or ''}".strip(), max(received, 0.0),
                            "LEV30.16")  # fmt: skip
        potential += one.potential_exposure
    steps.money("replacement cost", cost, "LEV30.16")
    steps.money("potential future exposure", potential, "LEV30.16")
    exposure = steps.money("1.4 times their sum", ALPHA * (cost + potential), "LEV30.15")
    written = request.written_credit_derivatives - request.credit_derivative_offsets
    if request.written_credit_derivatives or request.credit_derivative_offsets:
        exposure += steps.money("credit protection written, net", max(written, 0.0), "LEV30.31")
    return steps.money("derivative exposure", exposure, "LEV30.13")


def financing(request: LeverageRatioRequest, steps: Steps) -> float:
    """Gross assets of securities financing and the counterparty exposure E* = max(0, E - C)."""
    gross = request.sft_assets - request.sft_netting
    steps.money("gross securities financing assets after netting", gross, "LEV30.37(1)")
    counterparty = request.sft_counterparty_exposure or 0.0
    for one in request.securities_financing or ():
        counterparty += steps.money(
            f"current exposure {one.name or ''}".strip(),
            max(0.0, one.lent - one.received),
            "LEV30.37(2)",
        )
    steps.money("counterparty exposure", counterparty, "LEV30.37(2)")
    return steps.money("securities financing exposure", gross + counterparty, "LEV30.37")


def off_balance(request: LeverageRatioRequest, steps: Steps) -> float:
    """Items off the balance sheet after conversion, never less than zero in all."""
    total = 0.0
    for one in request.off_balance or ():
        factor, paragraph = FACTORS[one.kind]
        name = one.name or one.kind.replace("_", " ")
        total += steps.money(f"{name}: {100 * factor:g} %", factor * one.amount, paragraph)
    if request.off_balance_provisions:
        total -= steps.money("provisions against them", request.off_balance_provisions, "LEV30.48")
    return steps.money("off-balance sheet exposure", max(0.0, total), "LEV30.48")
