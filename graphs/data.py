"""The object a caller asked for by `response_schema`, filled from what was found."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage

from graphs.compose import as_message, speaking
from graphs.conversation import briefing
from graphs.history import last_question
from graphs.inquiry import Inquiry
from graphs.models.chain import understudy_of
from graphs.spending import Usage
from graphs.state import State
from graphs.structured import Filler
from graphs.understudy import or_understudy
from graphs.verification import Sources, check
from tools.errors import InvalidInput

FORMATTER = "formatter"
PROMPT = (
    "Fill the form from the conversation. Use only figures that stand in it, as they stand; "
    "leave a field empty when its value is not there."
)


class Data:
    """Fills the caller's schema after the answer was verified; its figures are verified too."""

    def __init__(self, model: BaseChatModel) -> None:
        self.model = model

    async def __call__(
        self,
        state: State,
        answer: str,
        sources: Sources,
        inquiry: Inquiry,
        spent: dict[str, Usage],
    ) -> dict[str, Any]:
        """`data`, and a narrower verdict when a figure in it has no source."""
        context = inquiry.context
        schema = titled(context.response_schema or {})
        question = state["messages"][last_question(state["messages"])]
        results = [as_message(finding) for finding in speaking(state["findings"])]
        messages = [
            briefing(FORMATTER, PROMPT, context),
            HumanMessage(question.text, additional_kwargs=question.additional_kwargs),
            *(results or [AIMessage(answer)]),
            HumanMessage("Fill the form."),
        ]
        asked, other = replace(inquiry, agent=FORMATTER), understudy_of(self.model)
        filled = await or_understudy(
            lambda: Filler(self.model, schema)(messages, asked),
            (lambda: Filler(other, schema)(messages, asked)) if other else None,
            asked,
        )
        spent[FORMATTER] = filled.usage
        wrong = [
            f"{path}: {value}"
            for path, value in _figures(filled.value)
            if any(s.unverified for s in check(f"{value}", sources=sources).sentences)
        ]
        if wrong:
            return {"data": filled.value, "verified": False, "unverified": wrong}
        return {"data": filled.value}


def titled(schema: dict[str, Any]) -> dict[str, Any]:
    """An object schema with the title that structured output needs."""
    if schema.get("type", "object") != "object" or not isinstance(schema.get("properties"), dict):
        raise InvalidInput.of("response_schema", "must be a JSON schema of an object")
    return {"title": "answer", "description": "The answer as data.", **schema, "type": "object"}


def _figures(value: Any, path: str = "data") -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, entry in value.items():
                yield from _figures(entry, f"{path}.{name}")
        case list():
            for index, entry in enumerate(value):
                yield from _figures(entry, f"{path}[{index}]")
        case bool() | None:
            return
        case int() | float():
            yield path, f"{value:.15g}"
        case _:
            yield path, str(value)
