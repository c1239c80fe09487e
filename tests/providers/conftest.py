"""Providers that fail on cue, and a service that asks them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.providers.dialects import DIALECTS
from tests.providers.faulty import FaultyProvider
from tests.providers.serving import LIMITS, Service


@pytest.fixture(scope="session")
def providers() -> Iterator[dict[str, FaultyProvider]]:
    """One of each kind."""
    running = {name: FaultyProvider(name) for name in DIALECTS}
    yield running
    for provider in running.values():
        provider.close()


@pytest.fixture(scope="session")
def start(
    providers: dict[str, FaultyProvider], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Service]]:
    """`start(embedded_fallback=False)` is a service before these providers."""
    started: list[Service] = []

    def begin(**settings: Any) -> Service:
        addresses = {
            "openai_base_url": f"{providers['openai'].url}/v1",
            "google_base_url": providers["google_genai"].url,
            "anthropic_base_url": providers["anthropic"].url,
            # langchain-openai shares connections between models of one patience, and connections
            # belong to one event loop: each of these services has its own.
            "provider_timeout_s": 60 + len(started),
        }
        folder = tmp_path_factory.mktemp("service")
        started.append(Service(folder, **{**addresses, **settings}))
        return started[-1]

    yield begin
    for service in started:
        service.close()


@pytest.fixture(scope="session")
def strict(start: Callable[..., Service]) -> Service:
    """A service that says so when no provider answers."""
    return start(embedded_fallback=False)


@pytest.fixture(scope="session")
def hasty(start: Callable[..., Service]) -> Service:
    """The same with next to no patience."""
    limits = replace(LIMITS, attempt_s=0.3, silence_s=0.1, model_timeout_s=2.0)
    return start(limits=limits, embedded_fallback=False)


@pytest.fixture(scope="session")
def lenient(start: Callable[..., Service]) -> Service:
    """A service whose embedded planner answers when no provider does: as it comes."""
    return start()


@pytest.fixture
def model(request: pytest.FixtureRequest) -> str:
    """A model of this test alone: its own replies, its own breaker."""
    return "".join(c if c.isalnum() else "-" for c in request.node.name.lower())
