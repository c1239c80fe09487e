"""The bands practitioners hold unit economics against, as data, each with its publication.

These are rules of thumb of single investors for subscription software, not statistical norms.
"""

from dataclasses import dataclass
from typing import Literal

Metric = Literal[
    "ltv_to_cac",
    "payback_months",
    "quick_ratio",
    "burn_multiple",
    "magic_number",
]

LTV_TO_CAC_BAR = 3.0
PAYBACK_BAR_MONTHS = 12.0
QUICK_RATIO_BAR = 4.0
MAGIC_NUMBER_BAR = 0.75

SKOK = "David Skok, SaaS Metrics 2.0, forentrepreneurs.com (Matrix Partners)"
HAMID = "Mamoon Hamid (Social Capital), Numbers that actually matter, SaaStr Annual 2015"
SACKS = "David Sacks (Craft Ventures), The Burn Multiple, 2020"
LECKIE = "Lars Leckie (Hummer Winblad), Magic Number for SaaS Companies, 2008"


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a scale: from `low` (included) up to `high` (not included; None is no end)."""

    low: float
    high: float | None
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one metric and who published them."""

    source: str
    bands: tuple[Band, ...]

    def band(self, value: float) -> Band:
        """The band `value` lies in; what lies below the first band belongs to it."""
        return next(b for b in self.bands if b.high is None or value < b.high)


SCALES: dict[Metric, Scale] = {
    "ltv_to_cac": Scale(
        SKOK,
        (
            Band(0, 1, "loses money on each customer"),
            Band(1, LTV_TO_CAC_BAR, "below the usual bar"),
            Band(LTV_TO_CAC_BAR, None, "at or above the usual bar"),
        ),
    ),
    "payback_months": Scale(
        SKOK,
        (
            Band(0, PAYBACK_BAR_MONTHS, "within the usual bar"),
            Band(PAYBACK_BAR_MONTHS, None, "slower than the usual bar"),
        ),
    ),
    "quick_ratio": Scale(
        HAMID,
        (
            Band(0, 1, "shrinking"),
            Band(1, QUICK_RATIO_BAR, "growing, below the usual bar"),
            Band(QUICK_RATIO_BAR, None, "at or above the usual bar"),
        ),
    ),
    "burn_multiple": Scale(
        SACKS,
        (
            Band(0, 1, "amazing"),
            Band(1, 1.5, "great"),
            Band(1.5, 2, "good"),
            Band(2, 3, "suspect"),
            Band(3, None, "bad"),
        ),
    ),
    "magic_number": Scale(
        LECKIE,
        (
            Band(0, 0.5, "something is wrong with the model or the market"),
            Band(0.5, MAGIC_NUMBER_BAR, "not yet ready to spend more on sales"),
            Band(MAGIC_NUMBER_BAR, 1.5, "ready to spend more on sales"),
            Band(1.5, None, "spend more on sales at once"),
        ),
    ),
}
