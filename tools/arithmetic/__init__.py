"""Arithmetic for every agent."""

from tools.arithmetic.calculate import calculate
from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = (Capability.of(calculate, title="Calculation"),)
FOR_EVERYONE: tuple[Capability, ...] = CAPABILITIES
"""Bound to every agent."""
