"""Rows of cells become named columns."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.numbers import Cell, number
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

MOST_COLUMNS = 5_000


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Refuse an empty table and one with too many cells."""
    if rows == 0 or columns == 0:
        raise Refused("empty", "the table has no rows below its header")
    if columns > MOST_COLUMNS:
        raise Refused("too_large", f"the table has more than {MOST_COLUMNS:,} columns")
    if rows * columns > limits.cells:
        raise Refused("too_large", f"the table has more than {limits.cells:,} cells; split it")


def has_header(first: Sequence[Cell], rest: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row names the columns.

    It does when no cell of it is empty or a number, and also when its numbers count up by one
    (item numbers, years) beside or above other kinds of cells.
    """
    if any(cell is None or str(cell).strip() == "" for cell in first[1:]):
        return False
    values = [_value(cell) for cell in first]
    found = [value for value in values if value is not None]
    if not found:
        return True
    steps = {after - before for before, after in pairwise(found)}
    counts_up = len(found) >= 2 and steps == {1}
    below = [_value(row[0]) for row in rest[:20] if row]
    return counts_up and (values[0] is None or found[0] not in below)


def named(rows: Sequence[Sequence[Cell]], header: bool) -> tuple[list[str], list[Sequence[Cell]]]:
    """Names of the columns (unique, never empty) and the rows below them."""
    first = list(rows[0]) if header else []
    width = len(first) or max(len(row) for row in rows)
    names: list[str] = []
    for index in range(width):
        given = first[index] if index < len(first) else None
        name = clean(str(given)).strip()[:200] if given is not None else ""
        name = name or f"column_{index + 1}"
        while name in names:
            name += "_2"
        names.append(name)
    return names, list(rows[1:] if header else rows)


def columns_of(names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, list[Any]]:
    """Columns by name; short rows are filled with nothing."""
    return {
        name: [row[index] if index < len(row) else None for row in rows]
        for index, name in enumerate(names)
    }


def _value(cell: Cell) -> float | None:
    if isinstance(cell, bool) or cell is None:
        return None
    return number(cell, False) if isinstance(cell, str) else float(cell)
