"""The shape of an object's estimate where a word beside it says so: "20k to 600k lognormal"."""

import re
from collections.abc import Iterator, Sequence

from graphs.models.embedded.enumerations import Named, occurrences
from graphs.models.embedded.message import Message
from graphs.models.embedded.relations import fits_shape
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import Place, Row

FAR = 30  # characters between an estimate and the word for its shape
_ENDS = re.compile(r"[.;!?](?=\s|$)|\n|\d")
_ALL = re.compile(r"\b(?:all|each|both|every one)(?:\s(?:of them|are|being))?\s$", re.IGNORECASE)
_EACH = re.compile(
    r"\s(?:all|each|both|throughout|for (?:all|each|both)|everywhere)\b", re.IGNORECASE
)


def shape_rows(rows: Sequence[Row], parts: Sequence[Field], message: Message) -> None:
    """Give each estimate the shape that is told right beside it, or of all at once."""
    for part in parts:
        shape = next((p for p in part.parts if p.kind == "enum"), None)
        if part.kind != "estimate" or shape is None:
            continue
        for named in occurrences(shape, message):
            for row in _meant(rows, part, parts, named, message.text):
                value = row.values[part.name]
                if fits_shape(named.value, value):
                    row.values[part.name] = {**value, shape.name: named.value}


def _meant(
    rows: Sequence[Row], part: Field, parts: Sequence[Field], named: Named, text: str
) -> list[Row]:
    """The objects whose estimate a word for a shape tells of."""
    with_it = [row for row in rows if isinstance(row.values.get(part.name), dict)]
    if _ALL.search(text[: named.start]) or _EACH.match(text, named.end):
        wide = [row for row in with_it if len(row.values[part.name]) > 1]
        return wide if _is_last(part, parts, rows) else []
    every = [
        (gap, row, name) for row in rows for name, gap in _gaps(row, named, text) if gap <= FAR
    ]
    _, row, name = min(every, key=lambda one: one[0], default=(0, None, ""))
    return [row] if row is not None and name == part.name and row in with_it else []


def _is_last(part: Field, parts: Sequence[Field], rows: Sequence[Row]) -> bool:
    """Whether a part is the last estimate with more than one point that objects tell."""
    wide = [
        p.name
        for p in parts
        if any(isinstance(v := row.values.get(p.name), dict) and len(v) > 1 for row in rows)
    ]
    return wide[-1:] == [part.name]


def _gaps(row: Row, named: Named, text: str) -> Iterator[tuple[str, int]]:
    """How far each figure of an object stands from a word, where nothing stands between."""
    for name, (start, end) in row.told.items():
        value = row.values.get(name)
        if not isinstance(value, dict) or not fits_shape(named.value, value):  # pyright: ignore[reportUnknownArgumentType]
            continue
        if start < named.start and named.end <= end:
            yield name, 0
        place: Place = (end, named.start) if end <= named.start else (named.end, start)
        if place[0] <= place[1] and not _ENDS.search(text, *place):
            yield name, place[1] - place[0]
