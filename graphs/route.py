"""Choose who answers: one assignment for each independent question of the message."""

from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langgraph.runtime import Runtime
from langgraph.types import Command, Send

import prompts
from agents.spec import AgentSpec
from graphs import events
from graphs.conversation import briefing
from graphs.history import attached, earlier_turns, for_remote
from graphs.inquiry import Inquiry
from graphs.models.chain import understudy_of
from graphs.models.origin import is_in_process
from graphs.routing_form import Routing, plain_routing_schema, routing_schema
from graphs.services import Services
from graphs.spending import Usage
from graphs.state import Assignment, RunContext, State, Work
from graphs.structured import Filled, Filler
from graphs.telling import writer_of
from graphs.understudy import or_understudy
from tools.errors import InvalidInput

ROUTER = "router"


class Router:
    """The node that assigns a message's questions to agents."""

    def __init__(
        self, model: BaseChatModel, roster: Sequence[AgentSpec], services: Services
    ) -> None:
        self.roster = roster
        self.services = services
        self.remote = not is_in_process(model)
        schema = plain_routing_schema(roster) if self.remote else routing_schema(roster)
        self.fill = Filler(model, schema, Routing.model_validate)
        stands_in = understudy_of(model)
        self.understudy = Router(stands_in, roster, services) if stands_in else None
        roles = "\n".join(f"- {spec.name}: {spec.role}" for spec in roster)
        self.prompt = f"{prompts.load('shared/route')}\n\n{roles}"

    async def __call__(self, state: State, runtime: Runtime[RunContext]) -> Command[str]:
        """Assign, tell, and send each assignment to a specialist."""
        context, text = runtime.context, state["messages"][-1].text
        spent: dict[str, Usage] = {}
        if context.agent is not None:
            assignments = [self._named(context.agent, text)]
        else:
            inquiry = Inquiry(self.services, context, writer_of(runtime), ROUTER)
            other = self.understudy
            filled = await or_understudy(
                lambda: self.ask(state, inquiry),
                (lambda: other.ask(state, inquiry)) if other else None,
                inquiry,
            )
            spent[ROUTER] = filled.usage
            assignments = self._known(filled.value, text)
        writer_of(runtime)(events.route(assignments))
        return Command(
            update={"assignments": assignments, "spent": spent},
            goto=self._sends(state, assignments) or "compose",
        )

    def _named(self, agent: str, text: str) -> Assignment:
        if all(spec.name != agent for spec in self.roster):
            names = ", ".join(spec.name for spec in self.roster)
            raise InvalidInput.of("agent", f"must be one of {names}")
        return Assignment(agent=agent, task=text, reason="asked for by name", score=1.0)

    async def ask(self, state: State, inquiry: Inquiry) -> Filled:
        """The filled routing form."""
        system = briefing(ROUTER, self.prompt, inquiry.context)
        turns = earlier_turns(state["messages"], self.services.limits.turns)
        shown = [*turns, state["messages"][-1]]
        messages = [system, *(for_remote(shown) if self.remote else shown)]
        return await self.fill(messages, inquiry)

    def _known(self, value: dict[str, Any], text: str) -> list[Assignment]:
        routing = Routing.model_validate(value)
        names = {spec.name for spec in self.roster}
        chosen = [
            Assignment(
                agent=question.agent,
                task=question.task.strip() or text,
                reason=question.reason,
                score=question.score,
            )
            for question in routing.assignments
            if question.agent in names
        ][: self.services.limits.assignments]
        if len(chosen) == 1:  # the whole message: a router that repeats it may lose a figure
            chosen[0]["task"] = text
        return chosen

    def _sends(self, state: State, assignments: Sequence[Assignment]) -> list[Send]:
        history = earlier_turns(state["messages"], self.services.limits.turns)
        files = attached(state["messages"][-1])
        return [
            Send(
                "specialist",
                Work(
                    key=str(index),
                    agent=assignment["agent"],
                    task=assignment["task"],
                    history=history,
                    files=files,
                    hops=0,
                    alone=len(assignments) == 1,
                ),
            )
            for index, assignment in enumerate(assignments)
        ]
