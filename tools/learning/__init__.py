"""How knowledge grows and fades."""

from tools.capability import Capability
from tools.learning.schedule_reviews import schedule_reviews

CAPABILITIES: tuple[Capability, ...] = (
    Capability.of(schedule_reviews, title="Review schedule", libraries=("numpy", "numba")),
)


def compile_kernels() -> None:
    """Compile the kernel that replays large review logs; its code is cached on disk."""
    # Numba takes half a second to load, so nothing imports it before it is needed.
    from tools.learning._review_replay import warm_up

    warm_up()
