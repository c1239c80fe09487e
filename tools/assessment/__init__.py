"""Tests and the people who take them."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
