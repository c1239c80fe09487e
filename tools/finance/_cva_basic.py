"""The basic approach to CVA capital, reduced and full (MAR50.14 to 50.26)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import expm1, sqrt

from tools.errors import InvalidInput
from tools.finance._cva_rows import CvaExposure, CvaHedge
from tools.finance._cva_tables import (
    ALPHA,
    BETA,
    INDEX,
    RATE,
    RELATION,
    RHO,
    SCALAR,
    SECTOR_WEIGHTS,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One netting set."""

    counterparty: str
    ead: float
    maturity: float
    discount_factor: float
    standalone: float


@dataclass(slots=True)
class Counterparty:
    """One counterparty's figures."""

    name: str
    weight: float
    standalone: float = 0.0
    """SCVA, MAR50.15."""
    hedged: float = 0.0
    """SNH, MAR50.23."""
    misaligned: float = 0.0
    """HMA, MAR50.25."""


@dataclass(frozen=True, slots=True)
class HedgeLine:
    """One hedge."""

    name: str
    counterparty: str
    weight: float
    discount_factor: float
    correlation: float
    size: float
    """RW x M x B x DF."""


@dataclass(slots=True)
class BasicCapital:
    """The basic approach."""

    lines: list[Line] = field(default_factory=list[Line])
    counterparties: dict[str, Counterparty] = field(default_factory=dict[str, Counterparty])
    hedges: list[HedgeLine] = field(default_factory=list[HedgeLine])
    index: float = 0.0
    """IH, MAR50.24."""
    reduced: float = 0.0
    """K_reduced before the scalar, MAR50.14."""
    hedged: float | None = None
    """K_hedged before the scalar, MAR50.21."""

    @property
    def whole(self) -> float:
        """K_full, or K_reduced without hedges, before the scalar."""
        if self.hedged is None:
            return self.reduced
        return BETA * self.reduced + (1 - BETA) * self.hedged

    @property
    def capital(self) -> float:
        """The requirement: 0.65 times that."""
        return SCALAR * self.whole


def basic_capital(
    exposures: Sequence[CvaExposure], hedges: Sequence[CvaHedge], full: bool, regime: str
) -> BasicCapital:
    """Capital of netting sets and, in the full version, their hedges."""
    found = BasicCapital()
    for number, one in enumerate(exposures):
        _add(found, one, number, regime)
    for number, hedge in enumerate(hedges):
        _hedge(found, hedge, number, regime)
    alone = [c.standalone for c in found.counterparties.values()]
    found.reduced = _portfolio(alone, 0.0, 0.0)
    if full:
        net = [c.standalone - c.hedged for c in found.counterparties.values()]
        rest = sum(c.misaligned for c in found.counterparties.values())
        found.hedged = _portfolio(net, found.index, rest)
    return found


def _portfolio(alone: Sequence[float], index: float, rest: float) -> float:
    """A systematic and an idiosyncratic part, MAR50.14 and 50.21."""
    systematic = RHO * sum(alone) - index
    return sqrt(systematic**2 + (1 - RHO**2) * sum(x * x for x in alone) + rest)


def discount(maturity: float) -> float:
    """Supervisory discount factor, MAR50.15(4)."""
    return -expm1(-RATE * maturity) / (RATE * maturity)


def weight_of(sector: str, quality: str, place: str, regime: str) -> float:
    """Risk weight of a sector and grade, MAR50.16."""
    if sector == "pension_fund" and regime != "pra":
        raise InvalidInput.of(
            f"{place}.sector", "pension_fund is a row of the PRA only; elsewhere it is financial"
        )
    return SECTOR_WEIGHTS[sector][0 if quality == "investment_grade" else 1]


def _add(found: BasicCapital, one: CvaExposure, number: int, regime: str) -> None:
    place = f"exposures.{number}"
    name = one.name or f"counterparty {number + 1}"
    weight = weight_of(one.sector, one.quality, place, regime)
    known = found.counterparties.setdefault(name, Counterparty(name, weight))
    if known.weight != weight:
        raise InvalidInput.of(
            f"{place}.sector", "rows of one counterparty must agree on sector and quality"
        )
    factor = one.discount_factor
    if factor is None:
        factor = 1.0 if one.internal_model else discount(one.maturity)
    standalone = weight * one.maturity * one.ead * factor / ALPHA
    found.lines.append(Line(name, one.ead, one.maturity, factor, standalone))
    known.standalone += standalone


def _hedge(found: BasicCapital, hedge: CvaHedge, number: int, regime: str) -> None:
    place = f"hedges.{number}"
    weight = hedge.risk_weight or weight_of(hedge.sector, hedge.quality, place, regime)
    factor = hedge.discount_factor or discount(hedge.maturity)
    name = hedge.name or f"hedge {number + 1}"
    if hedge.kind == "index":
        weight *= INDEX
        size = weight * hedge.maturity * hedge.notional * factor
        found.index += size
        found.hedges.append(HedgeLine(name, "", weight, factor, 1.0, size))
        return
    only = next(iter(found.counterparties)) if len(found.counterparties) == 1 else ""
    known = found.counterparties.get(hedge.counterparty or only)
    if known is None:
        allowed = ", ".join(list(found.counterparties)[:10])
        raise InvalidInput.of(f"{place}.counterparty", f"must be one of {allowed}")
    correlation = RELATION[hedge.relation]
    size = weight * hedge.maturity * hedge.notional * factor
    known.hedged += correlation * size
    known.misaligned += (1 - correlation**2) * size**2
    found.hedges.append(HedgeLine(name, known.name, weight, factor, correlation, size))
