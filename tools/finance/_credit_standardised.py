"""Weigh one exposure by the standardised approach: CRE20 to CRE22; Basel II, 50 to 210."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance import _credit_weights as w
from tools.finance._basel_ratings import rung, short_term
from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import EQUITIES, REAL_ESTATE, RETAIL, AssetClass
from tools.finance._credit_equity import equity_weight
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_protection import Notes
from tools.finance._credit_request import CapitalCreditRequest

LARGE_SME = 50e6  # annual sales above which a firm is no small one (CRE20.47)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exposure stands, under which rules, and where remarks go."""

    request: CapitalCreditRequest
    steps: Steps
    notes: Notes
    path: str

    @property
    def final(self) -> bool:
        """Whether the final Basel III rules apply."""
        return self.request.regime == "basel_iii"

    def missing(self, name: str, message: str) -> InvalidInput:
        """The refusal for a field this exposure needs."""
        return InvalidInput.of(f"{self.path}{name}", message, code="missing")

    @property
    def ratings(self) -> bool:
        """Whether external ratings may be used."""
        return self.request.external_ratings or not self.final

    def rung(self, rating: str | None) -> int | None:
        """The rating's rung, unless ratings may not be used."""
        usable = self.ratings and short_term(rating) is None
        return rung(rating) if usable else None


Weight = tuple[float, str]
_SHORT_RATED = frozenset(
    ["bank", "large_financial", "corporate", "investment_grade", "sme", "covered_bond"]
)


def table_weight(one: Exposure, place: Place) -> Weight:
    """The weight of a performing exposure that no property secures, and its paragraph."""
    if one.risk_weight is not None:
        return one.risk_weight, "CRE20.8" if one.asset_class == "sovereign" else "CRE20.14"
    step = short_term(one.rating) if place.ratings else None
    if step is not None:
        if one.asset_class not in _SHORT_RATED:
            raise InvalidInput.of(
                f"{place.path}rating", "short-term ratings are of claims on banks and companies"
            )
        return w.SHORT_TERM[step], "CRE21.16" if place.final else "Basel II 103"
    if one.country_score is not None and place.rung(one.rating) is None:
        weight = w.COUNTRY_SCORES[one.country_score]
        return weight, "CRE20.9" if place.final else "Basel II 55"
    if not place.final:
        return _second(one)
    if one.asset_class in EQUITIES:
        return equity_weight(one, place.request, place.steps)
    if one.asset_class in w.FIXED:
        return w.FIXED[one.asset_class]
    return _FINAL[one.asset_class](one, place)


def _public(one: Exposure, place: Place) -> Weight:
    own, country = place.rung(one.rating), place.rung(one.sovereign_rating)
    if own is None and country is not None:
        return w.PUBLIC_BY_COUNTRY.at(country)
    return w.PUBLIC_BY_RATING.at(own)


def _bank(one: Exposure, place: Place) -> Weight:
    own = place.rung(one.rating)
    if own is not None:
        return (w.BANK_SHORT if one.short_term else w.BANK).at(own)
    if one.grade is None:
        raise place.missing(
            "grade", "a bank without a rating needs its grade A, B or C (CRE20.21), or a rating"
        )
    weight = (w.GRADES_SHORT if one.short_term else w.GRADES)[one.grade]
    if one.well_capitalised and one.grade == "A" and not one.short_term:
        weight = 0.3
    country = rung(one.sovereign_rating)
    if country is not None:
        place.notes.add(
            "Unrated banks weigh at least as much as their country, as if owed in a foreign "
            "currency (CRE20.32)."
        )
        weight = max(weight, w.SOVEREIGN.at(country)[0])
    return weight, "CRE20.21"


def _covered_bond(one: Exposure, place: Place) -> Weight:
    if one.qualifying is False:
        return _bank(one, place)
    own = place.rung(one.rating)
    if own is not None:
        return w.COVERED.at(own)
    issuer = place.steps.share("weight of the issuing bank", _bank(one, place)[0], "CRE20.21")
    return w.UNRATED_COVERED[issuer], "CRE20.38"


def _company(one: Exposure, place: Place) -> Weight:
    own = place.rung(one.rating)
    if not place.request.external_ratings:
        return _company_without_ratings(one)
    if own is None and _small(one):
        return 0.85, "CRE20.47"
    if one.asset_class == "investment_grade" or one.qualifying:
        place.notes.add(
            "The 65 % of investment grade companies is for countries that do not use ratings "
            "(CRE20.46); here they go by their rating."
        )
    return w.COMPANY.at(own)


