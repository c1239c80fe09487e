"""Matrices as people write them: rows in brackets, line by line, parted by semicolons or slashes.

`[1, .9], [.9, 1]`, `1 .9 / .9 1` and the lower triangle `1 / .9 1` are one matrix; the words before
it, as many as it has rows, are their names.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_pairs import Told, pair_matrix

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
_FLAT = rf"{_NUMBER}(?:(?:\s*[,;]\s*|[ \t]+){_NUMBER})*"
_PIPED = re.compile(rf"(?<![\w.]){_FLAT}(?:\s*\|\|?\s*{_FLAT})+(?![\w%])")
_BRACED = re.compile(
    rf"\{{\s*{_NUMBER}(?:\s*[;,|\s]\s*{_NUMBER})*\s*\}}"
    rf"(?:[\s,;/]*\{{\s*{_NUMBER}(?:\s*[;,|\s]\s*{_NUMBER})*\s*\}})+"
)
_INNER = re.compile(rf"[\[(]\s*({_ROW})\s*[\])]")
_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_EDGE = re.compile(
    r"(?m)^[ \t]*(?:(?:row|r|line|zeile)[ \t]?\d{0,3}[ \t]*[:=|)][ \t]*|\|(?=[ \t]*[-.\d]))"
    r"|\|[ \t]*$"
    r"|(?<=\s)\|(?=[ \t]*[-.\d][^\n]*\|[ \t]*\n[ \t]*\|)"
)
"""What stands before or behind the figures of a line and is none of them."""
_BREAK = re.compile(r";|/|\|\||\n")
_WORD = r"[^\W\d_][\w&'-]*(?:\.\w+)*"
_CODE = r"[^\W\d_][\w&'-]*"
_NAME = rf"{_WORD}(?:\s{_WORD})?"
_NAMES = re.compile(
    rf"(?:{_NAME})(?:\s*(?:,|/|&|\band\b|\n)\s*(?:and\s)?(?:{_NAME}))+"
    r"(?=\s*[.:;=–(-]*\s*(?:(?:the\s)?(?:\w+\s)?(?:matrix|correlations?|rows)\s*[:=]?)?\s*$)"
)
_LISTED = rf"(?P<names>{_CODE}(?:\s*(?:,|/|\||&|\band\b)\s*(?:and\s)?{_CODE}|[ \t]+{_CODE})+)"
_LABELS = re.compile(
    r"\b(?:names?|order|labels?|factors|variables|series|assets|rows(?: are)?)\b\s*[:=]?\s*"
    rf"{_LISTED}"
    r"(?=\s*(?:[.;!?)\n]|$))",
    re.IGNORECASE,
)
_FOR = re.compile(rf"\W{{0,4}}(?:for|of|between|stands? for|being)\s+{_LISTED}", re.IGNORECASE)
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
    if takes and not told and (pairs := pair_matrix(message.text)) is not None:
        return _by_pairs(fields, [field for field, _ in takes], pairs, message, there)
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


def _by_pairs(
    fields: Sequence[Field],
    takes: Sequence[Field],
    pairs: tuple[list[list[float]], list[str], list[Told]],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """The matrix told pair by pair, and the names of its rows where a field takes them."""
    rows, names, told = pairs
    best = next((field for field in takes if field.required), takes[0])
    words = message.text[told[0].start : told[-1].end]
    places = tuple((one.start, one.end) for one in told)
    found = {best.name: Origin(best, rows, words, 1.0, places=places)}
    field = _takes_names(fields, there)
    if field is not None and names:
        found[field.name] = Origin(field, names, words, 0.9)
    return found


def found_in(text: str) -> list[Matrix]:
    """The matrices that a text writes out, from left to right."""
    found: list[Matrix] = []
    bare = _EDGE.sub(lambda match: " " * len(match[0]), text)
    for pattern, said in (
        (_BRACKETED, text), (_BRACED, text), (_PIPED, text), (_PARTED, text), (_PARTED, bare)
    ):  # fmt: skip
        for match in pattern.finditer(said):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            rows = _whole([*_rows(match.group(), pattern)])
            if rows:
                found.append(Matrix(rows, *match.span()))
    return sorted(found, key=lambda one: one.start)


def _parts(said: str, pattern: re.Pattern[str]) -> Sequence[str]:
    if pattern is _BRACKETED:
        return _INNER.findall(said)
    if pattern is _BRACED:
        return _IN_BRACES.findall(said)
    return said.replace("||", "|").split("|") if pattern is _PIPED else _BREAK.split(said)


def _rows(said: str, pattern: re.Pattern[str]) -> Iterator[list[float]]:
    for part in _parts(said, pattern):
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
    field = _takes_names(fields, there)
    before, after = text[: matrix.start].rstrip(" \n[({"), text[matrix.end :]
    for start in (before.rfind("\n") + 1, 0) if field is not None else ():
        match = _NAMES.search(before, start)
        names = _split(match.group()) if match else []
        if match is not None and field is not None and _fits(names, matrix):
            return Origin(field, names, match.group(), 0.9, places=(match.span(),))
    match = _LABELS.search(text) or _FOR.match(after) if field is not None else None
    names = _split(match["names"]) if match else []
    if field is None or match is None or not _fits(names, matrix):
        return None
    return Origin(field, names, match["names"], 0.9)


def _takes_names(fields: Sequence[Field], there: Collection[str]) -> Field | None:
    kinds = ((f, (f.kind, f.of)) for f in fields if f.name not in there and not f.only_named)
    return next((f for f, kind in kinds if kind == ("series", "name")), None)


def _split(said: str) -> list[str]:
    """The names in a list of them, parted by commas or else by blanks."""
    parts = re.split(r"\s*(?:,|/|\||&|\band\b|\n)\s*(?:and\s)?", said)
    names = [_LEADS.sub("", name).strip() for name in parts if name.strip()]
    return said.split() if len(names) == 1 else names


def _fits(names: Sequence[str], matrix: Matrix) -> bool:
    return len(names) == len(matrix.rows) == len(set(names))
