"""Rows of cells become named columns: what stands above and below the table is set apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.numbers import Cell, number
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

MOST_COLUMNS = 5_000
_LOOKED_AT = 50
"""Rows below a heading that are compared with it."""
_COMMENTS = ("#", "//", "--", "%", ";")
_TOTALS = frozenset(
    ("total", "totals", "subtotal", "sum", "summe", "gesamt", "insgesamt", "average", "mean")
)
_FEWEST = 4
"""Rows a table needs before its last one can be the sum of the others."""


@dataclass(slots=True)
class Framed:
    """A table's names, its rows, and what was said about it on the way."""

    names: list[str]
    rows: list[Sequence[Cell]]
    first: int = 2
    """The number, in the file, of the first row."""
    notes: list[str] = field(default_factory=list[str])


def framed(rows: Sequence[Sequence[Cell]]) -> Framed:
    """The table in the rows of a file or sheet; none of `rows` is empty."""
    notes: list[str] = []
    width = _width(rows)
    start = _above(rows, width)
    if start:
        lines = "line" if start == 1 else "lines"
        notes.append(f"skipped {start} {lines} above the table")
    table = [list(row) for row in rows[start:]]
    if len(table) > 2 and _in_two_rows(table):
        table[0:2] = [_joined(table[0], table[1])]
        start += 1
        notes.append("joined the two rows of headings")
    header = has_header(table[0], table[1:])
    if not header:
        notes.append("found no headings: the columns are called column_1, column_2 and so on")
    names, body = named(table, header)
    if len(body) >= _FEWEST and _is_total(body[-1]):
        body = body[:-1]
        notes.append("left out the last row, a total")
    return Framed(names, body, start + 1 + header, notes)


def check_size(rows: int, columns: int, limits: Limits) -> None:
    """Refuse an empty table and one with too many cells."""
    if rows == 0 or columns == 0:
        raise Refused("empty", "the table has no rows below its header")
    if columns > MOST_COLUMNS:
        raise Refused("too_large", f"the table has more than {MOST_COLUMNS:,} columns")
    if rows * columns > limits.cells:
        raise Refused("too_large", f"the table has more than {limits.cells:,} cells; split it")


def check_width(table: Framed) -> None:
    """Refuse a row that has more cells than there are headings."""
    width = len(table.names)
    for place, row in enumerate(table.rows, table.first):
        if any(_filled(row[width:])):
            raise Refused("damaged", f"row {place} has more cells than the header names")


def has_header(first: Sequence[Cell], rest: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row names the columns.

    It does when no cell of it is a number and it is unlike the rows below, and also when its
    numbers count up by one (item numbers, years) beside or above other kinds of cells.
    """
    values = [_value(cell) for cell in first]
    found = [value for value in values if value is not None]
    blank = sum(not str(cell or "").strip() for cell in first[1:])
    if not found:
        return not _is_like(first, rest[:_LOOKED_AT], strict=bool(blank))
    steps = {after - before for before, after in pairwise(found)}
    counts_up = len(found) >= 2 and steps == {1} and not blank
    below = [_value(row[0]) for row in rest[:20] if row]
    return counts_up and (values[0] is None or found[0] not in below)


def named(rows: Sequence[Sequence[Cell]], header: bool) -> tuple[list[str], list[Sequence[Cell]]]:
    """Names of the columns (unique, never empty) and the rows below them."""
    first = list(rows[0]) if header else []
    while first and not str(first[-1] or "").strip() and not _below(rows, len(first) - 1):
        first.pop()
    width = len(first) or max(len(row) for row in rows)
    names: list[str] = []
    for index in range(width):
        given = first[index] if index < len(first) else None
        name = " ".join(clean(str(given)).split())[:200] if given is not None else ""
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


def _filled(cells: Iterable[Cell]) -> list[bool]:
    return [cell is not None and bool(str(cell).strip()) for cell in cells]


def _below(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Whether anything stands in a column below the first row."""
    return any(any(_filled(row[index : index + 1])) for row in rows[1:])


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    """How many columns most rows reach to."""
    reach = Counter(max(i for i, held in enumerate(_filled(row), 1) if held) for row in rows)
    return max(reach.items(), key=lambda item: (item[1], item[0]))[0]


def _above(rows: Sequence[Sequence[Cell]], width: int) -> int:
    """How many rows stand above the table: titles, comments, the name of an export."""
    for place, row in enumerate(rows[:-1]):
        gaps = _filled(row)
        filled, reach = sum(gaps), max(i for i, held in enumerate(gaps, 1) if held)
        said = str(row[0] or "").strip()
        comment = said.startswith(_COMMENTS) and filled < max(width, 2)
        title = width > 1 and (filled <= max(1, width // 3) or reach <= width // 2)
        if not comment and not title:
            return place
    return 0


def _in_two_rows(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether merged headings stand above the headings: "Q1, , Q2, " over "plan, actual, …"."""
    top, under, below = rows[0], rows[1], rows[2]
    gaps = _filled(top)
    after = gaps[1:] if len(gaps) > 1 else []
    merged = any(held and not beside for held, beside in pairwise([*gaps, False]))
    words = all(_value(cell) is None for cell in (*top, *under))
    full = sum(_filled(under)) > sum(gaps) and sum(_filled(under)) >= len(top) - 1
    return bool(after) and merged and words and full and any(_value(c) is not None for c in below)


def _joined(top: Sequence[Cell], under: Sequence[Cell]) -> list[Cell]:
    held = ""
    names: list[Cell] = []
    for index, cell in enumerate(under):
        held = str(top[index] or "").strip() or held if index < len(top) else held
        own = str(cell or "").strip()
        names.append(f"{held} {own}".strip() if own.casefold() != held.casefold() else own)
    return names


def _is_like(first: Sequence[Cell], rest: Sequence[Sequence[Cell]], *, strict: bool) -> bool:
    """Whether a row of text looks like one more row of what is below it."""
    held = [(i, str(cell).strip()) for i, cell in enumerate(first) if str(cell or "").strip()]
    again = sum(
        any(i < len(row) and str(row[i] or "").strip() == text for row in rest) for i, text in held
    )
    return bool(rest) and (again > 0 if strict else again * 2 > len(held))


def _is_total(row: Sequence[Cell]) -> bool:
    label = next((str(cell) for cell in row if str(cell or "").strip()), "")
    return label.strip().strip(":").casefold() in _TOTALS


def _value(cell: Cell) -> float | None:
    if isinstance(cell, bool) or cell is None:
        return None
    return number(cell, False) if isinstance(cell, str) else float(cell)
