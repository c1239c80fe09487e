"""Matrices whose lines open with the names of their rows: "oil: 1 .4 .3", "| gas | .4 | 1 |"."""

import re
from collections.abc import Iterator

NUMBER = r"[-+−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_WRITTEN = re.compile(NUMBER)
_LINE = re.compile(
    r"[ \t|]*(?P<name>[^\W\d_][\w&'./-]{0,30}(?: [^\W\d_][\w&'./-]{0,30}){0,2})[ \t]*[:=|,;]?[ \t]*"
    rf"(?:(?<=[\s|:=,;]))\[?[ \t|]*(?P<row>{NUMBER}(?:[ \t]*[,;|][ \t]*{NUMBER}|[ \t]+{NUMBER})*)"
    r"[\]|;,. \t]*(?P<rest>$|(?<=[ \t])[^\W\d].*$)"
)
_RULE = re.compile(r"[-+|:= \t]+")
_COUNTED = re.compile(r"(?:row|r|line|zeile)[ ]?\d+", re.IGNORECASE)
_FEWEST = 2


def matrix_lines(text: str) -> tuple[list[list[float]], list[str], tuple[int, int]] | None:
    """The figures of the first such lines, the names that they open with, and where they stand."""
    rows: list[list[float]] = []
    names: list[str] = []
    place = (0, 0)
    for start, line in _lines(text):
        match = _LINE.fullmatch(line)
        if match is not None and match["row"]:
            names.append(match["name"].strip())
            rows.append([float(n.replace("−", "-")) for n in _WRITTEN.findall(match["row"])])
            place = (place[0] if len(rows) > 1 else start, start + match.end("row"))
        if match is None or match["rest"]:
            if len(rows) >= max(_FEWEST, len(rows[-1]) if rows else 0):
                break
            rows, names = [], []
    size = len(rows)
    alike = {len(row) for row in rows} == {size} or [len(row) for row in rows] == [
        *range(1, size + 1)
    ]
    if all(_COUNTED.fullmatch(name) for name in names):
        return None  # the lines are only numbered
    named = len({name.casefold() for name in names}) == size
    return (rows, names, place) if size >= _FEWEST and alike and named else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with where they begin, but for rules of tables; an empty one ends them."""
    at = 0
    for line in text.split("\n"):
        if not (line.strip() and _RULE.fullmatch(line)):
            yield at, line.rstrip("\r")
        at += len(line) + 1
    yield at, ""
