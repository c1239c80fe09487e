"""Make the application, loading its parts on the way: what the start of a process waits for."""

import gc
from typing import TYPE_CHECKING

from server.settings import Settings
from tools.loading import uncollected

if TYPE_CHECKING:
    from fastapi import FastAPI


def make_app(settings: Settings) -> "FastAPI":
    """The application with its own models and graph.

    What loading made is then frozen: looking through it would be a pause of all requests whenever
    the service collects.
    """
    with uncollected():
        from server.app import create_app  # here, so that nothing is collected while it loads

        app = create_app(settings)
        gc.freeze()
    return app
