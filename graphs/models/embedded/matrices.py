"""Matrices as people write them: rows in brackets, line by line, parted by semicolons or slashes.

`[1, .9], [.9, 1]`, `1 .9 / .9 1` and the lower triangle `1 / .9 1` are one matrix; the words before
it, as many as it has rows, are their names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field

FEWEST, MOST = 2, 500  # rows
NOISE = 1e-6  # by which the two entries of a pair may differ where they were rounded
_NUMBER = r"[-+−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_ROW = rf"{_NUMBER}(?:(?:\s*[,|]\s*|[ \t]+){_NUMBER})*"
_WRITTEN = re.compile(_NUMBER)
_BRACKETED = re.compile(
    rf"[\[(]\s*[\[(]?\s*{_ROW}\s*[\])](?:\s*(?:[,;/&]|\band\b)?\s*[\[(]\s*{_ROW}\s*[\])])+",
    re.DOTALL,
)
_PARTED = re.compile(
    rf"(?<![\w.]){_ROW}(?:[ \t]*(?:;|/|\|\||\n)[ \t]*(?:\n[ \t]*)?{_ROW})+(?![\w%])"
)
_INNER = re.compile(rf"[\[(]\s*({_ROW})\s*[\])]")
_BREAK = re.compile(r";|/|\|\||\n")
_WORD = r"[^\W\d_][\w&'-]*(?:\.\w+)*"
_NAME = rf"{_WORD}(?:\s{_WORD})?"
_NAMES = re.compile(
    rf"(?:{_NAME})(?:\s*(?:,|/|&|\band\b|\n)\s*(?:and\s)?(?:{_NAME}))+"
    r"(?=\s*[.:;=–(-]*\s*(?:(?:the\s)?(?:\w+\s)?(?:matrix|correlations?|rows)\s*[:=]?)?\s*$)"
)
_LEADS = re.compile(
    r"^(?:(?:in\s)?(?:the\s)?order|names?|labels?|for|of|between|the|rows|columns|assets"
    r"|variables|matrix|are|is|being|stand\sfor)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of numbers, and where they stand."""

    rows: list[list[float]]
    start: int
    end: int


def matrices(
    fields: Sequence[Field],
    mentions: Sequence[Sequence[Mention]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """Fields of rows of numbers, each by the matrix nearest to its name, and the rows' names."""
    takes = [
        (field, named)
        for field, named in zip(fields, mentions, strict=True)
        if (field.kind, field.of) == ("series", "series") and ".".join(field.path) not in there
    ]
    told = [one for one in found_in(message.text) if not message.aside(one.start)] if takes else []
    found: dict[str, Origin] = {}
    for one in told:
        place = message.place(one.start, one.end)
        near = [nearness(named, place, message.words, message.numbers) for _, named in takes]
        order = sorted(range(len(takes)), key=lambda i: (-near[i], not takes[i][0].required, i))
        best = next((takes[i][0] for i in order if takes[i][0].name not in found), None)
        if best is None:
            break
        words = message.text[one.start : one.end]
        found[best.name] = Origin(best, one.rows, words, 1.0, places=((one.start, one.end),))
    if told and (labels := _named(fields, told[0], message.text, {*there, *found})) is not None:
        found[labels.field.name] = labels
    return found


def found_in(text: str) -> list[Matrix]:
    """The matrices that a text writes out, from left to right."""
    found: list[Matrix] = []
    for pattern in (_BRACKETED, _PARTED):
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            rows = _whole([*_rows(match.group(), bracketed=pattern is _BRACKETED)])
            if rows:
                found.append(Matrix(rows, *match.span()))
    return sorted(found, key=lambda one: one.start)


def _rows(said: str, *, bracketed: bool) -> Iterator[list[float]]:
    parts = [m[1] for m in _INNER.finditer(said)] if bracketed else _BREAK.split(said)
    for part in parts:
        if numbers := _WRITTEN.findall(part):
            yield [_plain(float(number.replace("−", "-"))) for number in numbers]


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _whole(rows: list[list[float]]) -> list[list[float]]:
    """Rows of one length, a triangle made whole by its symmetry; empty for anything else."""
    sizes, places = [len(row) for row in rows], range(len(rows))
    if not FEWEST <= len(rows) <= MOST or sizes[-1] != len(rows):
        return []
    if sizes == [i + 1 for i in places] and all(rows[i][i] == 1 for i in places):
        return [[rows[max(i, j)][min(i, j)] for j in places] for i in places]
    if len(set(sizes)) != 1:
        return []
    alike = all(abs(rows[i][j] - rows[j][i]) < NOISE for i in places for j in range(i))
    return rows if alike else []


def _named(fields: Sequence[Field], matrix: Matrix, text: str, there: set[str]) -> Origin | None:
    """The names of a matrix's rows, where as many words stand before it."""
    field = next(
        (f for f in fields if (f.kind, f.of) == ("series", "name") and f.name not in there), None
    )
    before = text[: matrix.start].rstrip(" \n[(")
    match = _NAMES.search(before) if field is not None else None
    if field is None or match is None:
        return None
    said = re.split(r"\s*(?:,|/|&|\band\b|\n)\s*(?:and\s)?", match.group())
    names = [_LEADS.sub("", name).strip() for name in said if name.strip()]
    if len(names) != len(matrix.rows) or len(set(names)) < len(names):
        return None
    place = (match.start(), match.end())
    return Origin(field, names, match.group(), 0.9, places=(place,))
