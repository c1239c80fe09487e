"""One call of a chat model: in time, cleanly finished, with arguments that parse strictly.

Providers stop in the middle of a tool call without an error, and clients mend the half JSON into a
valid call. So a reply counts only when the provider said why it stopped, and raw arguments are
parsed again here.
"""

import asyncio
import contextlib
import hashlib
import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any, cast

from langchain_core.language_models import LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import add_ai_message_chunks
from langchain_core.messages.content import InvalidToolCall
from langchain_core.messages.tool import ToolCall, invalid_tool_call, tool_call
from langchain_core.runnables import Runnable

from graphs.attempts import persistently
from graphs.deadline import within
from graphs.inquiry import Inquiry
from graphs.models.chain import Link
from graphs.models.origin import is_in_process
from graphs.models.prices import IN_PROCESS
from graphs.sanitising import clean, clean_text
from graphs.strict_json import strict_object
from tools.errors import Declined, TimedOut, UpstreamFailed

FINISHED = frozenset({"stop", "tool_calls", "function_call", "end_turn", "tool_use"})
CUT_SHORT = frozenset({"length", "max_tokens"})
MISSPOKEN = frozenset({"malformed_function_call", "unexpected_tool_call", "error"})
"""The provider's model stumbled over its own form: it may not, the next time."""

SPEAKER = "polymath_model"

Pieces = AsyncGenerator[AIMessageChunk, None]

SIGNATURES = "__gemini_function_call_thought_signatures__"
"""Where langchain-google-genai keeps, by call id, what Gemini must be sent back with a call."""

OURS = frozenset({"polymath", SIGNATURES})

ChatRunnable = Runnable[LanguageModelInput, Any]


async def ask(
    model: ChatRunnable,
    messages: Sequence[BaseMessage],
    inquiry: Inquiry,
) -> AIMessage:
    """The model's reply; `UpstreamFailed` when it did not come whole.

    `inquiry.heard` is told the text while it comes in, and told to forget it when it breaks off.
    """
    if is_in_process(model):
        limits = inquiry.services.limits
        late = TimedOut("the model did not answer in time", code="provider-timeout")
        async with within(limits.model_timeout_s, inquiry.context.deadline, late):
            return signed(cast(AIMessage, await model.ainvoke(list(messages))), IN_PROCESS)
    return await persistently(model, lambda link: whole(link, messages, inquiry), inquiry)


async def whole(link: Link, messages: Sequence[BaseMessage], inquiry: Inquiry) -> AIMessage:
    """One attempt: the whole reply of one model, or an error."""
    told, heard = False, inquiry.heard
    pieces: list[AIMessageChunk] = []
    try:
        async with contextlib.aclosing(link.model.astream(list(messages))) as stream:
            async for piece in _unbroken(stream, inquiry.services.limits.silence_s):
                pieces.append(piece)
                if heard is not None and (text := piece.text):
                    told = True
                    heard.text(text)
        return signed(_joined(pieces), link.name)
    except BaseException:
        if told and heard is not None:
            heard.abandoned()
        raise


async def at_once(link: Link, messages: Sequence[BaseMessage]) -> AIMessage:
    """One attempt at a reply nobody listens to: unstreamed, which costs a fraction of the work."""
    reply: AIMessage = await link.model.ainvoke(list(messages))
    _refuse_unfinished(reply)
    return signed(reply, link.name)


async def _unbroken(stream: Pieces, silence_s: float) -> Pieces:
    """The pieces of a stream that is never silent for long, once it has begun."""
    limit: float | None = None  # the first piece may take as long as the attempt
    while True:
        try:
            async with asyncio.timeout(limit):
                piece = await anext(stream)
        except StopAsyncIteration:
            return
        yield piece
        limit = silence_s


def _joined(pieces: Sequence[AIMessageChunk]) -> AIMessage:
    """The pieces as one message. What they say of themselves is not joined but told last."""
    if not pieces:
        raise UpstreamFailed("the model sent nothing")
    first, *rest = pieces
    reply: AIMessage = add_ai_message_chunks(first, *rest) if rest else first
    reasons = [reason for piece in pieces if (reason := finish_reason(piece))]
    reply.response_metadata = {"finish_reason": reasons[-1]} if reasons else {}
    _refuse_unfinished(reply)
    return reply


