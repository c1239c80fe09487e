"""The node that answers one assignment: one specialist, or several when it is handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AnyMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from agents.spec import AgentSpec
from graphs import events
from graphs.acting import Bench
from graphs.conversation import conversation
from graphs.finding import conclude
from graphs.handover import onward
from graphs.model_calls import ChatRunnable
from graphs.models.chain import understudy_of
from graphs.models.origin import is_in_process
from graphs.services import Services
from graphs.spending import added
from graphs.state import CallRecord, Finding, RunContext, Work
from graphs.telling import Teller, writer_of
from graphs.toolkit import tools_of
from graphs.turn import Turn, Understudy


class Specialist:
    """Works until there is an answer, a question or a refusal, whoever of the roster gives it."""

    def __init__(
        self, model: BaseChatModel, roster: Sequence[AgentSpec], services: Services
    ) -> None:
        self.model = model
        self.roster: Mapping[str, AgentSpec] = {spec.name: spec for spec in roster}
        self.services = services
        self.remote = not is_in_process(model)
        self.understudy = understudy_of(model)
        self._bound: dict[tuple[str, bool], ChatRunnable] = {}

    async def __call__(self, state: Work, runtime: Runtime[RunContext]) -> Command[str]:
        """The findings and what was said; the verifier is next, or the composer among several."""
        tell, work = Teller(writer_of(runtime)), state
        said: list[AnyMessage] = []
        findings: list[Finding] = []
        while True:
            before = [call for finding in findings for call in finding["calls"]]
            turn = await self._turn(work, said, before, runtime.context, tell)
            findings.append(await conclude(turn, added(turn.usage)))
            said += turn.said
            tell(events.agent_finished(work["agent"], findings[-1]["usage"], work["key"]))
            if turn.handover is None:
                break
            tell(events.handed_over(work["agent"], turn.handover, work["key"]))
            work = onward(work, turn.handover)
        update: dict[str, Any] = {"messages": said, "findings": findings}
        return Command(update=update, goto="verify" if work["alone"] else "compose")

    async def _turn(
        self,
        work: Work,
        said: Sequence[AnyMessage],
        before: Sequence[CallRecord],
        context: RunContext,
        tell: Teller,
    ) -> Turn:
        spec = self.roster[work["agent"]]
        tell(events.agent_started(spec.name, work["task"], work["key"]))
        bench = Bench(spec, self.services, context, tell)
        shown = [*conversation(spec, work, context, remote=self.remote), *said]
        turn = Turn(bench, work, self._model(spec, self.model), shown, before=before)
        if self.understudy is not None:
            own = conversation(spec, work, context, remote=False)
            turn.understudy = Understudy(self._model(spec, self.understudy), own)
        await turn.take()
        return turn

    def _model(self, spec: AgentSpec, model: BaseChatModel) -> ChatRunnable:
        own = is_in_process(model)
        if (bound := self._bound.get((spec.name, own))) is None:
            known = [name for name in spec.hands_over if name in self.roster]
            tools = tools_of(spec, known, full=own)
            bound = self._bound[spec.name, own] = model.bind_tools(tools) if tools else model
        return bound
