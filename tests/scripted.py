"""A chat model that plays its lines in order, and can lie, stop early or be cut off.

A line is one of
- text: `"about 5 %"`;
- a tool call: `{"call": name, "with": {...}, "id": "call_0"}`, or several: `{"calls": [...]}`;
- raw tool arguments as a stream delivers them: `{"call": name, "raw": '{"n": 10, "sev'}`;
- for the router, where structured output is asked for: an agent's name, a list of names or of
  `{"agent", "task"}`, or `None` when nobody can serve; for any other schema, the object;
- an exception, which is raised, or `HANG`, which never ends;
- a callable of the messages shown, which gives one of the above.

`{"say": text, ...}` and tool calls take `kwargs` (additional_kwargs), `usage` ((input, output)) and
`finish` (the finish reason; `None`: the stream ends without one). `cues` are lines by who is asked
(`router`, an agent's name, `composer`, `verifier`, `formatter`), for runs in parallel.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import Field

HANG = object()
"""A line that never ends: whoever waits for it can be killed there."""


class ScriptedModel(BaseChatModel):
    """Plays `lines`; keeps what it was shown in `seen` and what was bound in `bound`."""

    lines: list[Any] = Field(default_factory=list)
    cues: dict[str, list[Any]] = Field(default_factory=dict)
    seen: list[list[BaseMessage]] = Field(default_factory=list)
    bound: list[list[Any]] = Field(default_factory=list)
    in_process: bool = False
    hangs: bool = False

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def next_line(self, messages: Sequence[BaseMessage]) -> Any:
        self.seen.append(list(messages))
        who = messages[0].additional_kwargs.get("x-agent", "")
        line = self.cues.get(who, self.lines).pop(0)
        if callable(line):
            line = line(messages)
        if isinstance(line, BaseException):
            raise line
        return line

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "ScriptedModel":
        self.bound.append(list(tools))
        return self

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, **_: Any
    ) -> Runnable[Any, Any]:
        def answer(messages: list[BaseMessage]) -> Any:
            line = self.next_line(messages)
            about = schema if isinstance(schema, dict) else schema.model_json_schema()
            if "assignments" in about["properties"]:
                line = routing(line, messages[-1].text)
            parsed = line if isinstance(schema, dict) else schema.model_validate(line)
            raw = AIMessage("", usage_metadata=tokens((7, 3)))
            return {"raw": raw, "parsed": parsed, "parsing_error": None} if include_raw else parsed

        return RunnableLambda(answer)

    async def _agenerate(
        self, messages: list[BaseMessage], stop=None, run_manager=None, **_: Any
    ) -> ChatResult:
        line = self.next_line(messages)
        if line is HANG:
            self.hangs = True
            await asyncio.Event().wait()
        message = as_message(line, f"call_{len(self.seen)}")
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _generate(
        self, messages: list[BaseMessage], stop=None, run_manager=None, **_: Any
    ) -> ChatResult:
        message = as_message(self.next_line(messages), f"call_{len(self.seen)}")
        return ChatResult(generations=[ChatGeneration(message=message)])


def routing(line: Any, text: str) -> dict[str, Any]:
    """What the router answers."""
    if isinstance(line, dict):
        return line
    names = [line] if isinstance(line, str) else line or []
    chosen = [{"agent": name} if isinstance(name, str) else name for name in names]
    filled = [{"task": text, "reason": "scripted", "score": 1.0, **entry} for entry in chosen]
    return {"assignments": filled, "refusal": None if filled else "nobody can"}


def as_message(line: Any, identity: str) -> AIMessage:
    """One line as the provider's message."""
    if isinstance(line, AIMessage):
        return line
    if isinstance(line, str):
        line = {"say": line}
    calls = line.get("calls") or ([line] if "call" in line else [])
    finish = line.get("finish", "tool_calls" if calls else "stop")
    about: dict[str, Any] = {
        "content": line.get("say", ""),
        "additional_kwargs": line.get("kwargs", {}),
        "response_metadata": {"finish_reason": finish} if finish else {},
        "usage_metadata": tokens(line.get("usage", (10, 5))),
    }
    if any("raw" in call for call in calls):
        chunks = [
            tool_call_chunk(name=c["call"], args=c["raw"], id=c.get("id", identity), index=i)
            for i, c in enumerate(calls)
        ]
        return AIMessageChunk(**about, tool_call_chunks=chunks)
    named = [
        {"name": c["call"], "args": c.get("with", {}), "id": c.get("id", f"{identity}_{i}")}
        for i, c in enumerate(calls)
    ]
    return AIMessage(**about, tool_calls=named)


def tokens(spent: tuple[int, int]) -> dict[str, int]:
    """Usage as LangChain tells it."""
    return {
        "input_tokens": spent[0],
        "output_tokens": spent[1],
        "total_tokens": sum(spent),
    }
