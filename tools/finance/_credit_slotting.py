"""Supervisory slotting of specialised lending: CRE33; Basel II, 275 to 282 and 377 to 379."""

from tools.errors import InvalidInput
from tools.finance._credit_classes import SPECIALISED
from tools.finance._credit_conversion import converted
from tools.finance._credit_exposure import Exposure
from tools.finance._irb_parameters import Scope
from tools.finance._irb_weighed import Weighed

WEIGHTS = {"strong": 0.70, "good": 0.90, "satisfactory": 1.15, "weak": 2.50, "default": 0.0}
VOLATILE = {"strong": 0.95, "good": 1.20, "satisfactory": 1.40, "weak": 2.50, "default": 0.0}
_PREFERENTIAL = {"strong": 0.50, "good": 0.70}
_PREFERENTIAL_VOLATILE = {"strong": 0.70, "good": 0.95}
LOSS_WEIGHTS = {"strong": 0.05, "good": 0.10, "satisfactory": 0.35, "weak": 1.0, "default": 6.25}
_LOSS_PREFERENTIAL = {"strong": 0.0, "good": 0.05}
LOSS_RATIO = 0.08


def slotted(one: Exposure, scope: Scope) -> Weighed:
    """The exposure in its supervisory category."""
    if one.asset_class not in SPECIALISED:
        raise InvalidInput.of(
            f"{scope.path}asset_class",
            "slotting is for specialised lending: project_finance, object_finance, "
            "commodities_finance, income_real_estate, hvcre",
        )
    slot = "default" if one.in_default else one.slot
    if slot is None:
        raise scope.missing("slot", "slotting needs the category: strong, good, satisfactory, weak")
    exposure = one.amount + converted(one, scope.regime, "slotting", scope.steps)
    scope.steps.money("exposure at default", exposure, "CRE32.29")
    volatile = one.asset_class in ("hvcre", "development")
    weight, losses = _weights(slot, volatile, one.preferential)
    paragraph = _paragraph(scope.final, volatile)
    scope.steps.share("risk weight", weight, paragraph)
    scope.steps.share("expected loss weight", losses, "CRE33.11" if volatile else "CRE33.9")
    loss = scope.steps.money("expected loss", LOSS_RATIO * losses * exposure, "CRE33.8")
    return Weighed(exposure, weight, loss, paragraph)


def _weights(slot: str, volatile: bool, preferential: bool) -> tuple[float, float]:
    losses = LOSS_WEIGHTS[slot]
    if volatile:
        lower = _PREFERENTIAL_VOLATILE if preferential else {}
        return lower.get(slot, VOLATILE[slot]), 0.05 if slot == "good" else losses
    if preferential and slot in _PREFERENTIAL:
        return _PREFERENTIAL[slot], _LOSS_PREFERENTIAL[slot]
    return WEIGHTS[slot], losses


def _paragraph(final: bool, volatile: bool) -> str:
    if final:
        return "CRE33.5" if volatile else "CRE33.2"
    return "Basel II 277" if volatile else "Basel II 275"
