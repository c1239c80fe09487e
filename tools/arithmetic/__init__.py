"""Arithmetic for every agent."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
FOR_EVERYONE: tuple[Capability, ...] = CAPABILITIES
"""Bound to every agent."""
