"""Arithmetic for every agent."""

from tools.arithmetic.calculate import calculate
from tools.arithmetic.convert import convert
from tools.capability import Capability

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(calculate, title="Calculation"),
    Capability.of(convert, title="Conversion", version="3", libraries=("numpy", "pint")),
)
FOR_EVERYONE: tuple[Capability, ...] = CAPABILITIES
"""Bound to every agent."""
