"""Objects told item by item, each with the words, figures and days of its own item.

An item begins with the name of its object: "- Alpha Bank, IG, EAD 12m", "A.5.1 in place (policy
v6, reviewed 2025-11-03)". Every item must give all that an object needs; one that lacks a part is
asked about, for a list that leaves it out would be another list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphs.models.embedded.attachments import tables
from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.enumerations import Named, occurrences, yes_or_no
from graphs.models.embedded.itemised import CODE, Item, layouts, marked
from graphs.models.embedded.measured import is_measured
from graphs.models.embedded.message import Message
from graphs.models.embedded.row_figures import as_before, assign, parts_of, take
from graphs.models.embedded.row_notes import days_in, note
from graphs.models.embedded.row_shapes import shape_rows
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, claimed, lexicon, own_names
from graphs.models.embedded.told_groups import groups
from graphs.models.embedded.told_heads import figures
from graphs.models.embedded.told_row import KINDS, Row
from graphs.models.embedded.told_words import INTRO, LINKS, UNITS
from graphs.models.embedded.words import STOPWORDS, stems

NEEDED = 0.8  # what a part gains that every object must have; a name outweighs it, a hint does not
LONGEST_NAME = 7  # words
_STOP = re.compile(r"[,:;(|=]|\s[-–—]+\s|[-=]>|→|\n")
_WORD = re.compile(r"[^\W_][\w&'’./-]*")
_TOKEN = r"[^\W_][\w./-]*\w"
_ON = re.compile(
    r"\s*,?\s*(?:on|at|@)\s+(?:the\s)?(?P<name>[a-zA-Z][\w]*[-.\d][\w.-]*\w|\d+(?:\.\d+){3})"
)
"""What a thing is on, where that is no common word: "on web-01", "at 10.0.0.4"."""


@dataclass(frozen=True, slots=True)
class Items:
    """The objects of a list told item by item, and the part that some of them lack."""

    rows: list[Row]
    lacking: Field | None = None

    @property
    def places(self) -> tuple[Item, ...]:
        """Where the items stand."""
        return tuple(place for row in self.rows for place in row.places[:1])


def label_of(field: Field) -> Field | None:
    """The part that names an object: the first name among its parts."""
    return next((part for part in field.parts if part.kind == "name"), None)


def told_items(
    field: Field, fields: Sequence[Field], message: Message, must: bool = False
) -> Items | None:
    """The objects that the items of a message tell; None where it has no such items.

    `fields`: those of the tool, whose names are no objects. `must`: whether the tool needs such a
    list; then one that nothing names is told by whole items with a mark of their own. Items
    without such a mark are objects only of a list that needs a word for what kind each is; others
    are told in figures.
    """
    label = label_of(field)
    inner = any(part.kind in ("records", "series") and part.required for part in field.parts)
    if label is None or inner or is_measured(field) or tables(message.spans):
        return None
    needed = [part for part in field.parts if part.required and part is not label]
    kinds = any(part.kind == "enum" for part in needed)
    if not needed and not label.required:
        return None
    named = not field.only_named or any(clauses(field, message))
    if not named and not (kinds and must):
        return None
    lists = layouts(message.text) if kinds and named else marked(message.text)
    by_kind = label.required and len(needed) == 1 and kinds and named
    if not lists and not by_kind:
        return None
    reader = _Reader(field, label, needed, fields, message)
    best: Items | None = None
    for items in lists:
        if message.pasted and message.aside(items[0][0]):
            continue
        found = reader.read(items)
        if found is not None and (best is None or _size(found) > _size(best)):
            best = found
    if best is not None and best.lacking is not None and not named:
        return None
    grouped = reader.grouped() if by_kind else None
    return grouped if grouped and (best is None or _size(grouped) > _size(best)) else best


def _size(items: Items) -> tuple[bool, int]:
    return items.lacking is None, sum(len(row.values) + 1 for row in items.rows)


class _Reader:
    """Reads the items of one list."""

    def __init__(
        self,
        field: Field,
        label: Field,
        needed: Sequence[Field],
        fields: Sequence[Field],
        message: Message,
    ) -> None:
        self.field, self.label, self.needed, self.message = field, label, needed, message
        self.parts = parts_of(field)
        self.mine = lexicon(self.parts)
        self.told = figures(field, message)
        self.claimed = claimed(field, fields, message, self.told, self.mine)
        self.no_names = own_names(field, fields) | {
            stems(name) for p in self.parts for name in (p.words, *p.aliases)
        }
        self.enums = [p for p in field.parts if p.kind == "enum"]
        self.named = {p.name: _named(p, message) for p in self.enums}

    def read(self, items: Sequence[Item]) -> Items | None:
        """The rows that items tell; those before the first and behind the last tell none."""
        rows: list[Row | None] = [self._row(item) for item in items]
        while rows and rows[0] is None:
            rows.pop(0)
        while rows and rows[-1] is None:
            rows.pop()
        kept = [row for row in rows if row is not None]
        if len(kept) < 2 or len(kept) < len(rows):
            return None
        hint = {part.name: NEEDED for part in self.needed}
        for row in kept:
            assign(row, self.parts, self.mine, self.message, self.told, hint)
        as_before(kept, self.message)
        for row in kept:
            take(row, [part for part in self.parts if part.kind in KINDS], self.message)
            self._words(row)
        shape_rows(kept, self.parts, self.message)
        return self._checked(kept)

    def grouped(self) -> Items | None:
        """The objects that are told in groups of one kind."""
        kind = self.needed[0].name
        rows = [
            Row(name, place[1], place[1], values={kind: value}, places=[place])
            for name, value, place in groups(self.named[kind], self.message.text)
        ]
        return Items(rows) if rows else None

    def _row(self, item: Item) -> Row | None:
        start, end = item
        said = None if "?" in self.message.text[start:end] else self._name(start, end)
        if said is None:
            return None
        name, behind = said
        if self.label.form and not re.fullmatch(self.label.form, name):
            return None
        common = all(word.lower() in STOPWORDS | LINKS for word in re.split(r"\W+", name) if word)
        others = (self.told[n].start for n in self.claimed)
        if common or stems(name) in self.no_names or any(start <= at < end for at in others):
            return None
        if end - behind < 2 and not self._status(start, end):
            return None
        return Row(name, behind, end, places=[(start, end)])

    def _status(self, start: int, end: int) -> list[Named]:
        return [one for found in self.named.values() for one in found if start <= one.start < end]

    def _name(self, start: int, end: int) -> tuple[str, int] | None:
        """What an item is called, and where its name ends."""
        text = self.message.text
        if code := CODE.match(text, start, end):
            return code.group(), code.end()
        stop = _STOP.search(text, start, end)
        edge = stop.start() if stop else end
        spans = (s for s in self.told if start <= s.start < edge)
        edge = min((s.start for s in spans), default=edge)
        for one in sorted(self._status(start, edge), key=lambda n: n.start):
            word = text[one.start : one.end]
            if one.start > start and (not word[0].isupper() or word.isupper()):
                edge = one.start
                break
        words = [w for w in _WORD.finditer(text, start, edge)]
        while words and words[0].group().lower() in INTRO and len(words) > 1:
            words = words[1:]
        while words and (stop is None or edge < stop.start()) and self._leads_on(words[-1].group()):
            words.pop()
        if not words or len(words) > LONGEST_NAME or words[0].group()[0].isdigit():
            return None
        return text[words[0].start() : words[-1].end()].strip("'’."), words[-1].end()

    def _leads_on(self, word: str) -> bool:
        lower = word.lower()
        if word.isupper() and lower not in UNITS:
            return False
        said = {stems(n) for p in self.parts if p.kind in KINDS for n in (p.words, *p.aliases)}
        return lower in LINKS or lower in STOPWORDS or stems(word) in said

    def _words(self, row: Row) -> None:
        """Values of enumerations, days, flags and notes that an item tells."""
        start, end = row.places[0]
        own = {
            name: [one for one in found if start <= one.start and one.end <= end]
            for name, found in self.named.items()
        }
        taken: list[Named] = []
        for part in sorted(self.enums, key=lambda p: not p.required):
            named = [n for n in own[part.name] if not any(_over(n, other) for other in taken)]
            if not named or part.name in row.values:
                continue
            one = next((n for n in named if n.start >= row.start), named[-1])  # else of its name
            if part.required:
                taken.append(one)
            if one.value != part.default:
                row.values[part.name] = one.value
        self._days(row)
        self._flags(row)
        for part in self.field.parts:
            named = part.kind == "name" and part is not self.label
            if named and part.name not in row.values and (said := self._other_name(part, row)):
                row.values[part.name] = said

    def _days(self, row: Row) -> None:
        """The day of an object where its item tells one, and what is noted beside it."""
        start, end = row.places[0]
        days = days_in(self.message, start, end)
        dated = [p for p in self.field.parts if p.kind == "date"]
        if len(days) == len(dated) == 1:
            row.values[dated[0].name] = str(days[0].readings[0].value)[:10]
        states = [n.end for n in self._status(row.start, end)]
        for part in (p for p in self.field.parts if p.kind == "text"):
            if said := note(self.message, row.start, end, states, dated):
                row.values[part.name] = said
            break

    def _other_name(self, part: Field, row: Row) -> str:
        """A further name: behind the part's own, or a thing's name that "on" or "at" leads to."""
        names = "|".join(re.escape(n) for n in (part.words, *part.aliases))
        text = self.message.text
        called = re.compile(
            rf"(?<!\w)(?:{names})(?!\w)\s*[:=]?\s*(?P<name>{_TOKEN})", re.IGNORECASE
        )
        if found := called.search(text, row.start, row.end):
            return found["name"] if found["name"].lower() not in STOPWORDS | LINKS else ""
        first = next(p for p in self.field.parts if p.kind == "name" and p is not self.label)
        led = _ON.match(text, row.start, row.end) if part is first else None
        return led["name"] if led else ""

    def _flags(self, row: Row) -> None:
        """What is so of an object because its item says it: "on KEV"."""
        flags = [p for p in self.field.parts if p.kind == "boolean" and p.name not in row.values]
        words = self.message.words
        every = lexicon(flags).mentions(words) if flags else []
        for part, mentions in zip(flags, every, strict=True):
            inside = [
                m for m in mentions
                if row.start <= words[m.first].start and words[m.last].end <= row.end
            ]  # fmt: skip
            one = yes_or_no(inside, self.message)
            if one is not None and one.value == "true":
                row.values[part.name] = True

    def _checked(self, rows: list[Row]) -> Items | None:
        """The rows, if they are objects of this list, with the part that some of them lack."""
        names = [row.name.casefold() for row in rows]
        told = all(row.values for row in rows) or (
            len(self.needed) > 0 and all(CODE.fullmatch(row.name) for row in rows)
        )
        if len(set(names)) < len(names) or not told:
            return None
        lacks = [p for p in self.needed if any(p.name not in row.values for row in rows)]
        if not lacks:
            return Items(rows)
        whole = sum(all(p.name in row.values for p in self.needed) for row in rows)
        spoken = all(CODE.fullmatch(row.name) or self._is_spoken(row) for row in rows)
        return Items(rows, lacks[0]) if spoken and 2 * whole >= len(rows) else None

    def _is_spoken(self, row: Row) -> bool:
        """Whether a word of an item says what a figure of it is, or of what kind the object is."""
        named = any(part.name in row.values for part in self.enums if part.required)
        return named or any(pair.near >= SURE for pair in row.pairs)


def _named(part: Field, message: Message) -> list[Named]:
    """Where values are named; a small word such as "no" where it stands alone between marks."""
    found = occurrences(part, message)
    for value, synonyms in part.synonyms.items():
        for said in {value.replace("_", " "), *synonyms}:
            if len(stems(said)) < 2 and (len(said) == 1 or set(stems(said)) <= STOPWORDS):
                word = re.escape(said)
                alone = rf"(?<=[-–—:=|?,>]\s){word}(?=\s*(?:[,.;()\n]|$))"
                alone += rf"|(?:(?<=[;:.]\s)|(?<=\n)){word}(?=\s?[:=])"  # "no: A, B"
                found += [
                    Named(value, m.start(), m.end())
                    for m in re.finditer(alone, message.text, re.IGNORECASE)
                    if not any(n.start <= m.start() < n.end for n in found)
                ]
    return sorted(found, key=lambda n: n.start)


def _over(one: Named, other: Named) -> bool:
    return one.start < other.end and other.start < one.end


def as_list(field: Field, items: Items) -> list[dict[str, Any]]:
    """The objects as JSON, parts in their order."""
    label = label_of(field)
    order = [part.name for part in field.parts]
    assert label is not None
    named = [{**row.values, label.name: row.name} for row in items.rows]
    return [{name: row[name] for name in order if name in row} for row in named]


def lacking_in(items: Items, message: Message) -> tuple[str, str]:
    """The first object that lacks a part, and the words of its item."""
    part = items.lacking.name if items.lacking else ""
    row = next(row for row in items.rows if part not in row.values)
    start, end = row.places[0]
    return row.name, message.text[start:end]


def asked(field: Field, items: Items) -> Field | None:
    """The part that some object lacks, as a field of the list."""
    part = items.lacking
    return None if part is None else replace(part, path=(field.name, part.name))
