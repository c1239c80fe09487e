"""Weigh one exposure by internal ratings: CRE31 to CRE33; Basel II, paragraphs 272 to 330."""

from tools.errors import InvalidInput
from tools.finance._credit_classes import (
    BANK_LIKE,
    EQUITIES,
    MORTGAGES,
    OTHER_ASSETS,
    RETAIL,
    REVOLVING,
    SPECIALISED,
    Approach,
    AssetClass,
)
from tools.finance._credit_conversion import converted
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_protection import covered
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_standardised import guarantor_weight
from tools.finance._irb_double_default import direct_claim, double_default
from tools.finance._irb_formula import (
    FINANCIAL_MULTIPLIER,
    LARGE,
    LARGEST_SLOPE,
    SMALL,
    capital,
    conditional_pd,
    corporate_correlation,
    maturity_adjustment,
    maturity_slope,
    retail_correlation,
    size_adjustment,
    volatile_correlation,
)
from tools.finance._irb_parameters import (
    Scope,
    lgd_of,
    maturity_of,
    pd_of,
    supervisory_lgd,
)
from tools.finance._irb_receivables import dilution, split
from tools.finance._irb_weighed import Weighed

LARGE_CORPORATE = 500e6  # consolidated sales above which own LGDs are not allowed (CRE30.34)
CAPITAL_TO_RWA = 12.5
STANDARDISED_ONLY = EQUITIES | OTHER_ASSETS


def internal(
    one: Exposure, approach: Approach, request: CapitalCreditRequest, scope: Scope
) -> Weighed:
    """The exposure under internal ratings. Raises `InvalidInput` naming what is missing."""
    _check_allowed(one, approach, scope)
    exposure = one.amount + converted(one, request.regime, approach, scope.steps)
    paragraph = "CRE32.29" if scope.final else "Basel II 308"
    scope.steps.money("exposure at default", exposure, paragraph)
    if one.in_default:
        return _defaulted(one, scope, exposure)
    diluted, lost = dilution(one, scope, exposure)
    left = exposure - diluted / CAPITAL_TO_RWA
    if diluted:
        scope.steps.money("exposure less capital for dilution", left, "CRE34.5")
    one = split(one, scope)
    if one.pd is None:
        raise scope.missing("pd", "internal ratings need a probability of default, such as 0.01")
    own = _by_function(one, one.asset_class, one.pd, left, scope)
    if one.guaranteed:
        own = _guaranteed(one, own, request, scope)
    return _with_dilution(own, exposure, diluted, lost) if diluted else own


def _with_dilution(own: Weighed, exposure: float, diluted: float, lost: float) -> Weighed:
    """Default and dilution risk of one purchase together, on the whole of it."""
    own.risk_weight = (own.risk_weight * own.exposure + diluted) / exposure
    own.expected_loss += lost
    own.exposure = exposure
    return own


def _check_allowed(one: Exposure, approach: Approach, scope: Scope) -> None:
    if not scope.final or approach != "advanced":
        return
    large = one.turnover is not None and one.turnover > LARGE_CORPORATE
    if one.asset_class in BANK_LIKE or (large and one.asset_class not in RETAIL):
        what = "banks and other financial institutions"
        if one.asset_class not in BANK_LIKE:
            what = "companies with sales above 500 million euros"
        raise InvalidInput.of(
            f"{scope.path}approach",
            f"the final Basel III rules allow only the foundation approach for {what} "
            "(CRE30.34); use foundation",
        )


def _by_function(
    one: Exposure, asset_class: AssetClass, given: float, exposure: float, scope: Scope
) -> Weighed:
    pd = pd_of(one, scope, given)
    lgd = lgd_of(one, scope, exposure)
    return _weigh(one, asset_class, pd, lgd, exposure, scope)


def _weigh(
    one: Exposure, asset_class: AssetClass, pd: float, lgd: float, exposure: float, scope: Scope
) -> Weighed:
    steps = scope.steps
    loss = steps.money("expected loss", pd * lgd * exposure, "CRE35.3" if scope.final else
                       "Basel II 376")  # fmt: skip
    if pd == 0:
        steps.share("capital requirement K", 0.0, "CRE31.5")
        return Weighed(exposure, 0.0, loss, "CRE31.5", pd, lgd, None, None, None, 0.0)
    correlation, paragraph = _correlation(one, asset_class, pd, scope)
    maturity = adjustment = None
    if asset_class not in RETAIL:
        maturity = maturity_of(one, scope)
        adjustment = _adjustment(pd, maturity, scope)
    steps.share("chance of default in the worst of a thousand years",
                conditional_pd(pd, correlation), paragraph)  # fmt: skip
    need = max(0.0, capital(pd, lgd, correlation, 1.0 if adjustment is None else adjustment))
    steps.share("capital requirement K", need, paragraph)
    weight = steps.share("risk weight", CAPITAL_TO_RWA * need, paragraph)
    return Weighed(exposure, weight, loss, paragraph, pd, lgd, maturity, correlation, adjustment,
                   need)  # fmt: skip


def _adjustment(pd: float, maturity: float, scope: Scope) -> float:
    paragraph = "CRE31.5" if scope.final else "Basel II 272"
    slope = maturity_slope(pd)
    if slope > LARGEST_SLOPE:
        raise InvalidInput.of(
            f"{scope.path}pd",
            "the maturity adjustment is not defined for so small a probability of default; give 0 "
            "or at least 0.000006",
        )
    scope.steps.add("maturity slope b", slope, "ratio", paragraph)
    adjustment = maturity_adjustment(slope, maturity)
    return scope.steps.add(
        "full maturity adjustment", adjustment, "ratio", "CRE31.6" if scope.final else paragraph
    )


