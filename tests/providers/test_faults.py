"""Every fault of a provider has its documented outcome (docs/providers.md), over each wire.

Asked through the real service. In every case: at most four requests reach the provider, no tool
runs on arguments that did not come whole, and the provider's own words reach nobody.
"""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.providers.dialects import DIALECTS, Dialect
from tests.providers.faulty import EOF, HANG, RESET, FaultyProvider, Reply
from tests.providers.serving import Service

TOOL = "arithmetic_calculate"
WHOLE = '{"expression": "12 * 12"}'
CUT = '{"expression": "12 * 1'
ASKED = "What is 12 * 12?"


@dataclass(frozen=True)
class Case:
    """What the provider does each time, and what the person gets."""

    status: int
    code: str
    requests: int = 4


def replies(d: Dialect) -> dict[str, tuple[Reply, Case]]:
    """The faults that stay, by name."""
    half, call = d.text("It is ", "one hund"), d.call(TOOL, CUT)
    broken, late = Case(502, "provider-invalid-response"), Case(504, "provider-timeout")
    whole = [*d.call(TOOL, WHOLE)]
    per_day = [{"violations": [{"quotaId": "GenerateRequestsPerDayPerProject"}]}]
    return {
        "a clean end without a finish reason": (Reply(half), broken),
        "a whole tool call, then a clean end without a finish reason": (Reply(whole), broken),
        "nothing at all": (Reply([]), broken),
        "a stream cut off": (Reply([*half, EOF]), broken),
        "a stream reset": (Reply([*half, RESET]), broken),
        "a reset before the first byte": (Reply([RESET]), broken),
        "a tool call cut off": (Reply([*call, EOF]), broken),
        "a tool call reset": (Reply([*call, RESET]), broken),
        "a tool call that ends in the middle": (Reply(call), broken),
        "a malformed frame": (Reply([*half, d.malformed(), *d.end()]), broken),
        "an error frame": (Reply([*half, d.error_frame()]), broken),
        "an unknown error event": (
            Reply([*half, b'event: error\ndata: {"message": "secret words"}\n\n']),
            broken,
        ),
        "a tool call cut by its length": (
            Reply([*d.call(TOOL, WHOLE), *d.end(calls=True, reason="length")]),
            Case(502, "provider-stopped-early", 1),
        ),
        "a refusal by the provider's filter": (
            Reply([*half, *d.end(reason="safety")]),
            Case(502, "provider-stopped-early", 1),
        ),
        "a hang before the first byte": (Reply([HANG]), late),
        "a hang after two pieces": (Reply([*half, HANG]), late),
        "a slow drip": (Reply([*half, *([0.05, *d.text("a ")[-1:]] * 100)]), late),
        "500": (Reply([d.error(500, "INTERNAL")], 500), broken),
        "503": (Reply([d.error(503, "UNAVAILABLE")], 503), Case(503, "provider-busy")),
        "529": (Reply([d.error(529, "overloaded_error")], 529), Case(503, "provider-busy")),
        "429 without Retry-After": (
            Reply([d.error(429, "rate_limited")], 429),
            Case(503, "provider-busy"),
        ),
        "429 with a long Retry-After": (
            Reply([d.error(429, "rate_limited")], 429, {"Retry-After": "30"}),
            Case(503, "provider-busy", 1),
        ),
        "a refused key": (
            Reply([d.error(401, "authentication_error")], 401),
            Case(502, "provider-refused", 1),
        ),
        "a forbidden key": (
            Reply([d.error(403, "PERMISSION_DENIED")], 403),
            Case(502, "provider-refused", 1),
        ),
        "a used up account": (
            Reply([d.error(429, "insufficient_quota", per_day)], 429),
            Case(502, "provider-quota", 1),
        ),
        "a payment that is due": (
            Reply([d.error(402, "billing_error")], 402),
            Case(502, "provider-quota", 1),
        ),
        "an unknown model": (
            Reply([d.error(404, "not_found")], 404),
            Case(502, "provider-model-unknown", 1),
        ),
        "a rejected request": (
            Reply([d.error(400, "INVALID_ARGUMENT")], 400),
            Case(502, "provider-rejected", 1),
        ),
    }


PASSING = ("provider-invalid-response", "provider-busy", "provider-timeout")

FAULTS = tuple(replies(DIALECTS["openai"]))


@pytest.fixture(params=list(DIALECTS))
def provider(request: pytest.FixtureRequest, providers: dict[str, FaultyProvider]) -> Any:
    if request.param == "anthropic":
        pytest.importorskip("langchain_anthropic")
    return providers[request.param]


def ask(service: Service, provider: FaultyProvider, model: str, **rest: Any) -> Any:
    """One message for one agent: no routing call."""
    named = f"{provider.dialect.name}:{model}"
    return service.invoke(ASKED, agent="venture", model=named, **rest)


