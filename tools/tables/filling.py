"""A field's value from a table: one column, an object a row, several columns, or all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tools.tables.estimates import expanded, gathered
from tools.tables.matching import Choice, Matched, Sheet, match
from tools.tables.profiles import Profile
from tools.tables.wanted import NAMED, Part, Wanted

FEWEST_COLUMNS = 2  # of a matrix


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table gives a field, and how it was read."""

    value: Any
    matched: Matched
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    """The heading taken for each part."""
    rows: int = 0
    notes: tuple[str, ...] = ()
    """What was converted, reordered or left out."""


def take(
    want: Wanted,
    sheet: Sheet,
    chosen: Mapping[str, str] | None = None,
    text: str = "",
) -> Taken:
    """`want` filled from `sheet`; the value is None while something is doubtful or missing."""
    if want.shape in ("matrix", "book"):
        return _several(want, sheet, chosen or {})
    if want.shape == "table" and not want.parts:
        columns = {name: list(cells) for name, cells in sheet.columns.items()}
        return Taken({"columns": columns}, Matched(), rows=_rows(sheet))
    parts = flat(want.parts)
    single = match(expanded(parts, _whole(parts, sheet, chosen)), sheet, chosen, text)
    matched = gathered(parts, single)
    columns = {
        name: choice.heading
        for name, choice in single.choices.items()
        if name in matched.choices or name.rpartition(".")[0] in matched.choices
    }
    lacks = want.shape == "list" and want.parts[0].name not in matched.choices
    if lacks or not matched.complete:
        return Taken(None, matched, columns, _rows(sheet))
    notes = [
        f"`{choice.heading}` from {choice.read.said}"
        for choice in matched.choices.values()
        if choice.read.said
    ]
    if want.shape == "list":
        value, said = _list(matched.choices[want.parts[0].name], sheet)
        return Taken(value, matched, columns, len(value), (*notes, *said))
    if want.shape == "table":
        return Taken(_renamed(matched, sheet), matched, columns, _rows(sheet), tuple(notes))
    rows = _objects(want.parts, matched, _rows(sheet))
    return Taken(rows, matched, columns, len(rows), tuple(notes))


def _whole(parts: Sequence[Part], sheet: Sheet, chosen: Mapping[str, str] | None) -> frozenset[str]:
    """Of several estimates those that one column gives by its own name: "freq", "low", "high"."""
    estimates = [part for part in parts if part.kind == "estimate"]
    if len(estimates) < 2:
        return frozenset()
    return frozenset(match(estimates, sheet, chosen).choices)


def flat(parts: Sequence[Part]) -> list[Part]:
    """All columns a row may give, those of lists inside the object included."""
    found: list[Part] = []
    for part in parts:
        found += flat(part.parts) if part.kind == "rows" else [part]
    return found


def _rows(sheet: Sheet) -> int:
    return max((len(cells) for cells in sheet.columns.values()), default=0)


def _list(choice: Choice, sheet: Sheet) -> tuple[list[Any], list[str]]:
    """One column from top to bottom, oldest first where a column of dates says so."""
    values = list(choice.read.values)
    said: list[str] = []
    days = next(
        (p for p in sheet.profiles.values() if p.kind == "date" and not p.blanks and p.dates), None
    )
    dates = days.dates if days is not None else None
    if dates and len(dates) == len(values) and not all(a <= b for a, b in pairwise(dates)):
        order = sorted(range(len(values)), key=lambda i: dates[i])
        values = [values[i] for i in order]
        said.append("the values in the order of their dates")
    kept = [value for value in values if value is not None]
    if blank := len(values) - len(kept):
        said.append(f"without {blank} blank {'cell' if blank == 1 else 'cells'}")
    return kept, said


def _renamed(matched: Matched, sheet: Sheet) -> dict[str, Any]:
    """Matched columns under the names that were declared, the others under their own."""
    taken = {choice.heading for choice in matched.choices.values()}
    found: dict[str, Any] = {n: list(c.read.values) for n, c in matched.choices.items()}
    for name, cells in sheet.columns.items():
        if name not in taken and name not in found:
            found[name] = list(cells)
    return {"columns": found}


def _objects(parts: Sequence[Part], matched: Matched, size: int) -> list[dict[str, Any]]:
    """An object a row; rows of one name are one object where it holds a list itself."""
    inner = next((part for part in parts if part.kind == "rows"), None)
    plain = [part for part in parts if part.kind != "rows"]
    rows = [_object(plain, matched, i) for i in range(size)]
    if inner is None:
        return [row for row in rows if row]
    labels = [p.name for p in plain if p.kind in NAMED and p.name in matched.choices]
    groups: dict[Any, dict[str, Any]] = {}
    for place, row in enumerate(rows):
        key = tuple(row.get(label) for label in labels)
        held = groups.setdefault(key, {**row, inner.name: []})
        held[inner.name].append(_object(inner.parts, matched, place))
    return list(groups.values())


def _object(parts: Sequence[Part], matched: Matched, row: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        choice = matched.choices.get(part.name)
        if choice is not None and (value := choice.read.values[row]) is not None:
            found[part.name] = value
    return found


def _several(want: Wanted, sheet: Sheet, chosen: Mapping[str, str]) -> Taken:
    """Every column of numbers: a list a row, or by name."""
    numeric = {name: p for name, p in sheet.profiles.items() if _is_figures(p)}
    if chosen:
        numeric = {name: p for name, p in numeric.items() if name in chosen.values()}
    if len(numeric) < FEWEST_COLUMNS:
        return Taken(None, Matched(missing=(want.name,)), rows=_rows(sheet))
    whole = [
        i for i in range(_rows(sheet)) if all(p.cells[i] is not None for p in numeric.values())
    ]
    notes = (
        ()
        if len(whole) == _rows(sheet)
        else (f"without {_rows(sheet) - len(whole)} rows that have blanks",)
    )
    columns = {name: [p.cells[i] for i in whole] for name, p in numeric.items()}
    value: Any = columns
    if want.shape == "matrix":
        value = [list(row) for row in zip(*columns.values(), strict=True)]
    return Taken(value, Matched(), {name: name for name in numeric}, len(whole), notes)


def _is_figures(profile: Profile) -> bool:
    return profile.kind == "number" and not profile.counts
