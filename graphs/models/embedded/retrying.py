"""A call that was refused for a value the planner was not sure of: made again without it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.memory import Call
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.schema import Tool

BLAMED_WITH_OTHERS = 0.9  # the same where the problem lies between two values
SURE = 0.75  # from which a value is what the person meant, and its problem is told


@dataclass(frozen=True, slots=True)
class Again:
    """What to call instead, and what was left out."""

    tool: Tool
    arguments: Mapping[str, Any]
    note: Mapping[str, Any]


def again(made: Sequence[tuple[Call, Mapping[str, Any]]], tools: Mapping[str, Tool]) -> list[Again]:
    """For each refused call that may be mended by leaving one value out: the mended call."""
    tried = {note["instead_of"] for _, note in made if note.get("instead_of")}
    found: list[Again] = []
    for call, note in made:
        tool = tools.get(call.tool)
        if not call.failed or tool is None or call.call_id in tried or note.get("instead_of"):
            continue
        if (name := _doubtful(call, note, tool)) is not None:
            arguments = {key: value for key, value in call.arguments.items() if key != name}
            explain: Sequence[Mapping[str, Any]] = note.get("explain") or ()
            left = [str(e.get("words", "")).strip() for e in explain if _top(e) == name]
            unused = [*(note.get("unused") or ()), *(words for words in left if words)]
            kept = [one for one in explain if _top(one) != name]
            mended = {**note, "unused": unused, "explain": kept, "instead_of": call.call_id}
            found.append(Again(tool, arguments, mended))
    return found


def replaced(made: Sequence[tuple[Call, Mapping[str, Any]]]) -> set[str]:
    """The refused calls that another call took the place of."""
    return {str(note["instead_of"]) for _, note in made if note.get("instead_of")}


def _doubtful(call: Call, note: Mapping[str, Any], tool: Tool) -> str | None:
    """The field to leave out: blamed, not needed, and the least certain of those blamed."""
    blamed = _blamed(call, tool)
    sure = {_top(one): float(one.get("score", 1.0)) for one in note.get("explain") or ()}
    spare = [
        name
        for name in blamed
        if not missing(tool, [given for given in call.arguments if given != name])
    ]
    if not spare:
        return None
    name = min(spare, key=lambda field: sure.get(field, 1.0))
    return name if sure.get(name, 1.0) < (BLAMED_WITH_OTHERS if len(blamed) > 1 else SURE) else None


def _top(explained: Mapping[str, Any]) -> str:
    return str(explained.get("field", "")).split(".")[0]


def _blamed(call: Call, tool: Tool) -> list[str]:
    """The given fields that a problem names, in its paths or in its words."""
    problem = call.result or {}
    errors: Sequence[Mapping[str, Any]] = problem.get("errors") or ()
    texts = [str(problem.get("message") or "")]
    for error in errors:
        texts += [str(error.get("field", "")), str(error.get("message", ""))]
    said = " ".join(texts)
    return [
        field.name
        for field in tool.fields
        if field.name in call.arguments and re.search(rf"\b{re.escape(field.name)}\b", said)
    ]
