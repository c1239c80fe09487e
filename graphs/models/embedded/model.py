"""The embedded planner as a chat model: binds tools and structured output like any other."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.tool import ToolCall
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_core.tools import BaseTool
from pydantic import BaseModel

from graphs.models.embedded.bound import described, read
from graphs.models.embedded.composing import compose
from graphs.models.embedded.heads import Heads, trained
from graphs.models.embedded.languages import noted
from graphs.models.embedded.lone_files import is_lone, seen
from graphs.models.embedded.memory import KEY, Memory, remember
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.replies import joined_answers, with_file_names, write
from graphs.models.embedded.retrying import Again, again, replaced
from graphs.models.embedded.routing import KEY as ROUTING
from graphs.models.embedded.routing import assign, tools_of
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.smalltalk import is_smalltalk, smalltalk
from graphs.models.embedded.structured import structured
from graphs.models.embedded.understanding import Understanding
from tools.embedding import encoder

HAND_OVER = "hand_over_to_"  # as graphs.toolkit names them; the planner routes instead


class EmbeddedPlanner(BaseChatModel):
    """Routes, fills tools, asks back and writes answers, with no network and no key.

    It has no state between calls: everything it knows of a conversation stands in the messages.
    LangChain runs `_generate` of an asynchronous call in a worker thread, so the event loop is
    never blocked; weights load at the first message.
    """

    heads: Heads | None = None
    """Other heads than the repository's, for catalogues of one's own."""
    embed: bool = True
    """Whether to use sentence embeddings where they are installed."""
    in_process: bool = True

    @property
    def _llm_type(self) -> str:
        return "embedded"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Bind tools; their schemas keep every key they carry."""
        del tool_choice  # the planner calls a tool exactly when it has what the tool needs
        return self.bind(tools=[described(tool) for tool in tools], **kwargs)

    def with_structured_output(
        self,
        schema: dict[str, Any] | type,
        *,
        include_raw: bool = False,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, dict[str, Any] | BaseModel]:
        """Fill `schema`: a routing when it carries `x-routing`, else from the conversation."""
        del kwargs
        model = schema if isinstance(schema, type) and issubclass(schema, BaseModel) else None

        def parsed(reply: AIMessage) -> Any:
            value = reply.additional_kwargs[KEY]["data"]
            error: Exception | None = None
            result: Any = value
            if model is not None:
                try:
                    result = model.model_validate(value)
                except ValueError as wrong:
                    error, result = wrong, None
            if include_raw:
                return {"raw": reply, "parsed": result, "parsing_error": error}
            if error is not None:
                raise error
            return result

        return self.bind(schema=described(schema)) | RunnableLambda(parsed)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        tools: Sequence[Mapping[str, Any]] = (),
        schema: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        del stop, run_manager, kwargs  # nothing is streamed and nothing is cut
        memory = remember(messages)
        if schema is not None:
            reply = self._structured(schema, memory)
        elif tools:
            bound = [described(t) for t in tools if not str(t.get("name")).startswith(HAND_OVER)]
            reply = self._act(memory, [read(entry) for entry in bound])
        else:
            reply = compose(memory)
        if schema is None and reply.text and not reply.tool_calls:
            reply.content = noted(reply.text, memory.text)
        reply.response_metadata = {
            "finish_reason": "tool_calls" if reply.tool_calls else "stop",
            "model_name": "embedded",
        }
        reply.usage_metadata = {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
        return ChatResult(generations=[ChatGeneration(message=reply)])

    def _understanding(self, tools: Sequence[Tool], memory: Memory) -> Understanding:
        heads = self.heads or trained()
        return Understanding(tools, memory, heads, encoder() if self.embed else None)

    def _structured(self, schema: Mapping[str, Any], memory: Memory) -> AIMessage:
        parameters: Mapping[str, Any] = schema["parameters"]
        if roster := parameters.get(ROUTING):
            tools = tools_of(roster)
            small = is_smalltalk(memory.text) or is_lone(memory.text, memory.files)
            small = small and not memory.pending
            plans = [] if small or not tools else self._understanding(tools, memory).plans()
            data = assign(plans, roster, memory)
        else:
            data = structured(read(schema), memory)
        text = json.dumps(data, ensure_ascii=False, default=str)
        return AIMessage(text, additional_kwargs={KEY: {"kind": "answer", "data": data}})

    def _act(self, memory: Memory, tools: Sequence[Tool]) -> AIMessage:
        if memory.now:
            named = {tool.name: tool for tool in tools}
            mended = again(memory.now, named)
            return _calls_again(mended) if mended else _answer(memory, named)
        if is_smalltalk(memory.text) and not memory.pending:
            return _said(smalltalk(memory.text, {}), "answer")
        if is_lone(memory.text, memory.files) and not memory.pending:
            return _said(seen(memory.files), "question")
        plans = self._understanding(tools, memory).plans()
        calling = [plan for plan in plans if plan.kind == "call"]
        if calling:
            return _calls(calling, memory, [p for p in plans if p.kind == "ask"])
        plan = plans[0]
        if plan.kind == "ask":
            kind = "refusal" if plan.guessing else "question"
            reply = _said("\n\n".join(p.reply for p in plans if p.reply), kind)
            told = {"missing": list(plan.missing), "pending": plan.pending}
            reply.additional_kwargs[KEY] |= told
            return reply
        if plan.kind == "say":
            return _said(plan.reply, "answer")
        return _said(smalltalk(memory.text, {}), "refusal")


def _said(text: str, kind: str) -> AIMessage:
    return AIMessage(text, additional_kwargs={KEY: {"kind": kind, "missing": []}})


def _calls(plans: Sequence[Plan], memory: Memory, asking: Sequence[Plan]) -> AIMessage:
    """The tool calls of a turn; ids follow from what is asked, so a repeat gives the same."""
    calls: list[ToolCall] = []
    explain: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    for place, plan in enumerate(plans):
        name = plan.tool.name if plan.tool else ""
        content = json.dumps([place, name, plan.arguments, memory.text], default=str)
        call_id = f"call_{hashlib.sha256(content.encode()).hexdigest()[:16]}"
        calls.append(ToolCall(name=name, args=dict(plan.arguments), id=call_id))
        explain[call_id] = [*plan.explain, *_defaults(plan)]
        told_of = {"changed": plan.changed, "focus": plan.focus, "unused": plan.unused}
        notes.append({**told_of, "label": plan.label, "explain": explain[call_id]})
    told: dict[str, Any] = {"kind": "answer", "explain": explain, "plans": notes}
    if asking:
        told["asking"] = {"reply": asking[0].reply, "pending": asking[0].pending}
    return AIMessage("", tool_calls=calls, additional_kwargs={KEY: told})


def _calls_again(mended: Sequence[Again]) -> AIMessage:
    """Refused calls without the value that was doubtful."""
    calls = [
        ToolCall(
            name=one.tool.name, args=dict(one.arguments), id=f"{one.note['instead_of']}_mended"
        )
        for one in mended
    ]
    explain = {call["id"]: one.note["explain"] for call, one in zip(calls, mended, strict=True)}
    told = {"kind": "answer", "explain": explain, "plans": [dict(one.note) for one in mended]}
    return AIMessage("", tool_calls=calls, additional_kwargs={KEY: told})


def _defaults(plan: Plan) -> list[dict[str, Any]]:
    """The fields that keep their default, said as such."""
    fields = plan.tool.fields if plan.tool else ()
    return [
        {"field": f.name, "value": f.default, "default": f.default_said or "default"}
        for f in fields
        if f.default is not None and f.name not in plan.arguments
    ]


def _answer(memory: Memory, tools: Mapping[str, Tool]) -> AIMessage:
    """The text once the tools have run."""
    stale = replaced(memory.now)
    made = [(c, n) for c, n in memory.now if c.tool in tools and c.call_id not in stale]
    known = [*(file for batch in memory.batches for file in batch), *memory.files]
    written = [write(with_file_names(c, known), note, tools[c.tool]) for c, note in made]
    kinds = {one.kind for one in written}
    reply = _said(joined_answers(written), "question" if kinds == {"question"} else "answer")
    told = reply.additional_kwargs[KEY]
    told["title"] = written[0].title if len(written) == 1 else ""
    for (call, _), one in zip(made, written, strict=True):
        if one.kind == "question":
            bad = {name.split(".")[0] for name in one.missing}
            kept = {name: value for name, value in call.arguments.items() if name not in bad}
            told["missing"] = list(one.missing)
            told["pending"] = {
                "tool": call.tool,
                "arguments": kept,
                "asked": sorted(bad),
                "said": memory.text,
            }
    if memory.asking:
        reply.content = f"{reply.text}\n\n{memory.asking['reply']}"
        told["pending"] = memory.asking["pending"]
        told["missing"] = list(memory.asking["pending"]["asked"])
    return reply
