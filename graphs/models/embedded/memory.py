"""What the thread so far says: the last calls, what was asked back, the results."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

EARLIER = 2000  # characters of earlier messages that a follow-up may refer to
KEY = "polymath"  # where the planner keeps its own memory in a message


@dataclass(frozen=True, slots=True)
class Call:
    """A call made earlier, and what came of it."""

    tool: str
    arguments: Mapping[str, Any]
    call_id: str = ""
    agent: str = ""
    result: Mapping[str, Any] | None = None
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """A conversation, taken apart."""

    text: str
    """The newest message of the person."""
    files: tuple[Mapping[str, Any], ...] = ()
    batches: tuple[tuple[Mapping[str, Any], ...], ...] = ()
    """The files of each earlier message that had any, oldest first."""
    as_of: datetime.date | None = None
    previous: tuple[Call, ...] = ()
    """The calls of the turn before, those that succeeded."""
    older: tuple[Call, ...] = ()
    """The latest successful call of each other tool, before those."""
    pending: Mapping[str, Any] | None = None
    """What the last message asked for: tool, arguments, asked."""
    now: tuple[tuple[Call, Mapping[str, Any]], ...] = ()
    """Calls of this turn, each with what the planner noted about it."""
    asking: Mapping[str, Any] | None = None
    """A question of this turn that waits for the calls to be answered first."""
    findings: tuple[AIMessage, ...] = ()
    """What specialists said after the newest message."""
    system: Mapping[str, Any] = field(default_factory=dict[str, Any])
    agent: str = ""
    """Who spoke last."""
    earlier: str = ""
    """The person's messages before, oldest first."""


def remember(messages: Sequence[BaseMessage]) -> Memory:
    """Take a conversation apart at the newest message of the person."""
    last = max((i for i, m in enumerate(messages) if isinstance(m, HumanMessage)), default=-1)
    before, after = messages[: max(last, 0)], messages[last + 1 :]
    question = messages[last] if last >= 0 else HumanMessage("")
    system = _system(messages)
    turn = _last_turn(before)
    spoken = [m for m in turn if isinstance(m, AIMessage)]
    return Memory(
        text=question.text,
        files=_files(question),
        batches=tuple(filter(None, map(_files, before))),
        as_of=_date(system.get("x-as-of")),
        previous=(previous := _previous(before)),
        older=_older(before, {call.tool for call in previous}),
        pending=_pending(spoken),
        now=tuple(_noted(after)),
        asking=_asking(after),
        findings=tuple(
            m for m in after if isinstance(m, AIMessage) and m.text and not m.tool_calls
        ),
        system=system,
        earlier="\n".join(m.text for m in before if isinstance(m, HumanMessage))[-EARLIER:],
        agent=next((m.name for m in reversed(spoken) if m.name), ""),
    )


def _files(message: BaseMessage) -> tuple[Mapping[str, Any], ...]:
    return tuple(message.additional_kwargs.get("files", ()))


def _asking(after: Sequence[BaseMessage]) -> Mapping[str, Any] | None:
    """The question of this turn that waits, if there is one."""
    found = (message.additional_kwargs.get(KEY, {}).get("asking") for message in after)
    return next((asking for asking in found if asking), None)


def _system(messages: Sequence[BaseMessage]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for message in messages:
        if isinstance(message, SystemMessage):
            found |= message.additional_kwargs
    return found


def _date(text: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _last_turn(before: Sequence[BaseMessage]) -> Sequence[BaseMessage]:
    """Everything since the person's message before the newest."""
    start = max((i for i, m in enumerate(before) if isinstance(m, HumanMessage)), default=0)
    return before[start:]


def _previous(before: Sequence[BaseMessage]) -> tuple[Call, ...]:
    """The successful calls of the last turn that had any; where the last turn's calls could all
    not run, these, as a correction of them is to be understood.
    """
    rest = list(before)
    newest = True
    while rest:
        turn = _last_turn(rest)
        made = [c for c in calls(turn) if c.result is not None]
        if found := tuple(c for c in made if not c.failed):
            return found
        if newest and made:
            return tuple(made)
        newest = False
        rest = rest[: len(rest) - len(turn)]
    return ()


def _older(before: Sequence[BaseMessage], known: set[str]) -> tuple[Call, ...]:
    made = [c for c in calls(before) if not c.failed and c.result is not None]
    return tuple({c.tool: c for c in made if c.tool not in known}.values())


def _pending(spoken: Sequence[AIMessage]) -> Mapping[str, Any] | None:
    """What was asked back; a failed call stays open too, so that its mend is understood."""
    for message in reversed(spoken):
        noted = message.additional_kwargs.get(KEY, {})
        if noted.get("pending"):
            return noted["pending"]
        if noted.get("kind") in ("answer", "refusal"):
            return None
    return None


def calls(messages: Sequence[BaseMessage]) -> list[Call]:
    """Every tool call, with its result where there is one."""
    outcomes = {m.tool_call_id: m for m in messages if isinstance(m, ToolMessage)}
    found: list[Call] = []
    for message in messages:
        for call in message.tool_calls if isinstance(message, AIMessage) else ():
            outcome = outcomes.get(call["id"] or "")
            found.append(
                Call(
                    tool=call["name"],
                    arguments=call["args"],
                    call_id=call["id"] or "",
                    agent=message.name or "",
                    result=_content(outcome) if outcome else None,
                    failed=outcome is not None and outcome.status == "error",
                )
            )
    return found


def _content(message: ToolMessage) -> Mapping[str, Any]:
    try:
        loaded = json.loads(message.text)
    except ValueError:
        return {"summary": message.text}
    return loaded if isinstance(loaded, dict) else {"summary": str(loaded)}


def _noted(after: Sequence[BaseMessage]) -> list[tuple[Call, Mapping[str, Any]]]:
    made = calls(after)
    noted: dict[str, Mapping[str, Any]] = {}
    for message in after:
        if isinstance(message, AIMessage):
            told = message.additional_kwargs.get(KEY, {})
            for place, call in enumerate(message.tool_calls):
                plans = told.get("plans") or []
                noted[call["id"] or ""] = plans[place] if place < len(plans) else {}
    return [(call, noted.get(call.call_id, {})) for call in made if call.result is not None]
