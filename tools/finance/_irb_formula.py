"""The risk-weight functions of the internal ratings-based approach, CRE31.5 to CRE31.16.

Basel II, paragraphs 272 to 283 and 327 to 330, has the same functions.
"""

from math import exp, log, sqrt
from statistics import NormalDist

NORMAL = NormalDist()
TAIL = NORMAL.inv_cdf(0.999)
MIDDLE_MATURITY = 2.5  # years at which the maturity adjustment is 1/(1 - 1.5 b)
LARGEST_SLOPE = 0.6  # of the maturity adjustment; 2/3 is its pole, at a PD of 0.0003 %
SMALL, LARGE = 5e6, 50e6  # annual sales in euros between which firms are smaller (CRE31.8)
FINANCIAL_MULTIPLIER = 1.25


def _between(pd: float, low: float, high: float, speed: float) -> float:
    weight = (1 - exp(-speed * pd)) / (1 - exp(-speed))
    return low * weight + high * (1 - weight)


def corporate_correlation(pd: float) -> float:
    """Corporates, sovereigns, banks."""
    return _between(pd, 0.12, 0.24, 50)


def volatile_correlation(pd: float) -> float:
    """High-volatility commercial real estate (CRE31.11)."""
    return _between(pd, 0.12, 0.30, 50)


def retail_correlation(pd: float) -> float:
    """Other retail (CRE31.16)."""
    return _between(pd, 0.03, 0.16, 35)


def size_adjustment(turnover: float) -> float:
    """What the correlation of a small firm is less, by annual sales in euros (CRE31.8)."""
    counted = min(max(turnover, SMALL), LARGE)
    return 0.04 * (1 - (counted - SMALL) / (LARGE - SMALL))


def maturity_slope(pd: float) -> float:
    """The b of CRE31.5."""
    return (0.11852 - 0.05478 * log(pd)) ** 2


def maturity_adjustment(slope: float, maturity: float) -> float:
    """Full maturity adjustment (CRE31.6)."""
    return (1 + (maturity - MIDDLE_MATURITY) * slope) / (1 - 1.5 * slope)


def conditional_pd(pd: float, correlation: float) -> float:
    """Chance of default in the worst of a thousand years."""
    drawn = NORMAL.inv_cdf(pd) + sqrt(correlation) * TAIL
    return NORMAL.cdf(drawn / sqrt(1 - correlation))


def capital(pd: float, lgd: float, correlation: float, adjustment: float = 1.0) -> float:
    """K: capital per unit of exposure; PD strictly between 0 and 1."""
    return lgd * (conditional_pd(pd, correlation) - pd) * adjustment
