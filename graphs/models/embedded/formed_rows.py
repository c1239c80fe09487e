"""Objects told one after another whose names are known by their shape: codes of bugs, of rules.

"B-7 is open, B-9 and B-12 are done; missing: C-4": what is said between one name and the next is
the first one's; names that are only listed have in common what is said of the last of them.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphs.models.embedded.enumerations import Named, outcome, outcomes
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.prose_names import figures_ahead, prose_names
from graphs.models.embedded.row_names import row_names
from graphs.models.embedded.row_notes import days_in, note
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.told_row import KINDS

Fill = Callable[[Tool, Message], Filled]
Place = tuple[int, int]
_LISTED = re.compile(r"(?:[\s,&/+()]|\b(?:and|or|as well as|both|plus)\b)*", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b|&", re.IGNORECASE)
_ENDS = re.compile(r"[.?!](?=\s|$)|\n\s*(?=\S)|;(?=\s)")
_NEXT = re.compile(r"[\s,;:.•*-]*(?:\b(?:and|while|but|whereas|the|also|then|on)\b[\s,;:]*)*$")
_ASKED = re.compile(
    r"(?:^|[.?!\n]\s*)(?:is|are|was|were|does|do|did|has|have|which|what|how|when|who)\b"
    r"(?:(?!\b(?:if|with|given|assuming|because|since|after)\b)[^,.;?!\n])*$",
    re.IGNORECASE,
)
"""A question about an object tells nothing of it."""


@dataclass(slots=True)
class _Row:
    """An object: its name, where its part of the message ends, and what it says."""

    name: str
    start: int
    end: int
    stop: int = 0
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    places: list[Place] = field(default_factory=list[Place])


def formed_rows(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin], fill: Fill
) -> dict[str, Origin]:
    """Lists of objects whose first part has a shape (`x-form`), where a message tells such."""
    found: dict[str, Origin] = {}
    for one in fields:
        label = one.parts[0] if one.kind == "records" and one.parts else None
        if label is None or not label.form or one.name in there:
            continue
        rows = _rows(one, label, message, fill)
        if rows:
            places = tuple(place for row in rows for place in row.places)
            value = [{label.name: row.name, **row.values} for row in rows]
            found[one.name] = Origin(one, value, message.text[:80], 0.95, places=places)
    return found


def _rows(records: Field, label: Field, message: Message, fill: Fill) -> list[_Row]:
    text = message.text
    form = re.compile(rf"(?<![\w.-])(?:{label.form})(?![\w-])")
    rows = [_Row(m[0], *m.span()) for m in form.finditer(text) if not message.aside(m.start())]
    figure = next((part for part in records.parts if part.kind in KINDS), None)
    if figure is not None and not message.tables:
        coded = [(row.start, row.end) for row in rows]
        rows += [_Row(*one) for one in prose_names(records, figure, coded, message)]
        rows.sort(key=lambda row: row.start)
    if not rows:
        return []
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        row.stop = following.start if following else _end(text, row.end)
        row.places.append((row.start, row.end))
    parts = [replace(p, path=(p.name,)) for p in records.parts[1:]]
    states = [part for part in parts if part.kind == "enum" and part.required]
    others = [part for part in parts if part not in states and part.kind != "text"]
    first = next((part for part in others if part.kind in KINDS), None)
    others = [replace(part, required=part is first) for part in others]
    others = _on(rows, records, others, text)
    others = _respectively(rows, others, message)
    others = _figures_before(rows, others, text)
    for row in rows:
        _tell(row, others, message, fill)
    for part in states:
        _states(rows, part, message)
    _notes(rows, records, message)
    needed = {part.name for part in parts if part.required}
    merged = _merged(rows)
    told = [row for row in merged if row.values and needed <= set(row.values)]
    return told if needed or len(told) > len(merged) / 2 else []


def _on(
    rows: Sequence[_Row], records: Field, others: Sequence[Field], text: str
) -> Sequence[Field]:
    """What each object is on, in the first part for a free name; the parts that are left."""
    part = next((p for p in others if p.kind == "name" and not (p.form or p.synonyms)), None)
    if part is None:
        return others
    places = [(row.start, row.end) for row in rows]
    names = row_names(text, places, [row.stop for row in rows], records)
    for row, (name, start, end) in zip(rows, names, strict=True):
        if name:
            row.values[part.name] = name
            row.places.append((start, end))
    for row in rows:
        row.stop = _before_told(text, row, {name for name, *_ in names if name})
    return [p for p in others if p is not part] if any(name for name, *_ in names) else others


def _before_told(text: str, row: _Row, names: Collection[str]) -> int:
    """Where behind an object a clause begins that tells of what objects are on: "web-1 is old"."""
    if not names:
        return row.stop
    some = "|".join(map(re.escape, names))
    told = re.compile(
        rf"[,;]\s*(?:(?:the|our|and)\s)*(?:{some})\s(?:is|are|was|has|faces|sits|can)\b"
    )
    found = told.search(text, row.end, row.stop)
    return found.start() if found else row.stop


def _figures_before(rows: Sequence[_Row], others: Sequence[Field], text: str) -> Sequence[Field]:
    """Figures told before each object, in the first part for one; the parts that are left."""
    part = next((p for p in others if p.kind in KINDS), None)
    told = figures_ahead(part, [(row.start, row.end) for row in rows], text) if part else []
    if part is None or not told:
        return others
    for row, before, (value, start, end) in zip(rows, [None, *rows], told, strict=False):
        row.values[part.name] = value
        row.places.append((start, end))
        if before is not None:
            before.stop = min(before.stop, start)
    return [p for p in others if p is not part]


def _respectively(
    rows: Sequence[_Row], others: Sequence[Field], message: Message
) -> Sequence[Field]:
    """Figures listed before the objects, one for each in order; the parts that are left.

    "Scores 9.8, 8.8 and 5.4 respectively for A, B and C": of the first part that may hold them all.
    """
    text, first = message.text, rows[0]
    lists = [
        span
        for span in message.spans
        if span.end <= first.start and isinstance(span.readings[0].value, tuple)
        if _RESPECTIVELY.search(text, span.end, first.start)
    ]
    for span in lists[-1:] if len(rows) > 1 else ():
        values = span.readings[0].value
        if not isinstance(values, tuple) or len(values) != len(rows):
            continue
        for part in (p for p in others if p.kind in KINDS):
            if all(isinstance(v, int | float) and part.within(float(v)) for v in values):
                for row, value in zip(rows, values, strict=True):
                    row.values[part.name] = value
                first.places.append((span.start, span.end))
                return [p for p in others if p is not part]
    return others


def _notes(rows: Sequence[_Row], records: Field, message: Message) -> None:
    """What is noted of each object beside its state."""
    dated = [part for part in records.parts if part.kind == "date"]
    for row in rows if len(dated) == 1 else ():
        days = days_in(message, row.end, row.stop)
        if row.values and len(days) == 1:
            row.values.setdefault(dated[0].name, str(days[0].readings[0].value)[:10])
    for part in (p for p in records.parts if p.kind == "text"):
        for row in rows:
            states = [end for _, end in row.places if row.end < end <= row.stop]
            said = message.text[: row.stop]
            stop = len(said) - len(_NEXT.search(said)[0])  # type: ignore[index]
            words = note(message, row.end, stop, states, dated)
            words = _own_words(words, part, records) if words else ""
            if row.values and words:
                row.values[part.name] = words
        break


def _own_words(words: str, part: Field, records: Field) -> str:
    """A note without its part's name and quotes; a word for a state is none."""
    names = "|".join(re.escape(name) for name in (part.words, *part.aliases))
    plain = re.sub(rf"^(?:{names})\s*[:=]?\s*(?=['\"‘“])", "", words, flags=re.IGNORECASE)
    plain = plain.strip("'\"‘’“”") if plain != words else words
    states = {
        said.lower() for p in records.parts for v, s in p.synonyms.items() for said in (v, *s)
    }
    return "" if plain.lower() in states else plain


