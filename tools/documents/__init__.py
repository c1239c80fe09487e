"""What stands in a file."""

from tools.capability import Capability
from tools.documents.extract_text import extract_text

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(extract_text, title="Text of a file", libraries=("pypdfium2", "pypdf", "lxml")),
)
FOR_EVERYONE: tuple[Capability, ...] = CAPABILITIES
"""Bound to every agent."""
