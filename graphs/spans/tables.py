"""Tables pasted into a message: Markdown pipes, CSV, TSV, columns aligned by blanks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphs.spans.span import Reading, Span, Value

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?|[-+=\s]{3,}")
_BLANKS = re.compile(r"\s{2,}|\t")
_AMOUNT = re.compile(
    r"[^,]*[^\W\d][^,\d]*(?:[:=]\s*\D?\d{1,3}(?:,\d{3})+|\s\D?\d{1,3}(?:,\d{3})*,000)[^,\d]*"
    r"|[^,]*\s\D?\d{1,3}(?:,\d{3})+(?:\.\d+)?\s?(?:k|mn?|mio|bn|thousand|million|billion)\b[^,\d]*"
)
"""`revenue: 62,000` and `lines 1,200m`: their commas part thousands, not cells."""
_LETTERED = re.compile(r"\d+[^\W\d_]")
_MIN_ROWS = 2
_LOOSE = "~"
"""How columns are parted that single blanks, or commas with blanks, set apart."""
_LOOSELY = re.compile(r"\s*,\s*|\s+")
_BY_COMMAS = re.compile(r"[^\s,]+(?:,[^\s,]+)+")
_HEADING = re.compile(r"[^\W\d_][\w%&/()-]{0,23}")
_FIGURE = re.compile(r"[-+−]?[€$£]?(?:\d[\d.']*|\.\d+)(?:%|[kmKM]|bn)?")
_ONE = re.compile(r"1(?:\.0+)?")
_LOOSE_ROWS = 3
"""Lines of figures that make words above them their headings."""
_CORNER = "\0"
"""Stands for the heading that an empty corner lacks."""

CellReader = Callable[[str], Value | None]
"""What a cell's text means: a number, a truth value; None leaves it text."""


@dataclass(slots=True)
class Block:
    """Lines that make a table, split into cells."""

    start: int
    end: int
    rows: list[list[str]]
    offsets: list[list[int]]


def tables(text: str, read: CellReader) -> Iterator[tuple[Span, Block]]:
    """Every table, its columns under their headings, cells typed by `read`."""
    if "\n" not in text:
        return
    for block in _blocks(text):
        columns = _columns(block.rows, read)
        if columns is None:
            continue
        piece = text[block.start : block.end]
        yield Span(block.start, block.end, piece, (Reading("table", columns),)), block


def _blocks(text: str) -> Iterator[Block]:
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, line.rstrip("\r")))
        at += len(line) + 1
    index = 0
    while index < len(lines):
        kind = _LOOSE if _is_loose(lines, index) else _separator(lines[index][1])
        if index + 1 < len(lines):
            lines[index] = (lines[index][0], _cornered(lines[index][1], lines[index + 1][1], kind))
        stop = index
        width = -1
        while kind and stop < len(lines) and (n := _width(lines[stop][1], kind, width)):
            width = n if width < 0 else width
            stop += 1
        if kind and stop - index >= _MIN_ROWS:
            block = _block(lines[index:stop], kind)
            if len(block.rows) >= _MIN_ROWS:
                yield block
                index = stop
                continue
        index += 1


def _is_loose(lines: list[tuple[int, str]], index: int) -> bool:
    """Whether a line is words that head as many columns of figures, parted by single blanks.

    A square with ones from corner to corner is none: a matrix under its names.
    """
    heads = _LOOSELY.split(lines[index][1].strip())
    if len(heads) < 2 or not all(_HEADING.fullmatch(head) for head in heads):
        return False
    if _BY_COMMAS.fullmatch(lines[index][1].strip()) and all(
        line.count(",") == len(heads) - 1 for _, line in lines[index + 1 : index + 1 + _MIN_ROWS]
    ):
        return False  # commas part its cells, which may have blanks: "cycle path,1.5,3.2"
    below = lines[index + 1 : index + 1 + max(_LOOSE_ROWS, len(heads))]
    rows = [_LOOSELY.split(line.strip()) for _, line in below]
    if len(rows) < _LOOSE_ROWS:
        return False
    if not all(_of_figures(row, len(heads)) for row in rows[:_LOOSE_ROWS]):
        return False
    corners = [row[n] if len(row) == len(heads) else "" for n, row in enumerate(rows[: len(heads)])]
    return not all(_ONE.fullmatch(corner) for corner in corners)


def _of_figures(row: list[str], width: int) -> bool:
    """Whether a line has as many cells as there are headings, figures all but for the first."""
    return len(row) == width and all(_FIGURE.fullmatch(cell) for cell in row[1:])


