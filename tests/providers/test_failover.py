"""The next provider, then the embedded planner: who answers when the first one does not."""

import time
from typing import Any

import pytest

from tests.providers.dialects import DIALECTS
from tests.providers.faulty import EOF, HANG, Reply
from tests.providers.serving import Service
from tests.providers.test_faults import TOOL, WHOLE

LOSS = "We lose 3 to 12 laptops a year, usually 6, and each one costs us 900 to 4,000 euros."
OPENAI, GOOGLE = DIALECTS["openai"], DIALECTS["google_genai"]
BUSY = Reply([OPENAI.error(503, "busy")], 503)
HELLO = Reply([*GOOGLE.text("Glad to help."), *GOOGLE.end()])


def told(service: Service, run_id: str, kind: str) -> list[dict[str, Any]]:
    """The events of one type of a run."""
    return [event for event in service.events(run_id) if event["type"] == kind]


def both(model: str) -> str:
    """A list of two."""
    return f"openai:{model},google_genai:{model}"


@pytest.fixture
def first(providers):
    return providers["openai"]


@pytest.fixture
def second(providers):
    return providers["google_genai"]


@pytest.mark.parametrize(
    ("fault", "requests"),
    [
        (BUSY, 2),
        (Reply([OPENAI.error(401, "no")], 401), 1),
        (Reply([OPENAI.error(402, "due")], 402), 1),
        (Reply([OPENAI.error(400, "no")], 400), 1),
        (Reply([OPENAI.error(429, "slow down")], 429, {"Retry-After": "1.5"}), 1),
        (Reply([*OPENAI.text("It is one hund"), EOF]), 2),
        (Reply([*OPENAI.text("It is one hund"), HANG]), 2),
        (Reply(OPENAI.call(TOOL, WHOLE)), 2),
    ],
    ids=["503", "401", "402", "400", "429", "cut", "stalled", "call without an end"],
)
def test_the_next_provider_answers_and_it_is_said(strict, first, second, model, fault, requests):
    """At once where waiting does not help, else after half of the attempts; never spliced."""
    first.play(model, then=fault)
    second.play(model, HELLO)
    answer = strict.invoke("What is 12 * 12?", agent="venture", model=both(model)).json()
    assert answer["message"]["content"] == "Glad to help."
    assert len(first.asked[model]) == requests
    assert len(second.asked[model]) == 1
    (warning,) = told(strict, answer["run_id"], "warning")
    assert warning["code"] == "failover"
    assert f"openai:{model}" in warning["message"]
    assert f"google_genai:{model} is asked instead" in warning["message"]
    assert "secret" not in warning["message"]


def test_all_providers_together_are_reached_four_times(strict, first, second, model):
    """Retries and failovers are counted together; the problem names who said what."""
    first.play(model, then=BUSY)
    second.play(model, then=Reply([GOOGLE.error(500, "INTERNAL")], 500))
    answer = strict.invoke("What is 12 * 12?", agent="venture", model=both(model))
    assert len(first.asked[model]) + len(second.asked[model]) == 4
    assert answer.status_code == 502
    assert f"openai:{model}" in answer.json()["detail"]


@pytest.mark.parametrize("agent", [None, "risk"])
def test_the_embedded_planner_answers_when_no_provider_does(lenient, first, second, model, agent):
    """The whole question, with its receipt, and a warning that says who was asked and why not."""
    first.play(model, then=Reply([OPENAI.error(401, "no")], 401))
    second.play(model, then=Reply([GOOGLE.error(403, "no")], 403))
    answer = lenient.invoke(LOSS, agent=agent, model=both(model)).json()
    assert answer["status"] == "completed"
    assert answer["message"]["kind"] == "answer"
    assert answer["message"]["verified"] is True
    assert len(answer["receipts"]) == 1
    assert len(first.asked[model]) + len(second.asked[model]) == 2
    warnings = told(lenient, answer["run_id"], "warning")
    assert [warning["code"] for warning in warnings] == ["failover", "embedded-planner"]
    assert "refused our key" in warnings[1]["message"]
    assert answer["usage"]["cost"] == 0


def test_a_question_back_of_the_embedded_planner_is_its_own(lenient, first, model):
    """What it asks holds examples; standing in, it may still ask them."""
    first.play(model, then=Reply([OPENAI.error(401, "no")], 401))
    asked = {"agent": "risk", "model": f"openai:{model}"}
    answer = lenient.invoke("How bad could losing laptops get for us?", **asked).json()
    assert answer["message"]["kind"] == "question"
    assert answer["message"]["missing"]
    assert answer["message"]["verified"] is True


