"""How much of a thread's past is kept beside its newest state."""

from langgraph.checkpoint.base import CheckpointMetadata

KEPT = 40
"""Checkpoints of a thread: about eight turns to go back to; the newest holds every message."""


def is_due(metadata: CheckpointMetadata) -> bool:
    """Whether a thread should be cleared of older checkpoints after this step."""
    step = metadata.get("step", 0)
    return step > KEPT and step % (KEPT // 2) == 0
