"""The first sheet of an XLSX workbook that holds something."""

import datetime
import warnings
from io import BytesIO
from typing import Any

from tools.documents.formats.archive import open_archive
from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size, columns_of, has_header, named
from tools.documents.formats.numbers import Cell, typed
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_DAMAGED = "the workbook is damaged and cannot be opened; save it again as XLSX or CSV"


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Columns by name; formulas count by the value they last had, dates are ISO text."""
    open_archive(content, limits.inflated_bytes).close()
    rows = _rows(content, limits)
    if not rows:
        raise Refused("empty", "the workbook has no filled cell")
    left = min(next(i for i, cell in enumerate(row) if cell is not None) for row in rows)
    rows = [row[left:] for row in rows]
    names, body = named(rows, has_header(rows[0], rows[1:]))
    check_size(len(body), len(names), limits)
    columns = columns_of(names, body)
    return {"columns": {name: _numbers(cells) for name, cells in columns.items()}}


def _rows(content: bytes, limits: Limits) -> list[list[Cell]]:
    # Heavy; loaded once in the process all children are forked from.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    warnings.simplefilter("ignore")
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            if rows := _filled(sheet, limits):
                return rows
    except (InvalidFileException, ValueError, KeyError, TypeError, AttributeError):
        raise Refused("damaged", _DAMAGED) from None
    except (OSError, EOFError, LookupError, SyntaxError, ArithmeticError, AssertionError):
        raise Refused("damaged", _DAMAGED) from None
    return []


def _filled(sheet: Any, limits: Limits) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    cells = 0
    for values in sheet.iter_rows(values_only=True):
        row = [_cell(value) for value in values]
        while row and row[-1] is None:
            row.pop()
        if row:
            rows.append(row)
            cells += len(row)
            check_size(cells, 1, limits)
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
