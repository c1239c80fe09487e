"""Reading contracts."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
