"""Models behind the OpenAI wire: OpenAI itself and every server that speaks like it."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from graphs.models.config import ModelConfig


class OpenAIWire(ChatOpenAI):
    """A chat model that sends schemas as they are.

    The library's own way walks and copies every schema at each call, and fills a plain schema
    through a chain of five runnables, each in a worker thread: a fifth of a run's CPU.
    """

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        """As the library does; plain declarations go into the body untouched."""
        if kwargs or not all(isinstance(tool, dict) for tool in tools):
            return super().bind_tools(tools, **kwargs)
        return self.bind(extra_body={"tools": list(tools)})

    def bind_form(self, schema: dict[str, Any]) -> Any:
        """A model whose text is JSON of `schema`."""
        form = {"name": schema["title"], "schema": schema, "strict": _is_strict(schema)}
        asked = {"response_format": {"type": "json_schema", "json_schema": form}}
        return self.bind(extra_body=asked)


def _is_strict(schema: dict[str, Any]) -> bool:
    """Whether the schema is of the kind whose form the provider can guarantee."""
    every = set(schema.get("properties", {})) == set(schema.get("required", ()))
    return every and schema.get("additionalProperties") is False


def openai_model(model: str, config: ModelConfig) -> BaseChatModel:
    """A chat model that tells its usage and ends in time; `graphs.attempts` tries it again.

    A server of one's own often needs no key; OpenAI does.
    """
    return OpenAIWire(
        model=model,
        api_key=config.openai_api_key or SecretStr("none"),
        base_url=config.openai_base_url,
        timeout=config.timeout_s,
        stream_chunk_timeout=config.timeout_s,
        max_retries=0,
        stream_usage=True,
        disable_streaming=not config.streaming,
    )