def _correlation(
    one: Exposure, asset_class: AssetClass, pd: float, scope: Scope
) -> tuple[float, str]:
    """R of the class's function, and the function's paragraph."""
    steps = scope.steps
    paragraph = _paragraph(asset_class, scope.final)
    if asset_class in MORTGAGES:
        return steps.share("correlation R", 0.15, paragraph), paragraph
    if asset_class in REVOLVING:
        return steps.share("correlation R", 0.04, paragraph), paragraph
    if asset_class in RETAIL:
        return steps.share("correlation R", retail_correlation(pd), paragraph), paragraph
    if asset_class in ("hvcre", "development"):
        return steps.share("correlation R", volatile_correlation(pd), paragraph), paragraph
    correlation = corporate_correlation(pd)
    if asset_class == "large_financial" and scope.final:
        steps.share("correlation before the multiplier", correlation, "CRE31.5")
        steps.add("multiplier of the correlation", FINANCIAL_MULTIPLIER, "ratio", "CRE31.7")
        correlation *= FINANCIAL_MULTIPLIER
    if asset_class in ("sme", "corporate", "investment_grade") and one.turnover is not None:
        correlation = _for_size(correlation, one.turnover, scope)
    elif asset_class == "sme":
        scope.notes.add(
            "Small firms without annual sales get no reduction for size (CRE31.8): give turnover."
        )
    return steps.share("correlation R", correlation, paragraph), paragraph


def _for_size(correlation: float, turnover: float, scope: Scope) -> float:
    if turnover >= LARGE:
        return correlation
    paragraph = "CRE31.8" if scope.final else "Basel II 273"
    scope.steps.share("correlation before the size adjustment", correlation, paragraph)
    if turnover < SMALL:
        scope.steps.money("sales counted", SMALL, paragraph)
        scope.notes.add(f"Annual sales below 5 million count as 5 million ({paragraph}).")
    return correlation - scope.steps.share("size adjustment", size_adjustment(turnover), paragraph)


def _paragraph(asset_class: str, final: bool) -> str:
    if asset_class in MORTGAGES:
        return "CRE31.14" if final else "Basel II 328"
    if asset_class in REVOLVING:
        return "CRE31.15" if final else "Basel II 329"
    if asset_class in RETAIL:
        return "CRE31.16" if final else "Basel II 330"
    if asset_class in ("hvcre", "development"):
        return "CRE31.11" if final else "Basel II 283"
    if asset_class == "large_financial" and final:
        return "CRE31.7"
    if asset_class in SPECIALISED:
        return "CRE31.10" if final else "Basel II 282"
    return "CRE31.5" if final else "Basel II 272"


def _defaulted(one: Exposure, scope: Scope, exposure: float) -> Weighed:
    """K is what LGD exceeds the best estimate of loss by; nothing in the foundation approach."""
    steps, paragraph = scope.steps, "CRE31.3" if scope.final else "Basel II 272"
    lgd = lgd_of(one, scope, exposure)
    own = scope.advanced or one.asset_class in RETAIL
    best = one.best_estimate_loss if own and one.best_estimate_loss is not None else lgd
    if own and one.best_estimate_loss is None:
        scope.notes.add(
            "Defaulted exposures without a best estimate of loss take their LGD for it: no capital "
            "for unexpected loss, the whole of it as expected loss (CRE31.3)."
        )
    steps.share("best estimate of the expected loss", best, paragraph)
    need = steps.share("capital requirement K", max(0.0, lgd - best), paragraph)
    loss = steps.money("expected loss", best * exposure, "CRE35.3")
    weight = steps.share("risk weight", CAPITAL_TO_RWA * need, paragraph)
    return Weighed(exposure, weight, loss, paragraph, 1.0, lgd, None, None, None, need)


def _guaranteed(
    one: Exposure, own: Weighed, request: CapitalCreditRequest, scope: Scope
) -> Weighed:
    """The covered part takes the guarantor's weight where that is lower (CRE32.24)."""
    guarantor = one.guarantor_class
    amount = covered(one, own.exposure, scope.steps)
    if amount <= 0:
        return own
    share = amount / own.exposure
    if one.guarantor_pd is None:
        weight, loss = guarantor_weight(one, request, scope.steps, scope.path), 0.0
    elif guarantor is None:
        weight, loss = one.guarantor_weight or 0.0, 0.0
    elif one.double_default:
        weight, loss = double_default(one, own, scope), 0.0
    else:
        copy = direct_claim(one)
        pd = pd_of(copy, scope, one.guarantor_pd)
        lgd, paragraph = supervisory_lgd(copy, request.regime)
        scope.steps.share("loss given default of the guarantor", lgd, paragraph)
        through = _weigh(copy, guarantor, pd, lgd, amount, scope)
        weight, loss = through.risk_weight, through.expected_loss
    scope.steps.share("risk weight of the guarantor", weight, "CRE32.24")
    if weight >= own.risk_weight:
        scope.notes.add("Guarantees that would not lower the weight are not counted (CRE32.22).")
        return own
    mixed = share * weight + (1 - share) * own.risk_weight
    own.risk_weight = scope.steps.share("risk weight with the guarantee", mixed, "CRE32.25")
    own.expected_loss = loss + (1 - share) * own.expected_loss
    return own
