"""A model provider for measuring: speaks the OpenAI wire, answers at once, always alike.

It tells a routing call (structured output), a call with tools and a call with tool results apart,
so the same server serves Polymath and the bare app it is compared with.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

ROUTING = {
    "assignments": [
        {"agent": "risk", "task": "the whole message", "reason": "a loss", "score": 1.0}
    ],
    "refusal": None,
}
ARGUMENTS = {"loss_event_frequency": [2, 3, 6], "primary_loss": [1000, 2000, 5000], "trials": 10000}
TOOL = "risk_simulate_annual_loss"
TEXT = "It is computed. The receipt has the figures."
USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}

app = FastAPI()


@app.post("/v1/chat/completions")
async def complete(request: Request) -> Any:
    """One completion, streamed when asked for."""
    body = await request.json()
    delta, finish = _answer(body)
    if not body.get("stream"):
        message = {"role": "assistant", "content": None, **delta}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        return JSONResponse({**_envelope("chat.completion"), "choices": [choice], "usage": USAGE})
    return StreamingResponse(_stream(delta, finish), media_type="text/event-stream")


def _answer(body: dict[str, Any]) -> tuple[dict[str, Any], str]:
    if "response_format" in body:
        return {"content": json.dumps(ROUTING)}, "stop"
    tools = [tool["function"]["name"] for tool in body.get("tools", ())]
    if tools and body["messages"][-1]["role"] != "tool" and TOOL in tools:
        call = {"name": TOOL, "arguments": json.dumps(ARGUMENTS)}
        return {"tool_calls": [_call("call_1", call)]}, "tool_calls"
    return {"content": TEXT}, "stop"


def _call(call_id: str, function: dict[str, str]) -> dict[str, Any]:
    return {"index": 0, "id": call_id, "type": "function", "function": function}


async def _stream(delta: dict[str, Any], finish: str) -> AsyncIterator[str]:
    pieces: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    if "content" in delta:
        pieces += [{"content": word + " "} for word in delta["content"].split(" ")]
    else:
        pieces.append(delta)
    for piece in pieces:
        yield _chunk([{"index": 0, "delta": piece, "finish_reason": None}])
    yield _chunk([{"index": 0, "delta": {}, "finish_reason": finish}])
    yield _chunk([], usage=USAGE)
    yield "data: [DONE]\n\n"


def _chunk(choices: list[dict[str, Any]], **more: Any) -> str:
    chunk = {**_envelope("chat.completion.chunk"), "choices": choices, **more}
    return f"data: {json.dumps(chunk)}\n\n"


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "bench"}
