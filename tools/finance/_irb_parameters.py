"""Risk parameters of the internal ratings-based approach: floors, supervisory values, maturity.

Final Basel III: CRE32. Basel II: paragraphs 285 to 320 and 331. A floor that bites is a step and a
note, never silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import (
    BANK_LIKE,
    FINANCIAL_COLLATERAL,
    MORTGAGES,
    PUBLIC,
    RETAIL,
    REVOLVING,
    Regime,
)
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_protection import (
    Notes,
    Rules,
    adjusted_collateral,
    adjusted_physical,
    raised,
)
from tools.finance._irb_formula import MIDDLE_MATURITY
from tools.wording import percent

SUBORDINATED = 0.75
LEAST_MATURITY, MOST_MATURITY, ONE_DAY = 1.0, 5.0, 1 / 365
REPO = 0.5  # years, of repo-style transactions in the foundation approach (CRE32.44)
_SECURED_LGD = {"receivables": 0.20, "real_estate": 0.20, "physical": 0.25}
_SECURED_FLOOR = {"receivables": 0.10, "real_estate": 0.10, "physical": 0.15}
"""By collateral; financial collateral has neither an LGD nor a floor of it."""
_SECOND_LGD = {"receivables": 0.35, "real_estate": 0.35, "physical": 0.40}
_SECOND_LEVELS = {"receivables": (0.0, 1.25), "real_estate": (0.3, 1.4), "physical": (0.3, 1.4)}
"""Least collateral for any recognition, and for full recognition (Basel II, paragraph 295)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rules an exposure is weighed under, and where its remarks go."""

    regime: Regime
    advanced: bool
    measured: bool
    steps: Steps
    notes: Notes
    path: str

    @property
    def final(self) -> bool:
        """Whether the final Basel III rules apply."""
        return self.regime == "basel_iii"

    def missing(self, name: str, message: str) -> InvalidInput:
        """The refusal for a field this exposure needs."""
        return InvalidInput.of(f"{self.path}{name}", message, code="missing")


def pd_of(one: Exposure, scope: Scope, pd: float) -> float:
    """The probability of default the formula takes; a floor that bites is reported."""
    floor, paragraph = pd_floor(one.asset_class, scope.regime)
    scope.steps.share("probability of default given", pd, "CRE32.3" if scope.final else "Basel II")
    if pd >= floor:
        return pd
    scope.notes.add(
        f"Probabilities of default below {percent(floor)} are raised to that floor ({paragraph})."
    )
    return scope.steps.share("probability of default at its floor", floor, paragraph)


def pd_floor(asset_class: str, regime: Regime) -> tuple[float, str]:
    """Least PD of a class and its paragraph."""
    if asset_class == "sovereign":
        return 0.0, "CRE32.4" if regime == "basel_iii" else "Basel II 285"
    if regime == "basel_ii":
        return 0.0003, "Basel II 331" if asset_class in RETAIL else "Basel II 285"
    if asset_class == "revolving":
        return 0.001, "CRE32.58"
    return 0.0005, "CRE32.58" if asset_class in RETAIL else "CRE32.4"


def lgd_of(one: Exposure, scope: Scope, exposure: float) -> float:
    """The loss given default the formula takes."""
    if one.asset_class in RETAIL or scope.advanced:
        if one.lgd is None:
            kind = "retail exposures" if one.asset_class in RETAIL else "the advanced approach"
            raise scope.missing("lgd", f"{kind} need an own LGD, for example 0.45 for 45 %")
        given = scope.steps.share("loss given default given", one.lgd, _own(one, scope))
        return _floored(one, scope, exposure, given)
    unsecured, paragraph = supervisory_lgd(one, scope.regime)
    scope.steps.share("loss given default of the unsecured part", unsecured, paragraph)
    if one.lgd is not None and abs(one.lgd - unsecured) > 1e-12:
        scope.notes.add(
            "The foundation approach sets the loss given default; own LGDs are not used. Choose "
            "the advanced approach to use them."
        )
    if not one.pieces:
        return unsecured
    lgd = _secured_final(one, scope, exposure, unsecured)
    return scope.steps.share("loss given default with collateral", lgd, _collateral(scope))


def supervisory_lgd(one: Exposure, regime: Regime) -> tuple[float, str]:
    """LGD of the foundation approach without collateral."""
    if one.asset_class == "subordinated_debt":
        return SUBORDINATED, "CRE32.7" if regime == "basel_iii" else "Basel II 288"
    if regime == "basel_ii":
        return 0.45, "Basel II 287"
    financial = one.asset_class in PUBLIC or one.asset_class in BANK_LIKE
    return (0.45 if financial else 0.40), "CRE32.6"


def lgd_floor(one: Exposure, scope: Scope, exposure: float) -> tuple[float, str] | None:
    """Least own LGD of an exposure and its paragraph; None where there is none."""
    kind = one.asset_class
    if not scope.final:
        return (0.10, "Basel II 266") if kind in MORTGAGES else None
    if kind == "sovereign":
        return None
    if kind in MORTGAGES:
        return 0.05, "CRE32.59"
    if kind in REVOLVING:
        return 0.50, "CRE32.58"
    unsecured = 0.30 if kind in RETAIL else 0.25
    paragraph = "CRE32.59" if kind in RETAIL else "CRE32.17"
    if not one.pieces or exposure <= 0:
        return unsecured, "CRE32.58" if kind in RETAIL else "CRE32.16"
    return _mixed(one, scope, exposure, unsecured, _SECURED_FLOOR), paragraph


def _floored(one: Exposure, scope: Scope, exposure: float, lgd: float) -> float:
    floor = lgd_floor(one, scope, exposure)
    if floor is None or lgd >= floor[0]:
        return lgd
    scope.notes.add(
        f"Own LGDs below the floor of {percent(floor[0])} are raised to it ({floor[1]})."
    )
    return scope.steps.share("loss given default at its floor", floor[0], floor[1])


def _collateral_value(one: Exposure, scope: Scope) -> float:
    if one.collateral_type in FINANCIAL_COLLATERAL:
        return adjusted_collateral(one, scope.regime, scope.steps, scope.notes)
    return adjusted_physical(one, scope.steps)


def _mixed(
    one: Exposure, scope: Scope, whole: float, unsecured: float, secured: Mapping[str, float]
) -> float:
    """LGD of the parts that collateral secures and of the rest: CRE32.10, CRE32.17.

    Collateral with the lowest LGD secures first; financial collateral has none.
    """
    left, total = whole, 0.0
    for piece in sorted(one.pieces, key=lambda piece: secured.get(piece.collateral_type or "", 0)):
        own = secured.get(piece.collateral_type or "", 0.0)
        part = min(_collateral_value(piece, scope), left)
        left -= part
        total += own * part
        scope.steps.share("part of the exposure that is secured", part / whole, _collateral(scope))
        scope.steps.share("loss given default of the secured part", own, _collateral(scope))
    return (total + unsecured * left) / whole


def _secured_final(one: Exposure, scope: Scope, exposure: float, unsecured: float) -> float:
    """LGD* of CRE32.10, or of Basel II, paragraphs 291 to 295."""
    whole = raised(one, exposure, Rules(scope.regime, scope.notes), scope.steps)
    if scope.final:
        return _mixed(one, scope, whole, unsecured, _SECURED_LGD)
    left, total = whole, 0.0
    financial = [p for p in one.pieces if p.collateral_type in FINANCIAL_COLLATERAL]
    for piece in financial:
        part = min(_collateral_value(piece, scope), left)
        scope.steps.share("part of the exposure that is secured", part / whole, "Basel II 291")
        left -= part
    for piece in one.pieces:
        if piece not in financial and left > 0:
            part, lgd = _second(piece, scope, left, unsecured)
            total, left = total + lgd * part, left - part
    return (total + unsecured * left) / whole


def _second(one: Exposure, scope: Scope, left: float, unsecured: float) -> tuple[float, float]:
    """What other collateral secures of the rest, and its LGD (Basel II, paragraph 295)."""
    kind = one.collateral_type or ""
    least, full = _SECOND_LEVELS[kind]
    level = scope.steps.share("collateral to exposure", one.collateral / left, "Basel II 295")
    if level < least:
        scope.notes.add("Collateral below the least share of Basel II is not counted (295).")
        return 0.0, unsecured
    return min(level / full, 1.0) * left, _SECOND_LGD[kind]


def _collateral(scope: Scope) -> str:
    return "CRE32.10" if scope.final else "Basel II 291"


def _own(one: Exposure, scope: Scope) -> str:
    if one.asset_class in RETAIL:
        return "CRE32.58" if scope.final else "Basel II 331"
    return "CRE32.15" if scope.final else "Basel II 297"


def maturity_of(one: Exposure, scope: Scope) -> float:
    """Effective maturity in years, between one and five where it is measured."""
    advanced = scope.advanced or scope.measured
    if not advanced and (one.lent_type is not None or one.core_market):
        paragraph = "CRE32.44" if scope.final else "Basel II 318"
        return scope.steps.add("maturity of repo-style transactions", REPO, "years", paragraph)
    if one.cash_flows is not None:
        one = one.model_copy(update={"maturity": _of_flows(one, scope), "cash_flows": None})
    if not advanced or one.maturity is None:
        paragraph = "CRE32.44" if scope.final else "Basel II 318"
        if one.maturity is not None and one.maturity != MIDDLE_MATURITY:
            scope.notes.add(
                "The foundation approach takes a maturity of 2.5 years; maturities given are used "
                "only where foundation_maturity is measured (CRE32.44)."
            )
        if scope.advanced and one.maturity is None:
            scope.notes.add("Where no maturity was given, 2.5 years are taken (CRE32.55).")
        return scope.steps.add("effective maturity", MIDDLE_MATURITY, "years", paragraph)
    paragraph = "CRE32.46" if scope.final else "Basel II 320"
    least = ONE_DAY if one.short_maturity else LEAST_MATURITY
    counted = min(max(one.maturity, least), MOST_MATURITY)
    if one.short_maturity:
        scope.steps.add("least maturity, exempt from one year", least, "years", "CRE32.51")
    if counted != one.maturity:
        scope.steps.add("maturity given", one.maturity, "years", paragraph)
        scope.notes.add(f"Maturities are counted as at least 1 and at most 5 years ({paragraph}).")
    return scope.steps.add("effective maturity", counted, "years", paragraph)


def _of_flows(one: Exposure, scope: Scope) -> float:
    """M = sum of t CF over sum of CF (CRE32.47)."""
    flows = one.cash_flows or []
    whole = sum(flow.amount for flow in flows)
    mean = sum(flow.years * flow.amount for flow in flows) / whole
    paragraph = "CRE32.47" if scope.final else "Basel II 320"
    return scope.steps.add("maturity from cash flows", mean, "years", paragraph)