def _end(text: str, at: int) -> int:
    found = _ENDS.search(text, at)
    return found.start() if found else len(text)


def _tell(row: _Row, parts: Sequence[Field], message: Message, fill: Fill) -> None:
    """What stands between an object's name and the next fills its parts as it fills a tool's."""
    said = message.text[row.end : row.stop]
    for start, end in row.places[1:]:  # what it is on says nothing else
        if row.end <= start < row.end + len(said):
            at = start - row.end
            said = said[:at] + " " * (end - start) + said[at + end - start :]
    said = said[: len(said) - len(_NEXT.search(said)[0])]  # type: ignore[index]
    if not said.strip(" ,;:.()-") or not parts:
        return
    today = datetime.date.fromisoformat(message.today) if message.today else None
    filled = fill(Tool("", "", "", tuple(parts)), read(said, as_of=today))
    for name, origin in filled.origins.items():
        at = message.text.find(origin.words, row.end) if origin.words else -1
        if not origin.inside or origin.value == origin.field.default:
            continue
        row.values[name] = origin.value
        if 0 <= at < row.stop:
            row.places.append((at, at + len(origin.words)))


def _states(rows: Sequence[_Row], part: Field, message: Message) -> None:
    """The value of an enumeration for each object: the one behind it, or the one before a list."""
    text = message.text
    named = [
        one
        for one in outcomes(part, message)
        if not any(row.start <= one.start < row.end for row in rows)
        if not (message.asks(one.start) and _ASKED.search(text, 0, one.start))
    ]
    answered = [one for row in rows if (one := _answer(row, part, text))]
    named = sorted([*named, *answered], key=lambda one: one.start)
    for number, row in enumerate(rows):
        after = _behind(rows, number, named, text)
        before = _ahead(rows, number, named, text)
        heads = bool(before) and ":" in text[before.end : row.start] if before else False
        one = before if before and (heads or after is None) else after
        if one is not None:
            row.values[part.name] = one.value
            row.places.append((one.start, one.end))


