"""A model that lies about numbers: the lie is never released as verified text.

Each liar answers after a true computation, and lies again when its sentence is sent back.
"""

import asyncio

import pytest

from tests.graphs.asking import PRICE_CALL, PRICED, Thread

TRUE = "Together they cost 13.50."
QUESTION = "What do 3 at 5 each cost?"

LIES = {
    "in digits": "Together they cost 14.75.",
    "another figure beside the true one": "Together they cost 13.50, with tax 16.07.",
    "in words": "Together they cost fourteen hundred.",
    "a large one in words": "It comes to three million in all.",
    "another unit": "Together they cost 13.50 %.",
    "another magnitude": "Together they cost 13.5 million.",
    "rounded off beyond its digits": "Together they cost 14.2.",
    "in a table": "| what | cost |\n|---|---|\n| lamps | 77.40 |",
    "bold": "Together: **88.20**",
    "in a list": "- total: 13.50\n- shipping: 6.90",
    "a date": "The price holds until 3 March 2027.",
    "a date in numbers": "The price holds until 2027-03-31.",
    "a year": "Prices last rose in 1987.",
    "a percentage": "You save 35 %.",
    "a fraction in words": "You save a third of it.",
    "a sum in the head": "With a second order that is 27.00 in all.",
    "a difference in the head": "Without one of them it is 9.00.",
    "a default named as a fact": "You told me to take off 0.17 of the price.",
    "a ratio": "That is 2.7 times what one costs.",
    "with a currency sign": "Together they cost €1,350.",
    "a range": "Expect between 12 and 19.",
    "a multiple in words": "That is four times as much as usual.",
    "hidden in brackets": "Together they cost 13.50 (before it was 18.20).",
    "as a question": "Did you know that shipping is 6.90?",
    "full-width digits": "Together they cost １４７.",
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
async def test_a_lie_is_never_released_as_verified(script, lie):
    """Not in a delta, not in the message; it is reported beside what is true."""
    said = f"{TRUE}\n\n{lie}"
    told = await Thread(script("risk", PRICE_CALL, said, said)).ask(QUESTION)
    assert lie not in told.text
    assert lie not in told.message["content"]
    assert told.message["unverified"]
    assert told.message["verified"] is False
    assert TRUE in told.message["content"]
    assert told.text == told.message["content"]


@pytest.mark.parametrize("lie", ["Together they cost 14.75.", "It costs fourteen hundred."])
async def test_when_nothing_true_is_left_the_results_speak(script, lie):
    """The capability's own summary is released instead, with its citations."""
    told = await Thread(script("risk", PRICE_CALL, lie, lie)).ask(QUESTION)
    assert "13.50" in told.message["content"]
    assert told.message["unverified"] == [lie]
    assert told.message["citations"]


async def test_an_opener_alone_is_no_answer(script):
    """When only what was understood is left standing, the results follow it."""
    lie = "Taking 3 at 5 each:\n\nTogether they cost 14.75."
    told = await Thread(script("risk", PRICE_CALL, lie, lie)).ask(QUESTION)
    assert told.message["content"].startswith("Taking 3 at 5 each:\n\nTogether they cost **13.50**")


async def test_a_lie_without_any_computation_leaves_nothing(script):
    """No tool was asked: no figure is released."""
    lie = "It usually costs 14.75."
    told = await Thread(script("risk", lie, lie)).ask("What does a lamp cost?")
    assert "14.75" not in told.message["content"]
    assert told.message["verified"] is False


async def test_a_corrected_sentence_is_released(script):
    """Sent back once; what comes back true is verified and nothing is reported."""
    model = script("risk", PRICE_CALL, "Together they cost 14.75.", TRUE)
    told = await Thread(model).ask(QUESTION)
    assert told.message["content"] == TRUE
    assert told.message["verified"] is True
    assert told.message["unverified"] == []
    assert "14.75" in model.seen[-1][-1].text


async def test_a_sentence_is_sent_back_only_once(script):
    """A liar is not argued with."""
    model = script("risk", PRICE_CALL, *["Together they cost 14.75."] * 5)
    await Thread(model).ask(QUESTION)
    assert len(model.seen) == 4


async def test_a_failing_provider_at_the_correction_strikes_the_lie(script):
    """The answer is not lost with it."""
    model = script("risk", PRICE_CALL, f"{TRUE} Shipping is 6.90.", *[ValueError()] * 4)
    told = await Thread(model).ask(QUESTION)
    assert told.message["content"] == TRUE
    assert told.message["unverified"] == ["Shipping is 6.90."]


async def test_a_lie_in_the_second_of_two_answers_is_found(script):
    """Figures of one answer are no licence for another."""
    parts = [{"agent": "risk", "task": "3 at 5?"}, {"agent": "legal", "task": "2 weeks?"}]
    joined = "The price is 13.50.\n\nThat is 15 days."
    model = script(
        router=[parts],
        risk=[PRICE_CALL, "The price is 13.50."],
        legal=[{"call": "calendar_days", "with": {"weeks": 2}}, "That is 15 days."],
        composer=[joined],
        verifier=[joined],
    )
    told = await Thread(model).ask("What do 3 at 5 cost? And how many days are 2 weeks?")
    assert told.message["content"] == "The price is 13.50."
    assert told.message["unverified"] == ["That is 15 days."]


async def test_the_composer_may_not_change_a_figure(script):
    """What specialists found true is not true any more when it is joined wrongly."""
    parts = [{"agent": "risk", "task": "3 at 5?"}, {"agent": "legal", "task": "2 weeks?"}]
    wrong = "The price is 31.50.\n\nThat is 14 days."
    model = script(
        router=[parts],
        risk=[PRICE_CALL, "The price is 13.50."],
        legal=[{"call": "calendar_days", "with": {"weeks": 2}}, "That is 14 days."],
        composer=[wrong],
        verifier=[wrong],
    )
    told = await Thread(model).ask("What do 3 at 5 cost? And how many days are 2 weeks?")
    assert "31.50" not in told.text
    assert told.message["content"] == "That is 14 days."


async def test_an_argument_nobody_gave_is_no_fact(script):
    """The model chose 4 pieces itself; it may be named as an assumption only."""
    call = {"call": "shop_price", "with": {"items": 4, "price": 5}}
    fact = "You buy 4 of them, for 18.00 in all."
    told = await Thread(script("risk", call, fact, fact)).ask("What do some at 5 each cost?")
    assert fact not in told.text
    assumed = "Assuming 4 of them, they cost 18.00 in all."
    told = await Thread(script("risk", call, assumed)).ask("What do some at 5 each cost?")
    assert told.message["content"] == assumed


async def test_a_figure_of_an_earlier_turn_keeps_its_source(script):
    """A receipt of the thread is a source; its own words are not."""
    model = script("risk", PRICE_CALL, PRICED, "risk", "As before, they cost 13.50.")
    thread = Thread(model)
    await thread.ask(QUESTION)
    told = await thread.ask("So what was it?")
    assert told.message["verified"] is True
    assert told.message["citations"][0]["receipt_id"].startswith("r_")


async def test_a_lie_told_earlier_is_no_source_later(script):
    """What a model said is never evidence."""
    model = script("risk", "It costs 14.75.", "It costs 14.75.", "risk", *["As said, 14.75."] * 2)
    thread = Thread(model)
    await thread.ask("What does a lamp cost?")
    told = await thread.ask("What did you say?")
    assert "14.75" not in told.text


async def test_a_truth_stays_word_for_word(script):
    """Sentences, line breaks and Markdown of a true answer are released as written."""
    said = "Taking 3 at 5 each:\n\n- **13.50** in all\n- 1.50 saved\n\nThat is all."
    told = await Thread(script("risk", PRICE_CALL, said)).ask(QUESTION)
    assert told.text == told.message["content"] == said
    assert told.message["verified"] is True
    assert len(told.of("message.delta")) > 1


async def test_a_replanned_question_of_the_planner_may_hold_examples(script):
    """What the planner in this process asks is its own text: examples are no claims."""
    said = 'How often? For example "2 to 6 times a year".'
    model = script("risk", {"say": said, "kwargs": {"polymath": {"kind": "question"}}})
    model.in_process = True
    told = await Thread(model).ask("What does phishing cost?")
    assert told.message["content"] == said
    assert told.message["kind"] == "question"


async def test_a_remote_model_cannot_call_its_lie_a_question(script):
    """Only the planner's own word exempts its examples."""
    lie = "Shipping is 6.90. Shall I go on?"
    line = {"say": lie, "kwargs": {"polymath": {"kind": "question"}}}
    told = await Thread(script("risk", line, lie)).ask("What is shipping?")
    assert "6.90" not in told.text


async def test_a_long_text_is_read_without_holding_up_the_loop(script):
    """Evidence of a hundred pages is read in a worker thread; the verdict is the same."""
    text = "We pay 49 a month. " * 4000 + "What do 3 at 5 each cost?"
    said = f"{TRUE} Shipping is 6.90."
    model = script("risk", PRICE_CALL, said, said)
    gaps, ended = [], asyncio.Event()

    async def watch() -> None:
        while not ended.is_set():
            before = asyncio.get_running_loop().time()
            await asyncio.sleep(0.005)
            gaps.append(asyncio.get_running_loop().time() - before)

    watching = asyncio.create_task(watch())
    told = await Thread(model).ask(text)
    ended.set()
    await watching
    assert told.message["content"] == TRUE
    assert len(gaps) > 20
