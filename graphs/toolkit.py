"""Turn capabilities and hand-overs into tools a model can be given. The only module that does.

A tool is the plain function declaration every chat model takes. The embedded planner is given the
schema with all its words; a remote provider gets it without the `x-` keys, which some refuse, and
with the unit in the description instead.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from agents.spec import AgentSpec
from tools.capability import Capability, RequestModel
from tools.schemas import BY_NAME, standard
from tools.tables.accepted import by_file, taken_from_files

HAND_OVER = "hand_over_to_"


def tools_of(spec: AgentSpec, neighbours: Iterable[str], *, full: bool) -> list[dict[str, Any]]:
    """Everything the agent may call: capabilities, and hand-overs to these other agents."""
    return [
        *(capability_tool(capability, full=full) for capability in spec.tools),
        *(handover_tool(agent, spec.hands_over[agent]) for agent in neighbours),
    ]


def capability_tool(capability: Capability, *, full: bool) -> dict[str, Any]:
    """The declaration of one capability; `full` keeps the field vocabulary."""
    schema = request_schema(capability.request)
    return _tool(
        capability.tool_name,
        capability.description,
        {**schema, "x-title": capability.title} if full else for_strangers(schema),
    )


def for_strangers(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without the vocabulary; fields that columns of a file can fill say so."""
    plain: dict[str, Any] = without_words(standard(schema))
    definitions = schema.get("$defs", {})
    for name, part in schema.get("properties", {}).items():
        if (more := taken_from_files(name, part, definitions)) is not None:
            plain["properties"][name] = by_file(plain["properties"][name], more)
    return plain


@cache
def request_schema(request: type[RequestModel]) -> dict[str, Any]:
    """The JSON schema of a request."""
    return request.model_json_schema()


def handover_tool(agent: str, when: str) -> dict[str, Any]:
    """Gives the question to another agent."""
    reason = {"type": "string", "description": "Why, in one sentence."}
    return _tool(
        f"{HAND_OVER}{agent}",
        f"Hand the question to the {agent} agent when {when}.",
        {"type": "object", "properties": {"reason": reason}, "additionalProperties": False},
    )


def _tool(name: str, description: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    function = {"name": name, "description": description, "parameters": dict(parameters)}
    return {"type": "function", "function": function}


def without_words(schema: Any) -> Any:
    """A JSON schema without `x-` keys and examples; units move into descriptions."""
    if isinstance(schema, list):
        return [without_words(entry) for entry in schema]
    if not isinstance(schema, Mapping):
        return schema
    plain: dict[str, Any] = {}
    for key, value in schema.items():
        if key in BY_NAME and isinstance(value, Mapping):
            plain[key] = {name: without_words(entry) for name, entry in value.items()}
        elif not key.startswith("x-") and key not in ("examples", "title"):
            plain[key] = without_words(value)
    if unit := schema.get("x-unit"):
        plain["description"] = f"{plain.get('description', '')} Unit: {unit}.".strip()
    return plain