def signed(reply: AIMessage, name: str) -> AIMessage:
    """The reply with the name of the model that gave it."""
    reply.response_metadata = {**reply.response_metadata, SPEAKER: name}
    return reply


def spoken_by(reply: AIMessage) -> str:
    """The `provider:model` that gave a reply."""
    return str(reply.response_metadata.get(SPEAKER, ""))


def finish_reason(message: AIMessage) -> str:
    """Why the provider stopped, in lower case; empty when it did not say."""
    told = message.response_metadata
    return str(told.get("finish_reason") or told.get("stop_reason") or "").lower()


def _refuse_unfinished(reply: AIMessage) -> None:
    reason = finish_reason(reply)
    if reason in FINISHED:
        return
    calls = bool(reply.tool_calls or reply.invalid_tool_calls)
    if is_cut_short(reply) and not calls and reply.text:
        return
    if reason and reason not in MISSPOKEN:
        raise Declined("the model stopped early", code="provider-stopped-early")
    raise UpstreamFailed("the model's answer ended without a finish", hint="Try again.")


def settled(reply: AIMessage, *, agent: str, scope: str) -> AIMessage:
    """The reply as the thread keeps it: slim, storable, with call ids of our own.

    Providers repeat ids ("call_0") between steps and between agents, and a receipt is found by its
    call's id. An id made of place and content is unique in the run, and the same when a crash makes
    a deterministic planner say it again.
    """
    calls, broken = _strict_calls(reply)
    renamed: dict[str, str] = {}
    for index, call in enumerate((*calls, *broken)):
        renamed[call["id"] or ""] = call["id"] = call_id(f"{scope}/{index}", call)
    # What else a provider notes of its own reply means nothing to another one.
    extra = clean({k: v for k, v in reply.additional_kwargs.items() if k in OURS})
    if (told := extra.get("polymath")) and "explain" in told:
        told["explain"] = _renamed(told["explain"], renamed)
    if SIGNATURES in extra:
        extra[SIGNATURES] = _renamed(extra[SIGNATURES], renamed)
    return AIMessage(
        content=clean_text(reply.text),
        name=agent,
        id=f"{scope}/said",
        tool_calls=calls,
        invalid_tool_calls=broken,
        additional_kwargs=extra,
        usage_metadata=reply.usage_metadata,
        response_metadata={
            SPEAKER: spoken_by(reply),
            **({"finish_reason": finish_reason(reply)} if is_cut_short(reply) else {}),
        },
    )


def _renamed(by_call: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {names.get(old, old): value for old, value in by_call.items()}


def is_cut_short(message: AIMessage) -> bool:
    """Whether the provider stopped in the middle of a text."""
    return finish_reason(message) in CUT_SHORT


def call_id(scope: str, call: ToolCall | InvalidToolCall) -> str:
    """An id that follows from where the call stands and what it asks."""
    content = json.dumps([scope, call["name"], call["args"]], sort_keys=True, default=str)
    return f"call_{hashlib.sha256(content.encode()).hexdigest()[:24]}"


def _strict_calls(reply: AIMessage) -> tuple[list[ToolCall], list[InvalidToolCall]]:
    calls: list[ToolCall] = []
    broken = [_broken(c["name"], c["args"], c["id"]) for c in reply.invalid_tool_calls]
    if isinstance(reply, AIMessageChunk) and reply.tool_call_chunks:
        broken = []
        for chunk in reply.tool_call_chunks:
            arguments = strict_object(chunk["args"] or "{}")
            if arguments is None:
                broken.append(_broken(chunk["name"], chunk["args"], chunk["id"]))
            else:
                calls.append(_call(chunk["name"] or "", arguments, chunk["id"]))
        return calls, broken
    return [_call(c["name"], c["args"], c["id"]) for c in reply.tool_calls], broken


def _call(name: str, arguments: dict[str, Any], identity: str | None) -> ToolCall:
    return tool_call(name=clean_text(name), args=clean(arguments), id=identity)


def _broken(name: str | None, arguments: str | None, identity: str | None) -> InvalidToolCall:
    return invalid_tool_call(
        name=clean_text(name or ""),
        args=clean_text(arguments or ""),
        id=identity,
        error="arguments are not one JSON object",
    )
