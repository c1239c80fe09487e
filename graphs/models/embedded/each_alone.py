"""Several things told where a tool has fields for one, and a list for more.

"The 95 call costs 8.4 and the 100 call 5.2, stock at 99": what a row of such a list leaves out is
taken from the tool's own fields. So each thing is read as if it were the only one, with what is
said beside them; what differs is the rows, what all have in common stays in the fields.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from graphs.models.embedded.enumerations import Named, occurrences
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.itemised import layouts
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.told_heads import FIGURES
from graphs.spans.span import Span

Again = Callable[[Tool, Message], Filled]
SHARED = 3  # parts that a list has in common with the tool's own fields
FEWEST, MOST, TRIES = 2, 24, 6  # things, and ways to part them that are tried
ODD = 1  # figures that no thing takes, such as a year: with more the message tells something else
_COMMAS = re.compile(
    r"(?:,|;|\n|:(?=\s)|[.!?](?=\s|$))\s*(?:and\s|plus\s|then\s)?|\s(?:and|plus|versus|vs\.?)\s"
)
_SEMICOLONS = re.compile(r"(?:;|\n|:(?=\s)|[.!?](?=\s|$))\s*(?:and\s|plus\s)?")
_SENTENCES = re.compile(r"[.!?](?=\s|$)\s*|\n")
_AMOUNTS = ("number", "money")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to read a message as several things: each one's text, and where its own words stand."""

    texts: tuple[str, ...]
    own: tuple[Place, ...]
    figures: int
    said: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Of each thing the parts whose values its own words say."""


def each_alone(filled: Filled, message: Message, again: Again) -> Filled:
    """The message read as several things, where that leaves less of it unread."""
    tool = filled.tool
    for field in _lists(tool):
        given = filled.origins.get(field.name)
        single = given is None or (not given.columns and len(given.value) < FEWEST)
        if not single or message.files or not _may_be_several(filled, field, message):
            continue
        poorer = _without(tool)[field.name]
        best = filled
        for way in _ways(field, message):
            found = _read(tool, poorer, field, way, message, again)
            if found is not None and _left(found) < _left(best):
                best = found
        return best
    return filled


@once_for
def _lists(tool: Tool) -> list[Field]:
    """Lists whose rows may leave out every part, and have most in common with the tool's fields."""
    own = {(f.name, f.kind) for f in tool.fields}
    return [
        f
        for f in tool.fields
        if f.kind == "records"
        and not any(part.required for part in f.parts)
        and sum((part.name, part.kind) in own for part in f.parts) >= SHARED
    ]


@once_for
def _without(tool: Tool) -> dict[str, Tool]:
    """The tool without each of such lists."""
    return {
        field.name: replace(tool, fields=tuple(f for f in tool.fields if f is not field))
        for field in _lists(tool)
    }


def _may_be_several(filled: Filled, field: Field, message: Message) -> bool:
    """Whether a figure is left over, or a word for another kind of thing."""
    if message.tables or len(message.spans) > 4 * MOST:
        return False
    if filled.unused or filled.missing or field.name in filled.origins:
        return True
    kinds = [part for part in field.parts if part.kind == "enum"]
    return any(len({one.value for one in occurrences(p, message)}) > 1 for p in kinds)


def _left(filled: Filled) -> tuple[int, int]:
    return len(filled.missing) + len(filled.wrong), len(filled.unused)


def _ways(field: Field, message: Message) -> list[Way]:
    """The ways to part a message, those first that tell most."""
    found = [*_listed(message), *_parted(field, message)]
    return sorted(dict.fromkeys(found), key=lambda way: -way.figures)[:TRIES]


def _figures(message: Message) -> list[Span]:
    return [
        s
        for s in message.spans
        if s.readings
        and s.readings[0].kind in (*FIGURES, "date")
        and not isinstance(s.readings[0].value, tuple)
    ]


def _parted(field: Field, message: Message) -> Iterator[Way]:
    """Pieces of the text, one behind the other, that tell figures and kinds alike."""
    text = message.text
    kinds = [part for part in field.parts if part.kind == "enum"]
    named = [(p.name, one) for p in kinds for one in occurrences(p, message)]
    told = _figures(message)
    cuts = [_cut(text, at) for at in (_SENTENCES, _SEMICOLONS, _COMMAS)]
    for pieces in [*layouts(text), *cuts]:
        for run in _runs(pieces, told, named):
            start, end = run[0][0], run[-1][1]
            texts = tuple(f"{text[:start]}{text[a:b]}{text[end:]}" for a, b in run)
            own = tuple((start, start + b - a) for a, b in run)
            said = tuple(
                tuple((part, one.value) for part, one in named if a <= one.start < b)
                for a, b in run
            )
            yield Way(texts, own, sum(start <= s.start < end for s in told), said)


