"""The standardised approach's tables of weights: CRE20; Basel II, paragraphs 53 to 81."""

from dataclasses import dataclass

from tools.finance._basel_ratings import looked_up


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by rating band."""

    last: tuple[str, ...]
    """Worst rating of each band but the final one."""
    weights: tuple[float, ...]
    unrated: float
    paragraph: str

    def at(self, rung: int | None) -> tuple[float, str]:
        """The weight at a rung of the rating ladder, and the table's paragraph."""
        return looked_up(rung, self.last, self.weights, self.unrated), self.paragraph


_FIVE = ("AA-", "A-", "BBB-", "B-")
_COMPANY = ("AA-", "A-", "BBB-", "BB-")

SOVEREIGN = Table(_FIVE, (0.0, 0.2, 0.5, 1.0, 1.5), 1.0, "CRE20.7")
PUBLIC_BY_COUNTRY = Table(_FIVE, (0.2, 0.5, 1.0, 1.0, 1.5), 1.0, "CRE20.11")
PUBLIC_BY_RATING = Table(_FIVE, (0.2, 0.5, 0.5, 1.0, 1.5), 0.5, "CRE20.11")
DEVELOPMENT_BANK = Table(_FIVE, (0.2, 0.3, 0.5, 1.0, 1.5), 0.5, "CRE20.15")
BANK = Table(_FIVE, (0.2, 0.3, 0.5, 1.0, 1.5), 1.5, "CRE20.18")
BANK_SHORT = Table(_FIVE, (0.2, 0.2, 0.2, 0.5, 1.5), 1.5, "CRE20.19")
COVERED = Table(_FIVE, (0.1, 0.2, 0.2, 0.5, 1.0), 1.0, "CRE20.38")
COMPANY = Table(_COMPANY, (0.2, 0.5, 0.75, 1.0, 1.5), 1.0, "CRE20.43")

COUNTRY_SCORES = (0.0, 0.0, 0.2, 0.5, 1.0, 1.0, 1.0, 1.5)
"""By country risk score 0 to 7, CRE20.9; Basel II, paragraph 55."""
SHORT_TERM = {1: 0.2, 2: 0.5, 3: 1.0, 4: 1.5}
"""By short-term rating A-1, A-2, A-3 and worse, CRE21.16; Basel II, paragraph 103."""

GRADES = {"A": 0.4, "B": 0.75, "C": 1.5}
GRADES_SHORT = {"A": 0.2, "B": 0.5, "C": 1.5}
UNRATED_COVERED = {0.2: 0.1, 0.3: 0.15, 0.4: 0.2, 0.5: 0.25, 0.75: 0.35, 1.0: 0.5, 1.5: 1.0}

HOMES = ((0.5, 0.2), (0.6, 0.25), (0.8, 0.3), (0.9, 0.4), (1.0, 0.5), (float("inf"), 0.7))
RENTED_HOMES = ((0.5, 0.3), (0.6, 0.35), (0.8, 0.45), (0.9, 0.6), (1.0, 0.75), (float("inf"), 1.05))
RENTED_COMMERCIAL = ((0.6, 0.7), (0.8, 0.9), (float("inf"), 1.1))
COMMERCIAL_BREAK = 0.6
SPLIT_AT = 0.55  # of the property's value

FIXED = {
    "subordinated_debt": (1.5, "CRE20.60"),
    "hvcre": (1.5, "CRE20.90"),
    "revolving": (0.75, "CRE20.68"),
    "transactor": (0.45, "CRE20.68"),
    "other_retail": (1.0, "CRE20.68"),
    "equity": (2.5, "CRE20.57"),
    "speculative_equity": (4.0, "CRE20.57"),
    "subsidised_equity": (1.0, "CRE20.59"),
    "cash": (0.0, "CRE20.110"),
    "gold": (0.0, "CRE20.110"),
    "items_in_collection": (0.2, "CRE20.110"),
    "other_assets": (1.0, "CRE20.110"),
}
PHASES = {"pre_operational": 1.3, "operational": 1.0, "high_quality": 0.8}

SECOND_PUBLIC = Table(_FIVE, (0.2, 0.5, 0.5, 1.0, 1.5), 0.5, "Basel II 57")
SECOND_BY_COUNTRY = Table(_FIVE, (0.2, 0.5, 1.0, 1.0, 1.5), 1.0, "Basel II 63")
SECOND_BANK = Table(_FIVE, (0.2, 0.5, 0.5, 1.0, 1.5), 0.5, "Basel II 63")
SECOND_BANK_SHORT = Table(_FIVE, (0.2, 0.2, 0.2, 0.5, 1.5), 0.2, "Basel II 63")
SECOND_COMPANY = Table(_COMPANY, (0.2, 0.5, 1.0, 1.0, 1.5), 1.0, "Basel II 66")
SECOND_SOVEREIGN = Table(_FIVE, (0.0, 0.2, 0.5, 1.0, 1.5), 1.0, "Basel II 53")
SECOND_FIXED = {
    "residential_mortgage": (0.35, "Basel II 72"),
    "rental_residential": (0.35, "Basel II 72"),
    "commercial_real_estate": (1.0, "Basel II 74"),
    "income_real_estate": (1.0, "Basel II 74"),
    "hvcre": (1.0, "Basel II 74"),
    "development": (1.0, "Basel II 74"),
    "revolving": (0.75, "Basel II 69"),
    "transactor": (0.75, "Basel II 69"),
    "retail": (0.75, "Basel II 69"),
    "other_retail": (1.0, "Basel II 71"),
    "equity": (1.0, "Basel II 81"),
    "speculative_equity": (1.5, "Basel II 80"),
    "subsidised_equity": (1.0, "Basel II 81"),
    "cash": (0.0, "Basel II 81"),
    "gold": (0.0, "Basel II 81"),
    "items_in_collection": (0.2, "Basel II 81"),
    "other_assets": (1.0, "Basel II 81"),
}
SECOND_EQUITY = {"equity": 3.0, "speculative_equity": 4.0, "subsidised_equity": 1.0}
"""Simple risk weight method of internal ratings (Basel II, paragraph 344)."""


def by_ltv(bands: tuple[tuple[float, float], ...], ltv: float) -> float:
    """The weight of the band a loan to value falls into; a band includes its upper end."""
    return next(weight for end, weight in bands if ltv <= end + 1e-12)
