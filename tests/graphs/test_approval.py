"""A consequential act waits for a person."""

import pytest

from tests.graphs.asking import PRICE_CALL, Thread
from tests.graphs.roster_of_two import RAN, SENT

SEND = {"call": "shop_send_offer", "with": {"to": "Ada"}}


@pytest.fixture(autouse=True)
def _nothing_sent():
    SENT.clear()
    RAN.clear()


async def test_nothing_is_sent_before_a_person_decides(script):
    """The run pauses with a question, what would run, and the form of the answer."""
    told = await Thread(script("risk", SEND)).ask("send it to Ada")
    paused = told.one("interrupt")
    assert SENT == []
    assert paused["kind"] == "approval"
    assert paused["calls"][0]["arguments"] == {"to": "Ada"}
    assert paused["schema"]["required"] == ["approved"]
    assert "tool.started" not in told.types
    assert "message.completed" not in told.types


async def test_an_approved_act_runs_once(script):
    """The model is not asked again for what it had said."""
    model = script("risk", SEND, "The offer was sent.")
    thread = Thread(model)
    paused = (await thread.ask("send it to Ada")).one("interrupt")
    told = await thread.resume({paused["interrupt_id"]: {"approved": True}})
    assert SENT == ["Ada"]
    assert told.message["content"] == "The offer was sent."
    assert len(model.seen) == 3


@pytest.mark.parametrize("answer", [{"approved": False}, {}, "yes", {"approved": "yes"}])
async def test_anything_but_a_clear_yes_is_a_no(script, answer):
    """The model is told that the person did not approve."""
    model = script("risk", SEND, "I did not send it.")
    thread = Thread(model)
    paused = (await thread.ask("send it to Ada")).one("interrupt")
    told = await thread.resume({paused["interrupt_id"]: answer})
    assert SENT == []
    assert told.one("tool.failed")["problem"]["code"] == "not-approved"
    assert told.message["content"] == "I did not send it."


async def test_harmless_calls_beside_it_run_once(script):
    """One answer decides the step; the rest of the step is not computed twice."""
    thread = Thread(script("risk", {"calls": [PRICE_CALL, SEND]}, "13.50, sent."))
    paused = (await thread.ask("3 at 5, send it to Ada")).one("interrupt")
    await thread.resume({paused["interrupt_id"]: {"approved": True}})
    assert (len(RAN), SENT) == (1, ["Ada"])


async def test_an_invalid_act_is_not_asked_about(script):
    """A person is not asked to approve what could not run."""
    wrong = {"call": "shop_send_offer", "with": {"to": "A"}}
    told = await Thread(script("risk", wrong, "To whom?")).ask("send it")
    assert "interrupt" not in told.types
    assert told.one("tool.failed")["problem"]["errors"][0]["field"] == "to"


async def test_a_second_act_pauses_again(script):
    """Each step that acts asks; approvals are not kept."""
    again = {"call": "shop_send_offer", "with": {"to": "Bob"}}
    thread = Thread(script("risk", SEND, again, "Both were sent."))
    paused = (await thread.ask("send it to both")).one("interrupt")
    told = await thread.resume({paused["interrupt_id"]: {"approved": True}})
    second = told.one("interrupt")
    assert SENT == ["Ada"]
    await thread.resume({second["interrupt_id"]: {"approved": True}})
    assert SENT == ["Ada", "Bob"]


async def test_a_new_message_instead_of_an_answer_begins_a_new_turn(script):
    """The act is not done, and the thread goes on."""
    thread = Thread(script("risk", SEND, "risk", "Then not."))
    await thread.ask("send it to Ada")
    told = await thread.ask("never mind")
    assert SENT == []
    assert told.message["content"] == "Then not."
