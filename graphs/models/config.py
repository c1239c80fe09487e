"""What a provider needs to be reached."""

from dataclasses import dataclass

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """What providers need: keys, addresses, patience. Hashable, so that models are reused."""

    openai_api_key: SecretStr | None = None
    openai_base_url: str | None = None
    """Any OpenAI-compatible server: vLLM, Ollama, LM Studio, Mistral."""
    google_api_key: SecretStr | None = None
    google_base_url: str | None = None
    """Another address of the Gemini API, without `/v1beta`."""
    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: str | None = None
    timeout_s: float = 60.0
    """How long a provider may be silent, and how long one attempt may take."""
    streaming: bool = True
    """Ask for a stream: a silent provider is noticed sooner and a cancelled call stops it."""
