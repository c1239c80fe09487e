"""How knowledge grows and fades."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
