"""Days that the calendar lacks ("31.11."): not dropped, but asked about."""

from collections.abc import Mapping, Sequence

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field


def impossible(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The first date field, or part of a list, that a day which does not exist was meant for."""
    said = next((s for s in message.spans if any(r.unit == "impossible" for r in s.readings)), None)
    field = _dated(fields, there)
    if said is None or field is None:
        return {}
    return {".".join(field.path): Origin(field, said.text, said.text, 1.0, inside=False)}


def _dated(fields: Sequence[Field], there: Mapping[str, Origin]) -> Field | None:
    """A date inside the list that is given, else inside any list, else a date of its own."""
    lists = [field for field in fields if field.kind == "records"]
    given = [field for field in lists if ".".join(field.path) in there]
    for one in (*given, *lists):
        for part in one.parts:
            if part.kind == "date":
                return part
    return next((field for field in fields if field.kind == "date"), None)
