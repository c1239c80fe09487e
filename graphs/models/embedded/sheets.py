"""Tables that came with a message, and the fields whose columns they hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphs.models.embedded.clauses import clauses
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.said_of_all import said_of_all
from graphs.models.embedded.schema import Field, Tool
from graphs.models.embedded.table_sources import PASTED, Doubt, Source, sources
from graphs.spans.span import Span
from tools.tables.filling import Taken, take
from tools.tables.headings import bare_words, likeness
from tools.tables.matching import NAMED, Sheet, headings_said
from tools.tables.wanted import NUMERIC, Part, Wanted

_LISTS = frozenset(
    ["number", "money", "rate", "probability", "share", "count", "duration", "date", "boolean"]
)
"""Kinds of values that one column of a table may hold for a list."""
MATRIX = 0.45  # what several columns of numbers are worth to a field that takes them all
UNSPOKEN = 0.3  # and a doubt between columns whose headings say nothing of the field
OUTRIGHT = 0.75  # likeness from which one column is meant, though the whole table could be taken
MOST_LONE = 2  # figures of a message that are settings, not a list
BY_NAME = 0.2  # what the name of a file says at most
OWN_NAME = 0.95  # likeness from which a heading is a list's own name
CLOSE = 0.1  # worth by which one file must be better than the next
Chosen = Mapping[str, Mapping[str, str]]
"""By field and part: the column the person named."""
NO_COLUMNS: Chosen = {}


def columns_before(arguments: Mapping[str, Any]) -> Chosen:
    """The columns that a call named: another file with the same headings means the same."""
    found: dict[str, Mapping[str, str]] = {}
    for name, value in arguments.items():
        if is_file(value) and "column" in value:
            found[name] = {name: str(value["column"])}
        elif is_file(value) and isinstance(value.get("columns"), Mapping):
            found[name] = {str(part): str(heading) for part, heading in value["columns"].items()}
    return found


def other_columns(message: Message, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The same file, another column of it: "and for ret_hedged?"."""
    changed: dict[str, Any] = {}
    for name, value in arguments.items():
        if not is_file(value) or "column" not in value:
            continue
        about = next((f for f in message.earlier if str(f.get("id")) == value["file"]), {})
        said = headings_said(message.text, list(about.get("columns") or ()))
        if len(said) == 1 and said[0] != value["column"]:
            changed[name] = {**value, "column": said[0]}
    return changed


@dataclass(slots=True)
class Sheets:
    """What the tables of a message give a tool."""

    origins: dict[str, Origin] = field(default_factory=dict[str, Origin])
    doubts: dict[str, Doubt] = field(default_factory=dict[str, Doubt])
    replaced: set[str] = field(default_factory=set[str])
    """Fields that would have taken a table whole, of which one column is what is wanted."""


def from_sheets(
    fields: Sequence[Field],
    message: Message,
    needed: Collection[str],
    given: Mapping[str, Origin],
    chosen: Chosen | None = None,
) -> Sheets:
    """Fields that columns fill: for each table the fields it fits best.

    `needed`: fields that are required, or part of a way to give what is; the others take a column
    only by its name. `given`: what is filled already, by which a table may be used up.
    """
    found = Sheets()
    wants = {
        f.name: (f, want)
        for f in fields
        if len(f.path) == 1 and f.name not in given and (want := wanted(f, f.name in needed))
    }
    hushed = {n for n, (f, _) in wants.items() if f.only_named and not any(clauses(f, message))}
    spent = {
        _place(o): o.field for o in given.values() if o.field.kind == "table" or is_file(o.value)
    }
    tried: list[Tried] = []
    for source in sources(message) if wants else ():
        whole = spent.get(source.file)
        for f, want in wants.values():
            if whole is not None and (
                whole.required
                or want.shape != "list"
                or f.name not in needed
                or _holds_several(source, wants)
            ):
                continue
            own = _said(message, source)
            whole_sheet = said_of_all(want, source.whole, own) if not source.file else source.whole
            taken = take(want, whole_sheet, (chosen or {}).get(f.name), own)
            if f.name in hushed and not (source.name == PASTED and _is_whole(taken, f, source)):
                continue
            outright = _is_outright(taken, f) or _is_said(taken, source, message)
            if whole is None or f.name in (chosen or {}) or outright:
                tried.append(Tried(_worth(taken, f, source), f, taken, source))
    tried = [one for one in tried if one.worth > 0]
    found.replaced = {f.name for place, f in spent.items() for t in tried if t.source.file == place}
    _accept(sorted(tried, key=lambda one: -one.worth), found)
    found.doubts = {n: d for n, d in found.doubts.items() if n not in found.origins}
    return found


def _is_said(taken: Taken, source: Source, message: Message) -> bool:
    """Whether the person names the one column that is taken: "the fund column of the file"."""
    said = headings_said(message.text, list(source.columns))
    return taken.value is not None and len(said) == 1 and said[0] in taken.columns.values()


