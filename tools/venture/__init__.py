"""Young companies and their numbers."""

from tools.capability import Capability
from tools.venture.forecast_runway import forecast_runway
from tools.venture.unit_economics import unit_economics

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(unit_economics, title="Unit economics"),
    Capability.of(forecast_runway, title="Runway"),
)
