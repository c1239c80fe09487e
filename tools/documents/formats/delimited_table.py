"""Tables in CSV, TSV and their kin."""

import csv
import re
from collections import Counter
from io import StringIO
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size, check_width, columns_of, framed
from tools.documents.formats.numbers import Cell, decimal_comma, fractions, typed
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_DELIMITERS = ";\t|,"
_SAMPLE_ROWS = 200
_DECLARED = re.compile(r"^\s*\"?sep=(.)\"?\s*\n", re.IGNORECASE)
"""Spreadsheet programs write and read the delimiter in a first line of its own."""


def read(content: bytes, limits: Limits, sheet: str = "") -> dict[str, Any]:
    """Typed columns by name, and what was skipped; a text file has no `sheet`s."""
    del sheet
    text = clean(decode(content)).strip("\n")
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    delimiter = declared[1] if declared else sniff_delimiter(text)
    rows = _rows(text, delimiter, limits)
    if not rows:
        raise Refused("empty", "the table has no rows")
    if delimiter == "|":
        rows = _without_rules(rows)
    table = framed(rows)
    check_size(len(table.rows), len(table.names), limits)
    check_width(table)
    sample = [str(cell) for row in table.rows[:_SAMPLE_ROWS] for cell in row]
    comma = decimal_comma(sample, delimiter)
    columns = columns_of(table.names, table.rows)
    return {
        "columns": {
            name: typed([str(c or "") for c in cells], comma) for name, cells in columns.items()
        },
        "notes": table.notes,
        "units": fractions(columns),
    }


def sniff_delimiter(text: str) -> str:
    """The mark that cuts most lines into the same number of cells."""
    lines = "\n".join(text.split("\n", 50)[:50])
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(
            len(row) for row in csv.reader(StringIO(lines), delimiter=delimiter) if row
        )
        width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = (width > 1) * count / max(1, widths.total())
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, limits: Limits) -> list[list[Cell]]:
    csv.field_size_limit(1_000_000)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text), delimiter=delimiter, skipinitialspace=True):
            if any(cell.strip() for cell in row):
                rows.append(list(row))
                cells += len(row)
                check_size(1, max(1, cells // max(1, len(rows))), limits)
                check_size(cells, 1, limits)
    except csv.Error:
        raise Refused("damaged", "the table is damaged: a quoted cell never ends") from None
    return rows


def _without_rules(rows: list[list[Cell]]) -> list[list[Cell]]:
    """A Markdown table without its outer bars and its line of dashes."""
    inner = [row[1:-1] if row[0] == "" and row[-1] == "" else row for row in rows]
    return [row for row in inner if not all(set(str(c).strip()) <= set(":-") for c in row)]
