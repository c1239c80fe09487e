"""The way of a message through the graph."""

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from graphs.models.prices import Price, Prices
from graphs.services import Limits, Services
from tests.graphs.asking import PRICE_CALL, PRICED, Thread
from tools.errors import InvalidInput, TimedOut, TooLarge, UpstreamFailed


async def test_one_question_is_routed_computed_answered_and_verified(script):
    """Every step tells its event, in order, and the deltas join to the message."""
    told = await Thread(script("risk", PRICE_CALL, PRICED)).ask("3 at 5 each?")
    assert told.types[:5] == [
        "route",
        "agent.started",
        "tool.started",
        "tool.finished",
        "agent.finished",
    ]
    assert told.types[-2:] == ["message.completed", "usage"]
    assert told.text == told.message["content"] == PRICED
    assert told.message["verified"] is True
    assert told.message["kind"] == "answer"


async def test_a_finished_call_tells_result_receipt_and_chart_apart(script):
    """The chart is not repeated inside the result."""
    finished = (await Thread(script("risk", PRICE_CALL, PRICED)).ask("3 at 5?")).one(
        "tool.finished"
    )
    assert finished["tool"] == "shop.price"
    assert finished["result"]["total"] == 13.5
    assert "chart" not in finished["result"]
    assert finished["chart"]["mark"] == "bar"
    assert finished["receipt_id"].startswith("r_")
    assert finished["ms"] >= 0


async def test_a_named_agent_skips_the_router(script):
    """No routing call is made; the route event still says who answers."""
    model = script(PRICE_CALL, PRICED)
    told = await Thread(model).ask("3 at 5 each?", agent="risk")
    assert told.one("route")["assignments"][0]["agent"] == "risk"
    assert len(model.seen) == 2


async def test_an_unknown_agent_is_refused_by_name(script):
    """The field and the right names are told."""
    with pytest.raises(InvalidInput) as refused:
        await Thread(script()).ask("hello", agent="nobody")
    assert refused.value.errors[0].field == "agent"
    assert "legal" in refused.value.message


async def test_a_question_nobody_can_serve_is_refused_by_the_composer(script):
    """No specialist is asked; the answer is a refusal."""
    told = await Thread(script(None, "I cannot book travel.")).ask("Book a flight")
    assert told.message["kind"] == "refusal"
    assert told.message["content"] == "I cannot book travel."
    assert "agent.started" not in told.types


async def test_a_router_that_names_a_stranger_is_not_believed(script):
    """Only agents of the roster are given work."""
    told = await Thread(script(["astrologer"], "I cannot do that.")).ask("my stars?")
    assert told.one("route")["assignments"] == []


@pytest.mark.parametrize("form", [{"assignments": "risk"}, {"assignments": [{"task": 1}]}, {}])
async def test_a_router_that_misses_its_form_is_the_providers_fault(script, form):
    """Not a bug of ours, and nobody is asked at random."""
    with pytest.raises(UpstreamFailed):
        await Thread(script(form)).ask("3 at 5?")


async def test_two_questions_are_answered_side_by_side_and_composed(script):
    """Both specialists work on their own part, and only the composer speaks."""
    parts = [{"agent": "risk", "task": "3 at 5?"}, {"agent": "legal", "task": "2 weeks?"}]
    joined = "*Price*: together 13.50.\n\n*Time*: 14 days."
    model = script(
        router=[parts],
        risk=[PRICE_CALL, "Together 13.50."],
        legal=[{"call": "calendar_days", "with": {"weeks": 2}}, "14 days."],
        composer=[joined],
    )
    told = await Thread(model).ask("3 at 5? and 2 weeks?")
    assert {entry["task"] for entry in told.of("agent.started")} == {"3 at 5?", "2 weeks?"}
    assert len(told.of("tool.finished")) == 2
    assert told.message["content"] == told.text == joined
    assert told.message["verified"] is True


async def test_one_agent_may_have_two_questions(script):
    """Two assignments of one agent are two findings."""
    parts = [{"agent": "legal", "task": "2 weeks?"}, {"agent": "legal", "task": "3 weeks?"}]

    def days(messages):
        weeks = int(messages[1].text[0])
        asked = {"call": "calendar_days", "with": {"weeks": weeks}, "id": "call_0"}
        return asked if messages[-1].type == "human" else f"{weeks * 7} days."

    model = script(router=[parts], legal=[days] * 4, composer=["14 days and 21 days."])
    told = await Thread(model).ask("2 weeks? 3 weeks?")
    assert sorted(c["result"]["days"] for c in told.of("tool.finished")) == [14, 21]
    assert told.message["verified"] is True


