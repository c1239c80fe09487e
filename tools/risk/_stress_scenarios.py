"""Market moves of the past by asset class, from a data file of published closing levels."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

ScenarioName = Literal[
    "black_monday_1987",
    "dot_com_2000_2002",
    "september_2001",
    "lehman_2008",
    "financial_crisis_2008",
    "bear_market_2007_2009",
    "downgrade_2011",
    "covid_2020",
    "covid_day_2020",
    "rates_2022",
]
AssetClass = Literal[
    "us_equities",
    "technology_equities",
    "german_equities",
    "uk_equities",
    "japanese_equities",
    "us_bonds",
]

INDICES = {
    "us_equities": "S&P 500",
    "technology_equities": "Nasdaq Composite",
    "german_equities": "DAX",
    "uk_equities": "FTSE 100",
    "japanese_equities": "Nikkei 225",
    "us_bonds": "Bloomberg US Aggregate",
}


@dataclass(frozen=True)
class PastScenario:
    """What markets did."""

    name: str
    title: str
    days: int
    """Trading days it took."""
    moves: dict[str, float]
    """Return of each asset class, as a fraction."""
    yield_move: float | None
    """Change of the ten-year yield: two points more is 0.02."""


@cache
def past_scenarios() -> dict[str, PastScenario]:
    """Every scenario of the data file by its name."""
    told = json.loads((Path(__file__).with_name("stress_scenarios.json")).read_text("utf-8"))
    return {one["name"]: _scenario(one) for one in told["scenarios"]}


def _scenario(told: dict[str, object]) -> PastScenario:
    levels: dict[str, list[float]] = told.get("levels", {})  # type: ignore[assignment]
    returns: dict[str, float] = told.get("returns", {})  # type: ignore[assignment]
    yields: list[float] | None = told.get("yields")  # type: ignore[assignment]
    moves = {name: end / start - 1 for name, (start, end) in levels.items()}
    return PastScenario(
        name=str(told["name"]),
        title=str(told["title"]),
        days=int(str(told["days"])),
        moves={**moves, **returns},
        yield_move=None if yields is None else yields[1] - yields[0],
    )
