"""Reading contracts."""

from tools.capability import Capability
from tools.legal.extract_clauses import extract_clauses

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(extract_clauses, title="Contract clauses", libraries=("numpy",)),
)
