"""A tool runs only when the provider finished cleanly and its raw arguments parse strictly."""

import pytest
from langchain_core.messages import ToolMessage

from tests.graphs.asking import PRICE_CALL, PRICED, Thread
from tests.graphs.roster_of_two import RAN
from tools.errors import TimedOut, Unavailable, UpstreamFailed

WHOLE = '{"items": 3, "price": 5}'


@pytest.fixture(autouse=True)
def _none_ran():
    RAN.clear()


@pytest.mark.parametrize("finish", [None, "length", "max_tokens", "content_filter", "error"])
async def test_a_call_of_an_unfinished_reply_is_never_run(script, finish):
    """The run fails as the provider's fault: half a call may look like a whole one."""
    call = {"call": "shop_price", "raw": WHOLE, "finish": finish}
    with pytest.raises(UpstreamFailed):
        await Thread(script("risk", *[call] * 4)).ask("3 at 5?")
    assert RAN == []


@pytest.mark.parametrize(
    "raw",
    [
        '{"items": 3, "price": 5',
        '{"items": 3, "pri',
        "",
        "[3, 5]",
        '{"items": 3, "items": 4, "price": 5}',
        '{"items": 3, "price": NaN}',
        "not json",
    ],
)
async def test_arguments_that_are_not_one_strict_object_are_never_run(script, raw):
    """The model is told and may say it again; nothing is mended."""
    call = {"call": "shop_price", "raw": raw, "finish": "tool_calls"}
    model = script("risk", call, "I could not compute it.")
    await Thread(model).ask("3 at 5?")
    assert RAN == []
    told = model.seen[-1][-1]
    assert isinstance(told, ToolMessage)
    assert told.status == "error"


async def test_whole_streamed_arguments_are_run(script):
    """The counterpart: the same call, whole and cleanly finished."""
    call = {"call": "shop_price", "raw": WHOLE, "finish": "tool_calls"}
    told = await Thread(script("risk", call, PRICED)).ask("3 at 5?")
    assert told.one("tool.finished")["result"]["total"] == 13.5


async def test_a_text_without_a_finish_is_a_failure(script):
    """A stream that just ends is not an answer."""
    with pytest.raises(UpstreamFailed):
        await Thread(script("risk", *[{"say": "Half an ans", "finish": None}] * 4)).ask("3 at 5?")


async def test_a_text_cut_off_by_length_is_told_with_a_warning(script):
    """What came is verified and shown; that it was cut is said."""
    line = {"say": "It costs something. And then", "finish": "length"}
    told = await Thread(script("risk", line)).ask("3 at 5?")
    assert told.one("warning")["code"] == "answer-cut-short"


async def test_repeated_provider_ids_do_not_share_a_receipt(script):
    """`call_0` in every step is common; each call still gets its own result."""
    first = {"call": "shop_price", "with": {"items": 1, "price": 5}, "id": "call_0"}
    second = {"call": "shop_price", "with": {"items": 2, "price": 5}, "id": "call_0"}
    told = await Thread(script("risk", first, second, "4.50 and 9.00.")).ask("1 and 2 at 5?")
    totals = [finished["result"]["total"] for finished in told.of("tool.finished")]
    assert totals == [4.5, 9.0]
    ids = [finished["call_id"] for finished in told.of("tool.finished")]
    assert len(set(ids)) == 2


async def test_what_filled_which_field_is_told_with_the_call(script):
    """The planner's explanation follows the call under its new id."""
    explain = [{"field": "items", "value": 3, "words": "3", "score": 0.9}]
    call = {**PRICE_CALL, "id": "x", "kwargs": {"polymath": {"explain": {"x": explain}}}}
    told = await Thread(script("risk", call, PRICED)).ask("3 at 5?")
    assert told.one("tool.started")["explain"] == explain


async def test_integers_beyond_64_bits_do_not_break_the_state(script):
    """They are refused by the field, not by the saver."""
    call = {"call": "shop_price", "with": {"items": 10**30, "price": 5}}
    told = await Thread(script("risk", call, "Too many.")).ask("how much?")
    assert told.one("tool.failed")["problem"]["code"] == "validation"


class Failure(Exception):
    """What a provider's client raises."""

    def __init__(self, status: int) -> None:
        super().__init__("secret words of the provider")
        self.status_code = status


@pytest.mark.parametrize(
    ("error", "meant", "attempts"),
    [
        (Failure(429), Unavailable, 4),
        (Failure(503), Unavailable, 4),
        (Failure(500), UpstreamFailed, 4),
        (TimeoutError(), TimedOut, 4),
        (ValueError("data: error frame"), UpstreamFailed, 4),
        (Failure(400), UpstreamFailed, 1),
        (Failure(401), UpstreamFailed, 1),
        (Failure(404), UpstreamFailed, 1),
    ],
)
async def test_a_providers_error_says_who_must_act(script, error, meant, attempts):
    """By status; tried again only where it may help; the provider's words are not repeated."""
    model = script(risk=[error] * 9)
    with pytest.raises(meant) as told:
        await Thread(model).ask("3 at 5?", agent="risk")
    assert "secret" not in told.value.message
    assert len(model.seen) == attempts
