"""Claude through `langchain-anthropic`, where that optional package is installed."""

from typing import Any

from anthropic import transform_schema  # pyright: ignore[reportMissingImports]
from langchain_anthropic import ChatAnthropic  # pyright: ignore[reportMissingImports]
from langchain_core.language_models import BaseChatModel

from graphs.models.config import ModelConfig

LONGEST_ANSWER = 8192
"""Tokens. This provider must be told; an answer with its tool calls takes a tenth of it."""


class AnthropicWire(ChatAnthropic):
    """A chat model that sends tools as they are, and forms as the provider's own output format."""

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        """As the library does; plain declarations keep every keyword."""
        if kwargs or not all(isinstance(tool, dict) for tool in tools):
            return super().bind_tools(tools, **kwargs)
        return self.bind(tools=[_declaration(tool["function"]) for tool in tools])

    def bind_form(self, schema: dict[str, Any]) -> Any:
        """A model whose text is JSON of `schema`; what the format cannot hold is said in words."""
        form = {"type": "json_schema", "schema": _transformed(schema)}
        return self.bind(output_config={"format": form})


def _transformed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema as the client's library mends it; as it is where that library cannot read it."""
    try:
        return transform_schema(_one_type_each(schema))
    except (AssertionError, ValueError, TypeError, KeyError):
        return schema


def _one_type_each(schema: Any) -> Any:
    """The same schema with alternatives in place of lists of types."""
    if isinstance(schema, list):
        return [_one_type_each(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    read = {name: _one_type_each(value) for name, value in schema.items()}
    if isinstance(kinds := schema.get("type"), list):
        del read["type"]
        read["anyOf"] = [{"type": kind} for kind in kinds]
    return read


def _declaration(function: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": function["name"],
        "description": function["description"],
        "input_schema": function["parameters"],
    }


def anthropic_model(model: str, config: ModelConfig) -> BaseChatModel:
    """A chat model that tells its usage and ends in time; `graphs.attempts` tries it again."""
    about: dict[str, Any] = {
        "model": model,
        "api_key": config.anthropic_api_key,
        "max_tokens": LONGEST_ANSWER,
        "timeout": config.timeout_s,
        "max_retries": 0,
        "stream_usage": True,
        "disable_streaming": not config.streaming,
    }
    if config.anthropic_base_url:
        about["base_url"] = config.anthropic_base_url
    return AnthropicWire(**about)
