"""Gemini through `langchain-google-genai`."""

from typing import Any

from google.genai.types import FunctionDeclaration, Schema, Tool
from langchain_core.language_models import BaseChatModel
from langchain_google_genai import ChatGoogleGenerativeAI

from graphs.models.config import ModelConfig
from graphs.models.gemini_schema import gemini_schema


class GoogleWire(ChatGoogleGenerativeAI):
    """A chat model that sends tools and forms in Gemini's own dialect, read once."""

    def bind_tools(self, tools: Any, *args: Any, **kwargs: Any) -> Any:
        """As the library does; plain declarations keep their bounds and alternatives."""
        if args or kwargs or not all(isinstance(tool, dict) for tool in tools):
            return super().bind_tools(tools, *args, **kwargs)
        declared = [_declaration(tool["function"]) for tool in tools]
        return self.bind(tools=[Tool(function_declarations=declared)])

    def bind_form(self, schema: dict[str, Any]) -> Any:
        """A model whose text is JSON of `schema`."""
        # This one parameter takes JSON schema as it is; keywords it does not know, it passes over.
        return self.bind(response_mime_type="application/json", response_json_schema=schema)


def _declaration(function: dict[str, Any]) -> FunctionDeclaration:
    parameters = function["parameters"]
    read = gemini_schema(parameters) if parameters.get("properties") else None
    return FunctionDeclaration(
        name=function["name"],
        description=function["description"],
        parameters=Schema.model_validate(read) if read else None,
    )


def google_model(model: str, config: ModelConfig) -> BaseChatModel:
    """A chat model that tells its usage; `graphs.attempts` ends it in time and tries it again."""
    about: dict[str, Any] = {
        "model": model,
        "google_api_key": config.google_api_key,
        "base_url": config.google_base_url,
        "timeout": config.timeout_s,
        "max_retries": 1,  # attempts in all: none is repeated
        "vertexai": False,
        "disable_streaming": not config.streaming,
    }
    return GoogleWire(**about)
