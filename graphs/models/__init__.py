"""Chat models by name: the embedded planner, and providers over the network."""

from graphs.models.config import ModelConfig
from graphs.models.registry import chat_model

__all__ = ["ModelConfig", "chat_model"]
