"""The form the router fills in: an agent for each independent question of the message."""

from collections.abc import Sequence
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, create_model

from agents.spec import AgentSpec


class RoutedQuestion(BaseModel):
    """One independent question of the message."""

    agent: str = Field(description="Who answers it.")
    task: str = Field(description="That part of the message, every figure as written.")
    reason: str = Field(default="", description="Why this agent, in a few words.")
    score: float = Field(default=1.0, description="How sure the choice is, from 0 to 1.")


class Routing(BaseModel):
    """Who answers what; nobody when no agent can serve the message."""

    assignments: list[RoutedQuestion]
    refusal: str | None = Field(default=None, description="Why nobody can serve it, or null.")


def roster_words(roster: Sequence[AgentSpec]) -> dict[str, Any]:
    """The roster as data: what each agent is for and the names of its tools."""
    return {
        spec.name: {"role": spec.role, "tools": [c.tool_name for c in spec.tools]}
        for spec in roster
    }


def plain_routing_schema(roster: Sequence[AgentSpec]) -> dict[str, Any]:
    """The same as JSON schema of the strict kind that remote providers take.

    As data, not as a class: a class is turned into a schema again at every call.
    """
    fields = RoutedQuestion.model_fields
    question: dict[str, Any] = {
        name: {"type": "string", "description": field.description} for name, field in fields.items()
    }
    question["agent"]["enum"] = [spec.name for spec in roster]
    question["score"]["type"] = "number"
    strict = {"type": "object", "additionalProperties": False}
    items = {**strict, "properties": question, "required": list(question)}
    refusal = {
        "type": ["string", "null"],
        "description": Routing.model_fields["refusal"].description,
    }
    properties = {"assignments": {"type": "array", "items": items}, "refusal": refusal}
    return {
        **strict,
        "title": "Routing",
        "description": Routing.__doc__,
        "properties": properties,
        "required": list(properties),
    }


def routing_schema(roster: Sequence[AgentSpec]) -> type[Routing]:
    """`Routing` with this roster's names, and the roster itself as `x-routing`."""
    names: dict[str, Any] = {"enum": [spec.name for spec in roster]}
    question = create_model(
        "RoutedQuestion",
        __base__=RoutedQuestion,
        agent=(str, Field(description="Who answers it.", json_schema_extra=names)),
    )
    questions = cast(Any, list)[question]
    known = ConfigDict(json_schema_extra={"x-routing": roster_words(roster)})
    return create_model("Routing", __base__=_with(known), assignments=(questions, ...))


def _with(known: ConfigDict) -> type[Routing]:
    class Known(Routing):
        __doc__ = Routing.__doc__
        model_config = known

    return Known
