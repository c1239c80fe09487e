"""Cyber, market and credit risk."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()
