"""Lists whose objects are told by their amounts: "GBP 1.1m, CHF -640k", "3y: 75,000; 15y: -31,000".

Such an object needs a kind and an amount, and no name. The text is cut between the amounts, each
piece is filled as a small tool of its own, and what a piece leaves out is what the one before said.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from graphs.models.embedded.assignment import PENDING
from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.clauses import clauses, others_than
from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.entry_amounts import CUTS, amounts, behind_others
from graphs.models.embedded.entry_lists import anchor, is_by_kind, is_entered, label_of
from graphs.models.embedded.entry_names import is_name, proper_name
from graphs.models.embedded.filled import Filled, Origin, as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field, tool_of
from graphs.models.embedded.told_claims import SURE
from graphs.spans.span import Span

Fill = Callable[..., Filled]
MOSTCUTS, MOST_WEIGHED = 4, 8  # marks between two amounts, and amounts, that are weighed
_PASSED_ON = frozenset(("enum", "currency"))
_HEADING = re.compile(r":\s|\n")
_BEGINS = re.compile(r"[.;:?!]\s|\n|,\s|\s[-–—]\s|\b(?:and|plus|but)\b")
_ALL = re.compile(r"\b(?:both|each|all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An object, and where its figures stand."""

    values: dict[str, Any]
    places: tuple[tuple[int, int], ...]
    unsure: frozenset[str] = frozenset()
    """Lengths of time that no word calls by a name."""
    said: frozenset[str] = frozenset()
    """Parts it tells, also where it is what they are without a word."""


def entered(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin], fill: Fill
) -> dict[str, Origin]:
    """The lists told by amounts, where that tells more than what was found of them before."""
    found: dict[str, Origin] = {}
    single = {field.name for field in fields if field.kind != "records"}
    for field in fields if not message.tables else ():
        before = _within(there.get(field.name), _region(field, fields, message))
        if not is_entered(field) or (before is not None and not isinstance(before.value, list)):
            continue
        rows = entries(field, fields, message, fill)
        main = anchor(field)
        alone = main is not None and main.name in single  # its figure has a field of its own
        if len(rows) < 1 + alone or not _more([row.values for row in rows], before):
            continue
        places = tuple(place for row in rows for place in row.places)
        value = _with_names(field, [row.values for row in rows], before)
        found[field.name] = Origin(field, value, message.text[:80], 0.9, places=places)
    return found


def with_entries(
    fields: Sequence[Field], origins: Mapping[str, Origin], found: Mapping[str, Origin]
) -> dict[str, Origin]:
    """What was found before and lists told by amounts, without what these make void.

    A gap that another reading of the list had; the currency of the whole where it was only that of
    the amounts, which each object has for itself.
    """
    kept = {
        n: o
        for n, o in origins.items()
        if n.split(".")[0] not in found and not (is_entered(o.field) and _tells_nothing(o.value))
    }
    for name, origin in found.items():
        field = next(f for f in fields if f.name == name)
        own = [part.name for part in field.parts if part.kind == "currency"]
        if any(all(part in row for row in origin.value) for part in own):
            kept = {n: o for n, o in kept.items() if o.field.kind != "currency" or o.near > 1}
    return {**kept, **found}


def _tells_nothing(rows: Any) -> bool:
    """Whether no object of a list has a figure: "our swap book" tells of no swap."""
    if not isinstance(rows, list):
        return False
    told: list[Mapping[str, Any]] = rows
    values = [value for row in told for value in row.values()]
    return not any(isinstance(v, int | float) and not isinstance(v, bool) for v in values)


def _within(before: Origin | None, region: tuple[int, int] | None) -> Origin | None:
    """What was found before, unless it took figures that belong to another list."""
    if before is None or region is None or not before.places:
        return before
    outside = any(not region[0] <= start < region[1] for start, _ in before.places)
    return None if outside else before


def _with_names(
    field: Field, rows: list[dict[str, Any]], before: Origin | None
) -> list[dict[str, Any]]:
    """Entries with the names under which the same amounts were told."""
    label, main = label_of(field), anchor(field)
    old: Sequence[Mapping[str, Any]] = before.value if before is not None else ()
    if label.kind != "name" or main is None or len(old) != len(rows):
        return rows
    same = all(a.get(main.name) == b.get(main.name) for a, b in zip(old, rows, strict=True))
    if not same:
        return rows
    called = field.parts[0].name
    return [
        {label.name: a[called], **b}
        if label.name not in b and a.get(called) and is_name(field, str(a[called]))
        else b
        for a, b in zip(old, rows, strict=True)
    ]