def _is_whole(taken: Taken, f: Field, source: Source) -> bool:
    """Whether a table is all a list of objects: each column is a part, or heads the list."""
    left = set(source.columns) - set(taken.columns.values())
    names = (f.words, *f.aliases)
    return (
        f.kind == "records"
        and taken.value is not None
        and len(taken.columns) > 1
        and all(likeness(heading, names) >= NAMED for heading in left)
    )


def names_and_figures(f: Field, columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether a pasted table is a row of names and figures for each object of a list.

    The column of the names may have no heading; each other is called like a part.
    """
    if f.only_named or (want := wanted(f)) is None:
        return False
    sheet = Sheet(
        {name: [None if c == "" else c for c in cells] for name, cells in columns.items()}
    )
    taken = take(want, sheet)
    choices = taken.matched.choices
    figures = [c for c in choices.values() if c.part.kind in NUMERIC and c.score >= NAMED]
    named = [c for c in choices.values() if c.part.kind == "name"]
    whole = set(taken.columns.values()) == set(sheet.profiles)
    return taken.value is not None and whole and bool(figures) and bool(named)


def _holds_several(source: Source, wants: Mapping[str, tuple[Field, Wanted]]) -> bool:
    """Whether a table's columns are called like several lists: then it is wanted whole."""
    named = [
        f
        for f, want in wants.values()
        if want.shape == "list"
        if any(likeness(heading, (f.words, *f.aliases)) >= OWN_NAME for heading in source.columns)
    ]
    return len(named) > 1


def _place(given: Origin) -> str:
    """The file that filled a field; empty for a pasted table."""
    return str(given.value["file"]) if is_file(given.value) else ""


def _is_outright(taken: Taken, f: Field) -> bool:
    """Whether a table that could be taken whole holds a list by its name, or in two variants."""
    names = (f.words, *f.aliases)
    if taken.value is not None:
        return all(likeness(heading, names) >= OUTRIGHT for heading in taken.columns.values())
    for options in taken.matched.doubts.values():
        first = set(bare_words(options[0]))
        variants = all(first < set(bare_words(other)) for other in options[1:])
        if len(options) > 1 and variants and likeness(options[0], names) >= OUTRIGHT:
            return True
    return False


def lists_in_files(fields: Sequence[Field], message: Message) -> set[str]:
    """Lists that stand in a file, where the message has too few figures to be one."""
    figures = sum(1 for span in message.spans if span.within is None and numbers_in(span))
    if figures > MOST_LONE:
        return set()
    return {f.name for f in fields if f.kind == "series" and f.name in message.in_files}


def numbers_in(span: Span) -> bool:
    """Whether a span holds a figure."""
    return any(letter.isdigit() for letter in span.text)


def shut_by_doubts(tool: Tool, fields: Sequence[Field], doubts: Mapping[str, Doubt]) -> set[str]:
    """Lists that no figure of the message may fill while it is asked which column they are.

    The other ways to give the same are shut too: the table is there, only its column is in doubt.
    """
    sure = {name for name, doubt in doubts.items() if doubt.found and doubt.worth >= UNSPOKEN}
    ways = [{name for way in group for name in way} for group in tool.groups]
    near = sure.union(*(names for names in ways if names & sure))
    lists = {f.name for f in fields if f.kind in ("series", "records", "table", "book")}
    return (near & lists) | sure


@dataclass(frozen=True, slots=True)
class Tried:
    """A field tried on a table."""

    worth: float
    field: Field
    taken: Taken
    source: Source

    @property
    def complete(self) -> bool:
        """Whether the table gives all that the field needs."""
        return self.taken.value is not None and self.taken.matched.complete


def is_file(value: Any) -> bool:
    """Whether an argument speaks of an uploaded file."""
    return isinstance(value, Mapping) and "file" in value


def _accept(tried: Sequence[Tried], found: Sheets) -> None:
    """The fields each table fills best; several lists may take a column of one table each."""
    used: dict[int, set[str]] = {}
    for one in tried:
        name, columns = one.field.name, set(one.taken.columns.values())
        taken = used.get(id(one.source), set())
        shared = taken and (one.field.kind != "series" or columns & taken)
        if name in found.origins or name in found.doubts or shared:
            continue
        if one.complete and (rivals := _as_good(one, tried, found)):
            files = tuple(dict.fromkeys(r.source.name for r in (one, *rivals)))
            found.doubts[name] = Doubt(one.field, "", files, one.source, one.worth)
        elif one.complete:
            found.origins[name] = origin(one.field, one.taken, one.source)
            used.setdefault(id(one.source), set()).update(columns or {one.source.name})
        elif doubt := doubted(one.field, one.taken, one.source, one.worth):
            found.doubts[name] = doubt
            used.setdefault(id(one.source), set()).update(doubt.options)


def _as_good(one: Tried, tried: Sequence[Tried], found: Sheets) -> list[Tried]:
    """Other files that fill the same field as well, and that no other field wants."""
    rivals: list[Tried] = []
    for other in tried:
        same = other.field is one.field and other.source.name != one.source.name
        close = other.complete and one.worth - other.worth < CLOSE
        elsewhere = any(
            o.source is other.source and o.complete and o.field is not one.field
            and o.field.name not in found.origins
            for o in tried
        )  # fmt: skip
        if same and close and not elsewhere:
            rivals.append(other)
    return rivals


def _said(message: Message, source: Source) -> str:
    """The person's own words, and the name of the file."""
    own = message.text
    for start, end in sorted(message.tables, reverse=True):
        own = f"{own[:start]} {own[end:]}"
    return own if source.name == PASTED else f"{own} {source.stem}"


def _worth(taken: Taken, f: Field, source: Source) -> float:
    """How surely a table is what a field wants, by its columns and a little by its name."""
    named = likeness(source.stem, (f.words, *f.aliases)) * BY_NAME if source.file else 0.0
    if taken.value is not None and not taken.matched.choices:
        return MATRIX + named
    worth = taken.matched.worth - 0.1 * bool(taken.matched.missing)
    if not worth and _is_whole(taken, f, source):  # of parts none of which is required
        scores = [choice.score for choice in taken.matched.choices.values()]
        worth = sum(scores) / max(len(scores), 1)
    if taken.value is None and not taken.columns and not _is_spoken(taken, f):
        worth = min(worth, UNSPOKEN)
    spoken = sum(choice.score >= NAMED for choice in taken.matched.choices.values())
    return worth + named + 0.01 * spoken if worth > 0 else 0.0


def _is_spoken(taken: Taken, f: Field) -> bool:
    """Whether a heading that is in doubt sounds like what is wanted."""
    names = (f.words, *f.aliases)
    options = [heading for headings in taken.matched.doubts.values() for heading in headings]
    return any(likeness(heading, names) >= NAMED for heading in options)


def origin(f: Field, taken: Taken, source: Source) -> Origin:
    """A field filled by a table: by reference to a file, by the values of a pasted one."""
    shown = ", ".join(f"`{heading}`" for heading in dict.fromkeys(taken.columns.values()))
    words = f"column {shown} of {source.name}" if shown else source.name
    scores = {name: choice.score for name, choice in taken.matched.choices.items()}
    value = reference(f, taken, source) if source.file else taken.value
    score = min(scores.values(), default=1.0)
    parts = tuple(
        (part, heading, scores.get(part, score)) for part, heading in taken.columns.items()
    )
    return Origin(f, value, words.replace("column ", "columns ") if "," in shown else words,
                  score, columns=parts, notes=taken.notes)  # fmt: skip


def reference(f: Field, taken: Taken, source: Source) -> dict[str, Any]:
    """How a call speaks of a file's columns."""
    columns = dict(taken.columns)
    said: dict[str, Any] = {"file": source.file}
    if source.sheet:
        said["sheet"] = source.sheet
    if f.kind == "series" and len(columns) == 1:
        said["column"] = next(iter(columns.values()))
    elif f.kind == "series" or f.kind == "book":
        said["columns"] = list(columns)
    elif columns:
        said["columns"] = columns
    return said


def doubted(f: Field, taken: Taken, source: Source, worth: float) -> Doubt | None:
    """The first column to ask for."""
    for part, options in taken.matched.doubts.items():
        return Doubt(f, part, tuple(options), source, worth)
    for part in taken.matched.missing:
        spoken = set(taken.columns.values())
        rest = tuple(heading for heading in source.columns if heading not in spoken)
        return Doubt(f, part, rest, source, worth, found=False)
    return None


def wanted(f: Field, needed: bool = True) -> Wanted | None:
    """What a field wants of a table; None when it takes none, or takes it as it is."""
    if f.kind == "table" and f.parts:
        return Wanted(f.name, "table", parts(f.parts))
    if f.kind == "records":
        return Wanted(f.name, "rows", parts(f.parts))
    if f.kind == "book":
        return Wanted(f.name, "book")
    if f.kind == "series" and f.of == "series":
        return Wanted(f.name, "matrix", (_part(f, "number", needed),))
    if f.kind == "series" and f.of in _LISTS:
        return Wanted(f.name, "list", (_part(f, f.of, needed),))
    return None


def parts(fields: Sequence[Field]) -> tuple[Part, ...]:
    """The members of an object as columns; a list inside it that may be left out is told apart."""
    return tuple(
        replace(_part(f, "rows", True), parts=parts(f.parts))
        if f.kind == "records"
        else _part(f, f.kind, f.required)
        for f in fields
        if f.required or f.kind != "records"
    )


def _part(f: Field, kind: str, needed: bool) -> Part:
    return Part(
        name=f.name,
        kind=kind,
        names=(f.words, *f.aliases),
        unit=f.unit,
        required=needed,
        low=f.minimum,
        high=f.maximum,
        integer=f.integer,
        values=f.synonyms,
    )
