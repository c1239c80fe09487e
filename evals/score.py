"""Hold one reply of the service against what was expected of it."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.roster import ROSTER
from evals.cases import Expect

MEASURES = ("agent", "tool", "arguments", "question", "refusal", "reply")
"""`reply`: the words that must stand in it do."""
UNSET = "not-configured"
"""The problem of a call that was right, to a service that this machine does not have."""


@dataclass(slots=True)
class Score:
    """Each measure that applies to the turn, right or wrong, and why the wrong ones are."""

    right: dict[str, bool] = field(default_factory=dict[str, bool])
    invented: int = 0
    due: bool = False
    """Whether an answer was due."""
    reasons: list[str] = field(default_factory=list[str])

    def add(self, measure: str, right: bool, reason: str) -> None:
        """Note one measure."""
        self.right[measure] = self.right.get(measure, True) and right
        if not right:
            self.reasons.append(f"{measure}: {reason}")


def score(expect: Expect, reply: Mapping[str, Any]) -> Score:
    """Score one reply."""
    result = Score(due=expect.kind in (None, "answer") and expect.tools != [])
    calls = _made(reply)
    message = reply["message"]
    _agents(expect, reply, calls, result)
    _tools(expect, calls, result)
    _arguments(expect, calls, result)
    _kind(expect, message, result)
    absent = [w for w in expect.contains if w.lower() not in message["content"].lower()]
    if expect.contains:
        result.add("reply", not absent, f"lacks {absent}")
    result.invented = len(message["unverified"]) + len(list(_unexplained(reply)))
    return result


def _made(reply: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Calls that ran, would run once their service is set up, or wait for a person's approval."""
    steps = [step for step in reply["trajectory"] if step["type"] == "tool"]
    ran = [s for s in steps if "result" in s or s.get("problem", {}).get("code") == UNSET]
    waiting = (reply.get("interrupt") or {}).get("calls", ())
    return ran + [{**call, "agent": call["tool"].partition(".")[0]} for call in waiting]


def _agents(
    expect: Expect, reply: Mapping[str, Any], calls: list[Mapping[str, Any]], result: Score
) -> None:
    owners = {tool: _owners(tool) for tool in expect.tools or ()}
    wanted = {agent for agent in expect.agents or () if agent in {spec.name for spec in ROSTER}}
    needed = wanted & {agent for tool in owners.values() if len(tool) == 1 for agent in tool}
    if not needed:
        return
    assigned = {
        assignment["agent"]
        for step in reply["trajectory"]
        if step["type"] == "route"
        for assignment in step["assignments"]
    } | {call["agent"] for call in calls}
    free = any(len(agents) > 1 for agents in owners.values())
    right = needed <= assigned and (free or assigned <= wanted)
    result.add("agent", right, f"{sorted(assigned)} instead of {sorted(wanted)}")


def _owners(tool: str) -> set[str]:
    return {spec.name for spec in ROSTER for c in spec.tools if c.full_name == tool}


def _tools(expect: Expect, calls: list[Mapping[str, Any]], result: Score) -> None:
    if expect.tools is None or expect.kind == "any":
        return
    ran = {call["tool"] for call in calls}
    if expect.tools or expect.kind in (None, "answer"):
        result.add("tool", ran == set(expect.tools), f"{sorted(ran)} instead of {expect.tools}")


def _arguments(expect: Expect, calls: list[Mapping[str, Any]], result: Score) -> None:
    if expect.values:
        given = list(_leaves([call["arguments"] for call in calls]))
        given += _leaves([c.get("result") for c in calls if c["tool"].startswith("arithmetic.")])
        lost = [value for value in expect.values if not any(_same(value, leaf) for leaf in given)]
        result.add("arguments", not lost, f"{lost} not among {given[:40]}")
    if expect.arguments is not None and calls:
        wrong = {
            path: _at(calls[0]["arguments"], path)
            for path, value in expect.arguments.items()
            if not _same(value, _at(calls[0]["arguments"], path))
        }
        result.add("arguments", not wrong, f"{wrong}")


def _kind(expect: Expect, message: Mapping[str, Any], result: Score) -> None:
    if expect.kind == "question":
        said = (message["content"] + " " + " ".join(message["missing"])).lower()
        absent = [word for word in expect.missing if word.lower() not in said]
        asked = message["kind"] == "question"
        result.add("question", asked and not absent, f"{message['kind']}, not asked for {absent}")
    elif expect.kind == "refusal":
        result.add("refusal", message["kind"] == "refusal", message["kind"])
    elif expect.kind == "answer":
        result.add("question", message["kind"] == "answer", f"a needless {message['kind']}")


def _unexplained(reply: Mapping[str, Any]) -> Iterator[str]:
    """Numbers in arguments that stand on no words of the user and on no default."""
    for entry in reply.get("explain") or ():
        if not entry.get("words") and "default" not in entry:
            yield str(entry["field"])


def _leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield data


def _at(data: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
        else:
            data = data.get(part) if isinstance(data, Mapping) else None
    return data


def _same(wanted: Any, given: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(given, bool):
        return wanted == given or (isinstance(wanted, int | float) and wanted == given)
    if isinstance(wanted, int | float) and isinstance(given, int | float):
        return math.isclose(wanted, given, rel_tol=1e-6, abs_tol=1e-12)
    if isinstance(wanted, str) and isinstance(given, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
            return given.startswith(wanted)
        return wanted.casefold() == given.casefold()
    return wanted == given
