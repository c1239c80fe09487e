"""Weigh tranches, investments in funds and central counterparties as parts of a book."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._ccp_row import CentralCounterparty
from tools.finance._ccp_weight import ccp_assets
from tools.finance._credit_protection import Notes
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import WeighedExposure
from tools.finance._fund_row import Fund
from tools.finance._fund_weight import Investment
from tools.finance._securitisation_cap import MODELLED
from tools.finance._securitisation_row import Securitisation, TrancheApproach
from tools.finance._securitisation_tranche import Tranche
from tools.finance._securitisation_weight import chosen, tranche_weight
from tools.finance._unsettled import WHERE, Unsettled, unsettled_assets

TRANCHE, FUND, CCP = "securitisation", "fund", "central_counterparty"
UNSETTLED = "unsettled"
_FLOOR_ORDER: tuple[TrancheApproach, ...] = ("sec_erba", "sec_sa")
"""Approaches the output floor's base allows, in their order (RBC20.11(4))."""


def weigh_tranche(
    row: Securitisation, at: int, request: CapitalCreditRequest, notes: Notes
) -> WeighedExposure:
    """One tranche, weighed."""
    name = row.name or f"tranche {at + 1}"
    steps = Steps(name)
    tranche = Tranche(row, f"securitisations.{at}.", steps, notes)
    approach = chosen(tranche)
    steps.money("exposure", row.amount, "CRE40.19")
    weight, paragraph = tranche_weight(tranche, approach)
    rwa = steps.money("risk-weighted assets", weight * row.amount, "CRE40.37")
    capital = steps.money("capital", request.capital_ratio * rwa, "RBC20.1")
    base = _without_models(tranche) if approach in MODELLED else rwa
    return WeighedExposure(
        name=name,
        asset_class=TRANCHE,
        approach=approach,
        exposure_at_default=row.amount,
        risk_weight=weight,
        risk_weighted_assets=rwa,
        capital=capital,
        paragraph=paragraph,
        standardised_rwa=base,
        steps=steps.kept,
    )


def _without_models(tranche: Tranche) -> float | None:
    """The tranche without SEC-IRBA and SEC-IAA, for the output floor; None if unknown."""
    for approach in _FLOOR_ORDER:
        rated = tranche.row.rating is not None and not tranche.row.assessed
        if not (rated if approach == "sec_erba" else tranche.row.pool_capital is not None):
            continue
        try:
            trial = Tranche(tranche.row, tranche.path, Steps(), Notes())
            weight, _ = tranche_weight(trial, approach)
        except InvalidInput:
            continue
        rwa = weight * tranche.row.amount
        return tranche.steps.money("standardised risk-weighted assets", rwa, "RBC20.11")
    return None


def weigh_fund(fund: Fund, at: int, request: CapitalCreditRequest, notes: Notes) -> WeighedExposure:
    """One investment in a fund, weighed."""
    name = fund.name or f"fund {at + 1}"
    steps = Steps(name)
    investment = Investment(fund, f"funds.{at}.", request, steps, notes)
    amount = steps.money("equity investment", fund.invested, "CRE60.14")
    weight, paragraph = investment.weight()
    rwa = steps.money("risk-weighted assets", weight * amount, "CRE60.14")
    return WeighedExposure(
        name=name,
        asset_class=FUND,
        approach=investment.approach,
        exposure_at_default=amount,
        risk_weight=weight,
        risk_weighted_assets=rwa,
        capital=steps.money("capital", request.capital_ratio * rwa, "RBC20.1"),
        paragraph=paragraph,
        standardised_rwa=rwa,
        steps=steps.kept,
    )


def weigh_ccp(
    one: CentralCounterparty, at: int, request: CapitalCreditRequest, notes: Notes
) -> WeighedExposure:
    """Trades and default fund of one central counterparty, weighed."""
    name = one.name or f"central counterparty {at + 1}"
    steps = Steps(name)
    steps.money("trade exposure", one.trade_exposure, "CRE54")
    steps.money("default fund contribution", one.default_fund, "CRE54")
    rwa, paragraph = ccp_assets(one, f"central_counterparties.{at}.", steps, notes)
    exposure = one.trade_exposure + one.default_fund
    exposure += 0.0 if one.qualifying else one.unfunded
    steps.money("risk-weighted assets", rwa, paragraph)
    return WeighedExposure(
        name=name,
        asset_class=CCP,
        approach="qualifying" if one.qualifying else "not_qualifying",
        exposure_at_default=exposure,
        risk_weight=rwa / exposure if exposure else 0.0,
        risk_weighted_assets=rwa,
        capital=steps.money("capital", request.capital_ratio * rwa, "RBC20.1"),
        paragraph=paragraph,
        standardised_rwa=rwa,
        steps=steps.kept,
    )


def weigh_unsettled(one: Unsettled, at: int, request: CapitalCreditRequest) -> WeighedExposure:
    """One trade that failed to settle, weighed."""
    name = one.name or f"unsettled trade {at + 1}"
    steps = Steps(name)
    rwa = unsettled_assets(one, steps)
    return WeighedExposure(
        name=name,
        asset_class=UNSETTLED,
        approach=one.kind,
        exposure_at_default=one.amount,
        risk_weight=rwa / one.amount if one.amount else 0.0,
        risk_weighted_assets=rwa,
        capital=steps.money("capital", request.capital_ratio * rwa, "RBC20.1"),
        paragraph=WHERE,
        standardised_rwa=rwa,
        steps=steps.kept,
    )
