"""A history as people have it, read into returns by row and asset."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tools.errors import InvalidInput
from tools.fields import Cell, TableData

Floats = NDArray[np.float64]

_HEADINGS = {
    "prices": re.compile(r"\b(price|prices|close|closing|adj|level|nav|index|kurs|quote)\b", re.I),
    "returns": re.compile(r"\b(return|returns|ret|rets|change|performance|rendite)\b|%", re.I),
    "profits": re.compile(r"\b(p&l|p/l|pnl|profit|profits|gain|gains|result)\b", re.I),
}
_WORDS = re.compile(r"[_\-.]+")
_NUMBER = re.compile(r"[-+−(]?\s*[$€£]?\s*\d[\d,.' ]*(?:[eE][-+]?\d+)?\s*%?\)?")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y")
_GAPS = (("day", 1, 4), ("week", 5, 9), ("month", 26, 33), ("quarter", 80, 100), ("year", 350, 380))
_LARGEST_RETURN = 1.0  # beyond, mixed signs are taken for money
BLANK = ("", "na", "n/a", "nan", "null", "none", "-", "#n/a")


@dataclass(frozen=True)
class History:
    """Periods by row, oldest first."""

    names: list[str]
    moves: Floats
    """(rows, assets): returns as fractions, or profits in money."""
    taken: str
    """What was given: returns, prices or profits."""
    period: str | None = None
    notes: list[str] = field(default_factory=list[str])


def of_list(values: Sequence[float], taken: str) -> History:
    """A pasted list."""
    column = np.asarray(values, dtype=np.float64)[:, None]
    return _moved(["portfolio"], column, taken, None, [])


def of_table(
    table: TableData,
    holds: str | None,
    column: str | None,
    wanted: Sequence[str] | None,
    place: str = "positions",
) -> History:
    """A table: the columns of the positions, the named one, or the only one with numbers.

    `place` is the field that names the positions; errors speak of it.
    """
    period, dates, notes = _calendar(table)
    names = _columns(table, dates, column, wanted, place)
    return _read(table, names, holds, period, dates, notes)


def of_assets(
    table: TableData, holds: str | None, wanted: Sequence[str] | None, place: str = "assets"
) -> History:
    """A table with one column an asset: those of `wanted`, or every column of numbers.

    Rows before the last asset begins or after the first one ends are left out and noted; a blank
    between is refused.
    """
    period, dates, notes = _calendar(table)
    if wanted is None:
        names = [n for n in _number_columns(table, 0.0) if n != dates]
        if not names:
            raise InvalidInput.of("history", "has no column of numbers")
    else:
        names = _columns(table, dates, None, wanted, place)
    cut = _lived(table, names)
    if cut != (0, table.rows):
        first, last = cut
        kept = {
            name: table.columns[name][first:last] for name in {*names, *([dates or ""])} if name
        }
        table = TableData(columns=kept)
        notes.append(
            f"Only rows {first + 1} to {last} were used: outside them not every asset has a value."
        )
    return _read(table, names, holds, period, dates, notes)


def _lived(table: TableData, names: Sequence[str]) -> tuple[int, int]:
    """From which row to which every asset has values."""
    first, last = 0, table.rows
    for name in names:
        there = [row for row, cell in enumerate(table.columns[name]) if not _blank(cell)]
        if not there:
            raise InvalidInput.of("history", f"the column {name} is empty")
        first, last = max(first, there[0]), min(last, there[-1] + 1)
    if last - first < 2:
        raise InvalidInput.of(
            "history", "has no two rows in which every asset has a value; leave out the shortest"
        )
    return first, last


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in BLANK)


def _read(
    table: TableData,
    names: list[str],
    holds: str | None,
    period: str | None,
    dates: str | None,
    notes: list[str],
) -> History:
    columns = [_numbers(name, table.columns[name]) for name in names]
    values = np.column_stack([numbers for numbers, _ in columns])
    percent = all(said for _, said in columns) or all("%" in name for name in names)
    taken = holds or _held(names, values)
    if percent and taken == "returns" and not all(said for _, said in columns):
        values = values / 100
        notes.append("Returns were read as percentages, as the heading says.")
    if dates and _falling(table.columns[dates]):
        values = values[::-1]
        notes.append("The table runs from new to old; it was turned round.")
    return _moved(names, np.ascontiguousarray(values), taken, period, notes)


def _moved(
    names: list[str], values: Floats, taken: str, period: str | None, notes: list[str]
) -> History:
    if taken == "prices":
        if np.any(values <= 0):
            row, place = (int(k) for k in np.argwhere(values <= 0)[0])
            raise InvalidInput.of(
                "history", f"row {row + 1} of {names[place]} is no price: prices are above zero"
            )
        if values.shape[0] < 2:
            raise InvalidInput.of("history", "needs at least two prices to have a return")
        values = values[1:] / values[:-1] - 1
        notes = [
            *notes,
            "Prices were turned into simple returns: each over the one before, less 1.",
        ]
    elif taken == "returns" and np.any(values <= -1):
        row, place = (int(k) for k in np.argwhere(values <= -1)[0])
        raise InvalidInput.of(
            "history",
            f"row {row + 1} of {names[place]} loses everything or more; returns are fractions "
            "(-0.8 % is -0.008): if these are percentages write the sign, if money say that the "
            "table holds profits",
        )
    elif taken == "returns" and float(np.median(np.abs(values))) > _LARGEST_RETURN / 2:
        kind = "prices" if np.all(values > 0) else "percentages or profits"
        raise InvalidInput.of(
            "history",
            f"is said to hold returns, but half of its numbers are above {_LARGEST_RETURN / 2:g} "
            f"in size, as {kind} are; returns are fractions (0.8 % is 0.008): say what it holds",
        )
    return History(names, values, taken, period, notes)


def _calendar(table: TableData) -> tuple[str | None, str | None, list[str]]:
    """The period of the rows and the column of dates, if one is found."""
    for name, cells in table.columns.items():
        days = [_day(cell) for cell in cells]
        known = [day for day in days if day is not None]
        if len(known) < max(2, 0.9 * len(cells)):
            continue
        gaps = np.abs(np.diff([day.toordinal() for day in known]))
        gap = float(np.median(gaps))
        period = next((word for word, low, high in _GAPS if low <= gap <= high), None)
        return period, name, []
    return None, None, []


def _day(cell: Cell) -> datetime.date | None:
    if not isinstance(cell, str):
        return None
    text = cell.strip().split("T")[0].split(" ")[0]
    for form in _DATES:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _falling(cells: Sequence[Cell]) -> bool:
    days = [day for cell in cells if (day := _day(cell))]
    return len(days) > 1 and days[0] > days[-1]


def _columns(
    table: TableData,
    dates: str | None,
    column: str | None,
    wanted: Sequence[str] | None,
    place: str,
) -> list[str]:
    by_key = {_key(name): name for name in table.columns}
    if wanted is not None:
        absent = [(k, name) for k, name in enumerate(wanted) if _key(name) not in by_key]
        if absent:
            number, _ = absent[0]
            raise InvalidInput.of(
                f"{place}.{number}.name",
                "is not a column of the history; its columns are " + _listed(table, dates),
            )
        return [by_key[_key(name)] for name in wanted]
    if column is not None:
        if _key(column) not in by_key:
            raise InvalidInput.of(
                "column", "is not in the history; its columns are " + _listed(table, dates)
            )
        return [by_key[_key(column)]]
    usable = [name for name in _number_columns(table) if name != dates]
    if len(usable) == 1:
        return usable
    named = [name for name in usable if any(p.search(_spaced(name)) for p in _HEADINGS.values())]
    if len(named) == 1:
        return named
    if not usable:
        raise InvalidInput.of("history", "has no column of numbers")
    raise InvalidInput.of(
        "positions",
        "are needed, as the history has several columns: say how much is held of each of "
        f"{_listed(table, dates)}, or name one column",
        code="missing",
    )


def _listed(table: TableData, dates: str | None) -> str:
    names = [name for name in table.columns if name != dates]
    return ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")


def _number_columns(table: TableData, least: float = 0.5) -> list[str]:
    return [
        name
        for name in table.columns
        if _mostly_numbers(table, name, least) and not _counts_rows(table, name)
    ]


def _mostly_numbers(table: TableData, name: str, least: float) -> bool:
    """Whether at least that share of the cells, and more than of words, are numbers."""
    cells = table.columns[name]
    found = sum(_number(cell) is not None for cell in cells)
    said = sum(not _blank(cell) for cell in cells)
    return found >= least * len(cells) and found > 0.5 * said


def _counts_rows(table: TableData, name: str) -> bool:
    """Whether a column beside others only numbers the rows, from 0 or from 1."""
    cells = table.columns[name]
    rows = len(cells)
    counted = cells[0] in (0, 1) and cells[-1] == rows - 1 + int(cells[0] == 1)
    if len(table.columns) < 2 or rows < 3 or not counted:
        return False
    return cells in (list(range(rows)), list(range(1, rows + 1)))


def _key(name: str) -> str:
    return " ".join(_spaced(name).lower().split())


def _spaced(name: str) -> str:
    return _WORDS.sub(" ", name)


def _number(cell: Cell) -> tuple[float, bool] | None:
    """A cell's number, and whether it was a percentage."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return (float(cell), False) if np.isfinite(cell) else None
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    minus = text.startswith(("-", "−", "("))
    percent = "%" in text
    digits = re.sub(r"[^\d,.eE+-]", "", text.lstrip("-+−( "))
    if digits.count(",") == 1 and "." not in digits and not re.search(r",\d{3}$", digits):
        digits = digits.replace(",", ".")
    try:
        value = float(digits.replace(",", ""))
    except ValueError:
        return None
    value = value / 100 if percent else value
    return (-value if minus else value), percent


def _numbers(name: str, cells: Sequence[Cell]) -> tuple[Floats, bool]:
    found = [_number(cell) for cell in cells]
    for row, (one, cell) in enumerate(zip(found, cells, strict=True), 1):
        if one is None:
            what = "is blank" if _blank(cell) else "is not a number"
            raise InvalidInput.of(
                "history",
                f"row {row} of the column {name} {what}; fill it in or leave the row out",
            )
    return np.array([one[0] for one in found if one]), all(one[1] for one in found if one)


def _held(names: Sequence[str], values: Floats) -> str:
    """What the columns hold, by their headings, else by their numbers."""
    for kind, pattern in _HEADINGS.items():
        if all(pattern.search(_spaced(name)) for name in names):
            return kind
    if np.all(values > 0) and float(np.median(values)) > _LARGEST_RETURN / 2:
        return "prices"
    if float(np.abs(values).max()) < _LARGEST_RETURN:
        return "returns"
    raise InvalidInput.of(
        "history_holds",
        "is needed: the numbers could be profits in money or returns in percent; say whether the "
        "table holds returns, prices or profits",
        code="missing",
    )
