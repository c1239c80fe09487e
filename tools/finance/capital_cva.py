"""Capital for credit valuation adjustment risk: BA-CVA and SA-CVA (MAR50)."""

from tools.capability import Method
from tools.errors import InvalidInput
from tools.finance._basel_steps import Step, Steps
from tools.finance._cva_basic import basic_capital
from tools.finance._cva_chart import chart
from tools.finance._cva_report import (
    basic_result,
    basic_steps,
    standardised_result,
    standardised_steps,
)
from tools.finance._cva_request import THRESHOLD, CvaRequest
from tools.finance._cva_result import CvaResult
from tools.finance._cva_standardised import standardised_capital
from tools.finance._cva_words import notes, result_is_reduced, summary

TO_ASSETS = 12.5  # MAR50.1
SOURCES = {
    "basel": "Basel Framework MAR50 (July 2020, in force 2023)",
    "eu_crr3": "Regulation (EU) 575/2013 as amended by 2024/1623, Articles 381 to 386",
    "pra": "PRA Rulebook, Credit Valuation Adjustment Risk Part",
}


def capital_cva(request: CvaRequest) -> CvaResult:
    """Compute capital for CVA risk by the basic or the standardised approach, with every step.

    Use it for BA-CVA from exposures and credit hedges of counterparties (reduced or full), and
    for SA-CVA from sensitivities of CVA; both together where some netting sets are carved out; or
    for a small portfolio from its capital for counterparty credit risk.
    """
    basic = standardised = None
    steps, version = [], ""
    if request.ccr_capital is not None or request.ccr_rwa is not None:
        return _small(request)
    if request.exposures is not None:
        full = not result_is_reduced(request)
        found = basic_capital(request.exposures, request.hedges or [], full, request.regime)
        basic, steps = basic_result(found), basic_steps(found)
        version = "full" if full else "reduced"
    if request.sensitivities is not None:
        classes = standardised_capital(request.sensitivities, request.multiplier, request.currency)
        standardised = standardised_result(classes, request.multiplier)
        steps = [*steps, *standardised_steps(classes, request.multiplier)]
        version = f"{version} and standardised" if version else "standardised"
    capital = (basic.capital if basic else 0.0) + (standardised.capital if standardised else 0.0)
    result = _result(request, capital, version, steps)
    result.basic, result.standardised = basic, standardised
    return _said(request, result)


def _small(request: CvaRequest) -> CvaResult:
    """The alternative of MAR50.9: as much as counterparty credit risk takes."""
    steps = Steps("whole portfolio")
    if request.uncleared_notional is not None:
        if request.uncleared_notional > THRESHOLD:
            raise InvalidInput.of(
                "uncleared_notional",
                "is above 100 billion euros: such a bank computes CVA capital from exposures or "
                "sensitivities (MAR50.9)",
            )
        steps.money("derivatives not cleared centrally", request.uncleared_notional, "MAR50.9(1)")
        steps.money("materiality threshold", THRESHOLD, "MAR50.9(1)")
    capital = request.ccr_capital
    if capital is None:
        capital = (request.ccr_rwa or 0.0) / TO_ASSETS
    steps.money("capital for counterparty credit risk", capital, "MAR50.9")
    steps.money("capital", capital, "MAR50.9")
    return _said(request, _result(request, capital, "small", steps.kept))


def _result(request: CvaRequest, capital: float, version: str, steps: list[Step]) -> CvaResult:
    return CvaResult(
        summary="",
        method=Method(
            name="Capital for credit valuation adjustment risk", source=SOURCES[request.regime]
        ),
        capital=capital,
        rwa=TO_ASSETS * capital,
        version=version,
        basic=None,
        standardised=None,
        steps=steps,
        regime=request.regime,
        currency=request.currency,
    )


def _said(request: CvaRequest, result: CvaResult) -> CvaResult:
    result.summary, result.notes = summary(result), notes(request, result)
    result.chart = chart(result)
    return result
