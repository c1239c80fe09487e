"""What the internal ratings-based approach makes of an exposure."""

from dataclasses import dataclass


@dataclass(slots=True)
class Weighed:
    """What the formula made of an exposure."""

    exposure: float
    risk_weight: float
    expected_loss: float
    paragraph: str
    pd: float | None = None
    lgd: float | None = None
    maturity: float | None = None
    correlation: float | None = None
    adjustment: float | None = None
    requirement: float | None = None
