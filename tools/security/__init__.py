"""Vulnerabilities, compliance, vendors and logs."""

from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = ()

__all__ = ["CAPABILITIES"]
