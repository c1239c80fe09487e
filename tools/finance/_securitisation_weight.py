"""The risk weight of a securitisation exposure: SEC-SA, SEC-ERBA and SEC-IRBA (CRE40 to CRE45)."""

from dataclasses import dataclass
from math import exp

from tools.errors import InvalidInput
from tools.finance import _securitisation_tables as t
from tools.finance._basel_ratings import LADDER, short_term, tranche_rung
from tools.finance._basel_steps import Steps
from tools.finance._credit_protection import Notes
from tools.finance._securitisation_row import MOST_UNKNOWN, Securitisation, TrancheApproach
from tools.wording import percent

LEAST_YEARS, MOST_YEARS = 1.0, 5.0  # CRE40.22
LEGAL_SHARE = 0.8  # of the years beyond the first, CRE40.22(2)
HALF = 0.5  # purchase discount from which a senior NPL tranche weighs 100 % (CRE45.5)


@dataclass(frozen=True, slots=True)
class Tranche:
    """A tranche on its way to a weight."""

    row: Securitisation
    path: str
    steps: Steps
    notes: Notes

    def missing(self, name: str, message: str) -> InvalidInput:
        """The refusal for a field the approach needs."""
        return InvalidInput.of(f"{self.path}{name}", message, code="missing")


Weight = tuple[float, str]


def chosen(tranche: Tranche) -> TrancheApproach:
    """The approach named, or the highest of the hierarchy that the inputs allow (CRE40.41)."""
    row = tranche.row
    if row.approach is not None:
        return row.approach
    if row.k_irb is not None and not row.resecuritisation:
        return "sec_irba"
    if row.rating is not None and not row.resecuritisation:
        return "sec_erba"
    if row.pool_capital is not None:
        return "sec_sa"
    raise tranche.missing(
        "k_sa" if row.resecuritisation else "rating",
        "a tranche needs its rating, or its pool's k_sa, pool_risk_weight or k_irb with attachment "
        "and detachment; where the bank has none of them, name the approach fallback (1250 %)",
    )


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
    if row.resecuritisation:
        return t.AGAIN_FLOOR, "CRE41"
    if row.non_performing and approach != "sec_erba":  # ratings know the loans' state
        return t.NPL_FLOOR, "CRE45.4"
    if row.stc:
        chapter = {"sec_sa": "CRE41", "sec_erba": "CRE42"}.get(approach, "CRE44")
        return (t.STC_SENIOR_FLOOR if row.first_claim else t.FLOOR), chapter
    return t.FLOOR, {"sec_sa": "CRE41.15", "sec_erba": "CRE42.7"}.get(approach, "CRE44.26")


def _capped(tranche: Tranche, weight: float, approach: TrancheApproach) -> float:
    """A senior tranche may weigh as its pool at most: CRE40.50 and 40.51."""
    row = tranche.row
    capital = row.k_irb if approach == "sec_irba" else row.pool_capital
    if not row.first_claim or capital is None or row.resecuritisation:
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


def _points(tranche: Tranche) -> tuple[float, float]:
    row = tranche.row
    for name in ("attachment", "detachment"):
        if getattr(row, name) is None:
            raise tranche.missing(name, "is needed here: a share of the pool, such as 0.05")
    attachment = tranche.steps.share("attachment point A", row.attachment or 0.0, "CRE44.14")
    return attachment, tranche.steps.share("detachment point D", row.detachment or 0.0, "CRE44.15")


def supervisory_formula(attachment: float, detachment: float, capital: float, p: float) -> float:
    """K_SSFA: capital per unit of a tranche above the pool's capital (CRE41.11, CRE44.23)."""
    a = -1 / (p * capital)
    upper, lower = detachment - capital, max(attachment - capital, 0.0)
    return (exp(a * upper) - exp(a * lower)) / (a * (upper - lower))


def _formula_weight(tranche: Tranche, capital: float, p: float, chapter: str) -> float:
    """1250 % below the pool's capital, the formula above it (CRE41.13, CRE44.24)."""
    formula, mixed = {"CRE41": ("CRE41.11", "CRE41.13")}.get(chapter, ("CRE44.23", "CRE44.24"))
    attachment, detachment = _points(tranche)
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
    capital = row.pool_capital
    if capital is None:
        raise tranche.missing(
            "k_sa", "SEC-SA needs the pool's capital under the standardised approach, such as 0.08"
        )
    steps.share("K_SA", capital, "CRE41.2")
    if row.delinquency_unknown > MOST_UNKNOWN + 1e-12:
        tranche.notes.add(
            "Where the delinquency of more than 5 % of a pool is unknown the weight is 1250 % "
            "(CRE41.10)."
        )
        return t.HIGHEST, "CRE41.10"
    adjusted = steps.share("K_A", _adjusted(tranche, capital), "CRE41.8")
    p = t.P_AGAIN if row.resecuritisation else t.P_STC if row.stc else t.P_STANDARD
    where = "CRE41.16" if row.resecuritisation else "CRE41.21" if row.stc else "CRE41.12"
    steps.add("supervisory parameter p", p, "ratio", where)
    return _formula_weight(tranche, adjusted, p, "CRE41"), "CRE41.13"


