"""Double default: a guaranteed exposure that is lost only if both fail (Basel II, paragraph 284).

The final Basel III rules have no such formula.
"""

from tools.finance._credit_exposure import Exposure
from tools.finance._irb_formula import LARGEST_SLOPE, capital, maturity_adjustment, maturity_slope
from tools.finance._irb_parameters import Scope, maturity_of, pd_of, supervisory_lgd
from tools.finance._irb_weighed import Weighed

WHERE = "Basel II 284"
BASE, PER_PD = 0.15, 160.0  # K_DD = K_0 (0.15 + 160 PD_g)
CAPITAL_TO_RWA = 12.5


def direct_claim(one: Exposure) -> Exposure:
    """The exposure as a claim on its guarantor, unsecured."""
    return one.model_copy(
        update={"asset_class": one.guarantor_class, "collateral": 0.0, "collaterals": None}
        | {"turnover": None, "lgd": None, "lent_type": None}
    )


def double_default(one: Exposure, own: Weighed, scope: Scope) -> float:
    """The risk weight of the hedged part; its expected loss is nothing."""
    steps, direct = scope.steps, direct_claim(one)
    obligor, correlation = own.pd or 0.0, own.correlation or 0.0
    guarantor = pd_of(direct, scope, one.guarantor_pd or 0.0)
    steps.share("probability of default of the guarantor", guarantor, WHERE)
    lgd, _ = supervisory_lgd(direct, scope.regime)
    steps.share("loss given default of the guarantor", lgd, WHERE)
    slope = maturity_slope(min(obligor, guarantor)) if min(obligor, guarantor) > 0 else 0.0
    protected = one.protection_maturity
    lasting = one if protected is None else one.model_copy(update={"maturity": protected})
    adjustment = maturity_adjustment(min(slope, LARGEST_SLOPE), maturity_of(lasting, scope))
    steps.add("maturity adjustment of the protection", adjustment, "ratio", WHERE)
    alone = steps.share(
        "capital requirement K_0", capital(obligor, lgd, correlation, adjustment), WHERE
    )
    factor = steps.add("0.15 + 160 PD of the guarantor", BASE + PER_PD * guarantor, "ratio", WHERE)
    joint = steps.share("capital requirement K_DD", alone * factor, WHERE)
    return CAPITAL_TO_RWA * joint
