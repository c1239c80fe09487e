"""Fill a schema by a structured-output call, with the tokens it cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage
from langchain_core.runnables import Runnable
from pydantic import BaseModel

from graphs.attempts import persistently
from graphs.deadline import within
from graphs.inquiry import Inquiry
from graphs.models.origin import is_in_process
from graphs.sanitising import clean
from graphs.state import NO_USAGE, Usage
from graphs.usage import usage_of
from tools.errors import TimedOut, UpstreamFailed

Schema = type[BaseModel] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled schema as plain data, and the tokens it cost."""

    value: dict[str, Any]
    usage: Usage


class Filler:
    """A model that fills one schema; bound at the first call, because binding is slow."""

    def __init__(self, model: BaseChatModel, schema: Schema) -> None:
        self._model = model
        self._schema = schema
        self._bound: Runnable[Any, Any] | None = None

    async def __call__(self, messages: Sequence[AnyMessage], inquiry: Inquiry) -> Filled:
        """What the model fills the schema with; `UpstreamFailed` when it does not fit."""
        if self._bound is None:
            self._bound = self._model.with_structured_output(self._schema, include_raw=True)
        bound, limits = self._bound, inquiry.services.limits

        async def once() -> Filled:
            return _filled(await bound.ainvoke(list(messages)))

        late = TimedOut("the model did not answer in time", code="provider-timeout")
        async with within(limits.model_timeout_s, inquiry.context.deadline, late):
            if is_in_process(self._model):
                return await once()
            return await persistently(once, limits)


def _filled(answer: Any) -> Filled:
    raw = None
    if isinstance(answer, Mapping) and {"raw", "parsed"} <= set(answer):
        raw, answer = answer["raw"], answer["parsed"]
    if isinstance(answer, BaseModel):
        answer = answer.model_dump(mode="json")
    if not isinstance(answer, Mapping):
        raise UpstreamFailed("the model's answer does not have the form it was asked for")
    return Filled(clean(answer), usage_of(raw) if isinstance(raw, AIMessage) else NO_USAGE)
