"""Lists that go together and are not equally long: then one of them is asked for again."""

from collections.abc import Mapping
from typing import Any

from graphs.models.embedded.schema import Field, Tool


def uneven(tool: Tool, arguments: Mapping[str, Any]) -> tuple[Field, str] | None:
    """The field to ask for again and the question, where two lists that go together differ."""
    for field in tool.fields:
        other = tool.field(field.as_many_as) if field.as_many_as else None
        mine, theirs = arguments.get(field.name), arguments.get(field.as_many_as)
        if other is None or not isinstance(mine, list) or not isinstance(theirs, list):
            continue
        if len(mine) != len(theirs):  # pyright: ignore[reportUnknownArgumentType]
            return field, _question(field, other, len(mine), len(theirs))  # pyright: ignore[reportUnknownArgumentType]
    return None


def _question(field: Field, other: Field, mine: int, theirs: int) -> str:
    one = f"I read {_counted(mine, field)} for {_counted(theirs, other)}, and each needs one."
    return f"{one} What are all {theirs} {field.words}, in their order?"


def _counted(number: int, field: Field) -> str:
    words = field.words
    if number == 1:
        words = f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")
    return f"{number} {words}"
