"""Every capability of the service, by its full name and by its tool name."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType

from tools.capability import Capability

DOMAINS = (
    "arithmetic",
    "assessment",
    "documents",
    "finance",
    "learning",
    "legal",
    "risk",
    "security",
    "venture",
)


def index(capabilities: Iterable[Capability]) -> Mapping[str, Capability]:
    """Index capabilities by full name, refusing duplicates."""
    by_name: dict[str, Capability] = {}
    for capability in capabilities:
        if capability.full_name in by_name:
            raise ValueError(f"two capabilities are called {capability.full_name!r}")
        by_name[capability.full_name] = capability
    return MappingProxyType(by_name)


CATALOG = index(
    capability for domain in DOMAINS for capability in import_module(f"tools.{domain}").CAPABILITIES
)
BY_TOOL_NAME: Mapping[str, Capability] = MappingProxyType(
    {capability.tool_name: capability for capability in CATALOG.values()}
)
