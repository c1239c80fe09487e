"""The risk weight of a securitisation exposure: its approach, floors and caps (CRE40 to CRE45)."""

from math import exp, expm1

from tools.finance import _securitisation_tables as t
from tools.finance._securitisation_pool import (
    LEAST_INTERNAL,
    adjusted_capital,
    blended,
    internal_capital,
    internal_share,
    supervisory_parameter,
)
from tools.finance._securitisation_rated import assessed, external
from tools.finance._securitisation_row import Securitisation, TrancheApproach
from tools.finance._securitisation_tranche import Tranche, Weight, points
from tools.wording import percent

HALF = 0.5  # purchase discount from which a senior NPL tranche weighs 100 % (CRE45.5)


def chosen(tranche: Tranche) -> TrancheApproach:
    """The approach named, or the highest of the hierarchy that the inputs allow (CRE40.41)."""
    row = tranche.row
    if row.approach is not None:
        return row.approach
    if not row.again:
        if _internal_pool(tranche):
            return "sec_irba"
        if row.rating is not None or row.assessed:
            return "sec_iaa" if row.assessed else "sec_erba"
    if row.pool_capital is not None:
        return "sec_sa"
    raise tranche.missing(
        "k_sa" if row.again else "rating",
        "a tranche needs its rating, or its pool's k_sa, pool_risk_weight or k_irb with attachment "
        "and detachment; where the bank has none of them, name the approach fallback (1250 %)",
    )


def _internal_pool(tranche: Tranche) -> bool:
    """Whether K_IRB is known of enough of the pool."""
    share = internal_share(tranche.row)
    if 0 < share < LEAST_INTERNAL:
        tranche.notes.add(
            "K_IRB is known of less than 95 % of a mixed pool, whose tranches then go by the "
            "approaches for pools under the standardised approach (CRE40.47)."
        )
    return share >= LEAST_INTERNAL


def tranche_weight(tranche: Tranche, approach: TrancheApproach) -> Weight:
    """The risk weight after floors and caps, and where it stands."""
    if approach == "fallback":
        return tranche.steps.share("risk weight", t.HIGHEST, "CRE40.41"), "CRE40.41"
    found, paragraph = _WAYS[approach](tranche)
    weight = _floored(tranche, found, approach)
    weight = _capped(tranche, weight, approach)
    return tranche.steps.share("risk weight", weight, paragraph), paragraph


def _floored(tranche: Tranche, weight: float, approach: TrancheApproach) -> float:
    row, steps = tranche.row, tranche.steps
    floor, paragraph = _floor(row, approach)
    steps.share("risk weight before floor and caps", weight, paragraph)
    if row.non_performing and row.first_claim and (row.purchase_discount or 0.0) >= HALF:
        return steps.share("weight of a senior NPL tranche", t.NPL_SENIOR, "CRE45.5")
    steps.share("floor of the risk weight", floor, paragraph)
    return min(max(weight, floor), t.HIGHEST)


def _floor(row: Securitisation, approach: TrancheApproach) -> tuple[float, str]:
    """The least weight of a tranche, and where it stands."""
    if row.again:
        return t.AGAIN_FLOOR, "CRE41.16"
    if row.non_performing and approach not in (
        "sec_erba",
        "sec_iaa",
    ):  # ratings know the loans' state
        return t.NPL_FLOOR, "CRE45.4"
    if row.stc:
        chapter = {"sec_sa": "CRE41", "sec_irba": "CRE44"}.get(approach, "CRE42")
        return (t.STC_SENIOR_FLOOR if row.first_claim else t.FLOOR), chapter
    return t.FLOOR, {"sec_sa": "CRE41.15", "sec_irba": "CRE44.26"}.get(approach, "CRE42.7")


def _capped(tranche: Tranche, weight: float, approach: TrancheApproach) -> float:
    """A senior tranche may weigh as its pool at most: CRE40.50 and 40.51."""
    row = tranche.row
    capital = blended(row) if approach == "sec_irba" else row.pool_capital
    if not row.first_claim or capital is None or row.again:
        return weight
    cap = max(t.HIGHEST * capital, t.NPL_FLOOR if row.non_performing else 0.0)
    if cap >= weight:
        return weight
    if not row.look_through_cap:
        tranche.notes.add(
            "Senior tranches that weigh more than their pool may be capped at its average weight, "
            f"here {percent(cap)} (CRE40.50): set look_through_cap."
        )
        return weight
    return tranche.steps.share("cap at the pool's average weight", cap, "CRE40.50")


def supervisory_formula(attachment: float, detachment: float, capital: float, p: float) -> float:
    """K_SSFA: capital per unit of a tranche above the pool's capital (CRE41.11, CRE44.23).

    >>> round(supervisory_formula(0.05, 0.2, 0.08, 1.0), 6)
    0.517913
    """
    a = -1 / (p * capital)
    upper, lower = detachment - capital, max(attachment - capital, 0.0)
    thin = a * (upper - lower)  # expm1 keeps the digits of thin tranches
    return exp(a * lower) * expm1(thin) / thin


def _formula_weight(tranche: Tranche, capital: float, p: float, chapter: str) -> float:
    """1250 % below the pool's capital, the formula above it (CRE41.13, CRE44.24)."""
    formula, mixed = {"CRE41": ("CRE41.11", "CRE41.13")}.get(chapter, ("CRE44.23", "CRE44.24"))
    attachment, detachment = points(tranche)
    steps = tranche.steps
    if detachment <= capital:
        return t.HIGHEST
    if capital == 0:
        return 0.0
    steps.add("a = -1 / (p K)", -1 / (p * capital), "ratio", formula)
    steps.share("u = D - K", detachment - capital, formula)
    steps.share("l = max(A - K; 0)", max(attachment - capital, 0.0), formula)
    above = steps.share("K_SSFA", supervisory_formula(attachment, detachment, capital, p), formula)
    if attachment >= capital:
        return t.HIGHEST * above
    below = (capital - attachment) / (detachment - attachment)
    steps.share("part of the tranche at 1250 %", below, mixed)
    return below * t.HIGHEST + (1 - below) * t.HIGHEST * above


def _standardised(tranche: Tranche) -> Weight:
    row, steps = tranche.row, tranche.steps
    adjusted = adjusted_capital(tranche)
    if adjusted is None:
        return t.HIGHEST, "CRE41.10"
    p = t.P_AGAIN if row.again else t.P_STC if row.stc else t.P_STANDARD
    where = "CRE41.16" if row.again else "CRE41.21" if row.stc else "CRE41.12"
    steps.add("supervisory parameter p", p, "ratio", where)
    return _formula_weight(tranche, adjusted, p, "CRE41"), "CRE41.13"


def _internal(tranche: Tranche) -> Weight:
    capital, p = internal_capital(tranche), supervisory_parameter(tranche)
    return _formula_weight(tranche, capital, p, "CRE44"), "CRE44.24"


_WAYS = {
    "sec_sa": _standardised,
    "sec_irba": _internal,
    "sec_erba": external,
    "sec_iaa": assessed,
}
