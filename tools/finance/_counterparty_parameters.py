"""Supervisory parameters of SA-CCR: Table 2 of CRE52.72 and the periods of CRE52.49 to 52.52."""

from dataclasses import dataclass

BUSINESS_YEAR = 250.0  # business days, CRE52.49
LEAST_DAYS = 10.0  # business days: floor of remaining maturity and of supervisory duration
DISCOUNT = 0.05  # of the supervisory duration, CRE52.34
FLOOR = 0.05  # of the multiplier, CRE52.23
ACROSS = {(0, 1): 1.4, (1, 2): 1.4, (0, 2): 0.6}
"""Twice the correlation of two maturity buckets of one currency, CRE52.57(5)."""
BUCKETS = ("below one year", "one to five years", "above five years")


@dataclass(frozen=True, slots=True)
class Parameters:
    """A row of Table 2."""

    factor: float
    """Supervisory factor."""
    correlation: float | None
    volatility: float
    """Supervisory option volatility."""


_SINGLE_NAME = {
    "AAA": 0.0038,
    "AA": 0.0038,
    "A": 0.0042,
    "BBB": 0.0054,
    "BB": 0.0106,
    "B": 0.016,
    "CCC": 0.06,
}
RATES = Parameters(0.005, None, 0.5)
EXCHANGE = Parameters(0.04, None, 0.15)
CREDIT = {name: Parameters(factor, 0.5, 1.0) for name, factor in _SINGLE_NAME.items()}
CREDIT_INDEX = {"IG": Parameters(0.0038, 0.8, 0.8), "SG": Parameters(0.0106, 0.8, 0.8)}
SHARE = Parameters(0.32, 0.5, 1.2)
SHARE_INDEX = Parameters(0.2, 0.8, 0.75)
ELECTRICITY = Parameters(0.4, 0.4, 1.5)
COMMODITY = Parameters(0.18, 0.4, 0.7)

HEDGING_SETS = {
    "electricity": "energy",
    "oil_gas": "energy",
    "metals": "metals",
    "agricultural": "agricultural",
    "other": "other",
}
"""The four hedging sets of commodities, CRE52.45(5)."""
SCALES = {"ordinary": 1.0, "inflation": 1.0, "basis": 0.5, "volatility": 5.0}
"""What the supervisory factor is multiplied by, CRE52.73."""
