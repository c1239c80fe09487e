"""What is told of things that another list has named: "X-1 on attic … the attic is worth 400".

A list whose objects are a name and whatever is known of it is told in clauses that begin with such
a name. What a clause says, up to the next name or the end of its sentence, is that object's.
"""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.told_claims import SURE
from graphs.models.embedded.told_row import KINDS

Fill = Callable[[Tool, Message], Filled]
_LISTED = re.compile(r"\s*(?:,|&|/|\band\b|,\s*and\b)\s*(?:the\s+|host\s+)?", re.IGNORECASE)
_ENDS = re.compile(r"[.;?!](?=\s|$)|\n")
LARGE = 10_000  # from here a figure about a thing is hardly a number, a port or a score of it
_MONEY = re.compile(r"[€$£¥]|\b(?:[A-Z]{3}|dollars?|euros?|pounds?|francs?)\b")
_SENTENCE = re.compile(r"[.?!](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class _Clause:
    """What is said of some things."""

    names: tuple[str, ...]
    start: int
    end: int


def told_of_known(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin], fill: Fill
) -> dict[str, Origin]:
    """Lists of what is known of things, where another list of the message names these."""
    found: dict[str, Origin] = {}
    for field in fields:
        if not _of_names(field) or field.name in there:
            continue
        for other in there.values():
            names = _called(other, field)
            rows = _rows(field, message, other, names, fill) if names else None
            if rows is not None:
                found[field.name] = rows
                break
    return found


def _of_names(field: Field) -> bool:
    """Whether an object needs a name, and nothing else."""
    parts = field.parts if field.kind == "records" and field.only_named else ()
    return bool(parts) and parts[0].kind == "name" and [p.required for p in parts].count(True) == 1


def _called(other: Origin, field: Field) -> list[str]:
    """The things that the objects of another list are on: names that are not their own."""
    rows: list[Any] = other.value if other.field.kind == "records" else []
    label = field.parts[0]
    ours = {said.lower() for said in (label.words, *label.aliases)}
    on = [
        part.name
        for part in other.field.parts[1:]
        if part.kind == "name" and ours & {part.words.lower(), *(a.lower() for a in part.aliases)}
    ]
    if not isinstance(rows, list):
        return []
    said = [row.get(name) for row in rows if isinstance(row, dict) for name in on]  # pyright: ignore
    return list(dict.fromkeys(str(name) for name in said if name))


def _rows(
    field: Field, message: Message, other: Origin, names: Sequence[str], fill: Fill
) -> Origin | None:
    rows: dict[str, dict[str, Any]] = {}
    places: list[tuple[int, int]] = []
    label = field.parts[0]
    main = next((p for p in field.parts[1:] if p.kind in KINDS), None)
    parts = (replace(p, path=(p.name,), required=p is main) for p in field.parts[1:])
    tool = Tool("", "", "", tuple(parts))
    today = datetime.date.fromisoformat(message.today) if message.today else None
    told: list[tuple[_Clause, dict[str, Origin]]] = []
    for clause in _clauses(message, other, names):
        filled = fill(tool, read(message.text[clause.start : clause.end], as_of=today))
        told.append((clause, {n: o for n, o in filled.origins.items() if o.inside}))
    mine = [found[main.name] for _, found in told if main and main.name in found]
    if main and not any(_sure(o) for o in mine):
        told = [(c, {n: o for n, o in f.items() if n != main.name}) for c, f in told]
    for clause, found in told:
        for name in clause.names if found else ():
            rows.setdefault(name, {}).update((n, o.value) for n, o in found.items())
        for origin in found.values():
            at = message.text.find(origin.words, clause.start, clause.end) if origin.words else -1
            places += [(at, at + len(origin.words))] if at >= 0 else []
    if not rows:
        return None
    value = [{label.name: name, **row} for name, row in rows.items()]
    return Origin(field, value, message.text[:80], 0.9, places=tuple(places))


def _sure(origin: Origin) -> bool:
    """Whether a figure is what its part says: by its name, its currency, or its mere size."""
    large = isinstance(origin.value, int | float) and origin.value >= LARGE
    return large or origin.near >= SURE or bool(_MONEY.search(origin.words))


def _clauses(message: Message, other: Origin, names: Sequence[str]) -> Iterator[_Clause]:
    """From each name that is no part of the other list to the next, or to the sentence's end."""
    text = message.text
    longest = sorted(names, key=len, reverse=True)
    named = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-]|\.\w)", re.IGNORECASE
    )
    exact = {name.casefold(): name for name in names}
    rows = sorted(other.places)
    told = [m for m in named.finditer(text) if not any(a <= m.start() < b for a, b in rows)]
    group: list[str] = []
    for at, match in enumerate(told):
        group.append(exact[match[0].casefold()])
        after = told[at + 1] if at + 1 < len(told) else None
        if after and _LISTED.fullmatch(text, match.end(), after.start()):
            continue
        ends = _SENTENCE if after is None else _ENDS
        stop = ends.search(text, match.end())
        borders = [stop.start() if stop else len(text)]
        borders += [after.start()] if after else []
        borders += [start for start, _ in rows if start >= match.end()]
        yield _Clause(tuple(group), match.end(), min(borders))
        group = []
