"""Lines of a list that are rows of a table without headings, written as the table they stand for.

`- oil   2.5m   vol 8%` in every line: a name, an amount and what every line calls alike. `EUR 2y:
1.8m`: a currency, a term and an amount. What stands behind a `#` is said beside the line.
"""

import re
from collections.abc import Callable, Sequence

_BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+(?=\S)")
_GAP = re.compile(r"[ \t]{2,}|\t")
_FIGURE = r"[+-]?[€$£]?[+-]?\d[\d.,']*\s?(?:%|[a-zA-Z]{1,4}\b\.?)?"
_WHOLLY = re.compile(_FIGURE)
_LABELLED = re.compile(rf"(?P<label>[^\W\d][\w. ]{{0,24}}?)\s?[:=]?\s?(?P<figure>{_FIGURE})")
_COMMENT = re.compile(r"(?<=\S)[ \t]+#[ \t]+(?=[^\W\d])")
_TERM = re.compile(
    rf"(?P<code>[A-Z]{{3}})\s+(?P<n>\d+(?:\.\d+)?)\s?(?P<unit>y|yrs?|m|mo)\s?[:=]\s?(?P<of>{_FIGURE})"
)
_FEWEST = 2


def listed_rows(text: str) -> str:
    """The text with such lists as tables, and comments behind commas."""
    if "\n" not in text:
        return text
    lines = [_COMMENT.sub(", ", line) for line in text.split("\n")]
    told: list[str] = []
    at = 0
    while at < len(lines):
        table = _terms(_run(lines, at, _term)) or _aligned(_run(lines, at, _cells))
        if not table:
            told.append(lines[at])
            at += 1
            continue
        told += ["", *(f"| {' | '.join(row)} |" for row in table), ""]
        at += len(table) - 1
    return "\n".join(told)


def _run(lines: Sequence[str], at: int, read: Callable[[str], list[str] | None]) -> list[list[str]]:
    """The rows from a line on, as long as the lines are alike."""
    rows: list[list[str]] = []
    for line in lines[at:]:
        row = read(line)
        if row is None or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    return rows


def _term(line: str) -> list[str] | None:
    bullet = _BULLET.match(line)
    found = _TERM.fullmatch(line[bullet.end() if bullet else 0 :].strip(" \t,;"))
    if found is None:
        return None
    unit = "years" if found["unit"].startswith("y") else "months"
    return [found["code"], f"{found['n']} {unit}", found["of"]]


def _terms(rows: list[list[str]]) -> list[list[str]]:
    """Under the headings that such rows have by what they are; none for months beside years."""
    units = {row[1].split()[-1] for row in rows}
    if len(rows) < _FEWEST or len(units) > 1:
        return []
    numbers = [[code, term.split()[0], amount] for code, term, amount in rows]
    return [["ccy", f"term ({units.pop()})", "amount"], *numbers]


def _cells(line: str) -> list[str] | None:
    bullet = _BULLET.match(line)
    cells = _GAP.split(line[bullet.end() :].strip()) if bullet else []
    figures = sum(any(c.isdigit() for c in cell) for cell in cells)
    return cells if len(cells) > 1 and figures and "|" not in line else None


def _aligned(rows: list[list[str]]) -> list[list[str]]:
    """Under what every row calls its figure alike; a heading that nothing says stays empty."""
    if len(rows) < _FEWEST:
        return []
    heads: list[str] = []
    columns: list[Sequence[str]] = []
    for cells in zip(*rows, strict=True):
        found = [_LABELLED.fullmatch(cell) for cell in cells]
        labels = {one["label"].strip().casefold() for one in found if one}
        alike = None not in found and len(labels) == 1
        heads.append(labels.pop().replace(".", " ") if alike else "")
        columns.append([one["figure"] for one in found if one] if alike else cells)
    wholly = [all(_WHOLLY.fullmatch(cell) for cell in cells) for cells in columns]
    if wholly[0] or not all(wholly[1:]) or not any(heads[1:]):
        return []
    return [heads, *(list(row) for row in zip(*columns, strict=True))]
