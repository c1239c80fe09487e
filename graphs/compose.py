"""Join what several specialists found into one answer, or say that nobody can serve the message."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage
from langgraph.runtime import Runtime

import prompts
from agents.spec import AgentSpec
from graphs import events
from graphs.conversation import briefing
from graphs.history import last_question
from graphs.inquiry import Heard, Inquiry
from graphs.model_calls import ask, settled
from graphs.models.chain import understudy_of
from graphs.models.origin import is_in_process
from graphs.routing_form import roster_words
from graphs.services import Services
from graphs.speech import Speech
from graphs.state import Finding, RunContext, State
from graphs.telling import writer_of
from graphs.understudy import or_understudy
from graphs.usage import recorded

COMPOSER = "composer"


class Composer:
    """The node that speaks when more than one specialist did, or none."""

    def __init__(
        self, model: BaseChatModel, roster: Sequence[AgentSpec], services: Services
    ) -> None:
        self.model = model
        self.services = services
        self.remote = not is_in_process(model)
        stands_in = understudy_of(model)
        self.understudy = Composer(stands_in, roster, services) if stands_in else None
        self.words = roster_words(roster)
        self.roles = "\n".join(f"- {spec.name}: {spec.role}" for spec in roster)

    async def __call__(self, state: State, runtime: Runtime[RunContext]) -> dict[str, Any]:
        """The draft of the whole answer."""
        findings = speaking(state["findings"])
        question = state["messages"][last_question(state["messages"])]
        inquiry = Inquiry(self.services, runtime.context, writer_of(runtime), COMPOSER)
        other = self.understudy
        reply = await or_understudy(
            lambda: self.join(question, state, inquiry),
            (lambda: other.join(question, state, inquiry)) if other else None,
            inquiry,
        )
        draft = settled(reply, agent=COMPOSER, scope=f"{runtime.context.run_id}/compose")
        text = draft.text.strip() or "\n\n".join(finding["text"] for finding in findings)
        kind = str(reply.additional_kwargs.get("polymath", {}).get("kind") or "")
        return {
            "draft": text,
            "draft_kind": kind,
            "spent": {**state["spent"], COMPOSER: recorded(reply, inquiry)},
        }

    async def join(self, question: AnyMessage, state: State, inquiry: Inquiry) -> AIMessage:
        """The model's words for everything that was found, released while they come in."""
        findings = speaking(state["findings"])
        messages = [self._system(findings, inquiry.context), *self._shown(question, findings)]
        async with self._listening(state, findings, inquiry) as heard:
            return await ask(self.model, messages, replace(inquiry, heard=heard))

    def _listening(
        self, state: State, findings: Sequence[Finding], inquiry: Inquiry
    ) -> AbstractAsyncContextManager[Heard | None]:
        if not self.remote:
            return nullcontext()
        calls = [call for finding in findings for call in finding["calls"]]
        speech = Speech(inquiry, events.speaker(findings), state["messages"], calls)
        return speech.listening()

    def _system(self, findings: Sequence[Finding], context: RunContext) -> SystemMessage:
        prompt = prompts.load("shared/compose" if findings else "shared/refuse")
        text = f"{prompt}\n\nThe specialists:\n{self.roles}"
        return briefing(COMPOSER, text, context, **{"x-roster": self.words})

    def _shown(self, question: AnyMessage, findings: Sequence[Finding]) -> list[AnyMessage]:
        if not self.remote:
            return [question, *(as_message(finding) for finding in findings)]
        parts = "\n\n".join(f"[{finding['agent']}]\n{finding['text']}" for finding in findings)
        found = f"\n\nWhat the specialists found:\n\n{parts}" if findings else ""
        return [HumanMessage(f"{question.text}{found}")]


def as_message(finding: Finding) -> AIMessage:
    """A finding as its specialist said it."""
    return AIMessage(
        finding["text"],
        name=finding["agent"],
        additional_kwargs={"polymath": finding["memory"]} if finding["memory"] else {},
    )


def speaking(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that say something, in the order of the questions."""
    return sorted(
        (finding for finding in findings if not finding["handover"]),
        key=lambda finding: int(finding["key"].rstrip("+")),
    )
