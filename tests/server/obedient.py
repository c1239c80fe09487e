"""A chat model that does what the message says, in words like `calls=3 work=0.1 say=2`.

It holds no state of its own: what is left to do follows from the conversation shown to it, so it
goes on rightly in another process.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.messages.tool import ToolCall
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable, RunnableLambda

from tools.errors import UpstreamFailed


class Obedient(BaseChatModel):
    """Does what the message says."""

    in_process: bool = True

    @property
    def _llm_type(self) -> str:
        return "obedient"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "Obedient":
        return self

    def with_structured_output(self, schema: Any, **_: Any) -> Runnable[Any, Any]:
        def answer(messages: list[BaseMessage]) -> Any:
            task = messages[-1].text
            one = {"agent": "risk", "task": task, "reason": "told to", "score": 1.0}
            return {"assignments": [one], "refusal": None}

        return RunnableLambda(answer)

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        place = max(i for i, message in enumerate(messages) if isinstance(message, HumanMessage))
        orders = orders_of(messages[place].text)
        done = sum(isinstance(message, AIMessage) for message in messages[place:])
        await asyncio.sleep(float(orders.get("think", 0)))
        return ChatResult(generations=[ChatGeneration(message=say(orders, done, messages))])


def say(orders: dict[str, str], done: int, messages: Sequence[BaseMessage]) -> AIMessage:
    """The next thing to do."""
    if "bug" in orders:
        raise RuntimeError("a secret nobody may read")
    if "upstream" in orders:
        raise UpstreamFailed("the provider failed")
    if done < int(orders.get("calls", 0)):
        name = "server_send" if "ask" in orders else "server_note"
        given = {"tag": orders.get("tag", "x"), "n": done, "work_s": float(orders.get("work", 0))}
        call = ToolCall(name=name, args=given, id=f"c{done}", type="tool_call")
        return AIMessage("", tool_calls=[call])
    turns = sum(isinstance(message, HumanMessage) for message in messages)
    sentences = [f"Sentence {chr(97 + i % 26)} is said." for i in range(int(orders.get("say", 1)))]
    return AIMessage(" ".join([*sentences, "turn " + "i" * turns + "."]))


def orders_of(text: str) -> dict[str, str]:
    """`calls=3 bug` as a table."""
    return {word.partition("=")[0]: word.partition("=")[2] for word in text.split()}
