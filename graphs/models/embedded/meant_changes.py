"""Which of the values found in a follow-up it means to change."""

from collections.abc import Mapping
from dataclasses import replace

from graphs.models.embedded.assignment import EVIDENCE
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.filling import OUTRIGHT, fill
from graphs.models.embedded.memory import Call
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.sheets import columns_before, is_file

_FIGURES = ("money", "number", "count", "rate", "share", "probability", "duration")


def meant_to_change(found: Mapping[str, Origin], call: Call) -> dict[str, Origin]:
    """Without what a change does not speak of: the week of "two weeks", a list of one number.

    And without figures that nothing names beside one that is named.
    """
    figures = [o.words for o in found.values() if o.field.kind != "enum"]

    def inside(origin: Origin) -> bool:
        words = origin.words.lower()
        return bool(words) and any(words in said.lower() and words != said for said in figures)

    outright = any(o.near >= OUTRIGHT for o in found.values() if o.field.kind in _FIGURES)
    return {
        name: o
        for name, o in found.items()
        if not (o.field.kind == "enum" and inside(o))
        and not (outright and o.near < EVIDENCE and o.field.kind in _FIGURES)
        and not (name not in call.arguments and _short(o) and o.near < OUTRIGHT)
    }


def _short(origin: Origin) -> bool:
    return origin.field.kind == "series" and len(origin.value) == 1


def not_in_a_list(
    message: Message,
    call: Call,
    tool: Tool,
    found: Mapping[str, Origin],
    likely: Mapping[str, float],
) -> dict[str, Origin]:
    """What one figure changes that was taken for a list of one: "if losses were only 30m"."""
    lists = {o.field.path for o in found.values() if o.field.kind == "series"}
    poorer = replace(tool, fields=tuple(f for f in tool.fields if f.path not in lists))
    if not lists:
        return {}
    before = columns_before(call.arguments)
    filled = fill(poorer, message, likely, known_before(call, message), before)
    return meant_to_change({n: o for n, o in filled.origins.items() if o.inside}, call)


def known_before(call: Call, message: Message) -> list[str]:
    """What the call before gave; a file that comes now may stand in the place of its own."""
    given = call.arguments.items()
    return [name for name, value in given if not (message.files and is_file(value))]
