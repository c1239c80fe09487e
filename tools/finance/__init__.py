"""Portfolios, options, bonds and bank capital."""

from tools.capability import Capability
from tools.finance.black_litterman import black_litterman

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(black_litterman, title="Market and views", libraries=("numpy",)),
)

__all__ = ["CAPABILITIES"]