def test_what_is_computed_is_kept_when_the_provider_goes_away(lenient, first, model):
    """The provider dies after the tool ran: the planner answers from that very receipt."""
    call = Reply([*OPENAI.call(TOOL, WHOLE), *OPENAI.end(calls=True)])
    first.play(model, call, then=Reply([OPENAI.error(500, "dead")], 500))
    asked = {"agent": "venture", "model": f"openai:{model}"}
    answer = lenient.invoke("What is 12 * 12?", **asked).json()
    assert answer["status"] == "completed"
    assert "144" in answer["message"]["content"]
    tools = [entry for entry in answer["trajectory"] if entry["type"] == "tool"]
    assert len(tools) == len(answer["receipts"]) == 1
    (warning,) = told(lenient, answer["run_id"], "warning")
    assert warning["code"] == "embedded-planner"
    assert answer["usage"]["agents"]["venture"]["input"] == 120


def test_what_failed_is_begun_again(lenient, first, model):
    """Only a refused call stood there: the planner begins with the question itself."""
    call = Reply([*OPENAI.call(TOOL, '{"expression": 5}'), *OPENAI.end(calls=True)])
    first.play(model, call, then=Reply([OPENAI.error(500, "dead")], 500))
    asked = {"agent": "venture", "model": f"openai:{model}"}
    answer = lenient.invoke("What is 12 * 12?", **asked).json()
    assert "144" in answer["message"]["content"]
    assert len(answer["receipts"]) == 1


def test_a_hanging_provider_leaves_the_planner_time_to_answer(lenient, first, model):
    """Of the caller's patience a part is kept: an answer, no 504."""
    first.play(model, then=Reply([HANG]))
    began = time.monotonic()
    asked = {"agent": "venture", "model": f"openai:{model}"}
    answer = lenient.invoke(
        "What is 12 * 12?", headers={"X-Request-Timeout-Ms": "5000"}, **asked
    ).json()
    assert answer["status"] == "completed", answer
    assert "144" in answer["message"]["content"]
    assert time.monotonic() - began < 5


def test_a_list_may_end_at_the_embedded_planner_by_name(strict, first, model):
    """Named by the request, it stands in also where the setting would not let it."""
    first.play(model, then=Reply([OPENAI.error(401, "no")], 401))
    asked = {"agent": "venture", "model": f"openai:{model}, embedded"}
    assert "144" in strict.invoke("What is 12 * 12?", **asked).json()["message"]["content"]


@pytest.mark.parametrize(
    "models",
    ["embedded,openai:x", "openai:a,openai:b,openai:c,openai:d,openai:e", "openai:a,,", "nobody:x"],
)
def test_a_list_that_cannot_be_meant_is_refused(strict, models):
    """Before anything runs, by the field's name."""
    answer = strict.invoke("What is 12 * 12?", model=models)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "model"


def test_retry_after_is_waited_for(strict, first, model):
    """In milliseconds too; the next attempt does not come sooner."""
    wait = Reply([OPENAI.error(429, "slow down")], 429, {"retry-after-ms": "400"})
    first.play(model, wait, Reply([*OPENAI.text("Glad to help."), *OPENAI.end()]))
    asked = {"agent": "venture", "model": f"openai:{model}"}
    assert strict.invoke("What is 12 * 12?", **asked).status_code == 200
    one, two = first.asked[model]
    assert two.at - one.at >= 0.39


def test_geminis_retry_info_is_waited_for(strict, second, model):
    """It stands in the error's details, not in a header."""
    info = [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.4s"}]
    second.play(model, Reply([GOOGLE.error(429, "RESOURCE_EXHAUSTED", info)], 429), HELLO)
    asked = {"agent": "venture", "model": f"google_genai:{model}"}
    assert strict.invoke("What is 12 * 12?", **asked).status_code == 200
    one, two = second.asked[model]
    assert two.at - one.at >= 0.39


SPOKEN = Reply(
    [*OPENAI.text("First I look at it. ", "Then I think ", "about it. And th"), 0.1, EOF]
)
"""Whole sentences, so that some are shown before it breaks."""


@pytest.mark.parametrize(
    ("then", "models", "said"),
    [
        (Reply([*OPENAI.text("Glad to help."), *OPENAI.end()]), "openai:{}", "Glad to help."),
        (SPOKEN, "openai:{},google_genai:{}", "Glad to help."),
        (SPOKEN, "openai:{},embedded", "144"),
    ],
    ids=["the same provider", "the next provider", "the embedded planner"],
)
def test_words_that_were_shown_are_taken_back(strict, first, second, model, then, models, said):
    """What stands after the last reset is the whole answer, and nothing of it was broken off."""
    first.play(model, SPOKEN, then=then)
    second.play(model, HELLO)
    named = models.format(model, model)
    events = strict.stream("What is 12 * 12?", agent="venture", model=named)
    assert events[-1][0] == "run.completed", events[-1]
    shown, resets = "", []
    for kind, data in events:
        if kind == "message.reset":
            shown, resets = "", [*resets, data["reason"]]
        elif kind == "message.delta":
            shown += data["text"]
    (message,) = [data for kind, data in events if kind == "message.completed"]
    assert shown == message["content"]
    assert said in shown
    assert "First I look" not in shown
    assert resets
    assert set(resets) == {"failover"}
