"""Tables of the securitisation framework: SEC-ERBA weights (CRE42) and SEC-IRBA's p (CRE44)."""

from collections.abc import Mapping
from types import MappingProxyType

HIGHEST = 12.5  # 1250 %
FLOOR, STC_SENIOR_FLOOR, AGAIN_FLOOR = 0.15, 0.10, 1.0  # CRE41.15, CRE41
NPL_FLOOR = NPL_SENIOR = 1.0  # CRE45.4 and 45.5
P_STANDARD, P_STC, P_AGAIN = 1.0, 0.5, 1.5  # CRE41.12, 41.21, 41.16
P_LEAST = 0.3  # CRE44.17
DELINQUENT_CAPITAL = 0.5  # of the delinquent part of a pool (CRE41.8)
MOST_THICKNESS = 0.5  # CRE42.5
SMALL_LARGEST, GRANULAR_LGD = 0.03, 0.5  # CRE44.22
GRANULAR = 25  # effective number of loans (CRE44.17)

SHORT_TERM: Mapping[int, float] = MappingProxyType({1: 0.15, 2: 0.5, 3: 1.0})
SHORT_TERM_STC: Mapping[int, float] = MappingProxyType({1: 0.1, 2: 0.3, 3: 0.6})
"""CRE42.2 and 42.12; every other short-term rating weighs 1250 %."""

_LETTERS = (
    *("AAA", "AA+", "AA", "AA-", "A+", "A", "A-", "BBB+", "BBB", "BBB-"),
    *("BB+", "BB", "BB-", "B+", "B", "B-", "CCC"),
)
_PLAIN = (
    (15, 20, 15, 70),
    (15, 30, 15, 90),
    (25, 40, 30, 120),
    (30, 45, 40, 140),
    (40, 50, 60, 160),
    (50, 65, 80, 180),
    (60, 70, 120, 210),
    (75, 90, 170, 260),
    (90, 105, 220, 310),
    (120, 140, 330, 420),
    (140, 160, 470, 580),
    (160, 180, 620, 760),
    (200, 225, 750, 860),
    (250, 280, 900, 950),
    (310, 340, 1050, 1050),
    (380, 420, 1130, 1130),
    (460, 505, 1250, 1250),
)
_STC = (
    (10, 10, 15, 40),
    (10, 15, 15, 55),
    (15, 20, 15, 70),
    (15, 25, 25, 80),
    (20, 30, 35, 95),
    (30, 40, 60, 135),
    (35, 40, 95, 170),
    (45, 55, 150, 225),
    (55, 65, 180, 255),
    (70, 85, 270, 345),
    (120, 135, 405, 500),
    (135, 155, 535, 655),
    (170, 195, 645, 740),
    (225, 250, 810, 855),
    (280, 305, 945, 945),
    (340, 380, 1015, 1015),
    (415, 455, 1250, 1250),
)


def _table(rows: tuple[tuple[int, ...], ...]) -> dict[str, tuple[float, ...]]:
    return {letter: tuple(x / 100 for x in row) for letter, row in zip(_LETTERS, rows, strict=True)}


LONG_TERM: Mapping[str, tuple[float, ...]] = MappingProxyType(_table(_PLAIN))
LONG_TERM_STC: Mapping[str, tuple[float, ...]] = MappingProxyType(_table(_STC))
"""CRE42.4 and 42.13: senior at one and five years, then not senior at one and five years."""

_WHOLESALE = {
    (True, True): (0.0, 3.56, -1.85, 0.55, 0.07),
    (True, False): (0.11, 2.61, -2.91, 0.68, 0.07),
    (False, True): (0.16, 2.87, -1.03, 0.21, 0.07),
    (False, False): (0.22, 2.35, -2.46, 0.48, 0.07),
}
_RETAIL = {True: (0.0, 0.0, -7.48, 0.71, 0.24), False: (0.0, 0.0, -5.78, 0.55, 0.27)}


def p_coefficients(senior: bool, loans: float, retail: bool) -> tuple[float, ...]:
    """A to E of the supervisory parameter p, CRE44.17."""
    return _RETAIL[senior] if retail else _WHOLESALE[senior, loans >= GRANULAR]
