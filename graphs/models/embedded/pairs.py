"""Tables of two columns, name and value, rewritten as the labelled lines they mean."""

import re

_ROW = re.compile(r"^\s*\|?(?P<cells>[^\n]*\|[^\n]*?)\|?\s*$")
_RULE = re.compile(r"^[\s|:+-]+$")
_VALUE = re.compile(r"^\W{0,3}[\d.]")
FEWEST = 2  # rows


def labelled_lines(text: str) -> str:
    """`| churn | 2 % |` as `churn: 2 %`; anything else stays as it is."""
    lines = text.split("\n")
    result: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        rows = [_cells(line) for line in lines[at:end] if not _RULE.match(line)]
        result += _pairs(rows) or lines[at : max(end, at + 1)]
        at = max(end, at + 1)
    return "\n".join(result)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _pairs(rows: list[list[str]]) -> list[str]:
    """Labelled lines when every row is a name and a value, a heading aside."""
    if len(rows) < FEWEST or any(len(row) != 2 for row in rows):
        return []
    body = rows if _VALUE.match(rows[0][1]) else rows[1:]
    named = all(row[0] and not _VALUE.match(row[0]) for row in body)
    if len(body) < FEWEST or not named or not all(_VALUE.match(row[1]) for row in body):
        return []
    labels = [row[0].lower() for row in body]
    return [f"{name}: {value}" for name, value in body] if len(set(labels)) == len(labels) else []
