"""The planner in this process stands in when no provider answered.

It stays for the rest of the run: a provider that just failed would keep the person waiting at every
further step, and two voices in one answer do not fit together.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from langchain_core.messages import AIMessage, AnyMessage, ToolMessage

from graphs import events
from graphs.inquiry import Inquiry
from tools.errors import ServiceError

Result = TypeVar("Result")

GAVE_UP = "polymath_gave_up"


async def or_understudy(
    first: Callable[[], Awaitable[Result]],
    understudy: Callable[[], Awaitable[Result]] | None,
    inquiry: Inquiry,
) -> Result:
    """What the providers give; what the understudy gives when none of them answered."""
    if understudy is None:
        return await first()
    if not inquiry.context.spending.stand_in:
        try:
            return await first()
        except ServiceError as error:
            take_over(error, inquiry)
    return await understudy()


def take_over(error: ServiceError, inquiry: Inquiry) -> None:
    """Tell that the embedded planner goes on; raise `error` when providers are not its cause."""
    if not error.problem_code.startswith("provider-"):
        raise error
    inquiry.context.spending.stand_in = True
    text = f"{error.message}. The embedded planner answers instead."
    inquiry.tell(events.warning("embedded-planner", text, key="run"))


def given_up(error: ServiceError) -> AIMessage:
    """That no provider answered, as a step that is saved: a crash must not make it untrue."""
    return AIMessage("", response_metadata={GAVE_UP: error.problem_code})


def gave_up(reply: AIMessage) -> bool:
    """Whether a saved step says that no provider answered."""
    return GAVE_UP in reply.response_metadata


def finished(said: Sequence[AnyMessage]) -> list[AnyMessage]:
    """Of what was said and done in a turn: the calls that left a receipt, with their results."""
    results = {
        m.tool_call_id: m
        for m in said
        if isinstance(m, ToolMessage) and m.status != "error" and m.artifact
    }
    kept: list[AnyMessage] = []
    for message in said:
        calls = message.tool_calls if isinstance(message, AIMessage) else []
        if done := [call for call in calls if call["id"] in results]:
            kept.append(AIMessage("", name=message.name, id=message.id, tool_calls=done))
            kept += [results[call["id"] or ""] for call in done]
    return kept
