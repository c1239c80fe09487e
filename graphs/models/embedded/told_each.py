"""Objects told each in words of its own: its name first, then what it is, up to the next name.

"Cameras cost 9,000 once, last 6 years and would deter half; tags cost 3k a year and cut it by 35 %"
is cut where a clause begins with a name. Each piece is filled as a small tool of its own. A piece
that lacks what an object must have goes on with the next one, or tells of something else.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.measured import how_many
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.requirements import missing
from graphs.models.embedded.row_figures import parts_of
from graphs.models.embedded.row_relations import relate
from graphs.models.embedded.row_shapes import shape_rows
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.told_claims import SURE, claimed, lexicon
from graphs.models.embedded.told_heads import by_name, figures, variables
from graphs.models.embedded.told_opening import Opening, openings
from graphs.models.embedded.told_row import Row
from graphs.models.embedded.told_rows import as_objects, is_told, nameless
from graphs.spans.span import Span

Fill = Callable[[Tool, Message], Filled]
FEWEST, MOST, JOINED = 2, 30, 3  # objects; names weighed; names that one object may run across
LONGEST = 4000  # characters
_FAINT = re.compile(r"\W*(?:\d{1,2}|[a-z]+|(?:19|20)\d\d)\W*", re.IGNORECASE)
_SIGNS = "-–−"
_SIGN = re.compile(rf"(?<=[\s/])[{_SIGNS}](?=\d+(?:[.,]\d+)?\s?%)")
"""The sign of a share that a thing takes off, where no share can be below zero: "10k -20 %"."""
_OF_ALL = re.compile(
    r"[,;.:]\s+(?:and\s)?(?:both|all|each)(?:\sof\s\w+)?\s(?P<said>[^.;!?\n]*\d[^.;!?\n]*)",
    re.IGNORECASE,
)
"""What is said of all objects at once: "both at 30 %"."""
_PERIODS = re.compile(r"/|\b(?:per|a|each|every|p\.?\s?a)\b|ly\b", re.IGNORECASE)


def told_each(
    fields: Sequence[Field],
    message: Message,
    there: Mapping[str, Origin],
    needed: Collection[str],
    fill: Fill,
) -> dict[str, Origin]:
    """The lists whose objects are told so, where that tells more than what was found before."""
    found: dict[str, Origin] = {}
    if message.tables or message.files or len(message.text) > LONGEST:
        return found
    for field in fields:
        before = there.get(field.name)
        if field.name not in needed or not _is_told_each(field):
            continue
        if before is not None and (before.columns or not isinstance(before.value, list)):
            continue
        rows = _rows(field, fields, message, fill)
        if len(rows) >= FEWEST and _more(field, rows, before):
            places = [place for row in rows for place in row.places]
            places += how_many([row.places for row in rows], message)
            value = as_objects(field, rows)
            found[field.name] = Origin(field, value, message.text[:80], 0.9, places=tuple(places))
    return found


def _is_told_each(field: Field) -> bool:
    """Whether its objects have a name, figures, and something that none of them may lack."""
    needed = any(part.required for part in field.parts[1:]) or field.groups
    return field.kind == "records" and not field.only_named and bool(needed) and is_told(field)


@once_for
def _item(field: Field) -> Tool:
    """What an object is told by, its name aside, as a small tool."""
    parts = tuple(replace(p, path=(p.name,), setting_of="") for p in field.parts[1:])
    return Tool(field.name, field.description, field.name, parts, field.groups)


def _rows(field: Field, fields: Sequence[Field], message: Message, fill: Fill) -> list[Row]:
    """The objects, as the names part the text best: most of them, with fewest figures over."""
    told = figures(field, message)
    if len(told) < FEWEST or variables(message.text):
        return []  # the variables of a formula are known by it
    parts = parts_of(field)
    barred = claimed(field, fields, message, told, lexicon(parts))
    others = [s for n, s in enumerate(told) if n in barred or _of_others(s, field, fields)]
    heads = openings(field, fields, message, told, others)
    if not FEWEST <= len(heads) <= MOST:
        return []
    pieces = _Pieces(field, message, fill)
    best: list[tuple[int, int, list[Row]]] = [(0, 0, [])]
    for first in range(len(heads) - 1, -1, -1):
        ways = [best[-1]]  # best[-n]: from the name n behind this one
        for size in range(1, min(JOINED, len(heads) - first) + 1):
            row, over = pieces.row(heads[first], heads[first + size - 1].end)
            if row is not None:
                count, left, rest = best[-size]
                ways.append((count + 1, left + over, [row, *rest]))
            if row is not None or heads[first + size - 1].ends:
                break
        best.append(max(ways, key=lambda way: (way[0], -way[1])))
    rows = best[-1][2]
    if len({row.name.casefold() for row in rows}) < len(rows):
        return []
    shape_rows(rows, parts, message)
    relate(rows, field, by_name([row.name for row in rows]), message)
    return rows


def _of_others(span: Span, field: Field, fields: Sequence[Field]) -> bool:
    """Whether a figure is how often something happens, which only a field of the tool takes."""
    rate = span.readings[0].kind == "rate" and not span.readings[0].per
    taking = [f for f in fields if "rate" in (f.kind, f.of)]
    return rate and bool(taking) and not any("rate" in (p.kind, p.of) for p in field.parts)


class _Pieces:
    """Reads pieces of a message as objects of a list."""

    def __init__(self, field: Field, message: Message, fill: Fill) -> None:
        self.field, self.tool = field, _item(field)
        self.message, self.fill = message, fill
        self.signed = any(p.minimum is not None and p.minimum < 0 for p in field.parts)
        self.shared = _OF_ALL.search(message.text)
        today = message.today
        self.today = datetime.date.fromisoformat(today) if today else None
        needed = [part.name for part in self.tool.fields if part.required]
        self.only = needed[0] if len(needed) == 1 and not self.tool.groups else ""

    def row(self, head: Opening, end: int) -> tuple[Row | None, int]:
        """The object that is told from a name to `end`, and how many figures it leaves."""
        text = self.message.text[head.behind : end]
        text = text if self.signed else _SIGN.sub(" ", text)
        filled = self.fill(self.tool, read(text, as_of=self.today))
        if filled.missing and self.shared is not None:
            text = f"{text.rstrip(' ,;')}, {self.shared['said']}"
            filled = self.fill(self.tool, read(text, as_of=self.today))
        defaults = {part.name: part.default for part in self.tool.fields}
        values = {n: v for n, v in filled.arguments.items() if defaults[n] != v}
        faint = self.only and _is_faint(filled.origins.get(self.only))
        if filled.missing or filled.wrong or not values or faint:
            return None, 0
        _with_settings(self.field, filled, values)
        row = Row(head.name, head.start, end, values=values)
        for origin in filled.origins.values():
            at = text.find(origin.words) if origin.words else -1
            first = head.behind + at
            if at >= 0 and first + len(origin.words) <= end:  # what all share stands elsewhere
                signed = self.message.text[first - 1] in _SIGNS
                row.places.append((first - signed, first + len(origin.words)))
                row.told[origin.field.name] = row.places[-1]
        return row, len(filled.unused)


def _is_faint(origin: Origin | None) -> bool:
    """Whether the one figure of an object may as well be a number of a room, or a year."""
    if origin is None or origin.near >= SURE:
        return False
    return _FAINT.fullmatch(origin.words) is not None


def _with_settings(field: Field, filled: Filled, values: dict[str, Any]) -> None:
    """Move a nameless figure to the part without which another part says nothing.

    "900 thousand, lasting 30 years" is what is paid once: what is paid each year has no lifetime.
    """
    parts = {part.name: part for part in field.parts}
    for part in field.parts:
        whole = parts.get(part.setting_of)
        if part.name not in values or whole is None or whole.name in values:
            continue
        for name, origin in filled.origins.items():
            same = (origin.field.kind, origin.field.of) == (whole.kind, whole.of)
            if same and not _PERIODS.search(origin.words):
                values[whole.name] = values.pop(name)
                break


def _told(values: Mapping[str, Any]) -> int:
    """How many values there are, those of estimates one by one."""
    return sum(len(v) if isinstance(v, dict) else 1 for v in values.values())  # pyright: ignore[reportUnknownArgumentType]


def _more(field: Field, rows: Sequence[Row], before: Origin | None) -> bool:
    """Whether objects are more than those found before, or as many that tell more."""
    old: list[Mapping[str, Any]] = before.value if before is not None else []
    label = field.parts[0].name
    if before is not None and [row.get(label) for row in old] == [nameless(field)]:
        return True
    whole = [row for row in old if not missing(_item(field), row)]
    if len(whole) < len(old) or before is None:
        return len(rows) >= len(whole)
    names = {row.name.casefold() for row in rows}
    known = {str(row.get(label, "")).casefold() for row in old}
    if names == known:
        return sum(_told(row.values) + 1 for row in rows) >= sum(map(_told, old))
    if before.places:
        places = [place for row in rows for place in row.places]
        return len(rows) > len(old) and all(
            any(start < last and first < end for first, last in places)
            for start, end in before.places
        )
    return names > known
