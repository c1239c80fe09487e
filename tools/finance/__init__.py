"""Portfolios, options, bonds and bank capital."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()

__all__ = ["CAPABILITIES"]