def _cornered(head: str, row: str, kind: str) -> str:
    """A line of headings that leaves out the one over the names, with a mark in its place."""
    lacks = (kind == "|" and head.lstrip()[:1] == "|" != row.lstrip()[:1]) or (
        kind == " " and len(head) - len(head.lstrip()) >= len(row) - len(row.lstrip()) + 2
    )
    if not lacks or len(_cells(row, kind)) != len(_cells(head, kind)) + 1:
        return head
    return f"{_CORNER}{head[1:]}" if head[0] == " " else f"{_CORNER}{head}"


def _separator(line: str) -> str:
    if line.count("|") >= 1 and line.strip() not in ("|", ""):
        return "|"
    for sign in ("\t", ";", ","):
        if line.count(sign) >= 1 and not (
            sign == "," and (", " in line or _AMOUNT.fullmatch(line))
        ):
            return sign
    return " " if _BLANKS.search(line.strip()) else ""


def _width(line: str, kind: str, expected: int) -> int:
    """How many cells a line has if it goes on with the table, else 0."""
    if not line.strip():
        return 0
    if kind == "|" and _RULE.fullmatch(line.strip()) and expected > 0:
        return expected
    if kind == "," and ", " in line and '"' not in line:
        return 0  # a sentence behind the table, which parts its cells by commas alone
    cells = _cells(line, kind)
    if kind == _LOOSE and expected > 0 and not _of_figures(cells, expected):
        return 0
    count = len(cells)
    return count if count > 1 and (expected < 0 or count == expected) else 0


def _cells(line: str, kind: str) -> list[str]:
    if kind == "|":
        return line.strip().removeprefix("|").removesuffix("|").split("|")
    if kind == _LOOSE:
        return _LOOSELY.split(line.strip())
    if kind == " ":
        return _BLANKS.split(line.strip())
    if kind in ",;" and '"' in line:
        return [cell.strip('"') for cell in _split_quoted(line, kind)]
    return line.split(kind)


def _split_quoted(line: str, sign: str) -> list[str]:
    cells, quoted, cell = [], False, ""
    for c in line:
        if c == '"':
            quoted = not quoted
        elif c == sign and not quoted:
            cells.append(cell)
            cell = ""
        else:
            cell += c
    return [*cells, cell]


def _block(lines: list[tuple[int, str]], kind: str) -> Block:
    rows: list[list[str]] = []
    offsets: list[list[int]] = []
    for start, line in lines:
        if _RULE.fullmatch(line.strip()):
            continue
        cells: list[str] = []
        places: list[int] = []
        at = 0
        for cell in _cells(line, kind):
            found = line.find(cell, at) if cell else at
            at = max(found, at) + len(cell)
            stripped = cell.strip(f" *`\t{_CORNER}")
            places.append(start + max(found, 0) + max(cell.find(stripped), 0))
            cells.append(stripped)
        rows.append(cells)
        offsets.append(places)
    return Block(lines[0][0], lines[-1][0] + len(lines[-1][1]), rows, offsets)


def _columns(rows: list[list[str]], read: CellReader) -> dict[str, list[Value]] | None:
    first, *rest = rows
    headed = sum(read(cell) is None for cell in first if cell) > len([c for c in first if c]) / 2
    if not headed:
        names = [f"column_{i + 1}" for i in range(len(first))]
        rest = rows
    else:
        # "our book: name;amount": what stands before the colon leads in, and heads nothing
        names = _unique([first[0].rpartition(": ")[2], *first[1:]])
    if not rest:
        return None
    read_ones = [[read(row[index]) for row in rest] for index in range(len(names))]
    numeric = any(isinstance(v, float | bool) for values in read_ones for v in values)
    columns = {
        name: _typed([row[index] for row in rest], values)
        for index, (name, values) in enumerate(zip(names, read_ones, strict=True))
    }
    return columns if numeric or (headed and len(rest) > 1) else None


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result: list[str] = []
    for index, name in enumerate(names):
        name = name or f"column_{index + 1}"
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return result


def _typed(cells: Sequence[str], values: Sequence[Value | None]) -> list[Value]:
    """A column's cells: numbers, and words as they were written.

    A word for a truth is one word of the column's as any other, "yes" as well as "overdue". Among
    words a figure with a letter is a name too: class 9b beside 9a is no billion.
    """
    said = any(value is None and cell.strip() for cell, value in zip(cells, values, strict=True))
    return [
        cell if value is None or _is_word(cell, value, among_words=said) else value
        for cell, value in zip(cells, values, strict=True)
    ]


def _is_word(cell: str, value: Value, *, among_words: bool) -> bool:
    if isinstance(value, bool):
        return cell.strip().casefold() not in ("true", "false")
    return among_words and bool(_LETTERED.fullmatch(cell.strip()))
