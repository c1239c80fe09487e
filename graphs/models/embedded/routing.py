"""Choose agents for a message from the tools they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from graphs.models.embedded.bound import read
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.schema import Tool
from tools.catalog import BY_TOOL_NAME

Roster = Mapping[str, Mapping[str, Any]]
KEY = "x-routing"


@cache
def catalogued(name: str) -> Tool | None:
    """A tool of the catalogue, for rosters that only name their tools; read once."""
    capability = BY_TOOL_NAME.get(name)
    if capability is None:
        return None
    parameters = {**capability.request.model_json_schema(), "x-title": capability.title}
    return read({"name": name, "description": capability.description, "parameters": parameters})


def tools_of(roster: Roster) -> list[Tool]:
    """Every tool of a roster once; it may list declarations or names."""
    found: dict[str, Tool] = {}
    for about in roster.values():
        for entry in about.get("tools", ()):
            tool = read(entry) if isinstance(entry, Mapping) else catalogued(str(entry))
            if tool is not None:
                found.setdefault(tool.name, tool)
    return list(found.values())


def assign(plans: Sequence[Plan], roster: Roster, memory: Memory) -> dict[str, Any]:
    """The routing that these plans mean: an agent for each question that one serves."""
    assignments: list[dict[str, Any]] = []
    if len({plan.tool.name for plan in plans if plan.tool}) == 1 and all(p.tool for p in plans):
        plans = [replace(plans[0], text=memory.text)]  # one thing, even if twice: one specialist
    for plan in plans:
        if plan.kind == "refuse" or plan.tool is None:
            continue
        agent = holder(plan.tool.name, roster, memory)
        if agent:
            assignments.append(
                {
                    "agent": agent,
                    "task": plan.text,
                    "reason": plan.reason or f"{plan.tool.title.lower()} fits the words",
                    "score": round(float(plan.score), 3),
                }
            )
    refusal = None if assignments else "no agent serves this"
    return {"assignments": assignments, "refusal": refusal}


def holder(tool: str, roster: Roster, memory: Memory) -> str:
    """Who holds a tool: of several, the one who spoke last, else the first by name."""
    holding = sorted(
        agent
        for agent, about in roster.items()
        if any(tool == (t["name"] if isinstance(t, Mapping) else t) for t in about.get("tools", ()))
    )
    return memory.agent if memory.agent in holding else next(iter(holding), "")
