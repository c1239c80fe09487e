"""The service with an `openai:` model that computes correctly and then lies, over the real wire."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.graphs.verification.answers import cases, rows
from tests.server.standalone import Standalone
from tests.wire import Wire, wire
from tools.catalog import CATALOG

pytestmark = [pytest.mark.alone, pytest.mark.slow]

KNOWN = frozenset((128, 131, 144))
TRUE = {"van": "Expect to lose about €28,600 a year."}


@pytest.fixture(scope="module")
def provider() -> Iterator[Wire]:
    with wire() as running:
        yield running


@pytest.fixture(scope="module")
def service(provider: Wire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standalone]:
    folder = tmp_path_factory.mktemp("lying")
    running = Standalone(
        folder,
        POLYMATH_MODEL="openai:scripted",
        OPENAI_API_KEY="k",
        OPENAI_BASE_URL=provider.url,
        POLYMATH_TODAY="2026-11-21",
    )
    running.launch()
    running.wait_ready(90)
    yield running
    running.close()


def call_of(case: str) -> dict[str, Any]:
    asked = cases()[case]
    return {"call": CATALOG[asked["tool"]].tool_name, "with": asked["arguments"]}


def ask(service: Standalone, provider: Wire, case: str, *lines: Any) -> dict[str, Any]:
    asked = cases()[case]
    domain = asked["tool"].partition(".")[0]
    provider.agent = "risk" if domain == "arithmetic" else domain  # every agent may calculate
    provider.say(call_of(case), *lines)
    answer = service.invoke(asked["say"], agent=provider.agent)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_no_lie_reaches_the_user_as_verified_text(service: Standalone, provider: Wire):
    """Each is told after a true computation, and again when it is sent back."""
    released: list[Any] = []
    for row in rows("lies"):
        if row["id"] in KNOWN:
            continue
        lie = row["answer"]
        body = ask(service, provider, row["case"], lie, lie)
        message = body["message"]
        assert any(step.get("result") for step in body["trajectory"]), body
        deltas = "".join(
            event["text"]
            for event in service.events(body["run_id"])
            if event["type"] == "message.delta"
        )
        assert deltas == message["content"]
        if message["verified"] or lie in message["content"]:
            released.append((row["id"], lie, message["content"]))
    assert released == []


def test_a_truth_passes_beside_the_lie(service: Standalone, provider: Wire):
    said = f"{TRUE['van']} With telematics it would be €21,400."
    body = ask(service, provider, "van", said, said)
    assert body["message"]["content"] == TRUE["van"]
    assert body["message"]["unverified"] == ["With telematics it would be €21,400."]


def test_a_lie_in_the_second_of_two_answers_is_struck(service: Standalone, provider: Wire):
    first = ask(service, provider, "van", TRUE["van"])
    assert first["message"]["verified"] is True
    lie = "The chance of recall is 93 %."
    provider.agent = "learning"
    provider.say(call_of("photo"), lie, lie)
    asked = cases()["photo"]
    body = service.invoke(asked["say"], agent="learning", thread_id=first["thread_id"]).json()
    assert "93" not in body["message"]["content"]
    assert body["message"]["unverified"] == [lie]


def test_a_value_nobody_gave_is_an_assumption_at_most(service: Standalone, provider: Wire):
    call = call_of("van")
    call["with"] = {**call["with"], "trials": 500_000}
    fact, assumed = "You asked for 500,000 trials.", "Assumed: 500,000 simulated years."
    asked = cases()["van"]
    for said, verified in ((fact, False), (assumed, True)):
        provider.agent = "risk"
        provider.say(call, said, said)
        message = service.invoke(asked["say"], agent="risk").json()["message"]
        assert (said in message["content"]) is verified
        if verified:
            assert {c["source"] for c in message["citations"]} == {"argument"}


def test_a_summary_verifies_nothing(service: Standalone, provider: Wire):
    """The model puts its figure into a text argument that the result repeats in words."""
    provider.agent = "risk"
    lie = "The loss is 31,500."
    provider.say({"call": "arithmetic_calculate", "with": {"expression": "31500"}}, lie, lie)
    message = service.invoke("What is the loss?", agent="risk").json()["message"]
    assert "31,500" not in message["content"]


def test_after_a_kill_the_words_are_taken_back_and_told_again(
    provider: Wire, tmp_path: Path, service: Standalone
):
    """Killed in the middle of a released answer: `recovered`, then the whole of it, once."""
    never = threading.Event()
    asked = cases()["van"]
    provider.agent = "risk"
    provider.say(call_of("van"), [f"{TRUE['van']} Half of a", never, "ll years stay lower."])
    running = Standalone(
        tmp_path,
        POLYMATH_MODEL="openai:scripted",
        OPENAI_API_KEY="k",
        OPENAI_BASE_URL=provider.url,
        POLYMATH_TODAY="2026-11-21",
        POLYMATH_LEASE_S="1",
    )
    running.launch()
    running.wait_ready(90)
    try:
        with running.stream(asked["say"], agent="risk") as source:
            for event in source.iter_sse():
                if event.event == "message.delta":
                    run_id = event.id.rpartition(":")[0]
                    assert json.loads(event.data)["text"] == TRUE["van"]
                    break
            running.kill()
        provider.say(f"{TRUE['van']} Half of all years stay under €27,500.")
        never.set()
        running.launch()
        running.wait_ready(90)
        body = running.wait_status(run_id, "completed", "failed", seconds=60)
        events = running.events(run_id)
        kinds = [event["type"] for event in events]
        assert kinds.count("message.reset") == 1
        (reset,) = [event for event in events if event["type"] == "message.reset"]
        assert reset["reason"] == "recovered"
        text = "".join(
            event["text"]
            for event in events[kinds.index("message.reset") :]
            if event["type"] == "message.delta"
        )
        assert text == body["message"]["content"]
        assert text == f"{TRUE['van']} Half of all years stay under €27,500."
    finally:
        running.close()
