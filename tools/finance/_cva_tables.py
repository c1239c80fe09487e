"""Parameters of CVA capital: the basic approach (MAR50.14 to 50.26) and the standardised one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Sector = Literal[
    "sovereign",
    "local_government",
    "financial",
    "pension_fund",
    "materials_energy",
    "consumer_transport",
    "technology",
    "health_utilities",
    "other",
]

SCALAR = 0.65  # D_BA-CVA, MAR50.14
ALPHA = 1.4  # MAR50.15
RHO = 0.5  # MAR50.14
BETA = 0.25  # MAR50.20
INDEX = 0.7  # diversification within an index, MAR50.24
RATE = 0.05  # of the supervisory discount factor, MAR50.15(4)
RELATION = {"direct": 1.0, "legal": 0.8, "sector_region": 0.5}
"""Correlation of a single-name hedge and the counterparty, MAR50.26."""
SECTOR_WEIGHTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "sovereign": (0.005, 0.02),
        "local_government": (0.01, 0.04),
        "financial": (0.05, 0.12),
        "pension_fund": (0.035, 0.085),
        "materials_energy": (0.03, 0.07),
        "consumer_transport": (0.03, 0.085),
        "technology": (0.02, 0.055),
        "health_utilities": (0.015, 0.05),
        "other": (0.05, 0.12),
    }
)
"""Investment grade, then high yield and not rated: MAR50.16. Pension funds: the PRA's own row."""

HEDGE_DISALLOWANCE = 0.01  # R, MAR50.53
SPECIFIED = frozenset(["USD", "EUR", "GBP", "AUD", "CAD", "SEK", "JPY"])
"""Currencies whose rates move by vertex, besides the bank's own: MAR50.56."""
RATE_WEIGHTS: Mapping[float, float] = MappingProxyType(
    {1.0: 0.0111, 2.0: 0.0093, 5.0: 0.0074, 10.0: 0.0074, 30.0: 0.0074}
)
INFLATION_WEIGHT, OTHER_RATE_WEIGHT = 0.0111, 0.0158  # MAR50.56 and 50.57
_RATE_ROWS = {
    (1.0, 2.0): 0.91,
    (1.0, 5.0): 0.72,
    (1.0, 10.0): 0.55,
    (1.0, 30.0): 0.31,
    (2.0, 5.0): 0.87,
    (2.0, 10.0): 0.72,
    (2.0, 30.0): 0.45,
    (5.0, 10.0): 0.91,
    (5.0, 30.0): 0.68,
    (10.0, 30.0): 0.83,
}
WITH_INFLATION = 0.4
FX_WEIGHT = 0.11  # MAR50.61
SPREAD_TENORS = (0.5, 1.0, 3.0, 5.0, 10.0)
SPREAD_WEIGHTS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "1a": (0.005, 0.02),
        "1b": (0.01, 0.04),
        "2": (0.05, 0.12),
        "3": (0.03, 0.07),
        "4": (0.03, 0.085),
        "5": (0.02, 0.055),
        "6": (0.015, 0.05),
        "7": (0.05, 0.12),
        "8": (0.015, 0.05),
    }
)
"""Counterparty credit spreads, MAR50.65(3)."""
_SPREAD_ROWS = (
    (0.1, 0.2, 0.25, 0.2, 0.15, 0.0, 0.45),
    (0.05, 0.15, 0.2, 0.05, 0.0, 0.45),
    (0.2, 0.25, 0.05, 0.0, 0.45),
    (0.25, 0.05, 0.0, 0.45),
    (0.05, 0.0, 0.45),
    (0.0, 0.45),
    (0.0,),
)
"""MAR50.64, above the diagonal."""
_REFERENCE_ROWS = (
    (0.75, 0.1, 0.2, 0.25, 0.2, 0.15),
    (0.05, 0.15, 0.2, 0.15, 0.1),
    (0.05, 0.15, 0.2, 0.05),
    (0.2, 0.25, 0.05),
    (0.25, 0.05),
    (0.05,),
)
"""MAR50.67, above the diagonal, by sector of buckets 1 to 7 and 8 to 14."""


def _numbered(values: tuple[float, ...]) -> dict[str, float]:
    return {str(n): value for n, value in enumerate(values, 1)}


DELTA_WEIGHTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "reference_spread": _numbered(
            (
                *(0.005, 0.01, 0.05, 0.03, 0.03, 0.02, 0.015),
                *(0.02, 0.04, 0.12, 0.07, 0.085, 0.055, 0.05, 0.12, 0.015, 0.05),
            )
        ),
        "equity": _numbered(
            (0.55, 0.6, 0.45, 0.55, 0.3, 0.35, 0.4, 0.5, 0.7, 0.5, 0.7, 0.15, 0.25)
        ),
        "commodity": _numbered((0.3, 0.35, 0.6, 0.8, 0.4, 0.45, 0.2, 0.35, 0.25, 0.35, 0.5)),
    }
)
"""MAR50.68, 50.72 and 50.76."""
EQUITY_VEGA_LARGE = 0.78  # buckets 1 to 8 and 12, MAR50.73; every other vega weighs 100 %
LARGE_EQUITY = frozenset(["1", "2", "3", "4", "5", "6", "7", "8", "12"])


def rate_correlation(first: float, second: float) -> float:
    """Of two vertices of one specified currency."""
    low, high = sorted((first, second))
    return 1.0 if low == high else _RATE_ROWS[low, high]


def across(risk_class: str, first: str, second: str) -> float:
    """Correlation of two buckets of one risk class."""
    if risk_class == "interest_rate":
        return 0.5  # MAR50.55
    if risk_class == "fx":
        return 0.6  # MAR50.60
    if risk_class == "counterparty_spread":
        low, high = sorted((int(first), int(second)))
        return _SPREAD_ROWS[low - 1][high - low - 1]
    if risk_class == "reference_spread":
        return _references(*sorted((int(first), int(second))))
    if risk_class == "equity":
        return _equities(first, second)
    return 0.0 if "11" in (first, second) else 0.2  # MAR50.75


def _references(low: int, high: int) -> float:
    if 15 in (low, high):
        return 0.0
    if high >= 16:
        return 0.75 if low >= 16 else 0.45
    one, two = sorted(((low - 1) % 7, (high - 1) % 7))
    sector = 1.0 if one == two else _REFERENCE_ROWS[one][two - one - 1]
    return sector * (0.5 if low <= 7 < high else 1.0)


def _equities(first: str, second: str) -> float:
    if "11" in (first, second):
        return 0.0
    indices = sum(bucket in ("12", "13") for bucket in (first, second))
    return {0: 0.15, 1: 0.45, 2: 0.75}[indices]  # MAR50.71
