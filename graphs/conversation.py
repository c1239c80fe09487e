"""The messages a model is given: who it is, what was said, what is asked."""

from typing import Any

from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage

import prompts
from agents.spec import AgentSpec
from graphs.history import for_remote
from graphs.state import RunContext, Work


def briefing(who: str, text: str, context: RunContext, **known: Any) -> SystemMessage:
    """A system message; beside its text it says as data who is asked, and which day it is."""
    today = context.as_of.isoformat()
    about = {"x-agent": who, "x-as-of": today, **known}
    return SystemMessage(f"{text}\n\nToday is {today}.", additional_kwargs=about)


def conversation(
    spec: AgentSpec, work: Work, context: RunContext, *, remote: bool
) -> list[AnyMessage]:
    """Prompt, earlier turns, and the task with its files."""
    about = {"files": work["files"]} if work["files"] else {}
    task = HumanMessage(work["task"], additional_kwargs=about)
    shown: list[AnyMessage] = [*work["history"], task]
    system = briefing(spec.name, prompts.load(spec.name), context)
    return [system, *(for_remote(shown) if remote else shown)]
