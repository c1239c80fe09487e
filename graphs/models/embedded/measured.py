"""Arrays of objects that are figures: scenarios told as how often and how much, one after another.

Each value goes to the part it fits best; an object is complete when it has all its parts. A value
beside words that mean something else (`x-unlike`: "a 100k deductible") belongs to none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.candidates import Candidate, views
from graphs.models.embedded.compatibility import Fit, fit
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.object_names import name_of
from graphs.models.embedded.row_shapes import shape_rows
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import Row
from graphs.spans.span import Span

FITS = 0.5  # score from which a value is one of a part's
NAMED = 0.4  # what it gains where a name of the part stands right beside it: "12 claims"
AS_WELL = 0.1  # difference up to which a bare figure could be another part's as well
NEAR = 24  # characters within which a phrase names a value
_TO = re.compile(r"\s*(?:to|up to|until|[-–]|bis)\s*")
_THINGS = re.compile(r"\s[a-z]{3,}s(?<!ss)(?=[\s,.;)])(?!\s(?:\d|a|per)\b)", re.IGNORECASE)
_PLURAL = re.compile(r"\s+(?:[a-z]+\s+)?[a-z]{2,}s\b", re.IGNORECASE)
_NEXT = r"(?:with|and|plus|but|at)\b"
"""Words that lead on to another figure: the 3m of "100k to 3m with correlation 0.4" is none."""
_LINK = r"\s*(?:of|is|are|was|at|=|:|\()?\s*(?:about|around|roughly|some|~)?\s*"


@dataclass(frozen=True, slots=True)
class Measured:
    """An object, and where its values stand."""

    value: dict[str, Any]
    places: tuple[tuple[int, int], ...]
    told: Mapping[str, tuple[int, int]]
    """Where the value of each part stands."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A value for a part, where it stands, and what it would be for another part."""

    part: str
    value: Any
    start: int
    end: int
    others: tuple[tuple[str, Any], ...] = ()


def is_measured(field: Field) -> bool:
    """Whether its objects are told by two or more ranges each."""
    return sum(part.required and part.kind == "estimate" for part in field.parts) > 1


def measured(field: Field, message: Message) -> list[Measured]:
    """The objects a message tells, in its order; a value that completes none is left.

    Figures are taken as they stand or put together to ranges, whichever tells more objects and
    leaves fewer of them.
    """
    parts = [part for part in field.parts if part.required and part.kind == "estimate"]
    label = next((part.name for part in field.parts if part.kind == "name"), None)
    apart = [s for s in message.spans if any(_means_another(p, s, message) for p in parts)]
    spans = [s for s in message.spans if not any(a.start <= s.start < a.end for a in apart)]
    spans = [s for s in spans if s.readings]
    sums = [s for s in spans if "@" in s.text and s.readings[0].kind == "expression"]
    spans = [s for s in spans if not any(one.start <= s.start < one.end for one in sums)]

    def separates(start: int, end: int) -> bool:
        return any(start <= span.start < end for span in apart)

    best: tuple[int, list[Measured]] = (0, [])
    for candidates in views(spans, message.text, separates, estimates=True):
        told = [one for c in candidates if (one := _told(parts, c, message))]
        found = list(_objects(told, parts, label, message))
        left = len(told) - sum(len(one.places) for one in found)
        if found and (not best[1] or len(found) - left > best[0]):
            best = len(found) - left, found
    rows = [Row("", *one.places[0], values=one.value, told=dict(one.told)) for one in best[1]]
    shape_rows(rows, parts, message)
    return best[1]


def how_many(found: Sequence[Sequence[tuple[int, int]]], message: Message) -> list[tuple[int, int]]:
    """Where a message says before its objects how many there are: "two things go wrong here".

    `found`: where the values of each object stand.
    """
    first = min((start for places in found for start, _ in places), default=0)
    return [
        (span.start, span.end)
        for span in message.spans
        if span.end < first
        and span.readings
        and span.readings[0].kind == "number"
        and span.readings[0].value == len(found)
        and _PLURAL.match(message.text, span.end)
    ]


