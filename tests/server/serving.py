"""The real service with an obedient model: `python -m tests.server.serving`."""

import functools
import sys

from graphs.orchestrator import build_graph
from server.__main__ import TAKEN, _listen, serve
from server.app import create_app
from server.settings import Settings
from tests.server.ledger import AGENT
from tests.server.obedient import Obedient
from tools.errors import InvalidInput


def make_model(name: str, settings: Settings) -> Obedient:
    if name != "embedded":
        raise InvalidInput.of("model", "must be embedded", code="unknown_model")
    return Obedient()


def main() -> int:
    settings = Settings()
    listener = _listen(settings)
    if listener is None:
        return TAKEN
    app = create_app(
        settings,
        make_model=make_model,
        make_graph=functools.partial(build_graph, roster=(AGENT,)),
    )
    port = listener.getsockname()[1]
    return serve(app, settings, listener, f"http://127.0.0.1:{port}")


if __name__ == "__main__":
    sys.exit(main())
