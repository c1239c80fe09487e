"""Models behind the OpenAI wire: OpenAI itself and every server that speaks like it."""

from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from graphs.models.config import ModelConfig
from tools.errors import InvalidInput


def openai_model(model: str, config: ModelConfig) -> BaseChatModel:
    """A chat model that tells its usage and ends in time; `graphs.attempts` tries it again.

    A server of one's own often needs no key; OpenAI does.
    """
    key = config.openai_api_key
    if key is None and config.openai_base_url is None:
        raise InvalidInput.of(
            "model", "needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own"
        )
    return ChatOpenAI(
        model=model,
        api_key=key or SecretStr("none"),
        base_url=config.openai_base_url,
        timeout=config.timeout_s,
        stream_chunk_timeout=config.timeout_s,
        max_retries=0,
        stream_usage=True,
        disable_streaming=not config.streaming,
    )
