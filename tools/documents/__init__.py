"""What stands in a file."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
FOR_EVERYONE: tuple[Capability, ...] = CAPABILITIES
"""Bound to every agent."""
