"""Young companies and their numbers."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
