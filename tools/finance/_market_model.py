"""Capital by the internal models approach: MAR33, with the attribution zones of MAR32."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from tools.errors import InvalidInput
from tools.finance._basel_steps import Steps
from tools.finance._market_model_row import Desk, Shortfall, StressScenario

HORIZONS = (10, 20, 40, 60, 120)
BASE = 10
CONSTRAINED = 0.5  # weight of the bank's own diversification, MAR33.15
SHARED = 0.6  # correlation of factors that cannot be modelled, MAR33.17
LEAST = 1.5  # multiplier, MAR33.42
ADD_ONS = {5: 0.20, 6: 0.26, 7: 0.33, 8: 0.38, 9: 0.42}  # by exceptions of 250 days, MAR32.9
MOST_ADD_ON = 0.5
SURCHARGE = 0.5  # MAR33.45
GREEN, RED = (0.80, 0.09), (0.70, 0.12)  # Spearman above, distance below; MAR32


@dataclass(frozen=True, slots=True)
class Zones:
    """Standardised capital of desks by zone."""

    green: float
    amber: float
    red: float


def liquid_shortfall(row: Shortfall, steps: Steps) -> float:
    """ES over the liquidity horizons of its factors, MAR33.5."""
    parts = [row.es_10, row.es_20, row.es_40, row.es_60, row.es_120]
    square, last = 0.0, 0
    name = f"{row.risk_class.replace('_', ' ')}, {row.series.replace('_', ' ')}"
    for days, part in zip(HORIZONS, parts, strict=True):
        scale = sqrt((days - last) / BASE)
        if part:
            steps.money(f"part of {days} days, {name}", part * scale, "MAR33.5")
        square += (part * scale) ** 2
        last = days
    return steps.money(f"liquidity-adjusted shortfall, {name}", sqrt(square), "MAR33.5")


def modelled(rows: Sequence[Shortfall], steps: Steps) -> float:
    """IMCC: half by the bank's own diversification, half the sum of the classes (MAR33.15)."""
    found: dict[str, dict[str, float]] = {}
    for number, row in enumerate(rows):
        known = found.setdefault(row.risk_class, {})
        if row.series in known:
            raise InvalidInput.of(
                f"shortfalls.{number}.series", "is given twice for one risk class"
            )
        known[row.series] = liquid_shortfall(row, steps)
    needs = {name: _scaled(name, series, steps) for name, series in found.items()}
    whole = needs.pop("all", None)
    if whole is None:
        raise InvalidInput.of(
            "shortfalls", "need a row for all risk factors together", code="missing"
        )
    if not needs:
        return steps.money("IMCC, unconstrained", whole, "MAR33.15")
    classes = steps.money("sum of the risk classes", sum(needs.values()), "MAR33.15")
    mixed = CONSTRAINED * whole + (1 - CONSTRAINED) * classes
    return steps.money("IMCC", mixed, "MAR33.15")


def _scaled(name: str, series: Mapping[str, float], steps: Steps) -> float:
    """ES in the stress period, raised by what the reduced set leaves out (MAR33.6)."""
    stressed = series.get("reduced_stressed")
    if stressed is None:
        raise InvalidInput.of(
            "shortfalls", f"need the stressed series of {name.replace('_', ' ')}", code="missing"
        )
    full, reduced = series.get("full_current"), series.get("reduced_current")
    if (full is None) != (reduced is None):
        raise InvalidInput.of(
            "shortfalls", "need full_current and reduced_current together", code="missing"
        )
    if full is None or not reduced:
        return stressed
    ratio = steps.add(f"full to reduced set, {name}", max(full / reduced, 1.0), "ratio", "MAR33.6")
    return steps.money(f"shortfall, {name}", stressed * ratio, "MAR33.6")


def unmodelled(rows: Sequence[StressScenario], steps: Steps) -> float:
    """SES: idiosyncratic factors without correlation, the others with 0.6 (MAR33.17)."""
    alone = {
        kind: sqrt(sum(one.amount**2 for one in rows if one.kind == kind))
        for kind in ("credit", "equity")
    }
    for kind, amount in alone.items():
        steps.money(f"idiosyncratic {kind}", amount, "MAR33.17")
    others = [one.amount for one in rows if one.kind == "other"]
    squares = sum(amount**2 for amount in others)
    shared = sqrt((SHARED * sum(others)) ** 2 + (1 - SHARED**2) * squares)
    steps.money("other factors", shared, "MAR33.17")
    return steps.money("SES", sum(alone.values()) + shared, "MAR33.17")


def multiplier(exceptions: int, steps: Steps) -> float:
    """m_c: 1.5 and the add-on of the backtest."""
    add_on = 0.0 if exceptions < min(ADD_ONS) else ADD_ONS.get(exceptions, MOST_ADD_ON)
    steps.add("add-on of the backtest", add_on, "factor", "MAR32.9")
    return steps.add("multiplier m_c", LEAST + add_on, "factor", "MAR33.42")


def zone_of(desk: Desk) -> str:
    """The zone given, or the worse of both tests."""
    if desk.zone is not None:
        return desk.zone
    spearman, distance = desk.spearman or 0.0, desk.kolmogorov_smirnov or 0.0
    if spearman < RED[0] or distance > RED[1]:
        return "red"
    return "green" if spearman > GREEN[0] and distance < GREEN[1] else "amber"


def zones(desks: Sequence[Desk], steps: Steps) -> Zones:
    """Standardised capital of the desks of each zone."""
    sums: dict[str, float] = {"green": 0.0, "amber": 0.0, "red": 0.0}
    for number, desk in enumerate(desks):
        zone = zone_of(desk)
        name = f"{desk.name or f'desk {number + 1}'}, {zone}"
        sums[zone] += steps.money(f"standardised capital {name}", desk.standardised_capital,
                                  "MAR33.45")  # fmt: skip
    return Zones(**sums)
