"""Figures in attached files as lines of text, for tools that take figures but no files.

A sheet of names and values reads like "churn: 2 %"; a sheet with a row an estimate reads like
"cost: 5 to 90, most likely 12"; a short document reads as it stands.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.message import Attachment
from graphs.models.embedded.pairs import labelled_lines

FEWEST, MOST = 2, 40  # columns of names and values; more rows or columns are data, not inputs
LONGEST = 4000  # characters of a document read for its figures


def file_lines(files: Sequence[Attachment]) -> str:
    """What the files say, a line a value; empty when they hold no such thing."""
    said: list[str] = []
    for file in files:
        columns, data, text = file.get("columns"), file.get("data"), file.get("text")
        if isinstance(columns, Mapping) and columns:
            said.append(_sheet({str(name): list(cells) for name, cells in columns.items()}))
        elif isinstance(data, list) and data and all(isinstance(row, Mapping) for row in data):
            heads = list(data[0])
            said.append(_sheet({str(h): [row.get(h) for row in data] for h in heads}))
        elif isinstance(text, str) and len(text) <= LONGEST:
            said.append(text)
    return "\n".join(part for part in said if part)


def _sheet(columns: Mapping[str, Sequence[Any]]) -> str:
    heads = list(columns)
    rows = list(zip(*columns.values(), strict=False))
    if not rows or len(rows) > MOST or len(heads) > MOST:
        return ""
    if len(rows) == 1:
        return "\n".join(f"{head}: {_cell(rows[0][i])}" for i, head in enumerate(heads))
    if len(heads) < FEWEST:
        return ""
    lines = ["| " + " | ".join(heads) + " |"]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    if len(heads) == FEWEST:
        lines = [f"{_cell(row[0])}: {_cell(row[1])}" for row in rows]
        head = heads if _numeric(heads[1]) else []
        return "\n".join([*([": ".join(head)] if head else []), *lines])
    return labelled_lines("\n".join(lines))


def _numeric(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _cell(value: Any) -> str:
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
