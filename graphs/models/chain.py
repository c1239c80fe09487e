"""Providers in the order in which they are asked, and who stands in when none of them answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

PLAIN = "model"
"""The name of a model that came without one."""


@dataclass(frozen=True, slots=True)
class Link:
    """One model of a chain; bound to tools or a form it is no chat model any more."""

    name: str
    """`provider:model`"""
    model: Any


class Chain(BaseChatModel):
    """Several models as one: what is bound to it is bound to each of them.

    It only says who is asked in which order; `graphs.attempts` does the asking.
    """

    links: tuple[Link, ...]
    understudy: BaseChatModel | None = None
    """The planner in this process, asked when no provider answered; None: that is an error."""

    @property
    def _llm_type(self) -> str:
        return "chain"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The same chain with these tools bound to each link, in that provider's own dialect."""
        bound = (Link(link.name, link.model.bind_tools(tools, **kwargs)) for link in self.links)
        return self._with(tuple(bound))

    def bind_form(self, schema: dict[str, Any]) -> Self:
        """The same chain with a form to fill bound to each link."""
        return self._with(
            tuple(Link(link.name, form_of(link.model, schema)) for link in self.links)
        )

    def _with(self, links: tuple[Link, ...]) -> Self:
        return self.model_copy(update={"links": links})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        """For who takes a chain for a plain model: its first link alone."""
        del run_manager
        message = self.links[0].model.invoke(messages, stop=stop, **kwargs)
        return ChatResult(generations=[ChatGeneration(message=message)])


@dataclass(frozen=True, slots=True)
class Written:
    """A model that answers with the JSON of a form as its text."""

    model: Any


def form_of(model: Any, schema: Any) -> Any:
    """A model that fills a form: `Written`, or in its library's own way."""
    if isinstance(schema, dict) and hasattr(model, "bind_form"):
        return Written(model.bind_form(schema))
    return model.with_structured_output(schema, include_raw=True)


def links_of(model: Any) -> tuple[Link, ...]:
    """The models to ask, in order; a model that is no chain is its only link."""
    return model.links if isinstance(model, Chain) else (Link(PLAIN, model),)


def understudy_of(model: Any) -> BaseChatModel | None:
    """Who stands in when no provider answered."""
    return model.understudy if isinstance(model, Chain) else None
