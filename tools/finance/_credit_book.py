"""Choose the approach for each exposure of a book, and weigh it."""

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import BANK_LIKE, EQUITIES, RETAIL, SPECIALISED, Approach, said
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_exposure_value import standardised
from tools.finance._credit_irb import LARGE_CORPORATE, STANDARDISED_ONLY, internal
from tools.finance._credit_protection import Notes
from tools.finance._credit_request import CapitalCreditRequest
from tools.finance._credit_result import WeighedExposure
from tools.finance._credit_slotting import slotted
from tools.finance._credit_standardised import Place
from tools.finance._credit_structured import weigh_ccp, weigh_fund, weigh_tranche, weigh_unsettled
from tools.finance._credit_supporting import supported
from tools.finance._credit_weights import SECOND_EQUITY
from tools.finance._irb_parameters import Scope
from tools.finance._irb_weighed import Weighed
from tools.finance._repo_exposure import netted_exposure
from tools.finance._repo_row import RepoSet
from tools.finance._securitisation_cap import cap_pools

MOST_WITH_STEPS = 500


def weigh(request: CapitalCreditRequest, notes: Notes) -> list[WeighedExposure]:
    """Every exposure of the request, weighed: loans first, then tranches and funds."""
    rows = request.securitisations or []
    tranches = [weigh_tranche(one, at, request, notes) for at, one in enumerate(rows)]
    cap_pools(rows, tranches, notes)
    return [
        *(_one(one, at, request, notes) for at, one in enumerate(request.book)),
        *tranches,
        *(weigh_fund(one, at, request, notes) for at, one in enumerate(request.funds or [])),
        *(_repos(one, at, request, notes) for at, one in enumerate(request.repo_sets or [])),
        *(
            weigh_ccp(one, at, request, notes)
            for at, one in enumerate(request.central_counterparties or [])
        ),
        *(weigh_unsettled(one, at, request) for at, one in enumerate(request.unsettled or [])),
    ]  # fmt: skip


def _repos(one: RepoSet, at: int, request: CapitalCreditRequest, notes: Notes) -> WeighedExposure:
    """A netting set of repos as one exposure of E* to its counterparty (CRE22.68)."""
    name = one.name or f"repo set {at + 1}"
    steps = Steps(name)
    amount = netted_exposure(one, request.regime, steps, notes)
    told = {"asset_class": one.asset_class, "rating": one.rating, "grade": one.grade}
    told |= {"pd": one.pd, "lgd": one.lgd, "approach": one.approach, "name": name}
    # The haircuts are in E* already; a core market participant's repo marks the half year.
    exposure = Exposure.model_validate({**told, "amount": 1.0, "core_market": True})
    exposure = exposure.model_copy(update={"amount": amount})  # which may be nothing at all
    return _one(exposure, at, request, notes, (f"repo_sets.{at}.", steps))


def _one(
    one: Exposure,
    at: int,
    request: CapitalCreditRequest,
    notes: Notes,
    begun: tuple[str, Steps] | None = None,
) -> WeighedExposure:
    approach = chosen(one, request, notes)
    name = one.name or f"{said(one.asset_class)} {at + 1}"
    path, steps = begun or (request.path(at), Steps(name))
    if approach == "standardised":
        place = Place(request, steps, notes, path)
        found = standardised(one, place)
        weighed = WeighedExposure(
            name=name,
            asset_class=one.asset_class,
            approach=approach,
            exposure_at_default=found.exposure,
            risk_weight=found.risk_weight,
            risk_weighted_assets=found.rwa,
            capital=0.0,
            paragraph=found.paragraph,
            standardised_rwa=_without_former(one, place, found.rwa),
        )
    else:
        scope = Scope(
            regime=request.regime,
            advanced=approach == "advanced",
            measured=request.foundation_maturity == "measured",
            steps=steps,
            notes=notes,
            path=path,
        )
        weighed = _internal(one, approach, name, request, scope)
    supported(one, weighed, steps, notes)
    weighed.capital = steps.money(
        "capital", request.capital_ratio * weighed.risk_weighted_assets, "RBC20.1"
    )
    weighed.steps = steps.kept if at < MOST_WITH_STEPS else []
    return weighed


