"""Whatever a caller binds as a tool, as one plain dictionary, and that as a `Tool`."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import BaseModel

from graphs.models.embedded.schema import Tool, read_tool

Bindable = Mapping[str, Any] | type | Callable[..., Any] | BaseTool


def described(tool: Bindable) -> dict[str, Any]:
    """Name, description and JSON schema of a tool, with every key its schema carries."""
    if isinstance(tool, BaseTool):
        return _entry(tool.name, tool.description, _arguments(tool))
    if isinstance(tool, type) and issubclass(tool, BaseModel):
        schema = tool.model_json_schema()
        return _entry(tool.__name__, str(schema.get("description") or ""), schema)
    if isinstance(tool, Mapping):
        function: Mapping[str, Any] = tool.get("function", tool)
        if "parameters" in function or "input_schema" in function:
            schema = function.get("parameters") or function.get("input_schema") or {}
            return _entry(str(function["name"]), str(function.get("description") or ""), schema)
        if "properties" in function:
            name = str(function.get("title") or function.get("name") or "answer")
            return _entry(name, str(function.get("description") or ""), function)
    function = convert_to_openai_tool(tool)["function"]  # pyright: ignore[reportArgumentType]
    return _entry(function["name"], function.get("description", ""), function["parameters"])


def _arguments(tool: BaseTool) -> Mapping[str, Any]:
    schema = tool.args_schema
    if isinstance(schema, Mapping):
        return schema
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        return schema.model_json_schema()
    return tool.get_input_jsonschema()


def _entry(name: str, description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "description": description, "parameters": dict(schema)}


def read(entry: Mapping[str, Any]) -> Tool:
    """The tool an entry of `described` stands for; the same entry is read once."""
    return _read(json.dumps(entry, sort_keys=False, default=str))


@lru_cache(maxsize=1024)
def _read(entry: str) -> Tool:
    loaded = json.loads(entry)
    return read_tool(loaded["name"], loaded["description"], loaded["parameters"])
