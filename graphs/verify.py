"""Last node: release the answer sentence by sentence, each after its figures were found.

A remote model's sentence with a figure that has no source is sent back once, then struck out and
reported; what was released while the model spoke stands. What the embedded planner asks or refuses
holds examples, no claims, and is its own text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from graphs import events
from graphs.compose import speaking
from graphs.correction import VERIFIER, corrected
from graphs.data import Data
from graphs.evidence import of_the_thread, of_this_run, weighed
from graphs.history import last_question
from graphs.inquiry import Inquiry
from graphs.models.origin import is_in_process
from graphs.models.prices import IN_PROCESS
from graphs.release import citations, pieces, struck, unverified
from graphs.retelling import retold
from graphs.services import Services
from graphs.spending import Usage
from graphs.spoken import Spoken
from graphs.state import Answer, Finding, Kind, RunContext, State
from graphs.telling import Teller, writer_of
from graphs.usage import run_usage
from graphs.verification import Checked, Sources

NOTHING_LEFT = "I could not find a source for the figures of my answer, so I left it out."


@dataclass(slots=True)
class Verdict:
    """A text, what was found of its figures, and what was struck out of it."""

    text: str
    checked: Checked
    sources: Sources
    struck_out: list[str] = field(default_factory=list[str])


class Verifier:
    """The node that releases the answer."""

    def __init__(self, model: BaseChatModel, services: Services) -> None:
        self.model = model
        self.services = services
        self.remote = not is_in_process(model)
        self.data = Data(model)

    async def __call__(self, state: State, runtime: Runtime[RunContext]) -> dict[str, Any]:
        """Tell the answer and keep it in the thread."""
        tell, context = Teller(writer_of(runtime)), runtime.context
        if context.attempt > 1:
            for event in await retold(state, self.services, context.tenant):
                tell(event)
        findings = speaking(state["findings"])
        spent = dict(state["spent"])
        inquiry = Inquiry(self.services, context, tell, VERIFIER)
        verdict = await self._judged(state, findings, inquiry, spent)
        speaker = events.speaker(findings)
        for piece in pieces(verdict.text, verdict.checked, begin=len(context.spoken.text)):
            tell(events.delta(context.message_id, piece, speaker))
        message = _message(context, findings, verdict)
        if not findings and state["draft_kind"] in ("answer", "question"):
            # A greeting answered is no refusal, nor is asking what to do with a file.
            message["kind"] = "question" if state["draft_kind"] == "question" else "answer"
        if context.response_schema is not None:
            message |= await self.data(state, verdict.text, verdict.sources, inquiry, spent)
        usage = run_usage(state["findings"], spent, context.spending)
        answer = Answer(message=message, usage=usage)
        for event in events.closing(answer, speaker):
            tell(event)
        return {"messages": [_kept(message, findings, speaker)], "answer": answer}

    async def _judged(
        self,
        state: State,
        findings: Sequence[Finding],
        inquiry: Inquiry,
        spent: dict[str, Usage],
    ) -> Verdict:
        context = inquiry.context
        spoken = context.spoken
        text = state["draft"] or "\n\n".join(finding["text"] for finding in findings)
        text = spoken.continued(text)
        messages = state["messages"]
        calls = [call for finding in state["findings"] for call in finding["calls"]]
        sources = await of_this_run(messages, calls, self.services, context)
        sources.own = self._by_rule(findings)
        verdict = Verdict(text, await _rest_weighed(text, sources, spoken), sources)
        if self._own_words(findings) or not unverified(verdict.checked):
            return verdict
        verdict.sources = await of_the_thread(messages, sources, self.services, context)
        verdict.sources.own = sources.own
        verdict.checked = await _rest_weighed(text, verdict.sources, spoken)
        if (wrong := unverified(verdict.checked)) and self.remote:
            question = messages[last_question(messages)].text
            verdict.text, spent[VERIFIER] = await corrected(
                self.model, question, text, wrong, verdict.sources.receipts, inquiry
            )
            verdict.checked = await _rest_weighed(verdict.text, verdict.sources, spoken)
        return await _strike(verdict, spoken)

    def _own_words(self, findings: Sequence[Finding]) -> bool:
        """Whether the embedded planner speaks, and claims nothing."""
        silent = all(finding["kind"] != "answer" for finding in findings)
        return silent and self._by_rule(findings)

    def _by_rule(self, findings: Sequence[Finding]) -> bool:
        """Whether every word is the embedded planner's, which puts figures under names by rule."""
        spoke = [finding["memory"].get("by") for finding in findings]
        return not self.remote or (bool(spoke) and all(by == IN_PROCESS for by in spoke))


async def _rest_weighed(text: str, sources: Sources, spoken: Spoken) -> Checked:
    """The whole text: what was released as it was weighed then, and the rest."""
    rest = await weighed(text, sources, begin=len(spoken.text))
    return Checked([*spoken.sentences, *rest.sentences])


async def _strike(verdict: Verdict, spoken: Spoken) -> Verdict:
    if not (wrong := unverified(verdict.checked)):
        return verdict
    text = struck(verdict.text, verdict.checked)
    checked = await _rest_weighed(text, verdict.sources, spoken)
    if not any(citation["source"] == "result" for citation in citations(checked)):
        text = "\n\n".join(part for part in (text, await _summaries(verdict.sources)) if part)
        checked = await _rest_weighed(text, verdict.sources, spoken)
    return Verdict(text, checked, verdict.sources, wrong)


async def _summaries(sources: Sources) -> str:
    """What the results say themselves, where an answer left none of their figures standing."""
    told = " ".join(str(receipt.result.get("summary", "")) for receipt in sources.receipts[:4])
    return NOTHING_LEFT if not told or unverified(await weighed(told, sources)) else told


def _message(context: RunContext, findings: Sequence[Finding], verdict: Verdict) -> dict[str, Any]:
    missing = [name for finding in findings for name in finding["missing"]]
    return {
        "id": context.message_id,
        "role": "assistant",
        "kind": kind_of(findings),
        "content": verdict.text,
        "citations": citations(verdict.checked),
        "verified": not verdict.struck_out,
        "unverified": verdict.struck_out,
        "missing": list(dict.fromkeys(missing)),
    }


def kind_of(findings: Sequence[Finding]) -> Kind:
    """What the whole message is: it asks when any part of it asks."""
    kinds = {finding["kind"] for finding in findings}
    if "question" in kinds:
        return "question"
    return "answer" if "answer" in kinds else "refusal"


def _kept(message: dict[str, Any], findings: Sequence[Finding], speaker: str | None) -> AIMessage:
    memories = [finding["memory"] for finding in findings]
    open_ones = [memory for memory in memories if memory.get("pending")]
    memory = next(iter(open_ones or memories), {})
    planner = {**memory, "kind": message["kind"], "missing": message["missing"]}
    return AIMessage(
        content=message["content"],
        name=speaker,
        id=message["id"],
        additional_kwargs={"polymath": planner},
    )
