"""The standardised approach from exposure to risk-weighted assets: value, default, protection."""

from dataclasses import dataclass

from tools.finance._credit_classes import (
    FINANCIAL_COLLATERAL,
    REAL_ESTATE,
    RETAIL,
    AssetClass,
    Collateral,
)
from tools.finance._credit_conversion import converted
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_property import property_weight
from tools.finance._credit_protection import Rules, adjusted_collateral, covered, ends_early, raised
from tools.finance._credit_standardised import (
    Place,
    counterparty_weight,
    guarantor_weight,
    table_weight,
)

MISMATCH, MOST_MISMATCHED = 1.5, 1.5  # multiplier and cap of CRE20.92
PROVIDED = 0.2  # share of provisions from which a default weighs less (CRE20.106)
SIMPLE_FLOOR = 0.2  # least weight of the collateralised part (CRE22.33)
SOVEREIGN_DISCOUNT = 0.2  # of sovereign collateral that may weigh nothing (CRE22.39)
_ISSUER: dict[Collateral, AssetClass] = {"sovereign_bond": "sovereign", "other_bond": "corporate"}


@dataclass(frozen=True, slots=True)
class Standardised:
    """What the standardised approach makes of an exposure."""

    exposure: float
    risk_weight: float
    rwa: float
    paragraph: str


def standardised(one: Exposure, place: Place) -> Standardised:
    """The exposure's value, weight and risk-weighted assets. Refusals name what is missing."""
    steps = place.steps
    value = one.amount + converted(one, place.request.regime, "standardised", steps)
    net = max(0.0, value - one.provisions)
    paragraph = "CRE20.1" if place.final else "Basel II 52"
    steps.money("exposure net of specific provisions", net, paragraph)
    weight, where = _weight(one, place, net)
    steps.share("risk weight", weight, where)
    rwa = _protected(one, place, net, weight)
    steps.money("risk-weighted assets", rwa, "CRE20.1" if place.final else "Basel II 50")
    if one.guaranteed or one.pieces or one.lent_type:
        weight = rwa / net if net else weight
    return Standardised(net, weight, rwa, where)


def _weight(one: Exposure, place: Place, net: float) -> tuple[float, str]:
    if one.in_default:
        return _defaulted(one, place)
    on_property = one.asset_class in REAL_ESTATE and place.final
    weight, where = property_weight(one, place, net) if on_property else table_weight(one, place)
    person = one.asset_class in RETAIL and one.borrower in (None, "individual")
    if one.currency_mismatch and place.final and person:
        place.steps.share("weight before the currency mismatch", weight, where)
        return max(weight, min(MOST_MISMATCHED, MISMATCH * weight)), "CRE20.92"
    return weight, where


def _defaulted(one: Exposure, place: Place) -> tuple[float, str]:
    if one.asset_class == "residential_mortgage":
        return 1.0, "CRE20.107" if place.final else "Basel II 78"
    provided = one.provisions / one.amount if one.amount else 0.0
    paragraph = "CRE20.106" if place.final else "Basel II 75"
    place.steps.share("specific provisions to the amount owed", provided, paragraph)
    return (1.0 if provided >= PROVIDED - 1e-12 else 1.5), paragraph


def _protected(one: Exposure, place: Place, net: float, weight: float) -> float:
    """Risk-weighted assets after collateral and guarantee (CRE22)."""
    rest, rwa = net, 0.0
    if one.lent_type is not None and place.request.collateral_method == "comprehensive":
        rest = net = raised(one, net, Rules(place.request.regime, place.notes), place.steps)
    pledged = [piece for piece in one.pieces if piece.collateral_type in FINANCIAL_COLLATERAL]
    if len(pledged) < len(one.pieces):
        place.notes.add(
            "Receivables, property and other things held as collateral do not count in the "
            "standardised approach (CRE22.34); loans on property have classes of their own."
        )
    if pledged and place.request.collateral_method == "comprehensive":
        value = sum(
            adjusted_collateral(piece, place.request.regime, place.steps, place.notes)
            for piece in pledged
        )
        rest = place.steps.money("exposure after collateral", max(0.0, net - value), "CRE22.46")
    elif pledged and ends_early(one):
        place.notes.add(
            "Collateral that ends before the exposure does not count under the simple approach "
            "(CRE22)."
        )
    elif pledged:
        rest, rwa = _substituted(pledged, place, net, weight)
    if one.guaranteed and rest > 0:
        amount = covered(one, rest, place.steps)
        direct = guarantor_weight(one, place.request, place.steps, place.path)
        place.steps.share("weight of the guarantor", direct, "CRE22.79")
        if direct < weight:
            return rwa + direct * amount + weight * (rest - amount)
        place.notes.add("Guarantees that would not lower the weight are not counted (CRE22.76).")
    return rwa + weight * rest


def _substituted(
    pledged: list[Exposure], place: Place, net: float, weight: float
) -> tuple[float, float]:
    """The uncovered rest, and what all covered parts weigh, the lightest collateral first."""
    weights = [_weight_instead(piece, place) for piece in pledged]
    rest, rwa = net, 0.0
    for instead, piece in sorted(zip(weights, pledged, strict=True), key=lambda pair: pair[0][0]):
        rest, added = _simple(piece, place, rest, weight, instead)
        rwa += added
    return rest, rwa


def _simple(
    _one: Exposure, place: Place, net: float, weight: float, told: tuple[float, float]
) -> tuple[float, float]:
    """The uncovered rest, and what the covered part weighs (CRE22.32 to CRE22.39)."""
    instead, value = told
    if instead >= weight:
        return net, 0.0
    part = place.steps.money("part covered by collateral", min(value, net), "CRE22.33")
    return net - part, instead * part


def _weight_instead(one: Exposure, place: Place) -> tuple[float, float]:
    """What collateral weighs in place of the exposure, and how much of it counts."""
    own_currency = not one.collateral_other_currency
    value, instead = one.collateral, 1.0
    if one.collateral_type == "cash":
        instead = 0.0 if own_currency else SIMPLE_FLOOR
    elif one.collateral_type in _ISSUER:
        kind = _ISSUER[one.collateral_type]
        found, _ = counterparty_weight(
            kind, one.collateral_rating, place.request, place.steps, place.path
        )
        instead = max(SIMPLE_FLOOR, found)
        if kind == "sovereign" and found == 0 and own_currency:
            discount = 0.0 if one.core_market else SOVEREIGN_DISCOUNT
            instead, value = 0.0, value * (1 - discount)
    elif one.collateral_type == "gold":
        instead = SIMPLE_FLOOR
    return place.steps.share("weight of the collateral", instead, "CRE22.33"), value
