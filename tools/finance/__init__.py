"""Portfolios, options, bonds and bank capital."""

from tools.capability import Capability
from tools.finance.black_litterman import black_litterman
from tools.finance.capital_counterparty import capital_counterparty
from tools.finance.capital_credit import capital_credit

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(black_litterman, title="Market and views", libraries=("numpy",)),
    Capability.of(capital_counterparty, title="Counterparty exposure"),
    Capability.of(capital_credit, title="Capital for credit risk", libraries=()),
)

__all__ = ["CAPABILITIES"]
