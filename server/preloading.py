"""Load the compiled kernels once the service is ready, so that no first question waits for them.

Loading takes about a second of one core (numba, its registries, the cached code of each kernel). It
begins when the service has been ready for a moment, in a thread of its own that holds up neither
requests nor the end of the process. Only what set-up compiled is loaded: without a cache there is
nothing to load, and compiling would take many times as long.
"""

import threading
from pathlib import Path

AFTER_S = 0.5
"""From ready to the beginning: what asks first after the start is served first."""


def preload_kernels(cache: Path | None, after_s: float = AFTER_S) -> threading.Timer | None:
    """Begin after so many seconds; None where set-up has put nothing into the cache."""
    if cache is None or not any(cache.glob("*/*.nbi")):
        return None
    timer = threading.Timer(after_s, _load)
    timer.daemon = True
    timer.start()
    return timer


def _load() -> None:
    from tools.compile import compile_all

    compile_all()
