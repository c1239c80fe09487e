"""A calculation told in plain words, for a tool that works out one of numbers alone."""

import datetime
from collections.abc import Mapping, Sequence

from graphs.models.embedded.filled import Origin, plain
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_rows import is_told
from graphs.sums.named import named
from graphs.sums.told import told


def told_sums(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The expression for the field that takes one, and the figures that it names.

    It is only told where it holds every figure of the message, so none is left for another field.
    """
    takes = [f for f in fields if f.kind == "expression" and f.name not in there]
    if not takes or not any(message.numbers) or any(map(is_told, fields)):
        return {}
    today = datetime.date.fromisoformat(message.today) if message.today else datetime.date.today()
    whole = ((0, len(message.text)),)
    values = next((f for f in fields if f.kind == "figures"), None)
    if values is not None and (formula := named(message.text, today)) is not None:
        figures = {name: plain(value) for name, value in formula.figures.items()}
        return {
            takes[0].name: Origin(
                takes[0], formula.expression, formula.expression, 1.0, places=whole
            ),
            values.name: Origin(values, figures, message.text, 1.0, places=whole),
        }
    found = told(message.text, today)
    if found is None:
        return {}
    return {takes[0].name: Origin(takes[0], found.expression, message.text, 1.0, places=whole)}
