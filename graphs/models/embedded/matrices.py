"""Matrices as people write them: rows in brackets, line by line, parted by semicolons or slashes.

`[1, .9], [.9, 1]`, `1 .9 / .9 1` and the lower triangle `1 / .9 1` are one matrix; the words before
it, as many as it has rows, are their names.
"""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphs.models.embedded.filled import Origin
from graphs.models.embedded.lexicon import Mention, nearness
from graphs.models.embedded.matrix_lines import NUMBER, matrix_lines
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_pairs import Told, pair_matrix
from graphs.models.embedded.words import STOPWORDS

FEWEST, MOST = 2, 500  # rows
NOISE = 1e-6  # by which the two entries of a pair may differ where they were rounded
_ROW = rf"{NUMBER}(?:(?:\s*[,|]\s*|[ \t]+){NUMBER})*"
_WRITTEN = re.compile(NUMBER)
_BRACKETED = re.compile(
    rf"[\[(]\s*[\[(]?\s*{_ROW}\s*[\])](?:\s*(?:[,;/&]|\band\b)?\s*[\[(]\s*{_ROW}\s*[\])])+",
    re.DOTALL,
)
_PARTED = re.compile(
    rf"(?<![\w.])(?<!\d[ ,])(?<!\d, ){_ROW}"
    rf"(?:[ \t]*(?:;|/|\|\||\n)[ \t]*(?:\n[ \t]*)?{_ROW})+(?![\w%])"
)
_FLAT = rf"{NUMBER}(?:(?:\s*[,;]\s*|[ \t]+){NUMBER})*"
_SQUARE = re.compile(rf"(?<![\w.,;/-]){_FLAT}(?![\w%]|[.,]\d)")
"""The figures of a square one after the other, its rows parted as they are."""
_PIPED = re.compile(rf"(?<![\w.])(?<!\d[ ,])(?<!\d, ){_FLAT}(?:\s*\|\|?\s*{_FLAT})+(?![\w%])")
_BRACED = re.compile(
    rf"\{{\s*{NUMBER}(?:\s*[;,|\s]\s*{NUMBER})*\s*\}}"
    rf"(?:[\s,;/]*\{{\s*{NUMBER}(?:\s*[;,|\s]\s*{NUMBER})*\s*\}})+"
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
    r"(?=\s*(?:[-–.;!?)\n]|$))",
    re.IGNORECASE,
)
_WORDS = re.compile(rf"(?:^|[.:;!?(\n-])\s*(?P<names>{_CODE}(?:[ ]{_CODE})+)\s*$")
_MATRIX = re.compile(
    r"(?:\s*(?:[:=(\[{-]|\b(?:the|as|is|are|with|rank|corrs?|correl|matrix|correlations?|rows)\b))+"
    r"\s*$",
    re.IGNORECASE,
)
"""What stands between the names of a matrix and its figures."""
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
    listed = [
        (field, named)
        for field, named in zip(fields, mentions, strict=True)
        if (field.kind, field.of) == ("series", "series")
    ]
    takes = [(field, named) for field, named in listed if ".".join(field.path) not in there]
    lines = matrix_lines(message.text) if listed else None
    if lines is not None and (rows := _whole(lines[0])):
        rows = [[_plain(number) for number in row] for row in rows]
        return _by_lines(fields, listed, Matrix(rows, *lines[2]), lines[1], message, there)
    told = [one for one in found_in(message.text) if not message.aside(one.start)] if takes else []
    if takes and not told and (pairs := pair_matrix(message.text)) is not None:
        return _by_pairs(fields, [field for field, _ in takes], pairs, message, there)
    found: dict[str, Origin] = {}
    for one in told:
        best = _nearest(takes, one, message, found)
        if best is None:
            break
        words = message.text[one.start : one.end]
        found[best.name] = Origin(best, one.rows, words, 1.0, places=((one.start, one.end),))
    if told and (labels := _named(fields, told[0], message.text, {*there, *found})) is not None:
        found[labels.field.name] = labels
    return found