async def test_a_bad_call_is_told_to_the_model_with_the_field(script):
    """The model reads code, field and message, and may try again."""
    bad = {"call": "shop_price", "with": {"items": -1, "price": 5}}
    model = script("risk", bad, PRICE_CALL, PRICED)
    told = await Thread(model).ask("3 at 5 each?")
    problem = told.one("tool.failed")["problem"]
    assert problem["errors"][0]["field"] == "items"
    shown = model.seen[2][-1]
    assert isinstance(shown, ToolMessage)
    assert shown.status == "error"
    assert '"field":"items"' in shown.text
    assert told.message["content"] == PRICED


async def test_an_unavailable_service_is_told_to_the_model(script):
    """An error raised on purpose never ends the run."""
    call = {"call": "calendar_days", "with": {"weeks": 13}}
    told = await Thread(script("legal", call, "The calendar is closed.")).ask("13 weeks?")
    assert told.one("tool.failed")["problem"]["code"] == "unavailable"
    assert told.message["content"] == "The calendar is closed."


async def test_a_bug_ends_the_run(script):
    """An unexpected exception reaches whoever runs the graph."""
    call = {"call": "calendar_days", "with": {"weeks": 14}}
    with pytest.raises(RuntimeError, match="a bug"):
        await Thread(script("legal", call, "never said")).ask("14 weeks?")


async def test_a_tool_of_another_agent_is_not_run(script):
    """An agent holds its own tools only."""
    call = {"call": "calendar_days", "with": {"weeks": 2}}
    told = await Thread(script("risk", call, "I cannot count days.")).ask("2 weeks?")
    assert told.one("tool.failed")["problem"]["code"] == "not-found"


async def test_a_question_back_ends_the_run_normally(script):
    """What the planner says of its answer reaches the message."""
    kwargs = {"polymath": {"kind": "question", "missing": ["price"], "pending": {"items": 3}}}
    thread = Thread(script("risk", {"say": "What does one cost?", "kwargs": kwargs}))
    told = await thread.ask("3 pieces?")
    assert told.message["kind"] == "question"
    assert told.message["missing"] == ["price"]
    last = (await thread.messages())[-1]
    assert last.additional_kwargs["polymath"]["pending"] == {"items": 3}


async def test_without_a_planners_word_a_question_mark_makes_a_question(script):
    """A remote model's text that ends in a question and computed nothing asks."""
    told = await Thread(script("risk", "What does one cost?")).ask("3 pieces?")
    assert told.message["kind"] == "question"


async def test_the_thread_keeps_calls_results_and_the_answer(script):
    """The next turn can read the earlier call and its figures."""
    thread = Thread(script("risk", PRICE_CALL, PRICED))
    await thread.ask("3 at 5 each?")
    human, call, result, answer = await thread.messages()
    assert isinstance(human, HumanMessage)
    assert call.tool_calls[0]["args"] == {"items": 3, "price": 5}
    assert isinstance(result, ToolMessage)
    assert result.tool_call_id == call.tool_calls[0]["id"]
    assert result.artifact["receipt_id"].startswith("r_")
    assert "chart" not in result.text
    assert isinstance(answer, AIMessage)
    assert (answer.name, answer.text) == ("risk", PRICED)


async def test_the_next_turn_shows_the_model_the_earlier_call(script):
    """History holds calls with their results, then the new question."""
    model = script("risk", PRICE_CALL, PRICED, "risk", "And again: 13.50.")
    thread = Thread(model)
    await thread.ask("3 at 5 each?")
    told = await thread.ask("and what was it again?")
    shown = [message.type for message in model.seen[-1]]
    assert shown == ["system", "human", "ai", "tool", "ai", "human"]
    assert told.message["verified"] is True


async def test_history_shown_is_bounded_but_the_thread_keeps_all(script):
    """Only the last turns are shown."""
    turns = [line for n in range(4) for line in ("risk", f"Answer {'abcd'[n]}.")]
    model = script(*turns)
    thread = Thread(model, services=Services(limits=Limits(turns=1)))
    for text in ("one", "two", "three", "four"):
        await thread.ask(text)
    assert [m.text for m in model.seen[-1] if m.type == "human"] == ["three", "four"]
    assert len(await thread.messages()) == 8


async def test_channels_of_a_run_begin_empty_in_the_next(script):
    """Findings and answer of an earlier run do not leak into the next."""
    thread = Thread(script("risk", PRICE_CALL, PRICED, "legal", "Nothing to compute."))
    await thread.ask("3 at 5 each?")
    await thread.ask("thanks")
    state = await thread.state()
    assert [finding["agent"] for finding in state["findings"]] == ["legal"]
    assert state["run_id"] == "run2"
    assert state["answer"]["message"]["id"] == "msg_run2"


