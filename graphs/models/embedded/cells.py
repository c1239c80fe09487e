"""Names that stand in a table: a heading that was said, a cell's value that was said.

A field says that its value is a heading (`heading_of`) or a cell (`cell_of`) of the table in
another field; a cell may also be one of the column that another field names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention
from graphs.models.embedded.message import Message
from graphs.models.embedded.said_values import Said, said_values
from graphs.models.embedded.schema import Field
from graphs.models.embedded.sheets import is_file
from graphs.models.embedded.table_sources import sources
from graphs.models.embedded.words import stems
from tools.tables.headings import likeness
from tools.tables.matching import NAMED

Columns = Mapping[str, Sequence[Any]]
SHORT = 3  # letters up to which a word in another form is no heading
MOST_HEADINGS = 2  # more headings than these are a list of what the table holds
NAMING = 0.5  # weight from which a mention names a field
BEHIND = 3  # times as far counts a name that stands behind its value
BESIDE = 7  # characters between a field's name and a value right beside it
NEVER = float("inf")


@dataclass(frozen=True)
class _Reader:
    fields: Sequence[Field]
    mentions: Sequence[Sequence[Mention]]
    message: Message
    tables: Mapping[str, Columns]
    """By field that takes a table: its columns."""

    def near(self, field: Field, said: Said) -> float:
        """How many characters a field's name stands from what was said; infinite for never.

        A name that stands behind counts for further away: "harder for F compared with M".
        """
        words = self.message.words
        named = self.mentions[self.fields.index(field)]
        places = [(words[m.first].start, words[m.last].end) for m in named if m.weight >= NAMING]
        return min(
            (
                float(said.start - end if end <= said.start else BEHIND * (start - said.end + 1))
                for start, end in places
                if end <= said.start or start >= said.end
            ),
            default=NEVER,
        )


def in_tables(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """Fields that take a heading or a cell of a table which is there."""
    if not any(f.heading_of or f.cell_of for f in fields):
        return {}
    tables = {n: c for n, o in there.items() if (c := _columns(o, message)) is not None}
    reader = _Reader(fields, mentions, message, tables)
    runs = _lists(reader)
    found = _compared(reader) | _headings(reader, [one for run in runs.values() for one in run])
    found |= _equated(reader, found)
    found |= _groups(reader, found)
    found |= {f.name: _listed(f, run, message) for f, run in _fields_of(runs, reader)}
    return found | _cells(reader)


def is_known(field: Field, value: Any, message: Message, there: Mapping[str, Origin]) -> bool:
    """Whether a table tells more of a name than the words around it.

    A heading that was said is for another field then, and what is no cell of a column no group.
    """
    if field.heading_of in there:
        columns = _columns(there[field.heading_of], message)
        return columns is not None and value in columns
    column = there.get(field.cell_of)
    return column is not None and bool(column.field.heading_of)


def _columns(given: Origin, message: Message) -> Columns | None:
    """The columns of the table that fills a field."""
    if given.field.kind != "table":
        return None
    if not is_file(given.value):
        columns = given.value.get("columns") if isinstance(given.value, Mapping) else None
        return columns if isinstance(columns, Mapping) else None
    file = str(given.value["file"])
    return next((source.columns for source in sources(message) if source.file == file), None)


_SEPARATES = re.compile(r"[\s,;/&\"'`]*(?:and|or|with|vs\.?|against|versus)?[\s\"'`]*(?:the\s)?")


def _lists(reader: _Reader) -> dict[str, list[Said]]:
    """By field that takes several headings: those said one after the other, if not all there are.

    All of them in a row tell what the table holds.
    """
    found: dict[str, list[Said]] = {}
    taken: set[int] = set()
    for field in reader.fields:
        if field.kind != "series" or field.heading_of not in reader.tables:
            continue
        headings = list(reader.tables[field.heading_of])
        runs = [
            run
            for run in _runs(said_values(headings, reader.message), reader.message.text)
            if 1 < len({one.value for one in run}) < len(headings) and run[0].start not in taken
        ]
        if runs:
            found[field.name] = max(runs, key=len)
            taken.add(found[field.name][0].start)
    return found


def _runs(said: Sequence[Said], text: str) -> list[list[Said]]:
    """What is said one after the other, with nothing but commas and small words between."""
    runs: list[list[Said]] = []
    for one in said:
        if runs and _SEPARATES.fullmatch(text, runs[-1][-1].end, one.start):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _fields_of(
    runs: Mapping[str, list[Said]], reader: _Reader
) -> Iterator[tuple[Field, list[Said]]]:
    return ((field, runs[field.name]) for field in reader.fields if field.name in runs)


def _listed(field: Field, run: Sequence[Said], message: Message) -> Origin:
    values = list(dict.fromkeys(one.value for one in run))
    return Origin(field, values, message.text[run[0].start : run[-1].end], 0.9)


_BAR = re.compile(
    r"[\"'`]?\s+(?:is\s|was\s|are\s|of\s)?(?:above|over|beyond|exceeds?|exceeding|more\sthan"
    r"|larger\sthan|greater\sthan|higher\sthan|at\sleast|>=?|≥)\s?[€$£]?\s?\d"
)


_EQUALS = re.compile(r"[\"'`]?\s?==?\s?[\"'`]?(?P<cell>[^\W_][\w-]{0,40})")


def _compared(reader: _Reader) -> dict[str, Origin]:
    """The column whose numbers are held against a bar: "a cost above 8000"."""
    found: dict[str, Origin] = {}
    by_name = {field.name: field for field in reader.fields}
    for bar in reader.fields:
        column = by_name.get(bar.cell_of)
        if bar.kind == "name" or column is None or column.heading_of not in reader.tables:
            continue
        headings = list(reader.tables[column.heading_of])
        for one in said_values(headings, reader.message):
            if _BAR.match(reader.message.text, one.end):
                found[column.name] = _origin(column, one, reader.message)
    return found


def _equated(reader: _Reader, found: Mapping[str, Origin]) -> dict[str, Origin]:
    """A column and the value of it that counts: "status = overdue is the bad one"."""
    by_name = {field.name: field for field in reader.fields}
    told: dict[str, Origin] = {}
    for group in reader.fields:
        column = by_name.get(group.cell_of)
        if group.kind != "name" or column is None or column.heading_of not in reader.tables:
            continue
        columns = reader.tables[column.heading_of]
        for heading in said_values(list(columns), reader.message):
            cells = {str(c).casefold(): c for c in columns[heading.value] if isinstance(c, str)}
            equal = _EQUALS.match(reader.message.text, heading.end)
            value = cells.get(equal["cell"].casefold()) if equal else None
            named = found[column.name].value if column.name in found else heading.value
            if equal is None or value is None or named != heading.value:
                continue
            told[column.name] = _origin(column, heading, reader.message)
            place = Said(value, equal.start("cell"), equal.end("cell"))
            told[group.name] = _origin(group, place, reader.message)
    return told


def _headings(reader: _Reader, listed: Sequence[Said]) -> dict[str, Origin]:
    """Fields that take a heading: the one said where the field is named, or called a column.

    The one heading that is said at all is the column that a tool cannot do without. `listed`:
    headings that belong to a list of several.
    """
    found: dict[str, Origin] = {}
    fields = [f for f in reader.fields if f.heading_of in reader.tables and f.kind == "name"]
    for table in {f.heading_of for f in fields}:
        mine = [f for f in fields if f.heading_of == table]
        headings = list(reader.tables[table])
        every = said_values(headings, reader.message) or _by_stems(headings, reader.message)
        said = [one for one in every if one not in listed and not _to_last(one, reader.message)]
        called = [one for one in said if _is_called_column(one, reader.message)]
        if len(said) > MOST_HEADINGS:
            said = called  # the others only list the columns
        values = _once_each(_placed(mine, said, reader), called, reader)
        if not values and len(called) == 1:
            values = [(mine[0], called[0])]
        for field, one in values:
            if one in called or reader.near(field, one) < NEVER:
                found[field.name] = _origin(field, one, reader.message)
        needed = [f for f in mine if f.required and f.name not in found]
        left = {one.value for one in said} - {origin.value for origin in found.values()}
        if len(needed) == len(left) == 1:
            one = next(one for one in said if one.value in left)
            found[needed[0].name] = _origin(needed[0], one, reader.message)
    return found


_TO = re.compile(r"\s?(?:to|through|-|–)\s?[^\W\d]{0,4}\d")


def _to_last(one: Said, message: Message) -> bool:
    """Whether a heading only begins or ends a run of them: "Q1 to Q8"."""
    before = message.text[max(0, one.start - 12) : one.end]
    begins = one.value[-1:].isdigit() and _TO.match(message.text, one.end)
    return bool(begins or re.search(r"\d\s?(?:to|through|-|–)\s?[^\W\d]{0,4}\d+$", before))


def _once_each(
    values: Sequence[tuple[Field, Said]], called: Sequence[Said], reader: _Reader
) -> list[tuple[Field, Said]]:
    """A heading said twice for the field nearest to it, above all where it is called a column."""
    best: dict[str, tuple[Field, Said]] = {}
    for field, one in sorted(values, key=lambda v: (v[1] not in called, reader.near(*v))):
        best.setdefault(one.value, (field, one))
    return list(best.values())


def _by_stems(headings: Sequence[str], message: Message) -> list[Said]:
    """Headings of one word that are said in another form: "who defaults" for `defaulted`."""
    stemmed = {stems(heading): heading for heading in headings if len(stems(heading)) == 1}
    return [
        Said(stemmed[word.stem,], word.start, word.end)
        for word in message.words
        if (word.stem,) in stemmed and len(word.text) > SHORT and not message.aside(word.start)
    ]


_BEFORE = re.compile(r"\bcolumn:?\s+(?:is\s+)?(?:called\s+|named\s+)?[\"'`]?$", re.IGNORECASE)
_BEHIND = re.compile(r"[\"'`]?\s+(?:is\s+the\s+)?column\b", re.IGNORECASE)


def _is_called_column(one: Said, message: Message) -> bool:
    text = message.text
    return bool(_BEFORE.search(text[: one.start]) or _BEHIND.match(text, one.end))


def _groups(reader: _Reader, found: Mapping[str, Origin]) -> dict[str, Origin]:
    """Fields that take a cell of the column which another field names, and that column."""
    told: dict[str, Origin] = {}
    by_name = {f.name: f for f in reader.fields}
    for name in dict.fromkeys(f.cell_of for f in reader.fields):
        column = by_name.get(name)
        if column is None or column.heading_of not in reader.tables:
            continue
        mine = [f for f in reader.fields if f.cell_of == name]
        columns = reader.tables[column.heading_of]
        chosen = str(found[name].value) if name in found else ""
        for heading in (chosen,) if chosen in columns else tuple(columns):
            cells = [c for c in columns[heading] if isinstance(c, str)]
            if len(set(cells)) > len(columns[heading]) / 2:
                continue  # a column in which hardly two are alike holds no groups
            if not chosen and _shared(heading, columns):
                continue  # the options of a question stand in other columns too
            values = _placed(mine, said_values(cells, reader.message, groups=True), reader)
            if values and (chosen or len(values) == len(mine) or _named(values, reader)):
                told |= {f.name: _origin(f, one, reader.message) for f, one in values}
                if not chosen:
                    told[name] = Origin(column, heading, values[0][1].value, 0.8)
                break
    return told


def _shared(heading: str, columns: Columns) -> bool:
    """Whether the other columns hold mostly the same values."""
    own = {c for c in columns[heading] if isinstance(c, str)}
    others = {
        c for h, cells in columns.items() if h != heading for c in cells if isinstance(c, str)
    }
    return len(own & others) * 2 > len(own)


def _named(values: Sequence[tuple[Field, Said]], reader: _Reader) -> bool:
    return all(reader.near(field, one) < NEVER for field, one in values)


def _placed(
    fields: Sequence[Field], said: Sequence[Said], reader: _Reader
) -> list[tuple[Field, Said]]:
    """Each value with the field that is named nearest to it; the others by what is left.

    Where no field is named it needs a value for each: "how do boys compare with girls".
    """
    pairs = sorted(
        ((reader.near(f, one), i, f, one) for i, f in enumerate(fields) for one in said),
        key=lambda pair: pair[:2],
    )
    everyone = len(fields) > 1 and len({one.value for one in said}) == len(fields)
    taken: list[tuple[Field, Said]] = []
    for distance, _, field, one in pairs:
        free = all(f is not field and v.value != one.value for f, v in taken)
        if free and (distance < NEVER or taken or everyone):
            taken.append((field, one))
    return taken


def _cells(reader: _Reader) -> dict[str, Origin]:
    """Fields that take a cell of a table: of the column that is called like the field."""
    found: dict[str, Origin] = {}
    unnamed: list[tuple[Field, Columns]] = []
    for field in reader.fields:
        columns = reader.tables.get(field.cell_of)
        if columns is None or field.kind != "name":
            continue
        names = (field.words, *field.aliases)
        free = [h for h in columns if not _anothers(h, field, reader)]
        heading = max(free, key=lambda h: likeness(h, names), default="")
        if not heading or likeness(heading, names) < NAMED:
            unnamed.append((field, columns))
            continue
        said = said_values(columns[heading], reader.message, behind=(heading, *names))
        if len({one.value for one in said}) == 1:
            found[field.name] = _origin(field, said[0], reader.message)
    for field, columns in unnamed:  # what another field's own column holds is that field's
        one = _kind_said(field, columns, reader)
        if one is not None and all(one.value != origin.value for origin in found.values()):
            found[field.name] = _origin(field, one, reader.message)
    return found


def _anothers(heading: str, field: Field, reader: _Reader) -> bool:
    """Whether a column is called more like another field that takes a cell of the same table."""
    mine = likeness(heading, (field.words, *field.aliases))
    others = (f for f in reader.fields if f.cell_of == field.cell_of and f is not field)
    return any(likeness(heading, (f.words, *f.aliases)) > max(mine, NAMED) for f in others)


def _kind_said(field: Field, columns: Columns, reader: _Reader) -> Said | None:
    """The value said nearest to where a field is named, of a column whose values repeat.

    Right beside the field's name it is enough that some of them do: "warning signs of a breakdown".
    """
    found: list[tuple[float, Said]] = []
    for cells in columns.values():
        text = [c for c in cells if isinstance(c, str)]
        reach = NEVER if len(set(text)) * 2 <= len(cells) else BESIDE
        if len(set(text)) < len(text):
            placed = ((reader.near(field, one), one) for one in said_values(text, reader.message))
            found += [(near, one) for near, one in placed if near < reach]
    nearest = min(found, key=lambda one: one[0], default=None)
    return nearest[1] if nearest is not None else None


def _origin(field: Field, one: Said, message: Message) -> Origin:
    return Origin(field, one.value, message.text[one.start : one.end], 0.9)
