"""Supervisory haircuts of collateral: CRE22.49 to CRE22.59; Basel II, paragraphs 151 to 168."""

from dataclasses import dataclass
from math import sqrt

from tools.finance._basel_ratings import rung, short_term
from tools.finance._credit_classes import FINANCIAL_COLLATERAL, Collateral, Regime
from tools.finance._credit_exposure import Exposure

CURRENCY = 0.08  # CRE22.52
BASE_DAYS = 10.0  # business days the tables are for
_YEARS: dict[Regime, tuple[float, ...]] = {"basel_iii": (1, 3, 5, 10), "basel_ii": (1, 5)}
_TABLE: dict[Regime, dict[Collateral, tuple[tuple[float, ...], tuple[float, ...]]]] = {
    "basel_iii": {
        "sovereign_bond": ((0.005, 0.02, 0.02, 0.04, 0.04), (0.01, 0.03, 0.03, 0.06, 0.06)),
        "other_bond": ((0.01, 0.03, 0.04, 0.06, 0.12), (0.02, 0.04, 0.06, 0.12, 0.20)),
        "securitisation": ((0.02, 0.08, 0.08, 0.16, 0.16), (0.04, 0.12, 0.12, 0.24, 0.24)),
    },
    "basel_ii": {
        "sovereign_bond": ((0.005, 0.02, 0.04), (0.01, 0.03, 0.06)),
        "other_bond": ((0.01, 0.04, 0.08), (0.02, 0.06, 0.12)),
    },
}
_FLAT: dict[Regime, dict[Collateral, float]] = {
    "basel_iii": {"cash": 0.0, "gold": 0.20, "main_index_equity": 0.20, "listed_equity": 0.30},
    "basel_ii": {"cash": 0.0, "gold": 0.15, "main_index_equity": 0.15, "listed_equity": 0.25},
}
_LOW_SOVEREIGN = 0.15  # BB+ to BB-
_DOUBLE_A, _TRIPLE_B, _DOUBLE_B = rung("AA-"), rung("BBB-"), rung("BB-")


@dataclass(frozen=True, slots=True)
class Security:
    """A security held as collateral, or lent."""

    kind: Collateral | None
    rating: str | None
    years: float | None


def held(one: Exposure) -> Security:
    """The collateral of an exposure."""
    return Security(one.collateral_type, one.collateral_rating, one.collateral_maturity)


def lent(one: Exposure) -> Security:
    """The security that the exposure consists of, if any."""
    return Security(one.lent_type, one.lent_rating, one.lent_maturity)


def haircut(what: Security, regime: Regime) -> tuple[float, str] | None:
    """The ten-day haircut of a security and its paragraph; None where it is not eligible."""
    kind = what.kind
    if kind is None or kind not in FINANCIAL_COLLATERAL:
        return None
    paragraph = "CRE22.49" if regime == "basel_iii" else "Basel II 151"
    if kind in _FLAT[regime]:
        return _FLAT[regime][kind], paragraph
    table = _TABLE[regime].get(kind)
    at = _rung(what.rating)
    if table is None or at is None or _DOUBLE_A is None or _TRIPLE_B is None or _DOUBLE_B is None:
        return None
    if at > _TRIPLE_B:
        low = kind == "sovereign_bond" and at <= _DOUBLE_B
        return (_LOW_SOVEREIGN, paragraph) if low else None
    row = table[0] if at <= _DOUBLE_A else table[1]
    column = len(row) - 1 if what.years is None else sum(what.years > e for e in _YEARS[regime])
    return row[column], paragraph


def _rung(rating: str | None) -> int | None:
    """A long-term rating's rung; A-1 stands with AA-, A-2 and A-3 with BBB- (CRE22.49)."""
    step = short_term(rating)
    if step is None:
        return rung(rating)
    return {1: _DOUBLE_A, 2: _TRIPLE_B, 3: _TRIPLE_B}.get(step)


def scaled(ten_day: float, days: float, revalued: float = 1.0) -> float:
    """A ten-day haircut for another holding period and revaluation interval (CRE22.59)."""
    return ten_day * sqrt((revalued + days - 1) / BASE_DAYS)
