"""Loans secured by property in the standardised approach: CRE20.69 to CRE20.91."""

from tools.errors import InvalidInput
from tools.finance import _credit_weights as w
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_standardised import Place, Weight
from tools.wording import percent

SAME = 0.01  # relative difference up to which a loan to value agrees with the property's value
JUNIOR = 1.25  # multiplier of a junior lien (CRE20.75, footnote)
_BANDS = {
    "residential_mortgage": (w.HOMES, "CRE20.82"),
    "rental_residential": (w.RENTED_HOMES, "CRE20.84"),
    "income_real_estate": (w.RENTED_COMMERCIAL, "CRE20.87"),
}
_RENTED = ("rental_residential", "income_real_estate")


def property_weight(one: Exposure, place: Place, exposure: float) -> Weight:
    """The weight of a loan on property, and its paragraph; `exposure` is what it counts for."""
    if one.qualifying is False:
        return _other(one, place)
    splits = place.request.real_estate == "loan_splitting" and one.asset_class not in _RENTED
    if splits:
        return _split(one, place, exposure)
    ltv = _loan_to_value(one, place)
    if one.asset_class == "commercial_real_estate":
        owner = _counterparty(one, place)
        place.steps.share("weight of the borrower", owner, "CRE20.89")
        low = ltv <= w.COMMERCIAL_BREAK + 1e-12
        bands: tuple[tuple[float, float], ...] = (
            (w.COMMERCIAL_BREAK, min(0.6, owner)),
            (float("inf"), owner),
        )
        return _junior(one, place, min(0.6, owner) if low else owner, bands), "CRE20.85"
    bands, paragraph = _BANDS[one.asset_class]
    return _junior(one, place, w.by_ltv(bands, ltv), bands), paragraph


def _junior(
    one: Exposure, place: Place, weight: float, bands: tuple[tuple[float, float], ...]
) -> float:
    """A junior lien weighs a quarter more, outside the lowest band."""
    place.steps.share("weight by loan to value", weight, "CRE20.82")
    if not one.senior_liens or weight == bands[0][1]:
        return weight
    raised = min(JUNIOR * weight, max(weight, _other(one, place)[0]))
    return place.steps.share("weight of a junior lien", raised, "CRE20.75")


def _loan_to_value(one: Exposure, place: Place) -> float:
    loan = one.amount + one.undrawn + one.senior_liens + one.equal_liens
    if one.property_value is None:
        if one.ltv is None:
            raise place.missing("ltv", "a loan on property needs its loan to value, such as 0.75")
        return place.steps.share("loan to value", one.ltv, "CRE20.75")
    if one.property_value == 0:
        raise InvalidInput.of(f"{place.path}property_value", "must be more than 0")
    found = loan / one.property_value
    if one.ltv is not None and abs(found - one.ltv) > SAME * max(found, one.ltv):
        raise InvalidInput.of(
            f"{place.path}ltv",
            f"does not agree with the property's value, which makes it {percent(found)}; give one",
        )
    return place.steps.share("loan to value", found, "CRE20.75")


def _split(one: Exposure, place: Place, exposure: float) -> Weight:
    """55 % of the property's value at the low weight, the rest at the borrower's."""
    steps = place.steps
    home = one.asset_class == "residential_mortgage"
    paragraph = "CRE20.83" if home else "CRE20.86"
    value = one.property_value
    if value is None:
        ltv = _loan_to_value(one, place)
        if ltv == 0:
            raise InvalidInput.of(f"{place.path}ltv", "must be more than 0")
        value = (one.amount + one.undrawn) / ltv
    room = steps.money("55 % of the property's value", w.SPLIT_AT * value, paragraph)
    room = max(0.0, room - one.senior_liens)
    if one.equal_liens:
        mine = one.amount + one.undrawn
        room -= room * one.equal_liens / (one.equal_liens + mine)
    low_part = steps.money("part at the low weight", min(exposure, room), paragraph)
    owner = steps.share("weight of the borrower", _counterparty(one, place), "CRE20.89")
    low = 0.2 if home else min(0.6, owner)
    if exposure <= 0:
        return low, paragraph
    return (low * low_part + owner * (exposure - low_part)) / exposure, paragraph


def _other(one: Exposure, place: Place) -> Weight:
    """Property that does not meet the criteria of CRE20.71."""
    return (1.5 if one.asset_class in _RENTED else _counterparty(one, place)), "CRE20.89"


def _counterparty(one: Exposure, place: Place) -> float:
    borrower = one.borrower
    if borrower is None:
        borrower = "individual" if one.asset_class in _HOMES else "company"
        who = "homes are taken as persons"
        if borrower == "company":
            who = "commercial property are taken as companies"
        place.notes.add(f"Borrowers of loans on {who} where nothing is said (CRE20.89).")
    if borrower == "individual":
        return 0.75
    rated = place.rung(one.rating)
    if borrower == "sme":
        return 0.85
    return w.COMPANY.at(rated)[0]


_HOMES = ("residential_mortgage", "rental_residential")
