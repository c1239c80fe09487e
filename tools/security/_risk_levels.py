"""The five levels of NIST SP 800-30 Rev. 1 and how a likelihood and an impact make a risk.

Appendix I, table I-2 combines the two; tables G-2, H-3 and I-3 give each level its range on a
scale from 0 to 100.
"""

from typing import Literal, get_args

Level = Literal["very low", "low", "moderate", "high", "very high"]
LEVELS: tuple[Level, ...] = get_args(Level)

BEGINS = ((0.96, 4), (0.80, 3), (0.21, 2), (0.05, 1))
"""From which share on a level begins; below 0.05 it is very low."""

_TABLE_I_2 = (
    # impact: very low, low, moderate, high, very high
    (0, 0, 0, 1, 1),  # likelihood very low
    (0, 1, 1, 1, 2),
    (0, 1, 2, 2, 3),
    (0, 1, 2, 3, 4),
    (0, 1, 2, 3, 4),  # likelihood very high
)


def level_of_share(share: float) -> int:
    """The level of a share between 0 and 1, as a place in `LEVELS`."""
    return next((level for begin, level in BEGINS if share >= begin - 1e-12), 0)


def risk_level(likelihood: int, impact: int) -> int:
    """Table I-2."""
    return _TABLE_I_2[likelihood][impact]