def _adjusted(tranche: Tranche, capital: float) -> float:
    """K_A, and the part of the pool whose state is unknown in full (CRE41.8 and 41.9)."""
    row, steps = tranche.row, tranche.steps
    delinquent = 0.0 if row.resecuritisation else row.delinquent or 0.0
    if row.delinquent is None and not row.resecuritisation:
        tranche.notes.add("Pools whose delinquent share was not given are taken to have none.")
    unknown = row.delinquency_unknown
    steps.share("delinquent share W", delinquent, "CRE41.6")
    plain = (1 - delinquent) * capital + delinquent * t.DELINQUENT_CAPITAL
    if not unknown:
        return plain
    steps.share("K_A of the part that is known", plain, "CRE41.9")
    return (1 - unknown) * plain + unknown


def _internal(tranche: Tranche) -> Weight:
    row, steps = tranche.row, tranche.steps
    if row.k_irb is None:
        raise tranche.missing("k_irb", "SEC-IRBA needs the pool's capital under internal ratings")
    needed = ("pool_lgd",) if row.retail else ("loans", "pool_lgd")
    for name in needed:
        if getattr(row, name) is None:
            raise tranche.missing(name, "SEC-IRBA needs it for the supervisory parameter p")
    capital = steps.share("K_IRB", row.k_irb, "CRE44.2")
    a, b, c, d, e = t.p_coefficients(row.first_claim, row.loans or 1.0, row.retail)
    years = _years(tranche)
    steps.share("loss given default of the pool", row.pool_lgd or 0.0, "CRE44")
    if not row.retail:
        steps.add("effective number of loans N", row.loans or 0.0, "count", "CRE44")
    raw = a + b / (row.loans or 1.0) + c * capital + d * (row.pool_lgd or 0.0) + e * years
    steps.add("p before its floor", raw, "ratio", "CRE44.17")
    if row.stc:
        raw = steps.add("half of it, simple and transparent", 0.5 * raw, "ratio", "CRE44.28")
    p = steps.add("supervisory parameter p", max(t.P_LEAST, raw), "ratio", "CRE44.17")
    return _formula_weight(tranche, capital, p, "CRE44"), "CRE44.24"


def _external(tranche: Tranche) -> Weight:
    row, steps = tranche.row, tranche.steps
    if row.rating is None:
        raise tranche.missing("rating", "SEC-ERBA needs the tranche's rating")
    step = short_term(row.rating)
    if step is not None:
        weights = t.SHORT_TERM_STC if row.stc else t.SHORT_TERM
        where = "CRE42.12" if row.stc else "CRE42.2"
        return weights.get(step, t.HIGHEST), where
    letter = LADDER[tranche_rung(row.rating)]
    letter = "CCC" if letter in ("CCC+", "CCC-") else letter
    table = t.LONG_TERM_STC if row.stc else t.LONG_TERM
    where = "CRE42.13" if row.stc else "CRE42.4"
    if letter not in table:
        return t.HIGHEST, where
    years = _years(tranche)
    values = table[letter]
    part = (years - LEAST_YEARS) / (MOST_YEARS - LEAST_YEARS)
    senior = values[0] + part * (values[1] - values[0])
    if row.first_claim:
        return steps.share("weight at the tranche's maturity", senior, where), where
    junior = steps.share(
        "weight at the tranche's maturity", values[2] + part * (values[3] - values[2]), where
    )
    attachment, detachment = _points(tranche)
    thickness = steps.share("thickness T", detachment - attachment, "CRE42.5")
    factor = steps.add("1 - min(T; 50 %)", 1 - min(thickness, t.MOST_THICKNESS), "ratio", "CRE42.5")
    steps.share("weight of a senior tranche of this rating", senior, "CRE42")
    return max(junior * factor, senior), "CRE42.5"


def _years(tranche: Tranche) -> float:
    """M_T between one and five years (CRE40.22)."""
    row, steps = tranche.row, tranche.steps
    years = row.maturity
    if years is None and row.legal_maturity is not None:
        steps.add("final legal maturity", row.legal_maturity, "years", "CRE40.22(2)")
        years = LEAST_YEARS + (row.legal_maturity - LEAST_YEARS) * LEGAL_SHARE
    if years is None:
        raise tranche.missing("maturity", "is needed here: years, counted from 1 to 5 (CRE40.22)")
    counted = min(max(years, LEAST_YEARS), MOST_YEARS)
    return steps.add("tranche maturity M_T", counted, "years", "CRE40.22")


_WAYS = {"sec_sa": _standardised, "sec_irba": _internal, "sec_erba": _external}
