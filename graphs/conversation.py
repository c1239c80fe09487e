"""The messages a specialist's model is given."""

from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage

import prompts
from agents.spec import AgentSpec
from graphs.history import for_remote
from graphs.state import RunContext, Work


def conversation(
    spec: AgentSpec, work: Work, context: RunContext, *, remote: bool
) -> list[AnyMessage]:
    """Prompt, earlier turns, the task with its files, and what was handed over."""
    today = context.as_of.isoformat()
    system = SystemMessage(
        f"{prompts.load(spec.name)}\n\nToday is {today}.",
        additional_kwargs={"x-as-of": today, "x-agent": spec.name},
    )
    task = HumanMessage(
        work["task"], additional_kwargs={"files": work["files"]} if work["files"] else {}
    )
    shown: list[AnyMessage] = [*work["history"], task, *work["carried"]]
    return [system, *(for_remote(shown) if remote else shown)]
