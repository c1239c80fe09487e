"""Whether a model answers inside this process or over a wire that may break."""

from typing import Any

from langchain_core.runnables import RunnableBinding


def is_in_process(model: Any) -> bool:
    """True for the embedded planner: it reads the full vocabulary and cannot be cut off."""
    while isinstance(model, RunnableBinding):
        model = model.bound
    return bool(getattr(model, "in_process", False))