_ANSWER = re.compile(
    r"\s*(?:[:=|\t –—-]\s*|[^\n.;:=,]{1,60}[:=–—]\s+)(?P<said>yes|no|y|n|ok|✓|✔|✗|✘)(?![\w/])",
    re.IGNORECASE,
)


def _answer(row: _Row, part: Field, text: str) -> Named | None:
    """Yes or no right behind a name, or behind what it is about: "A-1 doors: no"."""
    if (match := _ANSWER.match(text, row.end, row.stop)) is None:
        return None
    value = outcome(part, match["said"].lower() in ("yes", "y", "ok", "✓", "✔"))
    return Named(value, *match.span("said")) if value else None


def _behind(rows: Sequence[_Row], at: int, named: Sequence[Named], text: str) -> Named | None:
    """The value told behind an object, or behind the last of the objects listed with it."""
    last = at
    while last + 1 < len(rows) and _together(rows, last, text):
        last += 1
    stop = min(rows[last].stop, _end(text, rows[last].end))
    return next((one for one in named if rows[last].end <= one.start < stop), None)


def _together(rows: Sequence[_Row], at: int, text: str) -> bool:
    """Whether the next object is listed with this one: "A and B, C is" ends with B."""
    between = text[rows[at].end : rows[at + 1].start]
    if _LISTED.fullmatch(between) is None:
        return False
    before = text[rows[at - 1].end : rows[at].start] if at else ""
    over = _AND.search(before) and _LISTED.fullmatch(before) and not _AND.search(between)
    return not over


def _ahead(rows: Sequence[_Row], at: int, named: Sequence[Named], text: str) -> Named | None:
    """The value told before the first of the objects an object is listed with."""
    first = at
    while first and _together(rows, first - 1, text):
        first -= 1
    since = rows[first - 1].end if first else 0
    found = [one for one in named if since <= one.start and one.end <= rows[first].start]
    if not found or _ENDS.search(text, found[-1].end, rows[first].start):
        return None
    return found[-1]


def _merged(rows: Sequence[_Row]) -> list[_Row]:
    """An object that is named twice is one; what is said first holds."""
    found: dict[str, _Row] = {}
    for row in rows:
        first = found.setdefault(row.name.casefold(), row)
        if first is not row:
            first.values = {**row.values, **first.values}
            first.places += row.places
    return [*found.values()]
