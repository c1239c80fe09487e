"""The bytes three providers send: streams of text and tool calls, errors, usage."""

import base64
import json
from typing import Any, Protocol

SIGNATURE = base64.b64encode(b"a thought").decode()
"""What Gemini must be sent back with its call."""

USAGE = {"input": 120, "cached": 20, "output": 30, "reasoning": 10}
"""What every whole reply reports."""


def sse(data: Any, event: str = "") -> bytes:
    head = f"event: {event}\n" if event else ""
    text = data if isinstance(data, str) else json.dumps(data)
    return f"{head}data: {text}\n\n".encode()


class Dialect(Protocol):
    """How one provider says it."""

    name: str

    def text(self, *pieces: str) -> list[bytes]: ...
    def call(self, name: str, raw: str) -> list[bytes]: ...
    def end(self, *, calls: bool = False, reason: str | None = None) -> list[bytes]: ...
    def error(self, status: int, code: str, details: Any = None) -> bytes: ...
    def error_frame(self) -> bytes: ...
    def malformed(self) -> bytes: ...
    def model_of(self, path: str, body: dict[str, Any]) -> str: ...


class OpenAI:
    """chat.completions"""

    name = "openai"

    def _chunk(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        about = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        return sse({**about, "choices": [choice], **more})

    def text(self, *pieces: str) -> list[bytes]:
        return [self._chunk({"role": "assistant", "content": piece}) for piece in pieces]

    def call(self, name: str, raw: str) -> list[bytes]:
        function = {"name": name, "arguments": ""}
        first = {"index": 0, "id": "call_0", "type": "function", "function": function}
        parts = [raw[i : i + 7] for i in range(0, len(raw), 7)]
        return [self._chunk({"role": "assistant", "tool_calls": [first]})] + [
            self._chunk({"tool_calls": [{"index": 0, "function": {"arguments": part}}]})
            for part in parts
        ]

    def end(self, *, calls: bool = False, reason: str | None = None) -> list[bytes]:
        usage = {
            "prompt_tokens": USAGE["input"],
            "completion_tokens": USAGE["output"],
            "total_tokens": USAGE["input"] + USAGE["output"],
            "prompt_tokens_details": {"cached_tokens": USAGE["cached"]},
            "completion_tokens_details": {"reasoning_tokens": USAGE["reasoning"]},
        }
        told = {"length": "length", "safety": "content_filter"}.get(reason or "")
        finish = told or ("tool_calls" if calls else "stop")
        about = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        last = sse({**about, "choices": [], "usage": usage})
        return [self._chunk({}, finish), last, b"data: [DONE]\n\n"]

    def error(self, status: int, code: str, details: Any = None) -> bytes:
        return json.dumps({"error": {"message": "secret words", "code": code}}).encode()

    def error_frame(self) -> bytes:
        return sse({"error": {"message": "secret words", "type": "server_error"}})

    def malformed(self) -> bytes:
        return sse('{"id": "c1", "choices": [{oops')

    def model_of(self, path: str, body: dict[str, Any]) -> str:
        return str(body.get("model"))


class Google:
    """streamGenerateContent?alt=sse"""

    name = "google_genai"

    def _chunk(self, *parts: dict[str, Any], finish: str = "", **more: Any) -> bytes:
        candidate: dict[str, Any] = {"content": {"role": "model", "parts": list(parts)}, "index": 0}
        if finish:
            candidate["finishReason"] = finish
        return sse({"candidates": [candidate], "modelVersion": "m", **more})

    def text(self, *pieces: str) -> list[bytes]:
        return [self._chunk({"text": piece}) for piece in pieces]

    def call(self, name: str, raw: str) -> list[bytes]:
        """The whole call stands in one frame; raw arguments that are cut, cut the frame."""
        try:
            arguments = json.loads(raw)
        except ValueError:
            whole = self._chunk({"functionCall": {"name": name, "args": {}}})
            return [whole[: whole.index(b'"args": {')] + b'"args": ' + raw.encode() + b"\n\n"]
        call = {"functionCall": {"name": name, "args": arguments}}
        return [self._chunk({**call, "thoughtSignature": SIGNATURE})]

    def end(self, *, calls: bool = False, reason: str | None = None) -> list[bytes]:
        usage = {
            "promptTokenCount": USAGE["input"],
            "cachedContentTokenCount": USAGE["cached"],
            "candidatesTokenCount": USAGE["output"] - USAGE["reasoning"],
            "thoughtsTokenCount": USAGE["reasoning"],
            "totalTokenCount": USAGE["input"] + USAGE["output"],
        }
        finish = {"length": "MAX_TOKENS", "safety": "SAFETY"}.get(reason or "", "STOP")
        return [self._chunk({"text": ""}, finish=finish, usageMetadata=usage)]

    def error(self, status: int, code: str, details: Any = None) -> bytes:
        error = {"code": status, "message": "secret words", "status": code}
        return json.dumps({"error": {**error, "details": details or []}}).encode()

    def error_frame(self) -> bytes:
        return sse({"error": {"code": 500, "message": "secret words", "status": "INTERNAL"}})

    def malformed(self) -> bytes:
        return sse('{"candidates": [{oops')

    def model_of(self, path: str, body: dict[str, Any]) -> str:
        return path.rpartition("/models/")[2].partition(":")[0]


class Anthropic:
    """messages"""

    name = "anthropic"

    def _event(self, kind: str, **data: Any) -> bytes:
        return sse({"type": kind, **data}, kind)

    def _usage(self, output: int) -> dict[str, int]:
        cached = {"cache_read_input_tokens": USAGE["cached"], "cache_creation_input_tokens": 0}
        return {"input_tokens": USAGE["input"] - USAGE["cached"], "output_tokens": output, **cached}

    def _start(self) -> bytes:
        usage = self._usage(1)
        message = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": []}
        return self._event(
            "message_start", message={**message, "stop_reason": None, "usage": usage}
        )

    def text(self, *pieces: str) -> list[bytes]:
        block = {"type": "text", "text": ""}
        return [
            self._start(),
            self._event("content_block_start", index=0, content_block=block),
            *(
                self._event(
                    "content_block_delta", index=0, delta={"type": "text_delta", "text": piece}
                )
                for piece in pieces
            ),
        ]

    def call(self, name: str, raw: str) -> list[bytes]:
        block = {"type": "tool_use", "id": "toolu_0", "name": name, "input": {}}
        parts = [raw[i : i + 7] for i in range(0, len(raw), 7)]
        return [
            self._start(),
            self._event("content_block_start", index=1, content_block=block),
            *(
                self._event(
                    "content_block_delta",
                    index=1,
                    delta={"type": "input_json_delta", "partial_json": part},
                )
                for part in parts
            ),
        ]

    def end(self, *, calls: bool = False, reason: str | None = None) -> list[bytes]:
        told = {"length": "max_tokens", "safety": "refusal"}.get(reason or "")
        stop = told or ("tool_use" if calls else "end_turn")
        return [
            self._event("content_block_stop", index=1 if calls else 0),
            self._event(
                "message_delta",
                delta={"stop_reason": stop, "stop_sequence": None},
                usage=self._usage(USAGE["output"]),
            ),
            self._event("message_stop"),
        ]

    def error(self, status: int, code: str, details: Any = None) -> bytes:
        error = {"type": code, "message": "secret words"}
        return json.dumps({"type": "error", "error": error}).encode()

    def error_frame(self) -> bytes:
        error = {"type": "overloaded_error", "message": "secret words"}
        return self._event("error", error=error)

    def malformed(self) -> bytes:
        return sse('{"type": "content_block_delta", {oops', "content_block_delta")

    def model_of(self, path: str, body: dict[str, Any]) -> str:
        return str(body.get("model"))


DIALECTS: dict[str, Dialect] = {one.name: one for one in (OpenAI(), Google(), Anthropic())}
