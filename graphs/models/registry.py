"""Chat models by their `provider:model` strings, built once and reused."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec

from langchain_core.language_models import BaseChatModel

from graphs.models.chain import Chain, Link
from graphs.models.config import ModelConfig
from graphs.models.prices import IN_PROCESS
from tools.errors import InvalidInput

EMBEDDED = IN_PROCESS
PROVIDERS = (EMBEDDED, "openai:<model>", "google_genai:<model>", "anthropic:<model>")
"""The strings `chat_model` understands; a list of them, separated by commas, is asked in order."""

LONGEST = 4
"""Models in a list: one model call reaches providers at most as often."""


def model_names(text: str) -> tuple[str, ...]:
    """The names in a list, in order; `InvalidInput` where it cannot be meant."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    if EMBEDDED in names[:-1]:
        raise InvalidInput.of("model", "embedded answers always: nothing after it would be asked")
    if len(names) - (EMBEDDED in names) > LONGEST:
        raise InvalidInput.of("model", f"names at most {LONGEST} models of providers")
    return names


@cache
def model_chain(
    text: str, config: ModelConfig | None = None, *, end_embedded: bool = True
) -> BaseChatModel:
    """What a list of names stands for: each asked in turn, the embedded planner when none answers.

    `end_embedded=False`: then the embedded planner stands in only where the list ends with it.
    """
    names = model_names(text)
    if names == (EMBEDDED,):
        return chat_model(EMBEDDED)
    links = tuple(Link(name, chat_model(name, config)) for name in names if name != EMBEDDED)
    stands_in = end_embedded or EMBEDDED in names
    return Chain(links=links, understudy=chat_model(EMBEDDED) if stands_in else None)


@cache
def chat_model(name: str, config: ModelConfig | None = None) -> BaseChatModel:
    """The model `name` stands for; `InvalidInput` when there is no such provider, or no key."""
    provider, _, model = name.partition(":")
    if name == EMBEDDED:
        return _embedded()
    if provider in _BUILD and model:
        return _BUILD[provider](model, config or ModelConfig())
    raise InvalidInput.of("model", f"must be one of {', '.join(PROVIDERS)}", code="unknown_model")


def missing_for(name: str, config: ModelConfig) -> str:
    """What a model still needs before it can be asked, in plain words; empty when nothing."""
    provider = name.partition(":")[0]
    if provider == "openai" and not (config.openai_api_key or config.openai_base_url):
        return "OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
    if provider == "google_genai" and not config.google_api_key:
        return "GEMINI_API_KEY (or GOOGLE_API_KEY)"
    if provider == "anthropic":
        if find_spec("langchain_anthropic") is None:
            return "its packages: .venv/bin/pip install -r requirements-anthropic.txt"
        if not config.anthropic_api_key:
            return "ANTHROPIC_API_KEY"
    return ""


def _needs(name: str, config: ModelConfig) -> None:
    if missing := missing_for(name, config):
        raise InvalidInput.of("model", f"{name} needs {missing}", code="not_configured")


def _embedded() -> BaseChatModel:
    # Its weights are read at construction: not when a provider's model is all that is asked for.
    from graphs.models.embedded.model import EmbeddedPlanner

    return EmbeddedPlanner()


# The providers' packages cost up to a second and 50 MB: loaded where a provider is used.


def _openai(model: str, config: ModelConfig) -> BaseChatModel:
    _needs(f"openai:{model}", config)
    from graphs.models.openai_wire import openai_model

    return openai_model(model, config)


def _google(model: str, config: ModelConfig) -> BaseChatModel:
    _needs(f"google_genai:{model}", config)
    from graphs.models.google_wire import google_model

    return google_model(model, config)


def _anthropic(model: str, config: ModelConfig) -> BaseChatModel:
    _needs(f"anthropic:{model}", config)
    from graphs.models.anthropic_wire import anthropic_model

    return anthropic_model(model, config)


_BUILD: Mapping[str, Callable[[str, ModelConfig], BaseChatModel]] = {
    "openai": _openai,
    "google_genai": _google,
    "anthropic": _anthropic,
}
