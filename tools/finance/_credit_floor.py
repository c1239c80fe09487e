"""The output floor: RBC20.4 and RBC20.11, phased in by RBC90."""

from dataclasses import dataclass

from tools.finance._basel_steps import Steps
from tools.finance._credit_request import CapitalCreditRequest

PHASE_IN = {2023: 0.50, 2024: 0.55, 2025: 0.60, 2026: 0.65, 2027: 0.70}
FINAL_LEVEL = 0.725
MOST_INCREASE = 0.25  # of risk-weighted assets before the floor, during the phase-in (RBC90.2)


@dataclass(frozen=True, slots=True)
class Floor:
    """What the output floor does to a book."""

    level: float
    least: float
    """Least risk-weighted assets it allows."""
    floored: float
    """Risk-weighted assets with it."""
    binds: bool


def level_of(request: CapitalCreditRequest) -> float:
    """The floor's level: named, by year, or the final one."""
    if request.floor_level is not None:
        return request.floor_level
    return PHASE_IN.get(request.floor_year or 0, FINAL_LEVEL)


def output_floor(
    request: CapitalCreditRequest, before: float, standardised: float, steps: Steps
) -> Floor:
    """Compare risk-weighted assets with the share of the standardised figure."""
    level = steps.share("output floor", level_of(request), "RBC90.1")
    steps.money("risk-weighted assets under standardised approaches", standardised, "RBC20.11")
    least = steps.money("least risk-weighted assets", level * standardised, "RBC20.4")
    floored = max(before, least)
    if request.floor_cap and floored > before * (1 + MOST_INCREASE):
        floored = steps.money("capped increase", before * (1 + MOST_INCREASE), "RBC90.2")
    return Floor(level, least, floored, floored > before)
