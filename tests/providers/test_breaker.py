"""A provider that keeps failing is left alone, and noticed within a second when it is back."""

import asyncio
import time

import pytest

from graphs.models.breaker import KEPT, Breaker, Breakers, Rules
from tests.providers.dialects import DIALECTS
from tests.providers.faulty import Reply

OPENAI = DIALECTS["openai"]


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock) -> Breaker:
    return Breaker(clock=clock)


def fail(breaker: Breaker, times: int) -> int:
    """Attempts that were admitted and failed."""
    admitted = 0
    for _ in range(times):
        if breaker.admit():
            admitted += 1
            breaker.failed()
    return admitted


def test_it_opens_on_failures_in_a_row(breaker):
    assert fail(breaker, 100) == 5
    assert breaker.state == "open"


def test_it_opens_when_half_of_a_window_fails(breaker):
    """Every second call fails: never five in a row, still no service."""
    for attempt in range(20):
        assert breaker.admit()
        (breaker.failed if attempt % 2 else breaker.succeeded)()
    assert breaker.state == "open"


def test_a_success_between_failures_keeps_it_closed(breaker):
    for _ in range(5):
        fail(breaker, 2)
        breaker.admit()
        for _ in range(2):
            breaker.succeeded()
    assert breaker.state == "closed"


def test_one_probe_passes_and_closes_it(breaker, clock):
    """Within a second of the recovery; others wait for the probe's outcome."""
    fail(breaker, 5)
    clock.now += 0.5
    assert breaker.state == "half-open"
    assert breaker.admit()
    assert not breaker.admit()
    breaker.succeeded()
    assert breaker.state == "closed"
    assert breaker.admit()


def test_a_failed_probe_opens_it_again(breaker, clock):
    fail(breaker, 5)
    for _ in range(10):
        clock.now += 0.5
        assert fail(breaker, 9) == 1


def test_a_probe_nobody_waited_for_lets_the_next_one_pass(breaker, clock):
    fail(breaker, 5)
    clock.now += 0.5
    assert breaker.admit()
    breaker.given_up()
    assert breaker.admit()


def test_asked_for_patience_is_given_but_not_for_ever(breaker, clock):
    for _ in range(5):
        breaker.admit()
        breaker.failed(retry_after_s=1e9)
    clock.now += 59
    assert breaker.state == "open"
    clock.now += 1.1
    assert breaker.state == "half-open"


def test_each_model_has_its_own_and_few_are_kept(clock):
    breakers = Breakers(Rules(), clock)
    fail(breakers.of("openai:a"), 5)
    assert breakers.states()["openai:a"] == "open"
    assert breakers.of("openai:b").state == "closed"
    for number in range(KEPT):
        breakers.of(f"openai:{number}")
    assert len(breakers.states()) == KEPT


def test_a_dead_provider_is_skipped_fast_and_found_again(strict, providers, model):
    """Opens within 20 requests, answers at once while open, closes within a second."""
    provider, name = providers["openai"], f"openai:{model}"
    provider.play(model, then=Reply([OPENAI.error(500, "dead")], 500))
    for _ in range(4):
        assert strict.invoke("?", agent="venture", model=name).status_code >= 500
    assert len(provider.asked[model]) <= 20
    health = strict.client.get("/health/detailed")
    assert health.json()["services"]["providers"]["detail"][name] in ("open", "half-open")
    assert f'polymath_provider_breaker{{model="{name}"}}' in strict.client.get("/metrics").text

    provider.play(model, then=Reply([*OPENAI.text("Glad to help."), *OPENAI.end()]))
    recovered = time.monotonic()
    while strict.invoke("?", agent="venture", model=name).status_code != 200:
        assert time.monotonic() - recovered < 10
    assert strict.services.breakers.of(name).state == "closed"


async def test_an_open_breaker_costs_no_time():
    """Under ten milliseconds, measured around the asking itself."""
    from langchain_core.messages import HumanMessage

    from graphs.inquiry import Inquiry
    from graphs.model_calls import ask
    from graphs.models.chain import PLAIN
    from graphs.services import Services
    from graphs.state import RunContext
    from tests.scripted import ScriptedModel
    from tools.errors import Unavailable

    services = Services()
    fail(services.breakers.of(PLAIN), 5)
    inquiry = Inquiry(services, RunContext(), lambda event: None, "risk")
    model = ScriptedModel(lines=[])
    times = []
    for _ in range(20):
        began = time.perf_counter()
        with pytest.raises(Unavailable):
            await ask(model, [HumanMessage("?")], inquiry)
        times.append(time.perf_counter() - began)
        await asyncio.sleep(0)
    assert sorted(times)[10] < 0.01
    assert model.seen == []
