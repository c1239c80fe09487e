"""Whoever shows a reply early is told the pieces as they come, and told when to forget them."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessage

from graphs.inquiry import Inquiry
from graphs.model_calls import ask
from graphs.services import Limits, Services
from graphs.state import RunContext
from tools.errors import UpstreamFailed


class Speaking:
    """Streams its replies in turn; an exception among the pieces breaks the stream there."""

    in_process = False

    def __init__(self, *replies: list[Any]) -> None:
        self.replies = list(replies)

    async def astream(self, messages: Any) -> AsyncIterator[AIMessageChunk]:
        for piece in self.replies.pop(0):
            await asyncio.sleep(0)
            if isinstance(piece, Exception):
                raise piece
            told = {} if piece else {"finish_reason": "stop"}
            yield AIMessageChunk(piece, response_metadata=told)


class Ear:
    def __init__(self) -> None:
        self.heard: list[str | None] = []

    def text(self, piece: str) -> None:
        self.heard.append(piece)

    def abandoned(self) -> None:
        self.heard.append(None)


async def heard(*replies: list[Any]) -> tuple[Ear, Any]:
    ear = Ear()
    services = Services(limits=Limits(first_pause_s=0.001))
    inquiry = Inquiry(services, RunContext(), lambda event: None, "risk", ear)
    model: Any = Speaking(*replies)
    try:
        return ear, await ask(model, [HumanMessage("?")], inquiry)
    except UpstreamFailed as error:
        return ear, error


async def test_pieces_are_heard_as_they_come():
    ear, reply = await heard(["One ", "two.", ""])
    assert ear.heard == ["One ", "two."]
    assert reply.text == "One two."


async def test_what_broke_off_is_taken_back_before_the_next_attempt_speaks():
    ear, reply = await heard(["Half", ConnectionError()], ["Whole.", ""])
    assert ear.heard == ["Half", None, "Whole."]
    assert reply.text == "Whole."


async def test_an_attempt_that_said_nothing_takes_nothing_back():
    ear, _ = await heard([ConnectionError()], ["Whole.", ""])
    assert ear.heard == ["Whole."]


@pytest.mark.parametrize("end", [[], [ConnectionError()]], ids=["no finish", "cut"])
async def test_when_nothing_whole_comes_everything_is_taken_back(end):
    ear, error = await heard(*[["Half", *end]] * 4)
    assert ear.heard == ["Half", None] * 4
    assert isinstance(error, UpstreamFailed)
