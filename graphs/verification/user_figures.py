"""List the figures a person gave, in every reading of their words."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from graphs.spans import Reading, Role, Span, Triple, Value, find_spans
from graphs.spans.span import Named
from graphs.spans.units import DAYS
from graphs.verification.figure import Figure, Sort
from graphs.verification.words import tokens

_SORTS: dict[str, Sort] = {
    "number": "number",
    "money": "money",
    "fraction": "fraction",
    "rate": "rate",
    "duration": "duration",
}
_MULTIPLES = (
    (2.0, re.compile(r"\b(?:twice|doubles?|doubled|doubling)\b", re.IGNORECASE)),
    (3.0, re.compile(r"\b(?:thrice|triples?|tripled)\b", re.IGNORECASE)),
    (0.5, re.compile(r"\b(?:halves?|halved|halving|half)\b", re.IGNORECASE)),
)
_AGAIN_IN_DIGITS = re.compile(
    r"\(\s?(\d{1,4})\s?\)\s(?:[a-z]+\s)?(day|week|month|year)s?\b", re.IGNORECASE
)
"""As contracts write it: "sixty (60) days"."""
_ROLES: dict[Role, str] = {"low": "minimum", "likely": "likely", "high": "maximum"}
UNDERSTOOD = "percent understood"
_AROUND = 60
_SURE = 0.25
_PARTS = ("part of", "one in")
"""Units of shares that are also divisors: a quarter of 9,200 is 9,200 ÷ 4."""
LONGEST = 200_000
"""Characters read of one text; a longer one is a file, whose figures tools extract."""


def user_figures(text: str, as_of: datetime.date) -> Iterator[Figure]:
    """Every figure of a text."""
    text = text[:LONGEST]
    for span in find_spans(text, as_of=as_of):
        words = frozenset(tokens(_surroundings(text, span)))
        family = f"{len(text)}:{span.within or (span.start, span.end)}"
        for reading in span.readings:
            for value, role in _values(reading.value, span.role):
                if (figure := _figure(reading, value, words)) is not None:
                    told = frozenset((_ROLES[role],)) if role else frozenset[str]()
                    yield replace(figure, statistics=told, rival=bool(role), family=family)
                    if reading.unit in _PARTS and (parts := round(1 / (figure.value or 1.0))) > 1:
                        yield Figure(float(parts), "number", "user", words=words, multiple=True)
    for match in _AGAIN_IN_DIGITS.finditer(text):
        days, number = DAYS[match[2].lower()], float(match[1])
        around = frozenset(tokens(text[max(0, match.start() - _AROUND) : match.end() + _AROUND]))
        yield Figure(number, "duration", "user", days=days, words=around)
    for value, pattern in _MULTIPLES:
        if pattern.search(text):
            yield Figure(value, "number", "user", multiple=True)


def _surroundings(text: str, span: Span) -> str:
    before = text[max(0, span.start - _AROUND) : span.start]
    before = re.split(r"[.;!?\n]", before)[-1]
    after = re.split(r"[.;!?\n]", text[span.end : span.end + _AROUND])[0]
    return f"{span.role} {span.label} {before} {after}"


def _values(value: Value, role: Role) -> Iterator[tuple[float | str, Role]]:
    match value:
        case Triple():
            yield value.low, "low"
            if value.likely is not None:
                yield value.likely, "likely"
            yield value.high, "high"
        case Named() | tuple() | dict():
            for part in _parts(value):
                yield from _values(part, "")
        case bool():
            return
        case _:
            yield value, role


def _parts(value: Named | tuple[Value, ...] | dict[str, list[Value]]) -> Iterator[Value]:
    """The values that one holds: of named parts, of a list, of a table's cells."""
    if isinstance(value, Named):
        yield from (part for _, part in value.parts)
    elif isinstance(value, dict):
        yield from (cell for column in value.values() for cell in column)
    else:
        yield from value


def _figure(reading: Reading, value: float | str, words: frozenset[str]) -> Figure | None:
    if reading.kind == "date":
        day = float(datetime.date.fromisoformat(str(value)).toordinal())
        return Figure(day, "date", "user", words=words)
    if isinstance(value, str):
        return None
    if reading.kind == "table":
        return Figure(value, "unknown", "user", words=words)
    sort = _SORTS.get(reading.kind)
    if sort is None or (reading.unit == "tail" and reading.score < _SURE):
        return None
    per = "year" if sort == "rate" else reading.per
    if sort == "number" and reading.per:
        per = reading.per
    days = 1.0 if sort == "duration" else 0.0
    if sort == "number" and reading.unit.rstrip("s") in DAYS:
        sort, days = "duration", DAYS[reading.unit.rstrip("s")]
    return Figure(
        value, sort, "user", per=per, days=days, currency=reading.currency, words=words,
        multiple=reading.unit == "times", exact=reading.unit == UNDERSTOOD,
    )  # fmt: skip
