"""The sensitivities-based method: delta, vega and curvature in three correlation scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.finance._market_correlation import SCENARIOS, across, scaled
from tools.finance._market_factor import (
    Factor,
    Setting,
    curvature_factor,
    curvature_scalar,
    factor_of,
    table_of,
)
from tools.finance._market_matrix import correlations, in_scenario
from tools.finance._market_sensitivity import Curvature, Sensitivity
from tools.finance._market_tables import Table

MOST_FACTORS = 4_000  # distinct risk factors of one bucket: a matrix of 128 MB


@dataclass(slots=True)
class Weighted:
    """The net sensitivity to one factor, weighted."""

    factor: Factor
    weight: float
    paragraph: str
    net: float = 0.0
    up: float = 0.0
    down: float = 0.0
    divided: list[tuple[str, float, float]] = field(default_factory=list[tuple[str, float, float]])
    """Curvature of rows before it was divided by 1.5: name, upward, downward."""

    @property
    def weighted(self) -> float:
        """WS = RW x s, MAR21.4(2)."""
        return self.net * self.weight


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket in one scenario."""

    bucket: str
    capital: float
    """K_b."""
    position: float
    """S_b as it enters the sum across buckets."""
    branch: str = ""
    """For curvature the shock that counts."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One risk class and measure in one correlation scenario."""

    name: str
    capital: float
    buckets: tuple[Bucket, ...]
    alternative: bool
    """Whether S_b was bounded by K_b, MAR21.4(5)(b)."""


@dataclass(frozen=True, slots=True)
class ClassCapital:
    """One risk class and measure."""

    risk_class: str
    measure: str
    weighted: tuple[Weighted, ...]
    table: Table | None
    scenarios: dict[str, Scenario] = field(default_factory=dict[str, Scenario])


def class_capitals(
    rows: Sequence[Sensitivity], curved: Sequence[Curvature], setting: Setting
) -> list[ClassCapital]:
    """Capital of each risk class and measure that has rows, in all scenarios."""
    groups: dict[tuple[str, str], dict[Factor, Weighted]] = {}
    for number, row in enumerate(rows):
        place = f"sensitivities.{number}"
        factor, weight, paragraph = factor_of(row, place, setting)
        known = groups.setdefault((row.risk_class, row.measure), {})
        held = known.setdefault(factor, Weighted(factor, weight, paragraph))
        _same_weight(held, weight, place)
        held.net += row.amount
    for number, row in enumerate(curved):
        known = groups.setdefault((row.risk_class, "curvature"), {})
        _add_curvature(known, row, f"curvatures.{number}", setting)
    return [_capital(*key, list(known.values()), setting) for key, known in groups.items()]


def _add_curvature(
    known: dict[Factor, Weighted], row: Curvature, place: str, setting: Setting
) -> None:
    factor, shock, paragraph = curvature_factor(row, place, setting)
    held = known.setdefault(factor, Weighted(factor, shock, paragraph))
    _same_weight(held, shock, place)
    by = curvature_scalar(row, place, setting)
    up, down = row.up, row.down
    if up is None or down is None:
        value, delta = row.value or 0.0, shock * (row.delta or 0.0)
        up = -((row.value_up or 0.0) - value - delta)  # MAR21.5(2)
        down = -((row.value_down or 0.0) - value + delta)
    if by != 1.0:
        held.divided.append((row.name or row.pair or row.place, up, down))
    held.up, held.down = held.up + up / by, held.down + down / by


def _same_weight(held: Weighted, weight: float, place: str) -> None:
    if held.weight != weight:
        raise InvalidInput.of(
            f"{place}.risk_weight", "must be the same for all rows of one risk factor"
        )


def _capital(
    risk_class: str, measure: str, weighted: list[Weighted], setting: Setting
) -> ClassCapital:
    buckets: dict[str, list[Weighted]] = {}
    for one in weighted:
        buckets.setdefault(one.factor.bucket, []).append(one)
    numbered = risk_class not in ("girr", "fx")
    table = table_of(risk_class, setting.regime, setting.credit_buckets) if numbered else None
    matrices = {name: _matrix(members, table) for name, members in buckets.items()}
    scenarios: dict[str, Scenario] = {}
    for scenario in SCENARIOS:
        found: list[Bucket] = []
        for name, members in buckets.items():
            rho = in_scenario(matrices[name], scenario)
            other = table is not None and name == table.other
            found.append(_bucket(name, members, rho, other, measure))
        scenarios[scenario] = _joined(scenario, found, risk_class, measure, table)
    return ClassCapital(risk_class, measure, tuple(weighted), table, scenarios)


def _matrix(members: list[Weighted], table: Table | None) -> NDArray[np.float64]:
    if len(members) > MOST_FACTORS:
        raise InvalidInput.of(
            "sensitivities", f"must have at most {MOST_FACTORS:,} risk factors in one bucket"
        )
    return correlations([one.factor for one in members], table)


def _bucket(
    name: str, members: list[Weighted], rho: NDArray[np.float64], other: bool, measure: str
) -> Bucket:
    if measure == "curvature":
        return _curvature_bucket(name, members, rho, other)
    weighted = np.array([one.weighted for one in members])
    total = float(weighted.sum())
    if other:  # MAR21.56, 21.68, 21.79
        return Bucket(name, float(np.abs(weighted).sum()), total)
    return Bucket(name, sqrt(max(float(weighted @ rho @ weighted), 0.0)), total)


def _curvature_bucket(
    name: str, members: list[Weighted], rho: NDArray[np.float64], other: bool
) -> Bucket:
    """The worse of the two shocks, MAR21.5(3)."""
    sides: list[tuple[float, float, str]] = []
    for branch in ("up", "down"):
        risks = np.array([getattr(one, branch) for one in members])
        held = np.maximum(risks, 0.0)
        if other:
            capital = float(held.sum())
        else:
            both = (risks[:, None] < 0) & (risks[None, :] < 0)
            cross = np.where(both, 0.0, rho * np.outer(risks, risks))
            np.fill_diagonal(cross, held**2)
            capital = sqrt(max(float(cross.sum()), 0.0))
        sides.append((capital, float(risks.sum()), branch))
    worse = max(sides, key=lambda side: (side[0], side[1]))
    return Bucket(name, *worse)


def _joined(
    scenario: str, buckets: list[Bucket], risk_class: str, measure: str, table: Table | None
) -> Scenario:
    """Across buckets, MAR21.4(5) and 21.5(4)."""
    apart = [b for b in buckets if table and table.summed and b.bucket == table.other]
    joint = [b for b in buckets if b not in apart]
    curved = measure == "curvature"
    square, alternative = _square(scenario, joint, risk_class, curved, table), False
    if square < 0 and not curved:
        joint = [
            Bucket(b.bucket, b.capital, max(min(b.position, b.capital), -b.capital)) for b in joint
        ]
        square, alternative = _square(scenario, joint, risk_class, curved, table), True
    capital = sqrt(max(square, 0.0)) + sum(b.capital for b in apart)
    return Scenario(scenario, capital, (*joint, *apart), alternative)


def _square(
    scenario: str, buckets: list[Bucket], risk_class: str, curved: bool, table: Table | None
) -> float:
    total = sum(b.capital**2 for b in buckets)
    for i, one in enumerate(buckets):
        for two in buckets[:i]:
            gamma = across(risk_class, one.bucket, two.bucket, table)
            gamma = scaled(gamma**2 if curved else gamma, scenario)
            if curved and one.position < 0 and two.position < 0:
                continue
            total += 2 * gamma * one.position * two.position
    return total
