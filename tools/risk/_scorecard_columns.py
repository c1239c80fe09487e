"""Columns of a labelled table: what is to be predicted, and what from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import Cell, TableData
from tools.risk._scorecard_model import MOST_FEATURES
from tools.tables.profiles import Profile, flag

Flags = NDArray[np.bool_]
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A feature's values: numbers with NaN for missing, or words with "" for missing."""

    name: str
    values: NDArray[Any]
    numeric: bool

    def at(self, rows: NDArray[Any]) -> "Column":
        """The same column of fewer rows."""
        return Column(self.name, self.values[rows], self.numeric)


@dataclass(frozen=True, slots=True)
class Labelled:
    """Rows with an outcome."""

    columns: list[Column]
    outcome: Flags
    event: str
    notes: list[str]


def said(cell: Cell) -> str:
    """A cell as a category's name; "" for a missing one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()[:200]


def heading(table: TableData, name: str, field: str) -> str:
    """A column as the table writes it; `InvalidInput` names the columns there are."""
    plain = {" ".join(h.casefold().split()): h for h in table.columns}
    found = plain.get(" ".join(name.casefold().split()))
    if found is None:
        there = ", ".join(f"`{h[:80]}`" for h in list(table.columns)[:_SHOWN])
        message = f"there is no such column; the columns are {there}"
        raise InvalidInput.of(field, message, code="missing_column")
    return found


def labelled(
    table: TableData, target: str, event: str | None, features: Sequence[str] | None
) -> Labelled:
    """The outcome and the features of the rows whose outcome is known."""
    target = heading(table, target, "target")
    cells = table.columns[target]
    known = np.array([said(cell) != "" for cell in cells])
    outcome, event = outcome_of(cells, event)
    notes: list[str] = []
    if not known.all():
        notes.append(f"{int((~known).sum()):,} rows without an outcome were left out.")
    kept = np.flatnonzero(known)
    columns = _named(table, target, features) if features else _found(table, target, notes)
    return Labelled([one.at(kept) for one in columns], outcome[kept], event, notes)


def outcome_of(
    cells: Sequence[Cell], event: str | None, field: str = "target", value: str = "event"
) -> tuple[Flags, str]:
    """Which rows have the event, and the event's name; False where nothing is known."""
    words = [said(cell) for cell in cells]
    there = list(dict.fromkeys(word for word in words if word))
    shown = ", ".join(f"`{word[:40]}`" for word in there[:6])
    if len(there) < 2:
        message = "holds one value only; both rows with the event and rows without it are needed"
        raise InvalidInput.of(field, message, code="one_class")
    if event is None:
        event = _evident(there, shown, value)
    chosen = {word for word in there if word.casefold() == event.strip().casefold()}
    chosen = chosen or {word for word in there if _means_the_same(word, event)}
    if not chosen:
        message = f"does not stand in that column; it holds {shown}"
        raise InvalidInput.of(value, message, code="unknown_value")
    return np.array([word in chosen for word in words]), next(iter(chosen))


def _means_the_same(word: str, event: str) -> bool:
    """Whether a truth value, as a file's reader makes of "yes", is what the event's name says."""
    said = flag(event.strip())
    return word in ("true", "false") and said is not None and said == (word == "true")


def _evident(there: list[str], shown: str, field: str) -> str:
    plain = ["1" if word == "true" else "0" if word == "false" else word for word in there]
    marks = [flag(float(word)) if word in ("0", "1") else flag(word) for word in plain]
    if len(there) == 2 and set(marks) == {True, False}:
        return there[marks.index(True)]
    message = f"say which value means that it happened; the column holds {shown}"
    raise InvalidInput.of(field, message, code="missing")


def column(name: str, cells: Sequence[Cell], field: str) -> Column | None:
    """A column as a feature; None when it holds dates or nothing."""
    profile = Profile(name, cells)
    if profile.kind in ("empty", "date"):
        return None
    if profile.kind == "number" and profile.numbers is not None:
        values = np.full(len(cells), np.nan)
        blank = [c is None or (isinstance(c, str) and not c.strip()) for c in cells]
        values[~np.array(blank)] = profile.numbers
        if not np.isfinite(values[~np.array(blank)]).all():
            raise InvalidInput.of(field, f"`{name[:80]}` holds a number that is not finite")
        return Column(name, values, numeric=True)
    return Column(name, np.array([said(cell) for cell in cells], dtype=object), numeric=False)


def _named(table: TableData, target: str, features: Sequence[str]) -> list[Column]:
    found: list[Column] = []
    for name in dict.fromkeys(heading(table, one, "features") for one in features):
        if name == target:
            raise InvalidInput.of("features", "the target cannot be a feature too", code="conflict")
        one = column(name, table.columns[name], "features")
        if one is None:
            message = (
                f"`{name[:80]}` holds dates or nothing; give numbers (an age in days) or words"
            )
            raise InvalidInput.of("features", message, code="unusable")
        if len(set(one.values[_held(one)].tolist())) + bool((~_held(one)).any()) < 2:
            message = f"`{name[:80]}` has the same value in every row and can tell nothing"
            raise InvalidInput.of("features", message, code="constant")
        found.append(one)
    return found


def _found(table: TableData, target: str, notes: list[str]) -> list[Column]:
    found: list[Column] = []
    left: list[str] = []
    for name, cells in table.columns.items():
        if name == target:
            continue
        one = None if Profile(name, cells).counts else column(name, cells, "records")
        if one is None or not tells(one):
            left.append(f"`{name[:80]}`")
        else:
            found.append(one)
    if left:
        notes.append(
            f"Left out, as constant, dates or a name of the row: {', '.join(left[:_SHOWN])}."
        )
    if not found:
        message = "no column besides the target can tell anything: all are constant or name rows"
        raise InvalidInput.of("records", message, code="constant")
    if len(found) > MOST_FEATURES:
        message = f"the table has {len(found)} possible features; name at most {MOST_FEATURES}"
        raise InvalidInput.of("features", message, code="too_many")
    return found


def _held(one: Column) -> Flags:
    return ~np.isnan(one.values) if one.numeric else one.values != ""


def tells(one: Column) -> bool:
    """Whether it varies and, in words, does not name nearly every row."""
    held = one.values[_held(one)]
    distinct = len(set(held.tolist()))
    if distinct + (len(held) < len(one.values)) < 2:
        return False
    return one.numeric or distinct <= max(2, len(held) // 2)
