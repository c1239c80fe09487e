"""Fill a schema by a structured-output call, with the tokens it cost."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage
from pydantic import BaseModel, ValidationError

from graphs.attempts import persistently
from graphs.deadline import within
from graphs.inquiry import Inquiry
from graphs.model_calls import at_once, signed
from graphs.models.chain import PLAIN, Chain, Link, Written, form_of
from graphs.models.origin import is_in_process
from graphs.models.prices import IN_PROCESS
from graphs.sanitising import clean
from graphs.spending import NO_USAGE, Usage
from graphs.strict_json import strict_object
from graphs.usage import recorded
from tools.errors import TimedOut, UpstreamFailed

Schema = type[BaseModel] | dict[str, Any]
Check = Callable[[dict[str, Any]], object]

_FENCED = re.compile(r"\s*```(?:json)?\s*(.*?)\s*```\s*", re.DOTALL)
"""As servers of one's own like to wrap it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The filled schema as plain data, and the tokens it cost."""

    value: dict[str, Any]
    usage: Usage


class Filler:
    """A model that fills one schema; bound at the first call, because binding is slow."""

    def __init__(self, model: BaseChatModel, schema: Schema, check: Check | None = None) -> None:
        self._model = model
        self._schema = schema
        self._check = check
        self._bound: Any = None

    async def __call__(self, messages: Sequence[AnyMessage], inquiry: Inquiry) -> Filled:
        """What the model fills the schema with; `UpstreamFailed` when it does not fit."""
        if self._bound is None:
            self._bound = self._bind()
        if is_in_process(self._model):
            late = TimedOut("the model did not answer in time", code="provider-timeout")
            limit = inquiry.services.limits.model_timeout_s
            async with within(limit, inquiry.context.deadline, late):
                raw, value = await _filled(Link(IN_PROCESS, self._bound), messages)
        else:
            raw, value = await persistently(
                self._bound, lambda link: self._checked(link, messages), inquiry
            )
        return Filled(clean(value), recorded(raw, inquiry) if raw else NO_USAGE)

    def _bind(self) -> Any:
        if is_in_process(self._model):
            return form_of(self._model, self._schema)
        if isinstance(self._model, Chain) and isinstance(self._schema, dict):
            return self._model.bind_form(self._schema)
        return Chain(links=(Link(PLAIN, form_of(self._model, self._schema)),))

    async def _checked(
        self, link: Link, messages: Sequence[AnyMessage]
    ) -> tuple[AIMessage | None, dict[str, Any]]:
        """One attempt at a form that must fit."""
        raw, value = await _filled(link, messages)
        if self._check is not None:
            try:
                self._check(value)
            except ValidationError as error:
                raise UpstreamFailed("the model's answer does not have its form") from error
        return raw, value


async def _filled(
    link: Link, messages: Sequence[AnyMessage]
) -> tuple[AIMessage | None, dict[str, Any]]:
    if isinstance(link.model, Written):
        raw = await at_once(Link(link.name, link.model.model), messages)
        answer = strict_object(_unfenced(raw.text))
    else:
        raw, answer = None, await link.model.ainvoke(list(messages))
        if isinstance(answer, Mapping) and {"raw", "parsed"} <= set(answer):
            raw, answer = answer["raw"], answer["parsed"]
    if isinstance(answer, BaseModel):
        answer = answer.model_dump(mode="json")
    if not isinstance(answer, Mapping):
        raise UpstreamFailed("the model's answer does not have the form it was asked for")
    return signed(raw, link.name) if isinstance(raw, AIMessage) else None, dict(answer)


def _unfenced(text: str) -> str:
    found = _FENCED.fullmatch(text)
    return found[1] if found else text
