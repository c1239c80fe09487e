"""Small tables as people type them: two columns of names and values, a line of marks a person."""

import re
from itertools import pairwise

_ROW = re.compile(r"^[^\n]*\|[^\n]*$|^[^;\n]+(?:;[^;\n]+){2,}$")
_RULE = re.compile(r"^[\s|:+-]+$")
_VALUE = re.compile(r"^\W{0,3}[\d.]")
FEWEST = 2  # rows


def labelled_lines(text: str) -> str:
    """`| churn | 2 % |` as `churn: 2 %`; anything else stays as it is."""
    lines = _named_values(_marks(_unrolled(text).split("\n")))
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


_NAMED = re.compile(
    r"^\s*(?P<name>[^\W\d][^,;\t:\n]{1,50}?)\s*[,;\t]\s*"
    r"(?P<value>\"[^\"\n]{1,24}\"|[^\s,;\"][^,;\"\t\n]{0,20})\s*$"
)
ENOUGH = 3  # lines of a name and a value from which they are a table


def _named_values(lines: list[str]) -> list[str]:
    """`Churn,2 %` line by line, under a heading or none, as `Churn: 2 %`."""
    result: list[str] = []
    at = 0
    while at < len(lines):
        found = [m for m in map(_NAMED.match, lines[at:]) if m]
        size = next(
            (i for i, line in enumerate(lines[at:]) if not _NAMED.match(line)), len(lines) - at
        )
        rows = [(m["name"], m["value"].strip('"').strip()) for m in found[:size]]
        body = rows[1:] if rows and not _VALUE.match(rows[0][1]) else rows
        numeric = all(_VALUE.match(value) and not _DAY.match(value) for _, value in body)
        if len(body) >= ENOUGH and numeric and len({name for name, _ in body}) == len(body):
            result += [f"{name}: {value}" for name, value in body]
        else:
            result += lines[at : at + max(size, 1)]
        at += max(size, 1)
    return result


_DAY = re.compile(r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]|[01]$")


def _cells(line: str) -> list[str]:
    sign = "|" if "|" in line else ";"
    return [cell.strip() for cell in line.strip().strip("|").split(sign)]


def _pairs(rows: list[list[str]]) -> list[str]:
    """Labelled lines when every row is a name and a value, a heading aside."""
    if len(rows) < FEWEST or any(len(row) != len(rows[0]) for row in rows):
        return []
    if len(rows[0]) != 2:
        return _points(rows) if len(rows[0]) > 2 else []
    body = rows if _VALUE.match(rows[0][1]) else rows[1:]
    head = [] if body is rows else [f"({' '.join(rows[0])})"]
    named = all(row[0] and not _VALUE.match(row[0]) for row in body)
    if len(body) < FEWEST or not named or not all(_VALUE.match(row[1]) for row in body):
        return []
    labels = [row[0].lower() for row in body]
    lines = [*head, *(f"{name}: {value}" for name, value in body)]
    return lines if len(set(labels)) == len(labels) else []


_LOW = re.compile(r"^(?:low\w*|min\w*|least|best|at least|from|p5|optimistic)$", re.IGNORECASE)
_LIKELY = re.compile(
    r"^(?:(?:most )?likely|mode|usual\w*|typical|expected|base|ml)$", re.IGNORECASE
)
_HIGH = re.compile(r"^(?:high\w*|max\w*|most|worst|at most|to|p95|pessimistic)$", re.IGNORECASE)


def _points(rows: list[list[str]]) -> list[str]:
    """A row an estimate, under headings that say least, likely and most."""
    places = {
        name: next((i for i, head in enumerate(rows[0]) if pattern.match(head)), None)
        for name, pattern in (("low", _LOW), ("likely", _LIKELY), ("high", _HIGH))
    }
    low, likely, high = places["low"], places["likely"], places["high"]
    if low is None or high is None or _figures_beside(rows[1:], {low, likely, high}):
        return []
    said = [f"{row[0]}: {row[low]} to {row[high]}" for row in rows[1:]]
    if likely is not None:
        said = [
            f"{line}, most likely {row[likely]}" for line, row in zip(said, rows[1:], strict=True)
        ]
    return [f"{line}." for line in said]


_OFTEN = re.compile(r"(?:1|one|once) in |[€$£]?\s?\d*(?:[.,]?\d+)+\s?%?$", re.IGNORECASE)


def _figures_beside(rows: list[list[str]], places: set[int | None]) -> bool:
    """Whether a further column holds figures: each row is an object then, no single estimate."""
    others = [cell for row in rows for i, cell in enumerate(row) if i not in places and cell]
    return sum(_OFTEN.match(cell) is not None for cell in others) >= len(rows) > 1


_STRING = re.compile(
    r"(?<![\w.])(?P<name>[^\W\d_][\w-]{0,30})\s*[:=]?\s+(?P<marks>[01]{3,})(?![\w.])"
)


_NEXT = re.compile(r"[\s,;.|/&]*(?:\b(?:and|und)\s+)?", re.IGNORECASE)
_ROUND = re.compile(r"10+$")


def _unrolled(text: str) -> str:
    """`anna 1101, ben 1001` as a table, when every person has as many marks."""
    found = list(_STRING.finditer(text))
    sizes = {len(match["marks"]) for match in found}
    if len(found) < FEWEST or len(sizes) != 1 or all(_ROUND.match(m["marks"]) for m in found):
        return text  # "insure 100 shares at 100"
    if not all(_NEXT.fullmatch(text, a.end(), b.start()) for a, b in pairwise(found)):
        return text  # "strikes 90 and 110, the stock at 101"
    rows = [",".join([match["name"], *match["marks"]]) for match in found]
    head = ",".join(["name", *(f"q{i}" for i in range(1, sizes.pop() + 1))])
    before, after = text[: found[0].start()].rstrip(), text[found[-1].end() :].lstrip(" .,;\n")
    return "\n".join(part for part in (before, head, *rows, after) if part)


_MARKS = re.compile(r"^\s*(?P<name>[^\W\d][^:;\n|,]{0,40}?)\s*:\s*(?P<marks>\S.*)$")
LONGEST_MARK = 8  # characters
_MARK = re.compile(r"^(?:\d+(?:[.,]\d+)?|[✓✗✘✔xX/-]|[A-Ea-e]|right|wrong|yes|no|true|false)$")


def _marks(lines: list[str]) -> list[str]:
    """`Anna: 1 0 1 1` line by line becomes a table with a column for each mark."""
    result: list[str] = []
    at = 0
    while at < len(lines):
        rows: list[list[str]] = []
        while at + len(rows) < len(lines) and (row := _marked(lines[at + len(rows)])):
            if rows and len(row) != len(rows[0]):
                break
            rows.append(row)
        if len(rows) >= FEWEST:
            result += [",".join(["name", *(f"q{i}" for i in range(1, len(rows[0])))])]
            result += [",".join(row) for row in rows]
        else:
            result += lines[at : at + max(len(rows), 1)]
        at += max(len(rows), 1)
    return result


def _marked(line: str) -> list[str]:
    match = _MARKS.match(line)
    marks = re.split(r"[\s,]+", match["marks"].rstrip()) if match else []
    if len(marks) <= FEWEST or any(len(mark) > LONGEST_MARK for mark in marks):
        return []
    points = len(marks) > 2 and all(mark in "/-" for mark in marks[1::2])  # "250 / 380 / 500"
    told = match is not None and not points and all(_MARK.match(m) for m in marks)
    return [match["name"], *marks] if match and told else []