def _objects(
    told: Sequence[_Told], parts: Sequence[Field], label: str | None, message: Message
) -> Iterator[Measured]:
    """An object for each run of values that gives every part."""
    whole: dict[str, _Told] = {}
    last: Measured | None = None
    behind, used = 0, 0
    for one in told:
        if one.start < used:
            continue
        if last and _to(last, one, message.text[used : one.start]):
            used = behind = one.end
            continue
        used = one.end
        whole = _with(whole, one)
        if len(whole) < len(parts):
            continue
        if last is not None:
            yield last
        last = _object(whole, label, behind, message)
        behind, whole = one.end, {}
    if last is not None:
        yield last


def _with(whole: dict[str, _Told], one: _Told) -> dict[str, _Told]:
    """The values of an object with one more.

    A bare figure makes way for a second of its part: "4 to 10, each 1k to 20k".
    """
    before = whole.get(one.part)
    if before is None:
        return {**whole, one.part: one}
    for name, value in before.others:
        if name not in whole:
            moved = _Told(name, value, before.start, before.end)
            return {**whole, name: moved, one.part: one}
    return {one.part: one}


def _object(whole: dict[str, _Told], label: str | None, behind: int, message: Message) -> Measured:
    places = sorted((one.start, one.end) for one in whole.values())
    between = message.text[places[0][1] : places[-1][0]]
    name = name_of(message.text[behind : places[0][0]], between)
    named = {label: name} if label and name else {}
    told = {name: (one.start, one.end) for name, one in whole.items()}
    values = {name: one.value for name, one in whole.items()}
    return Measured({**named, **values}, tuple(places), told)


def _to(last: Measured, one: _Told, between: str) -> bool:
    """Make the end of a range of what was one number, where only "to" stands between the two."""
    before = last.value[one.part]
    if not _TO.fullmatch(between) or set(before) != {"likely"} or set(one.value) != {"likely"}:
        return False
    low, high = before["likely"], one.value["likely"]
    if not low < high:
        return False
    last.value[one.part] = {"low": low, "high": high}
    return True


def _told(parts: Sequence[Field], one: Candidate, message: Message) -> _Told | None:
    """The part that a value fits best, and what it would be for one it fits nearly as well."""
    digits = any(c.isdigit() for c in one.text)
    found: list[tuple[float, Field, Fit]] = []
    for part in parts:
        named = NAMED if _named(part, one, message) else 0.0
        counted = part.of == "money" and not named and _counts_things(one, message)
        readings = [r for r in one.readings if digits or r.kind == "rate" or named]
        fits = [fit(part, r) for r in readings] if not counted else []
        inside = [(f.score + named, part, f) for f in fits if f is not None and f.inside]
        found += [max(inside, key=lambda scored: scored[0])] if inside else []
    found.sort(key=lambda scored: -scored[0])
    if not found or found[0][0] < FITS:
        return None
    top, part, best = found[0]
    others = tuple(
        (p.name, as_json(f.value, p)) for score, p, f in found[1:] if top - score <= AS_WELL
    )
    return _Told(part.name, as_json(best.value, part), one.start, one.end, others)


def _counts_things(one: Candidate, message: Message) -> bool:
    """Whether a bare figure says how many things there are: "1,100 nurses"."""
    first = one.readings[0]
    things = _THINGS.match(message.text, one.end)
    return first.kind == "number" and not first.unit and things is not None


def _named(part: Field, one: Candidate, message: Message) -> bool:
    """Whether one of the part's names stands right behind a value, or right before it."""
    behind = message.text[one.end : one.end + NEAR].lower()
    past = max((s.end for s in message.spans if s.end <= one.start), default=0)
    before = message.text[max(past, one.start - NEAR) : one.start].lower()
    names = [re.escape(name.lower()) for name in part.aliases]
    return any(
        re.match(rf"\s*{name}(?!\w)", behind) or re.search(rf"\b{name}{_LINK}$", before)
        for name in names
    )


def _means_another(part: Field, span: Span, message: Message) -> bool:
    """Whether the words right behind a value, or right before it, name something else."""
    behind = message.text[span.end : span.end + NEAR].lower()
    before = message.text[max(0, span.start - NEAR) : span.start].lower()
    return any(
        re.match(rf"[^\S\n]*(?:(?!{_NEXT})[a-z]+[^\S\n]+){{0,2}}{phrase}", behind)
        or re.search(rf"\b{phrase},?{_LINK}$", before)
        for phrase in map(re.escape, part.unlike)
    )