def _nearest(
    takes: Sequence[tuple[Field, Sequence[Mention]]],
    matrix: Matrix,
    message: Message,
    found: Collection[str],
) -> Field | None:
    """The field whose name stands nearest to a matrix, of those not found yet."""
    place = message.place(matrix.start, matrix.end)
    near = [nearness(named, place, message.words, message.numbers) for _, named in takes]
    order = sorted(range(len(takes)), key=lambda i: (-near[i], not takes[i][0].required, i))
    return next((takes[i][0] for i in order if takes[i][0].name not in found), None)


def _by_lines(
    fields: Sequence[Field],
    takes: Sequence[tuple[Field, Sequence[Mention]]],
    matrix: Matrix,
    names: list[str],
    message: Message,
    there: Mapping[str, Origin],
) -> dict[str, Origin]:
    """The matrix whose lines open with names, and these where a field takes them."""
    best = _nearest(takes, matrix, message, ())
    if best is None:
        return {}
    words = message.text[matrix.start : matrix.end]
    places = ((matrix.start, matrix.end),)
    found = {best.name: Origin(best, matrix.rows, words, 1.0, places=places)}
    if (field := _takes_names(fields, there)) is not None:
        found[field.name] = Origin(field, names, words, 0.9)
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
        (_BRACKETED, text), (_BRACED, text), (_PIPED, text), (_PARTED, text), (_PARTED, bare),
        (_SQUARE, text),
    ):  # fmt: skip
        for match in pattern.finditer(said):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            rows = [*_rows(match.group(), pattern)]
            rows = _squared(rows[0]) if pattern is _SQUARE and rows else rows
            start = match.start()
            if pattern is _PARTED and len(rows) == len(rows[-1]) + 1:
                start += next(cut.end() for cut in _BREAK.finditer(match.group()))
                rows = rows[1:]  # "weights 1, 4, 4" in the line above
            if rows := _whole(rows):
                found.append(Matrix(rows, start, match.end()))
    return sorted(found, key=lambda one: one.start)


def _parts(said: str, pattern: re.Pattern[str]) -> Sequence[str]:
    if pattern is _BRACKETED:
        return _INNER.findall(said)
    if pattern is _SQUARE:
        return [said]
    if pattern is _BRACED:
        return _IN_BRACES.findall(said)
    return said.replace("||", "|").split("|") if pattern is _PIPED else _BREAK.split(said)


def _rows(said: str, pattern: re.Pattern[str]) -> Iterator[list[float]]:
    for part in _parts(said, pattern):
        if numbers := _WRITTEN.findall(part):
            yield [_plain(float(number.replace("−", "-"))) for number in numbers]


def _squared(figures: list[float]) -> list[list[float]]:
    """Figures in as many rows as each of them has, ones from corner to corner; else none."""
    size = math.isqrt(len(figures))
    rows = [figures[at : at + size] for at in range(0, len(figures), size)] if size else []
    alike = len(rows) == size and all(row[n] == 1 for n, row in enumerate(rows))
    return rows if alike else []


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
    if field is not None and match is not None and _fits(names, matrix):
        return Origin(field, names, match["names"], 0.9)
    return _named_by_words(field, matrix, before, match["names"] if match else "")


def _named_by_words(field: Field | None, matrix: Matrix, before: str, behind: str) -> Origin | None:
    """The names of rows as words side by side, right before a matrix or behind it with "for"."""
    lead = _MATRIX.search(before)
    match = _WORDS.search(before[: lead.start()] if lead else before)
    size = len(matrix.rows)
    for words in (match["names"].split()[-size:] if match else [], behind.split()[:size]):
        plain = not any(word.casefold() in STOPWORDS for word in words if len(word) > 1)
        if field is not None and plain and _fits(words, matrix) and "," not in behind:
            return Origin(field, words, " ".join(words), 0.9)
    return None


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