def _internal(
    one: Exposure, approach: Approach, name: str, request: CapitalCreditRequest, scope: Scope
) -> WeighedExposure:
    if one.asset_class in EQUITIES:
        found = _equity(one, scope)
    elif approach == "slotting":
        found = slotted(one, scope)
    else:
        found = internal(one, approach, request, scope)
    paragraph = "CRE31.5" if scope.final else "Basel II 272"
    rwa = scope.steps.money("risk-weighted assets", found.risk_weight * found.exposure, paragraph)
    return WeighedExposure(
        name=name,
        asset_class=one.asset_class,
        approach=approach,
        exposure_at_default=found.exposure,
        risk_weight=found.risk_weight,
        risk_weighted_assets=rwa,
        capital=0.0,
        expected_loss=found.expected_loss,
        pd=found.pd,
        lgd=found.lgd,
        maturity=found.maturity,
        correlation=found.correlation,
        maturity_adjustment=found.adjustment,
        capital_requirement=found.requirement,
        paragraph=found.paragraph,
        standardised_rwa=_for_the_floor(one, request, scope) if scope.final else None,
    )


def _without_former(one: Exposure, place: Place, rwa: float) -> float:
    """The base of the output floor knows no internal ratings, former ones included (RBC20.11)."""
    if one.former_weight is None:
        return rwa
    plain = one.model_copy(update={"former_weight": None})
    trial = Place(place.request, Steps(), Notes(), place.path)
    return place.steps.money(
        "standardised risk-weighted assets", standardised(plain, trial).rwa, "RBC20.11"
    )


def _equity(one: Exposure, scope: Scope) -> Weighed:
    """Basel II's simple risk weight method; since the final Basel III equities are standardised."""
    weight = scope.steps.share("risk weight", SECOND_EQUITY[one.asset_class], "Basel II 344")
    return Weighed(one.amount, weight, 0.0, "Basel II 344")


def _for_the_floor(one: Exposure, request: CapitalCreditRequest, scope: Scope) -> float | None:
    """The exposure under the standardised approach; None where something it needs is missing."""
    place = Place(request, Steps(), Notes(), scope.path)
    try:
        found = standardised(one, place)
    except InvalidInput:
        return None
    return scope.steps.money("standardised risk-weighted assets", found.rwa, "RBC20.11")


def chosen(one: Exposure, request: CapitalCreditRequest, notes: Notes) -> Approach:
    """The approach an exposure is weighed under: its own, the book's, or what its fields allow."""
    wanted = one.approach or request.approach or _by_fields(one)
    final = request.regime == "basel_iii"
    if wanted == "standardised":
        return wanted
    if one.asset_class in STANDARDISED_ONLY and (final or one.asset_class not in EQUITIES):
        notes.add(
            "Equities, cash, gold and other assets take standardised weights also beside internal "
            "ratings (CRE20.57, CRE30.3)."
        )
        return "standardised"
    if wanted == "slotting":
        return wanted
    if one.asset_class in RETAIL:
        return "advanced"  # retail has no foundation approach (CRE30.36)
    limited = one.asset_class in BANK_LIKE or (one.turnover or 0.0) > LARGE_CORPORATE
    if final and wanted == "advanced" and limited and one.approach is None:
        notes.add(
            "Banks, other financial institutions and companies with sales above 500 million are "
            "weighed under the foundation approach, the only one allowed for them (CRE30.34)."
        )
        return "foundation"
    return wanted


def _by_fields(one: Exposure) -> Approach:
    if one.slot is not None and one.pd is None and one.asset_class in SPECIALISED:
        return "slotting"
    if one.pd is None and one.loss_rate is None and not (one.defaulted and one.lgd is not None):
        return "standardised"
    return "advanced" if one.lgd is not None else "foundation"
