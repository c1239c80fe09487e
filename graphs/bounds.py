"""How much of a thread's past is kept beside its newest state."""

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import CheckpointMetadata

KEPT = 40
"""Checkpoints of a thread: about eight turns to go back to; the newest holds every message."""


def due(config: RunnableConfig, metadata: CheckpointMetadata) -> dict[str, str] | None:
    """The thread to clear of older checkpoints after this step; None when it is not yet time."""
    step = metadata.get("step", 0)
    if step <= KEPT or step % (KEPT // 2):
        return None
    where = config.get("configurable", {})
    return {"thread": str(where["thread_id"]), "ns": where.get("checkpoint_ns", "")}