def _more(rows: Sequence[Mapping[str, Any]], before: Origin | None) -> bool:
    """Whether entries tell more than objects that were found in another way."""
    if before is None or before.columns:
        return before is None
    defaults = {part.name: part.default for part in before.field.parts}
    old: Sequence[Mapping[str, Any]] = before.value
    told = sum(value != defaults.get(name) for row in old for name, value in row.items())
    if before.places:  # told under their names
        label, main = before.field.parts[0].name, anchor(before.field)
        amounts_of = [[row.get(main.name) for row in some] for some in (rows, old)] if main else []
        named = sum(label in row for row in old) - sum(label in row for row in rows)
        more = sum(map(len, rows)) > told - max(named, 0)
        return len(rows) > len(old) or (
            len(rows) == len(old) and (more or amounts_of[0] != amounts_of[-1])
        )
    return len(rows) > len(old) or sum(map(len, rows)) > told or not before.places


def entries(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    fill: Fill,
    model: Mapping[str, Any] | None = None,
) -> list[Entry]:
    """The objects; none where one of them lacks what it needs. `model`: one told before them."""
    region = _region(field, fields, message)
    if region is None:
        return []
    told, behind = amounts(field, fields, message, *region)
    if not told:
        return []
    begin = region[0]
    if behind > begin:
        begin = behind_others(message.text, behind, told[0].start)
    begin = _behind_heading(field, message, begin, told, fill)
    pieces = _pieces(field, fields, message, told, (begin, region[1]), fill)
    rows = [_entry(field, message, piece, fill) for piece in pieces]
    kept = [row for row in rows if row is not None]
    if len(kept) < len(rows):
        return []
    return _completed(field, kept, message.text[pieces[-1][0] : pieces[-1][1]], model)


def _behind_heading(
    field: Field, message: Message, begin: int, told: Sequence[Span], fill: Fill
) -> int:
    """Where the first object begins: behind a heading that tells nothing of it."""
    marks = [m.end() for m in _HEADING.finditer(message.text, begin, told[0].start)]
    if not marks:
        return begin
    end = told[1].start if len(told) > 1 else len(message.text)

    def tells(start: int) -> set[str]:
        one = _entry(field, message, (start, end), fill)
        return set(one.values) if one else set()

    whole = tells(begin)
    return next((mark for mark in reversed(marks) if tells(mark) >= whole), begin)


def _region(field: Field, fields: Sequence[Field], message: Message) -> tuple[int, int] | None:
    """The part of a message that may tell of a list: from its name to that of another."""
    named = [
        (start, f is field)
        for f in fields
        if f.kind == "records" and (f.only_named or f is field)
        for start, _ in list(clauses(f, message))[:1]
    ]
    own = [start for start, mine in named if mine]
    if field.only_named and not own:
        return None
    start = own[0] if field.only_named else 0
    others = [at for at, mine in named if not mine and at > (own[0] if own else -1)]
    stop = min(others, default=len(message.text))
    return (start, stop) if start < stop else None


def _pieces(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    told: Sequence[Span],
    region: tuple[int, int],
    fill: Fill,
) -> list[tuple[int, int]]:
    """The text of each object: cut at the mark between two amounts that lets both tell most."""
    text = message.text
    needed = [part.name for part in field.parts if part.required]
    cuts = [region[0]]
    for before, after in pairwise(told):
        marks = [
            found.end()
            for cut in CUTS
            for found in reversed([*cut.finditer(text, before.end, after.start)])
        ]
        marks = list(dict.fromkeys(marks))[:MOSTCUTS] or [after.start]
        if len(marks) > 1 and len(told) <= MOST_WEIGHED:

            def told_by(cut: int, start: int = cuts[-1], end: int = after.end) -> tuple[int, int]:
                first, second = (
                    one.values if one else {}
                    for one in (_entry(field, message, p, fill) for p in ((start, cut), (cut, end)))
                )
                return sum(name in first for name in needed), len(first) + len(second)

            marks = [max(marks, key=told_by)]
        cuts.append(marks[0])
    stop = region[1]
    if len(told) > 1 and (ends := CUTS[0].search(text, told[-1].end, stop)):
        stop = ends.start()
    stop = _before_others(field, fields, message, told[-1].end, stop)
    return [*pairwise([*cuts, stop])]


def _before_others(
    field: Field, fields: Sequence[Field], message: Message, start: int, stop: int
) -> int:
    """Where behind the last amount a clause begins that names another field."""
    others = others_than(field, [f for f in fields if f.kind != "records" or f is field])
    names = {said for part in field.parts for said in (part.words, *part.aliases) if " " in said}
    own = [
        found.span()
        for name in names
        for found in re.finditer(re.escape(name), message.text[start:stop], re.IGNORECASE)
    ]
    for place in others.finditer(message.text, start, stop) if others else ():
        if any(a <= place.start() - start and place.end() - start <= b for a, b in own):
            continue  # "internal model method" names no method
        ends = [m.start() for m in _BEGINS.finditer(message.text, start, place.start())]
        if ends:
            return ends[-1]
    return stop


