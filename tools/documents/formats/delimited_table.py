"""Tables in CSV, TSV and their kin."""

import csv
from collections import Counter
from io import StringIO
from typing import Any

from tools.documents.formats.clean import clean
from tools.documents.formats.headed import check_size, columns_of, has_header, named
from tools.documents.formats.numbers import Cell, decimal_comma, typed
from tools.documents.formats.plain_text import decode
from tools.documents.formats.refusal import Refused
from tools.documents.limits import Limits

_DELIMITERS = ";\t|,"
_SAMPLE_ROWS = 200


def read(content: bytes, limits: Limits) -> dict[str, Any]:
    """Typed columns by name."""
    text = clean(decode(content)).strip("\n")
    delimiter = sniff_delimiter(text)
    rows = _rows(text, delimiter, limits)
    if not rows:
        raise Refused("empty", "the table has no rows")
    if delimiter == "|":
        rows = _without_rules(rows)
    sample = [str(cell) for row in rows[:_SAMPLE_ROWS] for cell in row]
    comma = decimal_comma(sample, delimiter)
    header = has_header(rows[0], rows[1:])
    names, body = named(rows, header)
    check_size(len(body), len(names), limits)
    _check_width(body, len(names))
    columns = columns_of(names, body)
    return {
        "columns": {
            name: typed([str(c or "") for c in cells], comma) for name, cells in columns.items()
        }
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


def _check_width(rows: list[Any], width: int) -> None:
    for number, row in enumerate(rows, 2):
        if any(str(cell).strip() for cell in row[width:]):
            raise Refused("damaged", f"row {number} has more cells than the header names")