async def test_usage_is_told_for_every_model_call(script):
    """Router and specialist are counted apart and in total."""
    usage = (await Thread(script("risk", PRICE_CALL, PRICED)).ask("3 at 5?")).one("usage")
    assert usage["agents"]["router"]["input"] == 7
    tokens = {"input": 20, "output": 10, "cached": 0, "reasoning": 0}
    assert usage["agents"]["risk"] == {**tokens, "cost": None}
    assert usage["total"]["input"] == 27
    assert usage["cost"] is None
    assert usage["unpriced"] == ["model"]


async def test_cost_follows_from_known_prices(script):
    """US dollars per million tokens."""
    services = Services(prices=Prices({"model": Price(input=1_000_000.0, output=0.0)}))
    usage = (await Thread(script("risk", PRICED), services=services).ask("3 at 5?")).one("usage")
    assert usage["cost"] == 17


async def test_a_specialist_that_never_stops_is_stopped(script):
    """After the allowed steps its results speak for themselves."""
    calls = [{"call": "shop_price", "with": {"items": n, "price": 5}} for n in (1, 2, 3, 4)]
    services = Services(limits=Limits(steps=2))
    told = await Thread(script("risk", *calls), services=services).ask("1, 2, 3 at 5?")
    assert told.one("warning")["code"] == "step-limit"
    assert len(told.of("tool.finished")) == 2
    assert "4.50" in told.message["content"]
    assert told.message["verified"] is True


async def test_calls_beyond_the_limit_of_a_step_are_refused(script):
    """The rest runs; the model is told of the others."""
    calls = [{"call": "shop_price", "with": {"items": n, "price": 5}} for n in (1, 2, 3)]
    services = Services(limits=Limits(calls_a_step=2))
    model = script("risk", {"calls": calls}, "4.50 and 9.00.")
    told = await Thread(model, services=services).ask("1, 2, 3 at 5?")
    assert len(told.of("tool.finished")) == 2
    assert [m.status for m in model.seen[-1] if isinstance(m, ToolMessage)][-1] == "error"


async def test_an_empty_message_is_refused(script):
    """Nothing is asked of a model."""
    with pytest.raises(InvalidInput) as refused:
        await Thread(script()).ask("  \n")
    assert refused.value.errors[0].field == "message"


async def test_an_enormous_message_is_refused(script):
    """The limit is told, the input is not."""
    with pytest.raises(TooLarge, match="10 characters"):
        await Thread(script(), services=Services(limits=Limits(message_characters=10))).ask(
            "x" * 11
        )


async def test_a_run_past_its_deadline_ends(script):
    """No model is asked once the time is over."""
    model = script("risk", "never said")
    with pytest.raises(TimedOut):
        await Thread(model).ask("3 at 5?", deadline=0.0)
    assert model.seen == []


async def test_unstorable_characters_never_enter_the_state(script):
    """NUL and lone surrogates are replaced in what people send and in what models say."""
    thread = Thread(script("risk", "a\x00b\ud800."))
    told = await thread.ask("q\x00\udfff?")
    kept = [message.text for message in await thread.messages()]
    assert kept == ["q\ufffd\ufffd?", "a\ufffdb\ufffd."]
    assert told.message["content"] == "a\ufffdb\ufffd."


async def test_the_callers_schema_is_filled_as_data(script):
    """`data` is the object asked for."""
    model = script("risk", PRICE_CALL, PRICED, {"total": 13.5})
    schema = {"type": "object", "properties": {"total": {"type": "number"}}}
    told = await Thread(model).ask("3 at 5?", response_schema=schema)
    assert told.message["data"] == {"total": 13.5}
    assert told.message["verified"] is True


async def test_a_figure_in_data_without_a_source_is_reported(script):
    """Data is verified like text."""
    model = script("risk", PRICE_CALL, PRICED, {"total": 77.7})
    schema = {"type": "object", "properties": {"total": {"type": "number"}}}
    told = await Thread(model).ask("3 at 5?", response_schema=schema)
    assert told.message["verified"] is False
    assert "77.7" in told.message["unverified"][0]


async def test_a_schema_that_is_no_object_is_refused(script):
    """The field is named."""
    with pytest.raises(InvalidInput) as refused:
        await Thread(script("risk", PRICED)).ask("3 at 5?", response_schema={"type": "array"})
    assert refused.value.errors[0].field == "response_schema"
