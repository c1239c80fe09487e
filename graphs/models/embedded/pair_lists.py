"""Lists of objects that name two things, and perhaps how they move together.

"keep gold/oil fixed", "pairs (1,4) and (2,3) stay", "mat & lab correlate at 0.5": the names are
those that another list has given, the variables of a formula, or the numbers of rows.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.clauses import is_pair, names_in
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import variables
from graphs.models.embedded.told_pairs import told_pairs

_SENTENCE = re.compile(r"(?:[.;!?](?=\s|$)|\n|\)\s*(?=[a-z]\s))")
_CLAUSE = re.compile(r",\s|\bbut\b|\bso\b")
_NAME = r"[^\W\d_][\w.]*|\d{1,2}"
_TWO = re.compile(
    rf"(?<![\w/.-])(?P<a>{_NAME})\s?(?:/|-|–|—|~|&|\s(?:and|with|vs\.?)\s)\s?(?P<b>{_NAME})(?![\w/])",
    re.IGNORECASE,
)
_BRACKETED = re.compile(rf"\(\s*(?P<a>{_NAME})\s?[,;/]\s?(?P<b>{_NAME})\s*\)", re.IGNORECASE)
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}


def pair_lists(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin]
) -> dict[str, Origin]:
    """The lists of pairs that the message tells of names that are known."""
    found: dict[str, Origin] = {}
    for field in fields:
        if field.name in there or not is_pair(field):
            continue
        kinds = [part.kind for part in field.parts]
        if kinds == ["name", "name"] and field.only_named:
            rows, places = _two_names(field, message.text, _known(there), _size(there))
        elif kinds == ["name", "name", "number"] and field.parts[2].minimum == -1:
            names = {**variables(message.text), **_known(there)}
            rows, places = _with_figures(field, message.text, names)
        else:
            continue
        if rows:
            found[field.name] = Origin(field, rows, message.text[:80], 0.9, places=tuple(places))
    return found


def _known(there: Mapping[str, Origin]) -> dict[str, str]:
    return {name.lower(): name for name in names_in(there.values())}


def _size(there: Mapping[str, Origin]) -> int:
    """How many rows the matrix has that is given."""
    values = [o.value for o in there.values() if (o.field.kind, o.field.of) == ("series", "series")]
    return max((len(value) for value in values), default=0)


def _two_names(
    field: Field, text: str, known: Mapping[str, str], size: int
) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """The pairs of each clause that names the list."""
    said = [re.escape(name) for name in (field.words, *field.aliases)]
    named = re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)
    numbers = {str(i): str(i) for i in range(1, size + 1)}
    places = {word: number for word, number in _ORDINALS.items() if int(number) <= size}
    names = {**numbers, **places, **known}
    rows: list[dict[str, Any]] = []
    where: list[tuple[int, int]] = []
    for start, end in _pieces(text, named):
        for match in (*_TWO.finditer(text, start, end), *_BRACKETED.finditer(text, start, end)):
            first, second = names.get(match["a"].lower()), names.get(match["b"].lower())
            row = {field.parts[0].name: first, field.parts[1].name: second}
            if first and second and first != second and row not in rows:
                rows.append(row)
                where.append(match.span())
    return rows, where


def _pieces(text: str, named: re.Pattern[str]) -> list[tuple[int, int]]:
    """The sentences that name the list; of one that tells more pairs than those, its clause."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for stop in [*(m.start() for m in _SENTENCE.finditer(text)), len(text)]:
        if (found := named.search(text, start, stop)) is not None:
            first = max((m.end() for m in _CLAUSE.finditer(text, start, found.start())), default=0)
            first = first if _has_two(text, max(first, start), stop) else start
            last = next((m.start() for m in _CLAUSE.finditer(text, found.end(), stop)), stop)
            whole = (max(first, start), last)
            pieces.append(whole if _has_two(text, *whole) else (start, stop))
        start = stop
    return pieces


def _has_two(text: str, start: int, end: int) -> bool:
    return bool(_TWO.search(text, start, end) or _BRACKETED.search(text, start, end))


def _with_figures(
    field: Field, text: str, known: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    """The pairs of known names that are told with a figure."""
    first, second, figure = (part.name for part in field.parts)
    told = [
        one for one in told_pairs(text) if {one.first.lower(), one.second.lower()} <= set(known)
    ]
    rows = [
        {first: known[one.first.lower()], second: known[one.second.lower()], figure: one.figure}
        for one in told
    ]
    return rows, [(one.start, one.end) for one in told]
