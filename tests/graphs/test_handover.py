"""One specialist gives a question to another: counted, and not for ever."""

from tests.graphs.asking import PRICE_CALL, Thread

TO_LEGAL = {"call": "hand_over_to_legal", "with": {"reason": "it is about time"}}
TO_RISK = {"call": "hand_over_to_risk", "with": {"reason": "it is about money"}}
DAYS = {"call": "calendar_days", "with": {"weeks": 2}}


async def test_the_other_agent_answers(script):
    """The route tells who gave it to whom and why."""
    model = script(router=["risk"], risk=[TO_LEGAL], legal=[DAYS, "14 days."])
    told = await Thread(model).ask("2 weeks?")
    assert told.of("route")[1]["handover"] == {
        "from": "risk",
        "to": "legal",
        "reason": "it is about time",
    }
    assert [entry["agent"] for entry in told.of("agent.started")] == ["risk", "legal"]
    assert told.message["content"] == "14 days."


async def test_results_found_before_the_hand_over_go_along(script):
    """The next agent reads them, and they count as sources."""
    both = {"calls": [PRICE_CALL, TO_LEGAL]}
    model = script(router=["risk"], risk=[both], legal=["13.50, to be paid now."])
    told = await Thread(model).ask("3 at 5 each, when due?")
    assert "13.5" in " ".join(message.text for message in model.seen[-1])
    assert told.message["verified"] is True
    assert told.message["content"] == "13.50, to be paid now."


async def test_a_question_is_handed_over_three_times_at_most(script):
    """Then whoever has it must answer."""
    model = script(
        router=["risk"],
        risk=[TO_LEGAL, TO_LEGAL],
        legal=[TO_RISK, TO_RISK, "Nobody knows."],
    )
    told = await Thread(model).ask("whose is it?")
    handovers = [entry for entry in told.of("route") if "handover" in entry]
    assert len(handovers) == 3
    assert told.message["content"] == "Nobody knows."
    assert "often enough" in model.seen[-1][-1].text


async def test_only_named_neighbours_can_be_handed_to(script):
    """An invented agent is no way out."""
    away = {"call": "hand_over_to_oracle", "with": {}}
    told = await Thread(script("risk", away, "I answer myself.")).ask("whose is it?")
    assert len(told.of("route")) == 1
    assert told.message["content"] == "I answer myself."


async def test_the_composer_waits_for_a_hand_over(script):
    """Another specialist's neighbour is given to a third; both parts are joined once."""
    parts = [{"agent": "risk", "task": "first"}, {"agent": "legal", "task": "second"}]

    def legal(messages):
        return "Second part." if messages[1].text == "second" else "First part."

    model = script(
        router=[parts],
        risk=[TO_LEGAL],
        legal=[legal, legal],
        composer=[lambda shown: "Both: " + shown[-1].text.replace("\n", " ").split("]", 1)[1]],
    )
    told = await Thread(model).ask("first and second")
    assert told.message["content"].startswith("Both:")
    assert "First part." in told.message["content"]
    assert "Second part." in told.message["content"]
