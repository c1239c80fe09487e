"""Supporting factors of the European Union: Articles 501 and 501a CRR; Basel has none."""

from tools.finance._basel_steps import Steps
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_protection import Notes
from tools.finance._credit_result import WeighedExposure

SMALL_UP_TO = 2.5e6  # euros owed up to which the lower factor holds
SMALL, LARGER = 0.7619, 0.85
INFRASTRUCTURE = 0.75


def supported(one: Exposure, weighed: WeighedExposure, steps: Steps, notes: Notes) -> None:
    """Multiply the risk-weighted assets by the factor, if one was asked for."""
    if one.supporting_factor is None:
        return
    if one.supporting_factor == "infrastructure":
        factor, where = INFRASTRUCTURE, "Article 501a CRR"
    else:
        factor, where = _small(one, weighed), "Article 501 CRR"
    steps.share("supporting factor", factor, where)
    weighed.risk_weighted_assets = steps.money(
        "risk-weighted assets with the supporting factor",
        factor * weighed.risk_weighted_assets,
        where,
    )
    weighed.risk_weight *= factor
    if weighed.standardised_rwa is not None:
        weighed.standardised_rwa *= factor
    notes.add(
        "Supporting factors are law of the European Union (Articles 501 and 501a CRR), not of the "
        "Basel Framework."
    )


def _small(one: Exposure, weighed: WeighedExposure) -> float:
    """The mean of both factors over what the borrower and its group owe."""
    owed = weighed.exposure_at_default if one.group_owed is None else one.group_owed
    low = min(owed, SMALL_UP_TO)
    return (SMALL * low + LARGER * (owed - low)) / owed if owed else SMALL
