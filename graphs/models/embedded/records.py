"""Arrays of objects: cards with their reviews, scenarios with their figures.

What is named once applies to what follows it; the order in which a message names an object's
fields is learned from the first object and held for all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from graphs.models.embedded.attachments import names, tables
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.enumerations import Named, outcomes, said_once
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.holdings import holdings, is_held
from graphs.models.embedded.labelled_runs import labelled
from graphs.models.embedded.measured import how_many, is_measured, measured
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.run_topics import with_day, without_people
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import KINDS
from graphs.spans.span import Reading, Value

NAMES = ("name", "text")
_LISTED = re.compile(r"[\s,;&]*(?:(?:and|und|then)\b)?\s*(?:on|am)?\s*(?:the)?\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A value for one part of an object, and where it stands."""

    value: Any
    start: int
    end: int
    about: tuple[int, int] | None = None
    """Where the date stands that it belongs to."""


def records(field: Field, message: Message) -> list[dict[str, Any]]:
    """The objects a message describes, or none."""
    for _, table in tables(message.spans):
        return from_columns(field, table)
    if is_measured(field):
        return [one.value for one in measured(field, message)]
    if is_held(field) and (held := holdings(field, message)):
        return [one.value for one in held]
    return objects(field.parts, message, 0, len(message.text))


def taken(field: Field, message: Message) -> list[tuple[int, int]]:
    """Where the values of an array of objects stand: no other field may take them."""
    if is_measured(field):
        ours = measured(field, message)
        return [
            *how_many([one.places for one in ours], message),
            *(place for one in ours for place in one.places),
        ]
    if any(from_columns(field, table) for _, table in tables(message.spans)):
        return []  # all of it stands in the table
    if is_held(field) and (held := holdings(field, message)):
        return [place for one in held for place in one.places]
    found: list[tuple[int, int]] = []
    for part in field.parts:
        if part.kind == "records":
            found += taken(part, message)
    flat = [part for part in field.parts if part.kind != "records"]
    told = {
        part.name: there if part.kind in NAMES else _told(there, message)
        for part in flat
        if (there := places(part, message, 0, len(message.text)))
    }
    needed = {part.name for part in flat if part.required}
    theirs = _dated({n: t for n, t in told.items() if n in needed}, flat, message)
    told |= theirs
    return found + [(one.start, one.end) for there in told.values() for one in there]


def _told(there: list[Found], message: Message) -> list[Found]:
    """Values that are told, not asked about: a question's own only where nothing else tells any."""
    outside = [one for one in there if not message.asks(one.start)]
    return outside or there


