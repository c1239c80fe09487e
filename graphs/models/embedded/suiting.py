"""How well a tool suits a message by what the message fills of it, beside its chance."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graphs.models.embedded.filled import Filled
from graphs.models.embedded.measured import is_measured
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.sheets import is_file
from graphs.models.embedded.told_heads import formulas, variables
from graphs.models.embedded.told_rows import is_told
from tools.tables.matching import ALONE

SHARE = 0.4  # what a full set of required fields adds to a tool's chance
LONE = 0.5  # what a list of several loses that is told one object only
SPECIFIC = 0.1  # what each word gains that names a value of an enumeration
HEADED = 0.3  # what a table adds whose headings are all called like the parts they fill
FILES = 0.6  # and what using every one of several files adds
MOST_SUITED = SHARE + HEADED + FILES + SPECIFIC
"""About the most that a filling may add."""


def suited(filled: Filled, said: Message) -> float:
    """What a filling adds to the chance of its tool."""
    score = SHARE * filled.share + FILES * _files_used(filled, said) + HEADED * _headed(filled)
    return score + SPECIFIC * _specific(filled) - LONE * _single_row(filled)


def _files_used(filled: Filled, said: Message) -> float:
    """The share of several files that a tool has a use for; 0 for a single one."""
    if len(said.files) < 2:
        return 0.0
    used = {str(o.value["file"]) for o in filled.origins.values() if is_file(o.value)}
    return len(used) / len(said.files)


def _headed(filled: Filled) -> float:
    """How surely the headings of a pasted table of objects name the parts they fill.

    A column that only its type speaks for tells nothing: the names of objects often have none.
    """
    tables = (o for o in filled.origins.values() if o.field.kind == "records" and o.columns)
    scores = [
        score for o in tables if not is_file(o.value) for *_, score in o.columns if score != ALONE
    ]
    return min(scores, default=0.0)


def _single_row(filled: Filled) -> bool:
    """Whether a list of objects that are told in ranges has but one, told in words."""
    lists = (o for o in filled.origins.values() if o.field.kind == "records" and not o.columns)
    return any(is_measured(o.field) and len(rows_of(o.value)) == 1 for o in lists)


def rows_of(value: Any) -> list[Any]:
    """The objects of a list; empty for a file."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def _specific(filled: Filled) -> int:
    """Words that name values of lists of enumeration values; the more, the more is meant by it."""
    lists = (o for o in filled.origins.values() if (o.field.kind, o.field.of) == ("series", "enum"))
    return sum(len(o.words.replace("-", " ").split()) for o in lists)


def only_for(
    tools: Sequence[Tool], said: Message, fill: Callable[[Tool, Message], Filled]
) -> list[Tool]:
    """Tools that alone have a use for what a message holds: a formula and its inputs by name."""
    if "=" not in said.text or not formulas(said.text):
        return []
    return [t for t in tools if takes_a_formula(t) and _with_inputs(fill(t, said), said)]


def takes_a_formula(tool: Tool) -> bool:
    """Whether a tool works out a formula for inputs that are told by name."""
    return any(f.kind == "expression" for f in tool.fields) and any(map(is_told, tool.fields))


def _with_inputs(filled: Filled, said: Message) -> bool:
    """Whether a formula was told, and for its names what they may be."""
    formula = any(o.field.kind == "expression" for o in filled.origins.values())
    names = variables(said.text) if formula else {}
    told = [
        row
        for o in filled.origins.values()
        if o.field.kind == "records"
        for row in rows_of(o.value)
        if isinstance(row, Mapping) and str(row.get("name", "")).casefold() in names
    ]
    return len(told) > 1
