"""A chat model by its `provider:model` string, built once and reused."""

from functools import cache

from langchain_core.language_models import BaseChatModel

from graphs.models.config import ModelConfig
from tools.errors import InvalidInput

EMBEDDED = "embedded"
PROVIDERS = (EMBEDDED, "openai:<model>")
"""The strings `chat_model` understands."""


@cache
def chat_model(name: str, config: ModelConfig | None = None) -> BaseChatModel:
    """The model `name` stands for; `InvalidInput` when there is no such provider, or no key."""
    config = config or ModelConfig()
    provider, _, model = name.partition(":")
    if name == EMBEDDED:
        return _embedded()
    if provider == "openai" and model:
        # 0.8 s and 50 MB: loaded only where a provider is used.
        from graphs.models.openai_wire import openai_model

        return openai_model(model, config)
    raise InvalidInput.of("model", f"must be one of {', '.join(PROVIDERS)}", code="unknown_model")


def _embedded() -> BaseChatModel:
    # Its weights are read at construction: not when a provider's model is all that is asked for.
    from graphs.models.embedded.model import EmbeddedPlanner

    return EmbeddedPlanner()
