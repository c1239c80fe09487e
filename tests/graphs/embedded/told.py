"""What one capability's fields take from a message."""

import datetime
from functools import lru_cache

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.filled import Filled
from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.understanding import decided
from tools.catalog import CATALOG

TODAY = datetime.date(2026, 11, 21)


@lru_cache
def tool(name: str) -> Tool:
    """A capability as the planner reads it."""
    capability = CATALOG[name]
    declared = {**described(capability.request), "name": capability.tool_name}
    return read({**declared, "description": capability.description})


def filled(name: str, say: str) -> Filled:
    """The fields that a message gives a capability."""
    return fill(tool(name), message(say, [], TODAY))


def decision(name: str, say: str) -> Plan:
    """Whether the capability is called, or what is asked."""
    return decided(tool(name), filled(name, say), say)
