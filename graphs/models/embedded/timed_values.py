"""Lists of values by time: "1y 3.0 %, 2y 3.15 %", "2.1 % at 1 year, 2.4 % at 2 and 2.9 % at 5".

Such an object is a length of time and one figure, and has no name. A bare number stands for a time
in the unit of the others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import Origin, as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.spans.span import Reading, Span

FEWEST = 2  # pairs that make a list
_WITHIN = re.compile(r"\s*(?:(?:at|after|in|for|over|by|is|of|=|:|\|)\s*){0,2}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;|/]|\band\b|\bthen\b|\bplus\b|\s)*", re.IGNORECASE)
_ENDS = re.compile(r"[.?!](?=\s|$)|\n")
_Pair = tuple[Span, Reading, Reading, Span]
"""The first span, the time, the value, the last span."""


def timed_values(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The lists of values by time that a message names and tells."""
    found: dict[str, Origin] = {}
    for field in fields:
        if field.name in there or not _is_timed(field) or message.tables:
            continue
        rows, places = _rows(field, message)
        if rows:
            found[field.name] = Origin(field, rows, message.text[:80], 0.9, places=places)
    return found


def _is_timed(field: Field) -> bool:
    kinds = [part.kind for part in field.parts if part.required]
    whole = field.kind == "records" and len(kinds) == len(field.parts) == 2
    return whole and kinds.count("duration") == 1 and kinds[1 - kinds.index("duration")] != "name"


def _rows(field: Field, message: Message) -> tuple[list[dict[str, Any]], tuple[Any, ...]]:
    time = next(part for part in field.parts if part.kind == "duration")
    value = next(part for part in field.parts if part is not time)
    best: list[_Pair] = []
    for start, stop in clauses(field, message):
        ends = _ENDS.search(message.text, stop)  # a semicolon may stand between two pairs
        end = ends.start() if ends else len(message.text)
        spans = [s for s in message.spans if start <= s.start < end and _is_single(s)]
        for at in range(len(spans) - 1):
            run = _run(value, spans[at:], message.text)
            best = run if len(run) > len(best) else best
    rows: list[dict[str, Any]] = []
    for _, when, much, _ in best:
        times, values = fit(time, when), fit(value, much)
        if times is None or values is None or not (times.inside and values.inside):
            return [], ()
        rows.append(
            {time.name: as_json(times.value, time), value.name: as_json(values.value, value)}
        )
    if len(rows) < FEWEST or len({row[time.name] for row in rows}) < len(rows):
        return [], ()
    return rows, tuple((s.start, s.end) for first, _, _, last in best for s in (first, last))


def _is_single(span: Span) -> bool:
    return bool(span.readings) and isinstance(span.readings[0].value, int | float)


def _run(value: Field, spans: Sequence[Span], text: str) -> list[_Pair]:
    """The pairs that stand one behind the other from the first span on, told in one order."""
    found: list[_Pair] = []
    model: Span | None = next((s for s in spans[:2] if _lasts(s)), None)
    first = model is not None and spans[0] is model  # whether the time is told first
    while model is not None and len(spans) > 1:
        one, other = spans[0], spans[1]
        when = _time(one if first else other, model)
        much = _value(value, other if first else one)
        if when is None or much is None or not _WITHIN.fullmatch(text, one.end, other.start):
            break
        if found and not _BETWEEN.fullmatch(text, found[-1][3].end, one.start):
            break
        found.append((one, when, much, other))
        spans = spans[2:]
    return found


def _lasts(span: Span) -> bool:
    return span.readings[0].kind == "duration"


def _time(span: Span, model: Span) -> Reading | None:
    """A length of time; a bare number in the unit of `model`."""
    first = span.readings[0]
    if first.kind == "duration":
        return first
    whole = model.readings[0]
    counted = next((r for r in model.readings if r.kind == "number" and r.unit), None)
    if first.kind != "number" or first.unit or counted is None or not counted.value:
        return None
    days = float(whole.value) * float(first.value) / float(counted.value)  # type: ignore[arg-type]
    return replace(whole, value=days)


def _value(part: Field, span: Span) -> Reading | None:
    """What a span is as a value; a length of time is none."""
    if _lasts(span):
        return None
    return next((r for r in span.readings if r.kind != "duration" and fit(part, r)), None)
