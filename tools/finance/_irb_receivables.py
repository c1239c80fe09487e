"""Purchased receivables: losses known only as a whole, and dilution.

CRE34; Basel II, paragraphs 362 to 370.
"""

from tools.errors import InvalidInput
from tools.finance._credit_exposure import Exposure
from tools.finance._irb_formula import (
    LARGEST_SLOPE,
    capital,
    conditional_pd,
    corporate_correlation,
    maturity_adjustment,
    maturity_slope,
)
from tools.finance._irb_parameters import Scope, maturity_of, supervisory_lgd

CAPITAL_TO_RWA = 12.5


def split(one: Exposure, scope: Scope) -> Exposure:
    """The exposure with PD and LGD in place of its expected loss (CRE34.4)."""
    if one.pd is not None or one.loss_rate is None:
        return one
    paragraph = "CRE34.4" if scope.final else "Basel II 366"
    scope.steps.share("expected loss of a year", one.loss_rate, paragraph)
    lgd = one.lgd if scope.advanced and one.lgd is not None else supervisory_lgd(
        one, scope.regime)[0]  # fmt: skip
    scope.steps.share("loss given default that divides it", lgd, paragraph)
    pd = min(one.loss_rate / lgd, 1.0) if lgd else 1.0
    scope.steps.share("probability of default from it", pd, paragraph)
    return one.model_copy(update={"pd": pd})


def dilution(one: Exposure, scope: Scope, amount: float) -> tuple[float, float]:
    """Risk-weighted assets and expected loss of dilution; K by the corporate function (CRE34.8)."""
    if one.dilution_loss is None:
        return 0.0, 0.0
    steps, paragraph = scope.steps, "CRE34.8" if scope.final else "Basel II 369"
    rate = steps.share("expected loss of dilution, as PD", one.dilution_loss, paragraph)
    steps.share("loss given default of dilution", 1.0, paragraph)
    years = 1.0 if one.dilution_one_year else maturity_of(one, scope)
    steps.add("maturity of dilution", years, "years", paragraph)
    correlation = steps.share("correlation R of dilution", corporate_correlation(rate), paragraph)
    slope = maturity_slope(rate)
    if slope > LARGEST_SLOPE:
        raise InvalidInput.of(
            f"{scope.path}dilution_loss", "is too small for the maturity adjustment; leave it out"
        )
    adjustment = maturity_adjustment(slope, years)
    steps.add("maturity adjustment of dilution", adjustment, "ratio", paragraph)
    steps.share("chance in the worst of a thousand years, dilution",
                conditional_pd(rate, correlation), paragraph)  # fmt: skip
    need = max(0.0, capital(rate, 1.0, correlation, adjustment))
    steps.share("capital requirement K of dilution", need, paragraph)
    rwa = steps.money("risk-weighted assets of dilution", CAPITAL_TO_RWA * need * amount, paragraph)
    return rwa, steps.money("expected loss of dilution", rate * amount, paragraph)
