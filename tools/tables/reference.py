"""Columns of a file as a request refers to them, and what is wrong when they are not there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.errors import FieldProblem, InvalidInput
from tools.tables.estimates import expanded
from tools.tables.filling import Taken, flat, take
from tools.tables.headings import likeness
from tools.tables.matching import SURE, Sheet
from tools.tables.wanted import Wanted

KEYS = frozenset(["file", "sheet", "column", "columns"])
"""What may stand in an argument that speaks of a file."""
_SHOWN = 20
"""Headings named in an error."""

ReadSheet = Callable[[str], Mapping[str, Any]]
"""Reads a table, or one sheet of it by name, as `tools.documents.reading.look` does."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file gave a field."""

    value: Any
    kept: dict[str, Any] = field(default_factory=dict[str, Any])
    """What the receipt remembers: `reference`, `rows` and `notes`."""


def is_reference(value: Any) -> bool:
    """Whether an argument speaks of an uploaded file."""
    return isinstance(value, Mapping) and "file" in value and set[Any](value) <= KEYS


def columns_taken(
    want: Wanted, reference: Mapping[str, Any], read: ReadSheet, name: str
) -> dict[str, Any]:
    """The `Columns` of a file as plain data; `InvalidInput` names the columns it has instead."""
    wanted_sheet = str(reference.get("sheet") or "")
    about = read(wanted_sheet)
    sheet, chosen = _sheet(about), _chosen(want, reference, _sheet(about), name)
    taken = take(want, sheet, chosen, _stem(name))
    if taken.value is None and not wanted_sheet and not chosen:
        others: Mapping[str, Any] = about.get("sheets") or {}
        fitting = [s for s, other in others.items() if _fits(want, other, name)]
        if len(fitting) == 1:
            about = read(fitting[0])
            wanted_sheet, taken = fitting[0], take(want, _sheet(about), chosen, _stem(name))
    if taken.value is None:
        raise unmatched(want, taken, sheet, name)
    kept = {"reference": _kept(want, taken, wanted_sheet), "rows": taken.rows}
    notes = [*about.get("notes", ()), *taken.notes]
    return {"value": taken.value, "kept": {**kept, "notes": notes}}


def as_declared(want: Wanted, value: Any) -> Any:
    """A table given inline, its columns under the names that were declared."""
    columns = _inline(value)
    if columns is None:
        return value  # no table: validation says so
    taken = take(want, Sheet(columns))
    if taken.value is None:
        raise unmatched(want, taken, Sheet(columns), "the table")
    return taken.value


def unmatched(want: Wanted, taken: Taken, sheet: Sheet, name: str) -> InvalidInput:
    """What is missing or doubtful, each column by name, and which columns there are."""
    there = ", ".join(f"`{heading[:80]}`" for heading in list(sheet.columns)[:_SHOWN])
    problems: list[FieldProblem] = []
    for part in taken.matched.missing:
        message = _unknown_words(want, part, sheet)
        message = message or f"no column holds the {_said(part)}; the columns are {there}"
        message = f"{name}: {message}"
        problems.append(FieldProblem(_place(want, part), "missing_column", message))
    for part, options in taken.matched.doubts.items():
        could = " or ".join(f"`{heading[:80]}`" for heading in options)
        message = f"{name}: it is not clear which column holds the {_said(part)}: {could}"
        if len(options) == 1:
            message = f"{name}: no column is called like the {_said(part)}; could it be {could}?"
        problems.append(FieldProblem(_place(want, part), "ambiguous_column", message))
    key = '"column": heading' if want.shape == "list" else '"columns": {name: heading}'
    return InvalidInput(
        "; ".join(problem.message for problem in problems),
        hint=f'Name the column: {{"file": id, {key}}}.',
        errors=tuple(problems),
    )


def _unknown_words(want: Wanted, name: str, sheet: Sheet) -> str:
    """What is wrong with a column that is called like a choice and holds other words."""
    part = next((one for one in flat(want.parts) if one.name == name and one.values), None)
    if part is None:
        return ""
    alike = {heading: likeness(heading, part.names) for heading in sheet.profiles}
    heading = max(alike, key=lambda one: alike[one], default="")
    if not heading or alike[heading] < SURE:
        return ""
    return f"the column `{heading[:80]}` holds words that are none of {', '.join(part.values)}"


def _place(want: Wanted, part: str) -> str:
    return want.name if part == want.name else f"{want.name}.{part}"


def _said(part: str) -> str:
    return part.replace("_", " ")


def _sheet(about: Mapping[str, Any]) -> Sheet:
    return Sheet(about["columns"], about.get("units") or {})


def _stem(name: str) -> str:
    return re.sub(r"\.\w{1,8}$", "", name)


def _fits(want: Wanted, about: Mapping[str, Any], name: str) -> bool:
    taken = take(want, _sheet(about), None, _stem(name))
    return taken.value is not None and taken.matched.complete


def _chosen(want: Wanted, reference: Mapping[str, Any], sheet: Sheet, name: str) -> dict[str, str]:
    """The columns that were named, each as the file writes it."""
    given: dict[str, Any] = {}
    columns = reference.get("columns")
    if isinstance(columns, Mapping):
        given = {str(part): heading for part, heading in columns.items()}
    elif isinstance(columns, list):
        given = {str(heading): heading for heading in columns}
    if "column" in reference:
        given[want.parts[0].name if want.parts else want.name] = reference["column"]
    known = {part.name for part in expanded(flat(want.parts))}
    if known and not set(given) <= known | set(sheet.columns):
        message = f"takes the columns {', '.join(sorted(known))}"
        raise InvalidInput.of(want.name, message, code="unknown_column")
    return {part: _heading(want, str(heading), sheet, name) for part, heading in given.items()}


def _heading(want: Wanted, heading: str, sheet: Sheet, name: str) -> str:
    plain = {" ".join(h.casefold().split()): h for h in sheet.columns}
    if heading in sheet.columns:
        return heading
    if (found := plain.get(" ".join(heading.casefold().split()))) is not None:
        return found
    there = ", ".join(f"`{h[:80]}`" for h in list(sheet.columns)[:_SHOWN])
    message = f"{name}: there is no such column; the columns are {there}"
    raise InvalidInput.of(want.name, message, code="missing_column")


def _kept(want: Wanted, taken: Taken, sheet: str) -> dict[str, Any]:
    """How to say outright what was taken."""
    found: dict[str, Any] = {"sheet": sheet} if sheet else {}
    if want.shape == "list":
        return {**found, "column": next(iter(taken.columns.values()))}
    if taken.columns and want.shape in ("matrix", "book"):
        return {**found, "columns": list(taken.columns)}
    return {**found, "columns": dict(taken.columns)} if taken.columns else found


def _inline(value: Any) -> dict[str, list[Any]] | None:
    if isinstance(value, Mapping):
        columns: Any = value.get("columns", value)
        if isinstance(columns, Mapping) and all(isinstance(c, list) for c in columns.values()):
            return {str(name): list(cells) for name, cells in columns.items()}
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        names = list(dict.fromkeys(str(name) for row in value for name in row))
        return {name: [row.get(name) for row in value] for name in names}
    return None
