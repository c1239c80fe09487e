"""Make the application, loading its parts on the way: what the start of a process waits for."""

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from server.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def make_app(settings: Settings) -> "FastAPI":
    """The application with its own models and graph."""
    with uncollected():
        from server.app import create_app  # here, so that loading is what is not collected

        return create_app(settings)


@contextmanager
def uncollected() -> Generator[None]:
    """No collections while modules are loaded, nor of what they made.

    Nearly all that loading makes stays. Looking through it again and again costs a fifth of the
    start, and later, whenever the service collects, a pause of all requests.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
