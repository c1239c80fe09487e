"""Reading contracts."""

from tools.capability import Capability
from tools.legal.analyse_contract import analyse_contract
from tools.legal.extract_clauses import extract_clauses

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(analyse_contract, title="Contract analysis", libraries=("numpy",)),
    Capability.of(extract_clauses, title="Contract clauses", libraries=("numpy",)),
)
