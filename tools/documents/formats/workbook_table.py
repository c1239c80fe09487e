"""The table on a sheet of an XLSX workbook: the one asked for, else the first that has one."""

import datetime
import warnings
from io import BytesIO
from typing import Any

from tools.documents.formats.archive import open_archive
from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size, columns_of, framed
from tools.documents.formats.numbers import Cell, fractions, typed
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_DAMAGED = "the workbook is damaged and cannot be opened; save it again as XLSX or CSV"
_MOST_SHEETS = 12
"""Sheets looked at besides the one taken."""
_SHOWN_ROWS = 200
_LOOKED_AT = 40
"""Rows in which the format of cells is looked at."""
_MOST_EMPTY = 10_000
"""Empty rows in a row after which a sheet has ended, whatever size it claims."""


def read(content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    """Columns by name; formulas count by the value they last had, dates are ISO text.

    `sheets` holds the first rows of every other sheet with a table, `sheet` names the one taken.
    """
    open_archive(content, limits.inflated_bytes).close()
    tables = _tables(content, limits, sheet)
    if not tables:
        raise Refused("empty", "the workbook has no filled cell")
    taken = next((name for name, table in tables.items() if _is_table(table)), next(iter(tables)))
    table = tables.pop(taken)
    check_size(_rows_of(table), len(table["columns"]), limits)
    notes = [*table["notes"], *_unfilled(content, taken, table)]
    if tables:
        notes.insert(0, f"took the sheet {taken!r}")
    others = {name: _beginning(other) for name, other in tables.items() if _is_table(other)}
    units = {**table["units"], **_percentages(content, taken, table)}
    return {
        "columns": table["columns"],
        "notes": notes,
        "units": units,
        "sheet": taken,
        "sheets": others,
    }


def _tables(content: bytes, limits: Limits, wanted: str) -> dict[str, dict[str, Any]]:
    """The sheets that hold something; only the wanted one when one is named."""
    # Heavy; loaded once in the process all children are forked from.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    warnings.simplefilter("ignore")
    found: dict[str, dict[str, Any]] = {}
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = [s for s in workbook.worksheets if getattr(s, "sheet_state", "") != "hidden"]
        sheets = sheets or workbook.worksheets
        if wanted:
            sheets = [_named(wanted, workbook.worksheets)]
        for sheet in sheets[:_MOST_SHEETS]:
            if rows := _filled(sheet, limits):
                found[str(sheet.title)] = _table(rows)
    except (InvalidFileException, ValueError, KeyError, TypeError, AttributeError):
        raise Refused("damaged", _DAMAGED) from None
    except (OSError, EOFError, LookupError, SyntaxError, ArithmeticError, AssertionError):
        raise Refused("damaged", _DAMAGED) from None
    return found


def _named(wanted: str, sheets: list[Any]) -> Any:
    for sheet in sheets:
        if str(sheet.title).strip().casefold() == wanted.strip().casefold():
            return sheet
    there = ", ".join(repr(str(sheet.title)) for sheet in sheets[:_MOST_SHEETS])
    raise Refused("no_such_sheet", f"the workbook has no such sheet; it has {there}")


def _table(rows: list[list[Cell]]) -> dict[str, Any]:
    left = min(next(i for i, cell in enumerate(row) if cell is not None) for row in rows)
    table = framed([row[left:] for row in rows])
    columns = columns_of(table.names, table.rows)
    return {
        "columns": {name: _numbers(cells) for name, cells in columns.items()},
        "notes": table.notes,
        "units": fractions(columns),
    }


def _is_table(table: dict[str, Any]) -> bool:
    """Whether a sheet holds rows of several columns, or a column of numbers: no cover page."""
    columns: dict[str, list[Cell]] = table["columns"]
    numeric = any(isinstance(c, int | float) for cells in columns.values() for c in cells)
    return _rows_of(table) > 0 and (len(columns) > 1 or numeric)


def _rows_of(table: dict[str, Any]) -> int:
    return max((len(cells) for cells in table["columns"].values()), default=0)


def _beginning(table: dict[str, Any]) -> dict[str, Any]:
    columns = {name: cells[:_SHOWN_ROWS] for name, cells in table["columns"].items()}
    return {"columns": columns, "rows": _rows_of(table), "units": table["units"]}


def _unfilled(content: bytes, taken: str, table: dict[str, Any]) -> list[str]:
    """Columns without values whose formulas were never computed by the program that wrote them."""
    empty = [
        name for name, cells in table["columns"].items() if not any(c is not None for c in cells)
    ]
    if not empty:
        return []
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(content), read_only=True)[taken]
    rows = sheet.iter_rows(max_row=_SHOWN_ROWS, values_only=True)
    if not any(isinstance(value, str) and value.startswith("=") for row in rows for value in row):
        return []
    named = ", ".join(empty[:5])
    return [f"the formulas of {named} have no values: open and save it in a spreadsheet program"]


def _percentages(content: bytes, taken: str, table: dict[str, Any]) -> dict[str, str]:
    """Columns whose cells are shown as percentages: their values are fractions."""
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(content), read_only=True)[taken]
    shown: dict[str, str] = {}
    names: dict[int, str] = {}
    for row in sheet.iter_rows(max_row=_LOOKED_AT):
        for place, cell in enumerate(row):
            value = cell.value
            if isinstance(value, str):
                said = next((n for n in table["columns"] if n.endswith(value.strip())), "")
                names[place] = said or names.get(place, "")
            elif value is not None and "%" in str(cell.number_format):
                shown[names.get(place, "")] = "fraction"
    shown.pop("", None)
    return shown


def _filled(sheet: Any, limits: Limits) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = empty = 0
    for values in sheet.iter_rows(values_only=True):
        row = [_cell(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        empty = 0 if row else empty + 1
        if row:
            rows.append(row)
            cells += len(row)
            check_size(cells, 1, limits)
        elif empty > _MOST_EMPTY:
            break
    return rows


def _cell(value: Any) -> Cell:
    if isinstance(value, bool | int | float) or value is None:
        return value if not isinstance(value, float) or value - value == 0 else None
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return clean(str(value)).strip() or None


def _numbers(cells: list[Cell]) -> list[Cell]:
    """Numbers that were typed into text cells are numbers; a mixed column is text."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {str}:
        return typed([str(cell or "") for cell in cells], comma=False)
    if str in kinds and len(kinds) > 1:
        return [None if cell is None else str(cell) for cell in cells]
    return cells