def _cut(text: str, at: re.Pattern[str]) -> list[Place]:
    """The pieces between marks."""
    edges = [(0, 0), *(m.span() for m in at.finditer(text)), (len(text), len(text))]
    return [(a[1], b[0]) for a, b in pairwise(edges) if text[a[1] : b[0]].strip()]


def _runs(
    pieces: Sequence[Place], told: Sequence[Span], named: Sequence[tuple[str, Named]]
) -> Iterator[list[Place]]:
    """Pieces in a row with figures of the same kinds, and words for the same parts."""
    run: list[Place] = []
    before: Any = None
    for start, end in [*pieces, (-1, -1)]:
        kinds = tuple(_kind(s) for s in told if start <= s.start < end)
        sign = (kinds, tuple(sorted({part for part, one in named if start <= one.start < end})))
        if run and sign != before:
            if FEWEST <= len(run) <= MOST:
                yield run
            run = []
        before = sign
        if kinds:
            run.append((start, end))


def _kind(span: Span) -> str:
    kind = span.readings[0].kind
    return "amount" if kind in _AMOUNTS else kind


def _listed(message: Message) -> Iterator[Way]:
    """Lists of equally many figures: "strikes 90, 95 and 100 cost 7, 4 and 2"."""
    text = message.text
    lists = [
        [s for s in message.spans if s.within == (whole.start, whole.end)]
        for whole in message.spans
        if whole.readings and isinstance(whole.readings[0].value, tuple)
        if whole.readings[0].kind in FIGURES
    ]
    for size in sorted({len(one) for one in lists}):
        some = [one for one in lists if len(one) == size]
        if not FEWEST <= size <= MOST:
            continue
        texts: list[str] = []
        for number in range(size):
            said, at = "", 0
            for members in some:
                said += text[at : members[0].start] + _member(members, number)
                at = members[-1].end
            texts.append(said + text[at:])
        yield Way(tuple(texts), tuple((0, 0) for _ in texts), size * len(some))


_NUMBER = re.compile(r"[\d.,']*\d")


def _member(members: Sequence[Span], number: int) -> str:
    """One figure of a list, with the sign that stands once before or behind all of them."""
    one = members[number].text
    if not _NUMBER.fullmatch(one):
        return one
    before = re.match(r"[€$£]\s?", members[0].text)
    behind = re.search(r"\s?(?:%|[^\W\d]+)$", members[-1].text)
    return f"{before.group() if before else ''}{one}{behind.group() if behind else ''}"


def _read(
    tool: Tool, poorer: Tool, field: Field, way: Way, message: Message, again: Again
) -> Filled | None:
    """What a way gives: rows of what differs, the rest in the tool's own fields."""
    today = datetime.date.fromisoformat(message.today) if message.today else None
    each: list[Filled] = []
    for text, (start, end) in zip(way.texts, way.own, strict=True):
        one = again(poorer, read(text, as_of=today))
        if any(start <= u.start < end for u in one.unused) or one.wrong:
            return None
        each.append(one)
    _say(each, field, way)
    parts = [part.name for part in field.parts]
    keys = [{name for name in parts if name in one.origins} for one in each]
    if any(names != keys[0] for names in keys):
        return None
    differs = [
        name
        for name in parts
        if name in keys[0]
        and any(one.origins[name].value != each[0].origins[name].value for one in each)
    ]
    rows = [{name: one.origins[name].value for name in differs} for one in each]
    if not any(isinstance(row[name], int | float) for row in rows for name in differs):
        return None
    if any(row in rows[:at] for at, row in enumerate(rows)):
        return None
    kept = {n: o for n, o in each[0].origins.items() if n not in differs}
    kept[field.name] = Origin(field, rows, message.text[:80], 0.9)
    if sum(any(map(str.isdigit, u.text)) for u in each[0].unused) > ODD:
        return None
    least = min(each, key=lambda one: len(one.unused))
    lacking = missing(tool, {*kept})
    lacking = (*lacking, *(name for one in each for name in one.missing if name not in lacking))
    return Filled(tool, kept, least.unused, each[0].close, each[0].worth, tuple(lacking))


def _say(each: Sequence[Filled], field: Field, way: Way) -> None:
    """Give each thing the values that its own words say, whatever else is said of them all."""
    parts = {part.name: part for part in field.parts}
    for one, said in zip(each, way.said, strict=False):
        for name, value in said:
            if len({v for n, v in said if n == name}) == 1 and name in one.origins:
                one.origins[name] = replace(one.origins[name], value=value, field=parts[name])
