"""A run's events told again from its saved state, so that a crash loses none of them.

An event is told while a step runs and reaches the log a moment later; a crash in between loses it
although the step is saved. Whoever keeps the log drops the keys it has.
"""

from collections.abc import Mapping
from typing import Any, cast

from graphs import events
from graphs.events import Event
from graphs.sanitising import clean
from graphs.services import Services
from graphs.state import Finding, State


async def retold(values: Mapping[str, Any], services: Services, tenant: str) -> list[Event]:
    """The run's events with keys, from its saved state."""
    state = cast(State, values)
    told: list[Event] = []
    if state.get("assignments"):
        told.append(events.route(state["assignments"]))
    for finding in state.get("findings") or []:
        told += await _of_finding(finding, services, tenant)
    if answer := state.get("answer"):
        told += events.closing(answer, events.speaker(state["findings"]))
    return told


async def _of_finding(finding: Finding, services: Services, tenant: str) -> list[Event]:
    agent, key = finding["agent"], finding["key"]
    told = [events.agent_started(agent, finding["task"], key)]
    for call in finding["calls"]:
        told.append(events.tool_started(agent, call))
        result = None
        if "receipt_id" in call:
            result = clean((await services.receipt(tenant, call["receipt_id"])).result)
        told.append(events.tool_ended(agent, call, result))
    told.append(events.agent_finished(agent, finding["usage"], key))
    if handover := finding["handover"]:
        told.append(events.handed_over(agent, handover, key))
    return told
