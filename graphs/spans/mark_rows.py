"""Answers row by row without a heading: "Uma  ✓ ✓ ✗ ✓", "Ben: A C D", "Eva 1 0 1 1"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(
    r"^[ \t*•-]{0,4}(?P<name>[^\W\d][^:;|,\t\n]{0,40}?|\d{1,6})[ \t]*[:|,;\t ][ \t]*"
    r"(?P<marks>[✓✔✅☑✗✘❌✖xXoO+\-01A-Ea-e](?:[ \t,;|]*[✓✔✅☑✗✘❌✖xXoO+\-01A-Ea-e]){1,199})[ \t|]*$"
)
_AMOUNT = re.compile(r"\d[,.]000[\s|]*$")
"""`revenue 62,000`: thousands, no name and three wrong answers."""
_LEADS_ON = re.compile(
    r"(?:^|\s)(?:at|of|for|to|from|by|is|are|was|in|on|with|than|costs?|pays?|and|or|strikes?)\s?$",
    re.IGNORECASE,
)
"""What no name ends with: a number stands behind it, and no marks."""
_APART = re.compile(r"[ \t,;|]+")
_TICKS = frozenset("✓✔✅☑")
_CROSSES = frozenset("✗✘❌✖")
_SETS = (
    _TICKS | _CROSSES | {"-"}, frozenset("01"), frozenset("xXoO"), frozenset("+-"),
    frozenset("xX-"), frozenset("ABCDEabcde"),
)  # fmt: skip
_MATRIX = re.compile(
    r"(?:^[ \t]*(?:[01](?:[ \t][01]){2,199}|[01]{3,200})[ \t]*[,;]?[ \t]*$\n?){3,}", re.MULTILINE
)
_IN_A_ROW = re.compile(
    r"(?<![\d.,])[01]{3,200}(?:(?:[ \t]*[,;/][ \t]*|[ \t]+)[01]{3,200}){2,}(?![\d.])"
)
_OF_MANY = re.compile(
    r"\b(?:pupils|students|people|persons|candidates|learners|participants|respondents|examinees"
    r"|patterns|rows|strings|children|kids|trainees|questions?|items?)\b",
    re.IGNORECASE,
)
_FEWEST = 2
_BETWEEN = (
    re.compile(r"\s*;\s*(?:and\s+)?|\.(?=\s|$)\s*"),
    re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\.(?=\s|$)\s*"),
)
"""What stands between rows in one sentence: semicolons, else commas and "and"."""
_INTRODUCES = re.compile(r"[:?!.,]\s+|\s[—–-]\s+")


@dataclass(frozen=True, slots=True)
class MarkRows:
    """Lines of names and marks: where they stand, and their columns."""

    start: int
    end: int
    columns: dict[str, list[str | bool | float]]


def mark_rows(text: str) -> list[MarkRows]:
    """Every run of two or more lines that each give a name and the same number of marks."""
    found: list[MarkRows] = []
    run: list[tuple[int, int, str, list[str]]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        row = _row(line)
        if run and (row is None or len(row[1]) != len(run[0][3])):
            found += _table(text, run)
            run = []
        if row is not None:
            run.append((at, at + len(line.rstrip("\r")), *row))
        elif not run:
            found += _side_by_side(text, line, at)
        at += len(line) + 1
    return found or list(_nameless(text))


def _nameless(text: str) -> Iterator[MarkRows]:
    """Three or more lines of as many noughts and ones each: a person a line.

    In one line, "1101 0111 0010", where several people or patterns are spoken of.
    """
    inline = list(_IN_A_ROW.finditer(text)) if _OF_MANY.search(text) else []
    for match in [*_MATRIX.finditer(text), *inline]:
        lines = re.split(r"\s*\n\s*" if "\n" in match[0].strip() else r"[\s,;/]+", match[0].strip())
        rows = [[mark for mark in line if mark in "01"] for line in lines]
        if len({len(row) for row in rows}) == 1:
            columns: dict[str, list[str | bool | float]] = {
                f"q{number + 1}": [float(row[number]) for row in rows]
                for number in range(len(rows[0]))
            }
            yield MarkRows(*match.span(), columns)


def _side_by_side(text: str, line: str, at: int) -> list[MarkRows]:
    """Rows in one sentence: "Ann 1 0 1 1, Bob 1 1 1 0 and Cy 0 0 1 0"."""
    for apart in _BETWEEN:
        run: list[tuple[int, int, str, list[str]]] = []
        for start, end in _pieces(line, apart):
            begins = start if run else _opening(line, start, end)
            row = _row(line[begins:end])
            if row is not None and (not run or len(row[1]) == len(run[0][3])):
                run.append((at + begins, at + end, *row))
            elif run:
                break
        if len(run) >= _FEWEST and len(run[0][3]) > _FEWEST:
            return _table(text, run)
    return []


def _opening(line: str, start: int, end: int) -> int:
    """Where the first row begins, behind what introduces it: "results: Ann 1 0 1"."""
    for match in reversed(list(_INTRODUCES.finditer(line, start, end))):
        if _row(line[match.end() : end]):
            return match.end()
    return start


def _pieces(line: str, apart: re.Pattern[str]) -> list[tuple[int, int]]:
    marks = [(m.start(), m.end()) for m in apart.finditer(line)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(line)]
    return list(zip(starts, ends, strict=True))


def _row(line: str) -> tuple[str, list[str]] | None:
    match = _LINE.match(line.rstrip("\r")) if len(line) < 600 else None
    if match is None or _AMOUNT.search(line):
        return None
    pieces = [p for p in _APART.split(match["marks"]) if p]
    marks = list(pieces[0]) if len(pieces) == 1 else pieces
    nameless = match["name"].isdigit() and set(marks) <= {"0", "1"}
    if any(len(mark) > 1 for mark in marks) or len(marks) < _FEWEST or nameless:
        return None
    glued = len(pieces) == 1
    if glued and _LEADS_ON.search(match["name"]):
        return None  # "one at 100, one at 110"
    if glued and not (set(marks) & (_TICKS | _CROSSES) or set(marks) <= {"0", "1"}):
        return None  # "Anna bad" are words
    return match["name"].strip(), marks


def _table(text: str, run: list[tuple[int, int, str, list[str]]]) -> list[MarkRows]:
    marks = {mark for *_, row in run for mark in row}
    kind = next((kind for kind in _SETS if marks <= kind), None)
    if len(run) < _FEWEST or kind is None or (kind == _SETS[-1] and len(run[0][3]) < 3):
        return []
    names = [name for _, _, name, _ in run]
    size = len(run[0][3])
    if _has_gaps(text, run[0][0], run[-1][1], size):
        return []
    heads = _headings(text, run[0][0], run[0][1], size)
    first, *others = heads or ["name", *(f"q{number + 1}" for number in range(size))]
    columns: dict[str, list[str | bool | float]] = {first: list(names)}
    for number, head in enumerate(others):
        columns[head] = [_meant(row[number], marks) for *_, row in run]
    line = text.rfind("\n", 0, max(run[0][0] - 1, 0)) + 1
    start = line if heads else _heading(text, run[0][0], size)
    return [MarkRows(start, run[-1][1], columns)]


def _headings(text: str, start: int, end: int, size: int) -> list[str]:
    """The names above columns that the same mark parts: "person;T1;T2"."""
    apart = _mark(text[start:end])
    line = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    if not line.endswith("\n"):
        return []
    cells = [cell.strip() for cell in line.strip("\n").split(apart or None)]
    named = all(cell and not cell[0].isdigit() and len(cell) < 40 for cell in cells)
    return cells if len(cells) == size + 1 == len(set(cells)) and named else []


def _mark(line: str) -> str:
    """The mark between the cells of a line; "" for blanks."""
    return next((mark for mark in ";,|\t" if mark in line), "")


def _has_gaps(text: str, start: int, end: int, size: int) -> bool:
    """Whether rows stand right above or below that lack a mark: "2,1,,0" is a row of the table."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    below = text[end:].removeprefix("\r").removeprefix("\n").split("\n", 1)[0]
    apart = _mark(text[start:end].split("\n", 1)[0])
    rows = [line.split(apart) for line in (above, below) if apart]
    return any(len(cells) == size + 1 and not all(c.strip() for c in cells) for cells in rows)


def _heading(text: str, start: int, size: int) -> int:
    """Where a line of numbers begins that only counts the columns: "name,1,2,3"."""
    line = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    if not line.endswith("\n"):
        return start
    cells = [cell.strip() for cell in re.split(r"[,;|\t]|\s{2,}|\s(?=\d)", line.strip())]
    counted = [str(number + 1) for number in range(size)]
    return start - len(line) if cells[-size:] == counted and len(cells) <= size + 1 else start


def _meant(mark: str, marks: set[str]) -> str | bool | float:
    if mark in "01":
        return float(mark)
    if mark in _TICKS or mark == "+":
        return True
    if mark in _CROSSES or mark == "-":
        return False
    if mark in "xX":  # a cross is wrong beside an o, a tick beside a dash
        return "-" in marks
    return True if mark in "oO" else mark.upper()
