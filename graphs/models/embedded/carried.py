"""Another question about what was told before: "and what would a crash do to the same book?"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.memory import Call
from graphs.models.embedded.plan import Plan
from graphs.models.embedded.questions import ask
from graphs.models.embedded.requirements import missing, orphans, rivals
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.sheets import is_file

_POINTS = re.compile(
    r"\b(?:same|that|this|these|those|them|they|it|its|their|the|our|my)\b", re.IGNORECASE
)
"""Words for something both sides know."""


def carried(plan: Plan, calls: Sequence[Call]) -> Plan:
    """A plan that lacks what a call before was given under the same names takes it from there."""
    tool = plan.tool
    if plan.kind != "ask" or tool is None or not plan.missing or plan.confirm or plan.columns:
        return plan
    if plan.guessing or not _POINTS.search(plan.text):
        return plan
    for call in reversed(calls):
        found = {
            f.name: call.arguments[f.name]
            for f in tool.fields
            if f.name not in plan.arguments and f.name in call.arguments
            if _takes(f, call.arguments[f.name])
        }
        if call.tool == tool.name or not found:
            continue
        if (whole := _with(plan, tool, found)) is not None:
            return whole
    return plan


def _with(plan: Plan, tool: Tool, found: Mapping[str, Any]) -> Plan | None:
    """The plan with further arguments, if it lacks less then."""
    arguments = {**plan.arguments, **found}
    sure = {name: 2.0 if name in plan.arguments else 1.0 for name in arguments}
    spare = {*rivals(tool, sure), *orphans(tool, {*arguments})} - {*plan.arguments}
    arguments = {name: value for name, value in arguments.items() if name not in spare}
    lacks = missing(tool, {*arguments})
    if len(lacks) >= len(plan.missing):
        return None
    before: list[Mapping[str, Any]] = [
        {"field": name, "value": arguments[name], "words": "as before", "score": 1.0}
        for name in found
        if name in arguments
    ]
    said = "about what was told before"
    taken = replace(plan, arguments=arguments, explain=[*plan.explain, *before], missing=lacks)
    if not lacks:
        return replace(taken, kind="call", reply="", reason=said)
    return replace(taken, reply=ask(tool, Filled(tool, missing=lacks), arguments), reason=said)


def _takes(field: Field, value: Any) -> bool:
    """Whether a value given to a field of this name elsewhere has the shape of this one."""
    if field.kind == "records":
        parts = {part.name for part in field.parts}
        needed = {part.name for part in field.parts if part.required}
        return is_file(value) or _rows(value, parts, needed)
    if field.kind == "enum":
        return value in field.synonyms
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    low, high = field.minimum, field.maximum
    return (low is None or value >= low) and (high is None or value <= high)


def _rows(value: Any, parts: set[str], needed: set[str]) -> bool:
    if not isinstance(value, list) or not value:
        return False
    rows: list[Any] = value  # pyright: ignore[reportUnknownVariableType]
    return all(isinstance(row, Mapping) and needed <= {*row} <= parts for row in rows)  # pyright: ignore[reportUnknownArgumentType]
