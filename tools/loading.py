"""Load what is large without looking for garbage on the way."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """No collections while modules are loaded.

    Nearly all that loading makes stays. Looking through it again and again costs a fifth of the
    time and frees next to nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
