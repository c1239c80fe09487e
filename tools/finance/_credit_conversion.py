"""What an undrawn amount counts for: credit conversion factors by regime and approach."""

from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import Approach, Commitment, Regime
from tools.finance._credit_exposure import Exposure

FINAL: dict[Commitment, tuple[float, str]] = {
    "guarantee": (1.0, "CRE20.95"),
    "note_issuance": (0.5, "CRE20.96"),
    "performance": (0.5, "CRE20.97"),
    "commitment": (0.4, "CRE20.98"),
    "short_commitment": (0.4, "CRE20.98"),
    "trade": (0.2, "CRE20.99"),
    "cancellable": (0.1, "CRE20.100"),
}
SECOND: dict[Commitment, tuple[float, str]] = {
    "guarantee": (1.0, "Basel II 83(i)"),
    "note_issuance": (0.5, "Basel II 84(i)"),
    "performance": (0.5, "Basel II 84(ii)"),
    "commitment": (0.5, "Basel II 83"),
    "short_commitment": (0.2, "Basel II 83"),
    "trade": (0.2, "Basel II 85"),
    "cancellable": (0.0, "Basel II 83"),
}
_FOUNDATION_SECOND = (0.75, "Basel II 312")
_AT_75 = ("commitment", "short_commitment", "note_issuance")
OWN_SHARE = 0.5  # of the standardised factor, below which own estimates may not go (CRE32.36)


def supervisory(one: Exposure, regime: Regime, approach: Approach) -> tuple[float, str]:
    """The factor the standard sets, and its paragraph; the lower of two for a commitment to one."""
    own = _of(one.commitment, regime, approach)
    if one.commitment_to is None:
        return own
    return min(own, _of(one.commitment_to, regime, approach), key=lambda found: found[0])


def _of(kind: Commitment, regime: Regime, approach: Approach) -> tuple[float, str]:
    if regime == "basel_iii":
        return FINAL[kind]
    if approach != "standardised" and kind in _AT_75:
        return _FOUNDATION_SECOND
    return SECOND[kind]


def converted(one: Exposure, regime: Regime, approach: Approach, steps: Steps) -> float:
    """The undrawn amount as an exposure; 0 where nothing is undrawn."""
    if not one.undrawn:
        return 0.0
    factor, paragraph = supervisory(one, regime, approach)
    if approach == "advanced" and one.ccf is not None and one.commitment != "guarantee":
        factor, paragraph = _own(one.ccf, factor, regime, steps)
    steps.share("credit conversion factor", factor, paragraph)
    return steps.money("undrawn amount after conversion", factor * one.undrawn, paragraph)


def _own(ccf: float, set_: float, regime: Regime, steps: Steps) -> tuple[float, str]:
    """An own estimate, not below half of the standardised factor under the final rules."""
    if regime == "basel_ii":
        return ccf, "Basel II 316"
    steps.share("own conversion factor", ccf, "CRE32.36")
    least = steps.share("floor of the conversion factor", OWN_SHARE * set_, "CRE32.36")
    return max(ccf, least), "CRE32.36"
