"""How knowledge grows and fades."""

from tools.capability import Capability
from tools.learning.schedule_reviews import schedule_reviews
from tools.learning.trace_knowledge import trace_knowledge

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(schedule_reviews, title="Review schedule", libraries=("numpy", "numba")),
    Capability.of(
        trace_knowledge, title="Knowledge trace", version="2", libraries=("numpy", "numba")
    ),
)


def compile_kernels() -> None:
    """Compile what replays large review logs and fits knowledge; the code is cached on disk."""
    # Numba takes half a second to load, so nothing imports it before it is needed.
    from tools.learning import _bkt_kernel, _review_replay

    _review_replay.warm_up()
    _bkt_kernel.warm_up()
