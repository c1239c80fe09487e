"""Collateral and guarantees: what they are worth against an exposure (CRE22, CRE32.10)."""

from dataclasses import dataclass, field

from tools.finance._basel_steps import Steps
from tools.finance._credit_classes import FINANCIAL_COLLATERAL, Regime
from tools.finance._credit_exposure import Exposure
from tools.finance._credit_haircuts import CURRENCY, haircut, held, lent, scaled

SHORTEST = 0.25  # years of protection under which it counts for nothing (CRE22.12)
LONGEST = 5.0  # years of exposure against which it is measured (CRE22.13)
NOT_ELIGIBLE = 0.30  # haircut of securities that are no eligible collateral (CRE22.58)
WITHOUT_RESTRUCTURING = 0.6  # of a credit derivative that does not pay on it (Basel II 192)
PHYSICAL_HAIRCUT = 0.40  # receivables, real estate, other physical collateral (CRE32.11)


@dataclass(slots=True)
class Notes:
    """Remarks gathered on the way, each once."""

    kept: list[str] = field(default_factory=list[str])

    def add(self, text: str) -> None:
        """Keep a remark."""
        if text not in self.kept:
            self.kept.append(text)


def adjusted_collateral(one: Exposure, regime: Regime, steps: Steps, notes: Notes) -> float:
    """Value of the financial collateral after haircuts; 0 where it is not eligible."""
    if not one.collateral:
        return 0.0
    found = haircut(held(one), regime)
    if found is None:
        if one.collateral_type in FINANCIAL_COLLATERAL:
            notes.add(
                "Bonds held as collateral that are unrated or rated too low are not counted "
                "(CRE22.34)."
            )
        return 0.0
    _, paragraph = found
    if one.collateral_maturity is None and one.collateral_type in _BONDS:
        notes.add("Bonds held as collateral without a maturity take the longest one's haircut.")
    cut = _cut(one, found, "haircut", steps)
    if one.collateral_other_currency:
        cut += steps.share(
            "haircut for another currency",
            scaled(CURRENCY, one.holding_days, one.revaluation_days),
            "CRE22.52",
        )
    value = one.collateral * max(0.0, 1 - cut)
    value *= _matched(one, steps)
    return steps.money("collateral after haircuts", value, paragraph)


def raised(one: Exposure, value: float, place: "Rules", steps: Steps) -> float:
    """The exposure `value` with the haircut of the security it consists of, E(1 + He)."""
    if one.lent_type is None:
        return value
    found = haircut(lent(one), place.regime)
    if found is None:
        found = NOT_ELIGIBLE, "CRE22.58"
        place.notes.add(
            "Securities lent that would be no eligible collateral take the haircut of other "
            "listed equities (CRE22.58)."
        )
    cut = _cut(one, found, "haircut of the security lent", steps)
    return steps.money("exposure with its haircut", value * (1 + cut), "CRE22.46")


@dataclass(frozen=True, slots=True)
class Rules:
    """Which rules haircuts follow, and where remarks go."""

    regime: Regime
    notes: Notes


def _cut(one: Exposure, found: tuple[float, str], name: str, steps: Steps) -> float:
    """A haircut for the holding period and revaluation of an exposure."""
    ten_day, paragraph = found
    if one.core_market:
        return steps.share(f"{name} with a core market participant", 0.0, "CRE22.63")
    steps.share(f"{name} for ten business days", ten_day, paragraph)
    cut = scaled(ten_day, one.holding_days, one.revaluation_days)
    label = f"{name} for {one.holding_days:g} business days"
    if one.revaluation_days > 1:
        label += f", revalued every {one.revaluation_days:g}"
    return steps.share(label, cut, "CRE22.59")


def adjusted_physical(one: Exposure, steps: Steps) -> float:
    """Value of receivables, property or other things after the haircut of CRE32.11."""
    cut = PHYSICAL_HAIRCUT + (CURRENCY if one.collateral_other_currency else 0.0)
    steps.share("haircut of the collateral", cut, "CRE32.11")
    return steps.money("collateral after haircuts", one.collateral * (1 - cut), "CRE32.11")


def covered(one: Exposure, value: float, steps: Steps) -> float:
    """The part of the exposure `value` that a guarantee covers."""
    if not one.guaranteed:
        return 0.0
    amount = one.guaranteed
    if one.restructuring_excluded:
        amount = WITHOUT_RESTRUCTURING * min(amount, value)
        steps.money("guarantee that leaves restructuring out, at 60 %", amount, "CRE22")
    if one.collateral_other_currency:
        amount *= 1 - CURRENCY
        steps.money("guarantee after the currency haircut", amount, "CRE22.82")
    amount *= _matched(one, steps)
    return steps.money("covered by the guarantee", min(amount, value), "CRE22.79")


def ends_early(one: Exposure) -> bool:
    """Whether the protection ends before the exposure."""
    if one.protection_maturity is None or one.maturity is None:
        return False
    return one.protection_maturity < one.maturity


def _matched(one: Exposure, steps: Steps) -> float:
    """The factor of CRE22.13 where the protection ends before the exposure; 1 elsewhere."""
    if one.protection_maturity is None or one.maturity is None:
        return 1.0
    exposure = min(LONGEST, one.maturity)
    protection = min(exposure, one.protection_maturity)
    if protection >= exposure:
        return 1.0
    factor = max(0.0, (protection - SHORTEST) / (exposure - SHORTEST))
    return steps.share("maturity mismatch factor", factor, "CRE22.13")


_BONDS = ("sovereign_bond", "other_bond", "securitisation")