def _company_without_ratings(one: Exposure) -> Weight:
    """Investment grade by the bank's own judgement and listed: 65 %; small firms 85 %."""
    if one.asset_class == "investment_grade" or one.qualifying:
        return 0.65, "CRE20.46"
    return (0.85, "CRE20.47") if _small(one) else (1.0, "CRE20.45")


def _small(one: Exposure) -> bool:
    """A firm with sales up to 50 million, by its class or by the sales told (CRE20.47)."""
    if one.turnover is None:
        return one.asset_class == "sme"
    return one.asset_class in ("sme", "corporate") and one.turnover <= LARGE_SME


def _project(one: Exposure, place: Place) -> Weight:
    own = place.rung(one.rating)
    if own is not None:
        return w.COMPANY.at(own)[0], "CRE20.50"
    if one.phase is None:
        raise place.missing(
            "phase", "a project without a rating needs its phase: pre_operational, operational or "
            "high_quality",
        )  # fmt: skip
    return w.PHASES[one.phase], "CRE20.51"


def _asset_finance(one: Exposure, place: Place) -> Weight:
    own = place.rung(one.rating)
    return (1.0, "CRE20.51") if own is None else (w.COMPANY.at(own)[0], "CRE20.50")


def _retail(one: Exposure, _place: Place) -> Weight:
    return (1.0 if one.qualifying is False else 0.75), "CRE20.68"


def _development(one: Exposure, place: Place) -> Weight:
    """150 %; of homes that are sold or let beforehand, or with equity at risk, 100 %."""
    if not one.qualifying:
        if one.residential and one.qualifying is None:
            place.notes.add(
                "Developments of homes weigh 100 % where contracts signed beforehand with deposits "
                "are a significant part, or the borrower has substantial equity at risk "
                "(CRE20.91): set qualifying."
            )
        return 1.5, "CRE20.90"
    if one.residential is False:
        place.notes.add("Developments weigh 100 % only where homes are built (CRE20.91).")
        return 1.5, "CRE20.90"
    if one.residential is None:
        place.notes.add(
            "A development that meets the criteria of CRE20.91 is taken to be of homes, which "
            "alone may weigh 100 %: set residential."
        )
    return 1.0, "CRE20.91"


_FINAL: dict[AssetClass, Callable[[Exposure, Place], Weight]] = {
    "sovereign": lambda one, place: w.SOVEREIGN.at(place.rung(one.rating)),
    "public_sector": _public,
    "development_bank": lambda one, place: w.DEVELOPMENT_BANK.at(place.rung(one.rating)),
    "bank": _bank,
    "large_financial": _company,
    "covered_bond": _covered_bond,
    "corporate": _company,
    "investment_grade": _company,
    "sme": _company,
    "project_finance": _project,
    "object_finance": _asset_finance,
    "commodities_finance": _asset_finance,
    "development": _development,
    "retail": _retail,
}


def _second(one: Exposure) -> Weight:
    """Basel II."""
    own, country = rung(one.rating), rung(one.sovereign_rating)
    kind = one.asset_class
    if kind in w.SECOND_FIXED:
        return w.SECOND_FIXED[kind]
    if kind == "sovereign":
        return w.SECOND_SOVEREIGN.at(own)
    if kind in ("bank", "covered_bond", "public_sector"):
        if own is None and country is not None:
            return w.SECOND_BY_COUNTRY.at(country)
        if kind == "public_sector":
            return w.SECOND_PUBLIC.at(own)
        return (w.SECOND_BANK_SHORT if one.short_term else w.SECOND_BANK).at(own)
    if kind == "development_bank":
        return w.SECOND_BANK.at(own)
    return w.SECOND_COMPANY.at(own)


def counterparty_weight(
    asset_class: AssetClass,
    rating: str | None,
    request: CapitalCreditRequest,
    steps: Steps,
    path: str,
) -> Weight:
    """The weight of a direct claim on a guarantor or issuer of collateral."""
    if asset_class in REAL_ESTATE or asset_class in RETAIL:
        raise InvalidInput.of(
            f"{path}guarantor_class", "is no eligible guarantor (CRE22.76); name its class"
        )
    direct = Exposure(asset_class=asset_class, amount=1.0, rating=rating)
    place = Place(request, steps, Notes(), path)
    try:
        return table_weight(direct, place)
    except InvalidInput as error:
        raise InvalidInput.of(
            f"{path}guarantor_rating", "is needed to weigh the guarantor", code="missing"
        ) from error


def guarantor_weight(
    one: Exposure, request: CapitalCreditRequest, steps: Steps, path: str
) -> float:
    """The weight of a direct claim on the guarantor: given, else by its class and rating."""
    if one.guarantor_weight is not None:
        return one.guarantor_weight
    kind = one.guarantor_class or "corporate"
    return counterparty_weight(kind, one.guarantor_rating, request, steps, path)[0]