def _entry(field: Field, message: Message, piece: tuple[int, int], fill: Fill) -> Entry | None:
    """One object; None where a value cannot be."""
    start, end = piece
    today = datetime.date.fromisoformat(message.today) if message.today else None
    text = message.text[start:end]
    main = anchor(field)
    assert main is not None
    filled = fill(tool_of(field), read(text, as_of=today), {main.name: PENDING})
    if filled.wrong:
        return None
    values = {
        name: value
        for name, value in filled.arguments.items()
        if next(part for part in field.parts if part.name == name).default != value
    }
    values = _with_name(field, values, filled, proper_name(field, text, first=start == 0))
    values |= _spare_time(field, filled)
    places = [
        (start + at, start + at + len(origin.words))
        for origin in filled.origins.values()
        if origin.words and (at := text.find(origin.words)) >= 0
    ]
    unsure = frozenset(
        name
        for name, origin in filled.origins.items()
        if origin.field.kind == "duration" and origin.near < SURE
    )
    places += [(start + one.start, start + one.end) for one in _spare_times(field, filled)]
    unsure = unsure or frozenset(_spare_time(field, filled))
    return Entry(values, tuple(places), unsure, frozenset(filled.arguments))


def _with_name(field: Field, values: dict[str, Any], filled: Filled, name: str) -> dict[str, Any]:
    """An object's values with its name, or that of what it is on."""
    label = label_of(field)
    if label.kind != "name" or label.name in values:
        return values
    kind = filled.origins.get(label.named_with)
    if not name and kind is not None and kind.words:
        return {**values, label.name: kind.words}
    taken = {str(v).casefold() for v in values.values()}
    return {label.name: name, **values} if name and name.casefold() not in taken else values


def _spare_time(field: Field, filled: Filled) -> dict[str, Any]:
    """The one length of time of an object that tells no other, in its first part for one."""
    times = [part for part in field.parts if part.kind == "duration"]
    spare = _spare_times(field, filled)
    if not spare:
        return {}
    found = fit(times[0], spare[0].readings[0])
    return {times[0].name: as_json(found.value, times[0])} if found and found.inside else {}


def _spare_times(field: Field, filled: Filled) -> list[Candidate]:
    """The one length of time that no part took, where no part for one is filled."""
    times = [part.name for part in field.parts if part.kind == "duration"]
    spare = [one for one in filled.unused if one.readings[0].kind == "duration"]
    free = bool(times) and not any(name in filled.origins for name in times)
    return spare if free and len(spare) == 1 else []


def _as_before(field: Field, row: Entry, before: Mapping[str, Any]) -> dict[str, Any]:
    """An object's values, a nameless length of time in the part that the one before gave one."""
    times = [part.name for part in field.parts if part.kind == "duration"]
    own = [name for name in times if name in row.values]
    theirs = [name for name in times if name in before]
    if len(own) == len(theirs) == 1 and own != theirs and own[0] in row.unsure:
        return {theirs[0] if name == own[0] else name: v for name, v in row.values.items()}
    return dict(row.values)


def _completed(
    field: Field, rows: Sequence[Entry], last: str, model: Mapping[str, Any] | None
) -> list[Entry]:
    """Objects with what the ones before said for them too; none where one lacks what it needs.

    Of mere kinds with amounts the kind is all there is to tell: none is that of the one before.
    """
    needed = [part for part in field.parts if part.required]
    kinds = [part.name for part in needed if part.kind == "enum"]
    main = anchor(field)
    before: Mapping[str, Any] = model or {}
    found: list[Entry] = []
    for row in rows:
        values = _as_before(field, row, before)
        changed = any(n in values and n in before and values[n] != before[n] for n in kinds)
        for part in field.parts if not (changed or is_by_kind(field)) else ():
            passed = part is not main and (part.kind in _PASSED_ON or part.required)
            if passed and part.name not in row.said | set(values) and part.name in before:
                values[part.name] = before[part.name]
        found.append(replace(row, values=values))
        before = values
    if _ALL.search(last):
        for part in needed:
            for row in found:
                if part.name not in row.values and part.name in found[-1].values:
                    row.values[part.name] = found[-1].values[part.name]
    assert main is not None
    needed = [*needed, main]
    whole = all(part.name in row.values for part in needed for row in found)
    return found if whole else []