def ran(service: Service, run_id: str) -> list[str]:
    """Tools that began, by the run's log."""
    return [e["tool"] for e in service.events(run_id) if e["type"] == "tool.started"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays(strict, hasty, provider, model, fault):
    """The outcome of the table, its number of requests, and no tool."""
    reply, case = replies(provider.dialect)[fault]
    service = hasty if case.status == 504 else strict
    provider.play(model, then=reply)
    answer = ask(service, provider, model)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (case.status, case.code)
    reached = len(provider.asked[model])
    assert reached <= 4
    if case.status != 504:  # how many fit in before the time is over depends on the machine
        assert reached == case.requests
    assert problem["retryable"] is (case.code in PASSING)
    assert "secret" not in answer.text
    assert ran(service, problem["run_id"]) == []


@pytest.mark.parametrize("fault", [name for name in FAULTS if "hang" in name or "drip" in name])
def test_a_silent_provider_ends_at_the_callers_deadline(strict, provider, model, fault):
    """`X-Request-Timeout-Ms` is the limit; the call to the provider is stopped."""
    import time

    provider.play(model, then=replies(provider.dialect)[fault][0])
    began = time.monotonic()
    answer = ask(strict, provider, model, headers={"X-Request-Timeout-Ms": "250"})
    assert answer.status_code == 504
    assert time.monotonic() - began < 5.0  # half of one attempt's patience


TRANSIENT = (
    "a clean end without a finish reason",
    "a stream cut off",
    "a tool call reset",
    "a malformed frame",
    "an error frame",
    "a hang after two pieces",
    "500",
    "429 without Retry-After",
)


@pytest.mark.parametrize("fault", TRANSIENT)
def test_a_fault_that_passes_is_not_seen(strict, provider, model, fault):
    """The second attempt is whole: nothing of the first is in the answer."""
    d = provider.dialect
    whole = Reply([*d.text("Glad ", "to help."), *d.end()])
    provider.play(model, replies(d)[fault][0], whole)
    answer = ask(strict, provider, model).json()
    assert answer["status"] == "completed", answer
    assert answer["message"]["content"] == "Glad to help."
    assert len(provider.asked[model]) == 2


def test_a_tool_runs_on_whole_arguments(strict, provider, model):
    """The counterpart of every cut: the same call, whole and cleanly finished."""
    d = provider.dialect
    provider.play(
        model,
        Reply([*d.call(TOOL, WHOLE), *d.end(calls=True)]),
        Reply([*d.text("12 * 12 is ", "144."), *d.end()]),
    )
    answer = ask(strict, provider, model).json()
    assert answer["message"]["content"] == "12 * 12 is 144."
    assert answer["message"]["verified"] is True
    assert [entry["tool"] for entry in answer["trajectory"] if entry["type"] == "tool"] == [
        "arithmetic.calculate"
    ]


def test_text_after_the_call_does_not_harm_it(strict, provider, model):
    """Providers may go on talking; the call runs once, the talk is no answer."""
    d = provider.dialect
    if d.name == "anthropic":
        after = d.text("I work it out.")[1:]
    else:
        after = d.text("I work it out: 9999.")
    provider.play(
        model,
        Reply([*d.call(TOOL, WHOLE), *after, *d.end(calls=True)]),
        Reply([*d.text("It is 144."), *d.end()]),
    )
    answer = ask(strict, provider, model).json()
    assert answer["message"]["content"] == "It is 144."
    assert len(answer["receipts"]) == 1


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("no_such_tool", WHOLE),
        (TOOL, '{"expression": "12 * 12", "colour": "red"}'),
        (TOOL, "{}"),
    ],
    ids=["unknown tool", "arguments that do not validate", "no arguments"],
)
def test_a_wrong_call_is_told_to_the_model(strict, provider, model, name, raw):
    """It does not run; the model reads why and may do better. The person sees one failed call."""
    d = provider.dialect
    provider.play(
        model,
        Reply([*d.call(name, raw), *d.end(calls=True)]),
        Reply([*d.text("I cannot say."), *d.end()]),
    )
    answer = ask(strict, provider, model).json()
    assert answer["message"]["content"] == "I cannot say."
    assert answer["receipts"] == []
    (call,) = [entry for entry in answer["trajectory"] if entry["type"] == "tool"]
    assert "problem" in call
    told = json.dumps(provider.asked[model][1].body)
    assert any(word in told for word in ("no such tool", "validation", "no-source"))


@pytest.mark.parametrize("raw", [CUT, '{"expression": "1"}{"expression": "2"}', '["12"]'])
def test_cut_arguments_with_a_clean_finish_never_run(strict, providers, model, raw):
    """The provider says `tool_calls`, the JSON says otherwise: the model is told, nothing runs."""
    provider = providers["openai"]
    d = provider.dialect
    provider.play(
        model,
        Reply([*d.call(TOOL, raw), *d.end(calls=True)]),
        Reply([*d.text("I cannot say."), *d.end()]),
    )
    answer = ask(strict, provider, model).json()
    assert answer["receipts"] == []
    assert ran(strict, answer["run_id"]) == []


def test_an_answer_cut_by_its_length_is_shown_with_a_warning(strict, provider, model):
    """What came is verified and shown, and it is said that the rest is missing."""
    d = provider.dialect
    provider.play(model, Reply([*d.text("It is much. And th"), *d.end(reason="length")]))
    answer = ask(strict, provider, model).json()
    assert "It is much." in answer["message"]["content"]
    warnings = [e for e in strict.events(answer["run_id"]) if e["type"] == "warning"]
    assert [warning["code"] for warning in warnings] == ["answer-cut-short"]
