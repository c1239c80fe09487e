"""Risk-weighted assets of exposures to a central counterparty (CRE54)."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._ccp_row import CentralCounterparty
from tools.finance._credit_protection import Notes

TRADES = {"member": 0.02, "client_protected": 0.02, "client_partly": 0.04}
PARAGRAPH = "CRE54"
MEMBER_WEIGHT, MEMBER_RATIO = 0.2, 0.08  # of the CCP's own exposures to its clearing members
FUND_FLOOR = 0.08 * 0.02  # of the bank's contribution
TO_ASSETS, HIGHEST = 12.5, 12.5


def ccp_assets(
    one: CentralCounterparty, path: str, steps: Steps, notes: Notes
) -> tuple[float, str]:
    """Risk-weighted assets of trades and default fund, and where they stand."""
    if not one.qualifying:
        if one.risk_weight is None:
            raise InvalidInput.of(
                f"{path}risk_weight",
                "is needed for a CCP that does not qualify: its standardised weight",
                code="missing",
            )
        return _plain(one, one.risk_weight, steps), PARAGRAPH
    weight = steps.share("weight of trades", TRADES[one.protection], PARAGRAPH)
    trades = steps.money("risk-weighted assets of trades", weight * one.trade_exposure,
                         PARAGRAPH)  # fmt: skip
    total = trades + _fund(one, path, steps)
    if one.unfunded:
        notes.add("Unfunded contributions to a qualifying CCP's default fund carry no capital.")
    if one.risk_weight is not None:
        cap = _plain(one, one.risk_weight, Steps())
        if cap < total:
            return steps.money("cap: as if it did not qualify", cap, PARAGRAPH), PARAGRAPH
    return total, PARAGRAPH


def _fund(one: CentralCounterparty, path: str, steps: Steps) -> float:
    """12.5 K_CM = 12.5 max(K_CCP DF_i / (DF_CCP + DF_CM); 8 % x 2 % x DF_i)."""
    if not one.default_fund:
        return 0.0
    needed = () if one.member_exposures else ("hypothetical_capital",)
    for name in (*needed, "member_funds"):
        if getattr(one, name) is None:
            raise InvalidInput.of(
                f"{path}{name}", "is needed for the default fund; the CCP publishes it",
                code="missing",
            )  # fmt: skip
    pool = (one.member_funds or 0.0) + one.ccp_funds
    whole = _hypothetical(one, steps)
    steps.money("prefunded resources of CCP and members", pool, PARAGRAPH)
    part = steps.share("bank's part of them", one.default_fund / pool, PARAGRAPH)
    own = steps.money("K_CCP times that part", whole * part, PARAGRAPH)
    least = steps.money("8 % x 2 % of the contribution", FUND_FLOOR * one.default_fund, PARAGRAPH)
    need = steps.money("capital for the default fund", max(own, least), PARAGRAPH)
    return steps.money("risk-weighted assets of the default fund", TO_ASSETS * need, PARAGRAPH)


def _hypothetical(one: CentralCounterparty, steps: Steps) -> float:
    """K_CCP as published, or 20 % x 8 % of the CCP's exposures to its members."""
    whole = one.hypothetical_capital or 0.0
    if one.member_exposures:
        exposures = sum(one.member_exposures)
        steps.money("exposures of the CCP to its members", exposures, PARAGRAPH)
        whole = MEMBER_WEIGHT * MEMBER_RATIO * exposures
    return steps.money("hypothetical capital K_CCP", whole, PARAGRAPH)


def _plain(one: CentralCounterparty, weight: float, steps: Steps) -> float:
    """A CCP that does not qualify: its own weight for trades, 1250 % for the default fund."""
    trades = steps.money("risk-weighted assets of trades", weight * one.trade_exposure, PARAGRAPH)
    fund = HIGHEST * (one.default_fund + one.unfunded)
    return trades + steps.money("risk-weighted assets of the default fund", fund, PARAGRAPH)
