"""Every capability as Gemini is told of it: nothing it refuses, nothing lost."""

from collections.abc import Iterator
from typing import Any

import pytest

from agents.roster import ROSTER
from graphs.models.gemini_schema import gemini_schema
from graphs.toolkit import capability_tool, tools_of
from tools.catalog import CATALOG

KEYS = {
    "type", "description", "nullable", "enum", "format", "items", "properties", "required",
    "anyOf", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength", "pattern",
}  # fmt: skip
"""What `Schema` of the Gemini API knows, of which we use these."""


def every(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for entry in (schema.get("properties") or {}).values():
        yield from every(entry)
    for entry in schema.get("anyOf") or ():
        yield from every(entry)
    if "items" in schema:
        yield from every(schema["items"])


@pytest.fixture(scope="module")
def wire():
    from pydantic import SecretStr

    from graphs.models import ModelConfig, chat_model

    return chat_model("google_genai:gemini-3.6-flash", ModelConfig(google_api_key=SecretStr("k")))


@pytest.mark.parametrize("name", CATALOG)
def test_a_capability_is_told_in_geminis_dialect(name):
    """Only known keys; types with what they need; required names exist."""
    parameters = capability_tool(CATALOG[name], full=False)["function"]["parameters"]
    read = gemini_schema(parameters)
    assert set(read["properties"]) == set(parameters["properties"])
    assert set(read.get("required", ())) == set(parameters.get("required", ()))
    for schema in every(read):
        assert set(schema) <= KEYS
        assert ("anyOf" in schema) != ("type" in schema)
        if schema.get("type") == "object":
            assert schema["properties"]
        if schema.get("type") == "array":
            assert schema["items"]
        if "enum" in schema:
            assert schema["type"] == "string"
            assert all(isinstance(value, str) for value in schema["enum"])
        assert schema.get("format", "enum") in ("enum", "date-time")
        assert set(schema.get("required", ())) <= set(schema.get("properties", ()))


@pytest.mark.parametrize("spec", ROSTER, ids=lambda spec: spec.name)
def test_the_real_client_sends_it_as_it_stands(wire, spec):
    """The body that goes out holds our declarations, bounds and alternatives included."""
    from google.genai import types
    from langchain_core.messages import HumanMessage

    tools = tools_of(spec, list(spec.hands_over), full=False)
    bound = wire.bind_tools(tools)
    request = wire._prepare_request([HumanMessage("?")], **bound.kwargs)
    (sent,) = types.GenerateContentConfig.model_validate(request["config"]).tools or ()
    declared = {d.name: d for d in sent.function_declarations or ()}
    assert set(declared) == {tool["function"]["name"] for tool in tools}
    for tool in tools:
        parameters = tool["function"]["parameters"]
        schema = declared[tool["function"]["name"]].parameters
        assert schema is not None
        told = schema.model_dump(exclude_none=True, by_alias=True, mode="json")
        names = {name for one in every(gemini_schema(parameters)) for name in one}
        text = str(told)
        for name in names & {"minimum", "maximum", "anyOf", "enum"}:
            assert f"'{name}'" in text


def test_what_gemini_has_no_word_for_is_said_in_words():
    """Formats, exclusive bounds, defaults and enumerations of numbers."""
    read = gemini_schema(
        {
            "type": "object",
            "properties": {
                "day": {"type": "string", "format": "date", "description": "When."},
                "share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1, "default": 0.5},
                "size": {"type": "integer", "enum": [1, 2]},
                "kind": {"const": "x", "type": "string"},
                "maybe": {"anyOf": [{"type": "number", "minimum": 2}, {"type": "null"}]},
                "either": {"type": ["string", "number", "null"]},
                "bag": {"type": "object", "additionalProperties": {"type": "number"}},
                "pair": {"type": "array", "prefixItems": [{"type": "number"}]},
                "seen": {"$ref": "#/$defs/Seen"},
            },
            "$defs": {
                "Seen": {"type": "object", "properties": {"again": {"$ref": "#/$defs/Seen"}}}
            },
        }
    )["properties"]
    assert read["day"] == {"type": "string", "description": "When. Format: date."}
    assert read["share"]["description"] == "More than 0. Default: 0.5."
    assert read["size"]["description"] == "One of 1, 2."
    assert read["kind"]["enum"] == ["x"]
    assert (read["maybe"]["type"], read["maybe"]["minimum"]) == ("number", 2)
    assert read["maybe"]["nullable"] is True
    assert [one["type"] for one in read["either"]["anyOf"]] == ["string", "number"]
    assert read["bag"]["type"] == "string"
    assert read["pair"]["items"] == {"type": "number"}
    assert read["seen"]["type"] == "object"