def from_columns(field: Field, table: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """Objects from a table each of whose headings names a part."""
    columns = {
        part.name: cells for part in field.parts for key, cells in table.items() if names(part, key)
    }
    needed = [part.name for part in field.parts if part.required and part.kind != "records"]
    if len(columns) < len(table) or any(name not in columns for name in needed):
        return []
    figures = {part.name: part for part in field.parts if part.kind in KINDS}
    columns = {
        name: [_read(figures[name], cell) for cell in cells] if name in figures else cells
        for name, cells in columns.items()
    }
    if any(cell is _UNREAD for cells in columns.values() for cell in cells):
        return []
    size = len(next(iter(columns.values())))
    return [{name: cells[i] for name, cells in columns.items()} for i in range(size)]


_UNREAD = object()


def _read(part: Field, cell: Any) -> Any:
    """A cell that is more than a number: a range ("20k-90k"), a figure with its unit."""
    if not isinstance(cell, str) or not cell.strip():
        return cell
    said = read(cell)
    whole = [s for s in said.spans if s.readings and s.within is None]
    for span in whole if len(whole) == 1 else ():
        for reading in span.readings:
            if (found := fit(part, reading)) is not None and found.inside:
                return as_json(found.value, part)
    return _UNREAD


def objects(parts: Sequence[Field], message: Message, start: int, end: int) -> list[dict[str, Any]]:
    """Objects between two offsets: split where their names stand, inner arrays within."""
    inner = [part for part in parts if part.kind == "records"]
    if inner:
        return _with_inner(parts, inner[0], message, start, end)
    found = {part.name: _told(places(part, message, start, end), message) for part in parts}
    found = {name: there for name, there in found.items() if there}
    needed = [part.name for part in parts if part.required]
    if not needed or any(name not in found for name in needed):
        return []
    if _only_asked({name: found[name] for name in needed}, message):
        return []
    if len(needed) == 1 and [message.asks(v.start) for v in found[needed[0]]] == [True]:
        return []  # "will she get the next one right?" tells no answer
    found = _dated(found, parts, message)
    found = _together({name: found[name] for name in needed}, message) | {
        name: there for name, there in found.items() if name not in needed
    }
    kinds = {part.name: part.kind for part in parts}
    anchor = max(needed, key=lambda name: (kinds[name] != "enum", len(found[name])))
    few = [n for n, there in found.items() if _is_aside(n, there, len(found[anchor]), parts)]
    others = {
        name: _beside(found[anchor], there)
        for name, there in found.items()
        if name != anchor and name not in few
    }
    return [
        {anchor: one.value, **{name: values[number].value for name, values in others.items()}}
        for number, one in enumerate(found[anchor])
    ]


def _is_aside(name: str, there: Sequence[Found], objects: int, parts: Sequence[Field]) -> bool:
    """Whether fewer days than objects are told, to which none belongs: "for tomorrow's lesson"."""
    part = next(one for one in parts if one.name == name)
    return part.kind == "date" and not part.required and len(there) < objects


def _dated(
    found: Mapping[str, list[Found]], parts: Sequence[Field], message: Message
) -> dict[str, list[Found]]:
    """Without dates to which nothing belongs, where each of the other parts has its own date."""
    dates = {part.name for part in parts if part.kind == "date"}
    owned = {one.about for there in found.values() for one in there if one.about}
    for before, after in pairwise(v for n, there in found.items() for v in there if n in dates):
        place = (before.start, before.end)
        if place in owned and _LISTED.match(message.text[before.end : after.start]):
            owned.add((after.start, after.end))
    linked = [all(v.about for v in there) for name, there in found.items() if name not in dates]
    if not owned or not linked or not all(linked):
        return dict(found)
    kept = {
        name: [v for v in there if name not in dates or (v.start, v.end) in owned]
        for name, there in found.items()
    }
    outcomes = max(len(there) for name, there in found.items() if name not in dates)
    enough = all(len(kept[name]) >= outcomes for name in dates if name in kept)
    return kept if enough and all(kept.values()) else dict(found)


def _together(found: Mapping[str, list[Found]], message: Message) -> dict[str, list[Found]]:
    """Values of the sentences that give every required part, where there are such sentences."""

    def sentence(one: Found) -> int:
        return message.words[message.place(one.start, one.end)[0]].sentence

    whole = set.intersection(*({sentence(v) for v in there} for there in found.values()))
    if not whole:
        return dict(found)
    return {name: [v for v in there if sentence(v) in whole] for name, there in found.items()}


def _only_asked(found: Mapping[str, list[Found]], message: Message) -> bool:
    """Whether one part is told and another only stands in a question: then it is not told."""
    asked = {name for name, there in found.items() if all(message.asks(v.start) for v in there)}
    return bool(asked) and asked != set(found)


def _beside(anchors: list[Found], there: list[Found]) -> list[Found]:
    """For each object, which value of another part is its own.

    Two lists apart are taken in their order; else the value before each anchor, or the one behind
    it, whichever is nearer on the whole: one order for all objects.
    """
    own = [next((v for v in there if v.about == (a.start, a.end)), None) for a in anchors]
    if all(one is not None for one in own):
        return [one for one in own if one is not None]
    apart = there[-1].end <= anchors[0].start or anchors[-1].end <= there[0].start
    if len(there) == len(anchors) and apart and len(there) > 1:
        return there
    before = [
        max((v for v in there if v.start < a.start), key=_start, default=None) for a in anchors
    ]
    behind = [
        min((v for v in there if v.start > a.start), key=_start, default=None) for a in anchors
    ]
    chosen = min((before, behind), key=lambda side: _gaps(anchors, side))
    known = [one for one in chosen if one is not None]
    return (
        [one if one is not None else known[0] for one in chosen]
        if known
        else there[:1] * len(anchors)
    )


def _start(found: Found) -> int:
    return found.start


def _gaps(anchors: list[Found], side: Sequence[Found | None]) -> int:
    """How far the values stand from their anchors; one that is absent is far."""
    return sum(
        200 if one is None else min(abs(one.start - a.end), abs(a.start - one.end))
        for a, one in zip(anchors, side, strict=True)
    )


def _with_inner(
    parts: Sequence[Field], inner: Field, message: Message, start: int, end: int
) -> list[dict[str, Any]]:
    """Objects that hold an array themselves: the text between two names is one object's."""
    labels = [part for part in parts if part.kind in NAMES]
    named = places(labels[0], message, start, end) if labels else []
    all_inside = objects(inner.parts, message, start, end)
    if not all_inside:
        return []
    if not named and labels and (runs := _labelled(inner, message)):
        return [{labels[0].name: name, inner.name: answers} for name, answers in runs]
    borders = [one.start for one in named] if named else [start]
    first = _first_value(inner, message, start, end)
    result: list[dict[str, Any]] = []
    for number, border in enumerate(borders):
        after = borders[number + 1] if number + 1 < len(borders) else end
        begin = start if number == 0 and first < border else border
        inside = objects(inner.parts, message, begin, after)
        if inside:
            one: dict[str, Any] = {inner.name: inside}
            if labels and named:
                one = {labels[0].name: named[number].value, **one}
            elif labels and labels[0].required:
                one = {labels[0].name: f"{inner.path[0].rstrip('s')} {number + 1}", **one}
            result.append(one)
    return result


def _labelled(inner: Field, message: Message) -> list[tuple[str, list[dict[str, Any]]]]:
    """Runs of outcomes under unquoted names, where an entry needs an outcome and at most a day."""
    needed = [part for part in inner.parts if part.required]
    state = next((part for part in needed if part.kind == "enum"), None)
    days = [part for part in needed if part.kind == "date"]
    if state is None or len(needed) > 1 + len(days) or len(days) > 1:
        return []
    told = [n for n in outcomes(state, message) if not message.asks(n.start)]
    told = said_once(told, message.text)
    told = [Named(n.value, *with_day(n, message)) for n in told] if days else told
    runs = labelled(told, without_people(message))
    if not days:
        return [(name, [{state.name: one.value} for one in run]) for name, run in runs]
    dated = [objects(inner.parts, message, run[0].start, run[-1].end) for _, run in runs]
    if any(len(some) != len(run) for some, (_, run) in zip(dated, runs, strict=True)):
        return []
    return [(name, some) for some, (name, _) in zip(dated, runs, strict=True)]


def _first_value(inner: Field, message: Message, start: int, end: int) -> int:
    found = [one.start for part in inner.parts for one in places(part, message, start, end)]
    return min(found, default=end)


def places(part: Field, message: Message, start: int, end: int) -> list[Found]:
    """Every value between two offsets that a part of an object could take."""
    if part.kind == "enum":
        return [
            Found(one.value, one.start, one.end, message.date_of(one.start, one.end))
            for one in said_once(outcomes(part, message), message.text)
            if start <= one.start < end
        ]
    found: list[Found] = []
    for span in message.spans:
        if not start <= span.start < end:
            continue
        for reading in span.readings:
            values = reading.value if isinstance(reading.value, tuple) else (reading.value,)
            fits = [fit(part, _single(reading, value)) for value in values]
            kept = [one for one in fits if one is not None and one.inside and one.score >= 0.5]
            if kept and len(kept) == len(values):
                found += [Found(as_json(one.value, part), span.start, span.end) for one in kept]
                break
    return found


def _single(reading: Reading, value: Value) -> Reading:
    return replace(reading, value=value)
