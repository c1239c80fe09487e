"""Values in a row: "200k, 700k, 5M", "12 15 9 22", "1 0 1"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from graphs.spans.carry import carried, compatible
from graphs.spans.quantity import Quantity, readings
from graphs.spans.ranges import Range
from graphs.spans.span import Reading, Span, Triple

_GLUES = (
    re.compile(r"\s?(?:,\s?(?:and|or|then|und|oder)?|and|or|und|oder|then|&)\s?"),
    re.compile(r"\s?;\s?"),
    re.compile(r"\s?\n\s?"),
    re.compile(r"\s{1,3}"),
)
_LONE_BLANKS = 3
"""Values that must stand side by side before blanks alone make them a list."""


def lists(low: str, text: str, quantities: list[Quantity]) -> Iterator[Range]:
    """Every row of two or more values that nothing but commas, "and" or blanks part."""
    at = 0
    while at < len(quantities):
        run = _longest(low, quantities, at)
        if len(run) > 1:
            yield _listed(text, run)
        at += len(run)


def _longest(low: str, quantities: list[Quantity], at: int) -> list[Quantity]:
    for glue in _GLUES:
        run = _run(low, quantities, at, glue)
        if len(run) >= (_LONE_BLANKS if glue is _GLUES[-1] else 2):
            return run
    return quantities[at : at + 1]


def _run(low: str, quantities: list[Quantity], at: int, glue: re.Pattern[str]) -> list[Quantity]:
    run = [quantities[at]]
    for index in range(at + 1, len(quantities)):
        last, following = run[-1], quantities[index]
        if last.end > following.start or not glue.fullmatch(low, last.end, following.start):
            break
        if (last.label and following.label) or not _alike(last, following):
            break
        run.append(following)
    return run


_MANY = 1000  # magnitude of a bare number that counts no days or years


def _alike(last: Quantity, following: Quantity) -> bool:
    """Of one kind, or bare before what has a unit; "12,450 USD, 83 paying" is no list."""
    if last.unit == "one in" or following.unit == "one in":
        return last.unit == following.unit
    if last.label and last.bare and following.kind == "duration":  # "correlation 0.3, one day"
        return False
    if (
        following.kind == "duration"
        and last.bare
        and last.number.scale >= _MANY > following.number.scale
    ):
        return False  # "over 6m, one year": an amount and a length of time
    if following.bare and not last.bare:
        return last.kind == "money" and last.start < last.number.start
    return compatible(last, following)


def _listed(text: str, run: list[Quantity]) -> Range:
    moved = _carried(text, run)
    values = tuple(m.value for m in moved)
    start, end = run[0].start, run[-1].end
    model = max(moved, key=lambda m: (bool(m.per), len(m.currency), len(m.unit)))
    named = run[0].label and len(run) == 2  # "cogs 30%, 5 percent leave"
    found = [*readings(model, values, score=0.4 if named else 0.8)]
    if len(values) == 3 and values[0] <= values[1] <= values[2] and values[0] < values[2]:
        low_end, middle, high_end = values
        found += readings(model, Triple(low_end, middle, high_end), score=0.6)
    if len(values) >= 3 and set(values) <= {0.0, 1.0} and model.bare:
        found.insert(0, Reading("boolean", tuple(bool(v) for v in values), score=0.9))
    return Range(Span(start, end, text[start:end], tuple(found)), run)


_THOUSANDS = re.compile(r"\b(?:thousand|million|billion|grand|mille|mio|mn|bn)\b", re.IGNORECASE)


def _carried(text: str, run: list[Quantity]) -> list[Quantity]:
    """Units are carried over a list, magnitudes only where every member lacks one but the last."""
    last = run[-1].number
    if (
        len(run) > 2
        and last.scale > 1
        and all(q.number.scale == 1 and abs(q.number.mantissa) < 1000 for q in run[:-1])
        and _THOUSANDS.search(text, run[-1].start, run[-1].reach)
    ):
        # "12, 45, 8 and 30 thousand": a word of the whole list, whatever the order of its members
        alike = [
            replace(q, number=replace(q.number, scale=last.scale, alternatives=()))
            for q in run[:-1]
        ]
        return carried_units([*alike, run[-1]])
    if any(q.number.scale != 1 for q in run[:-1]) or len(run) > 12:
        kept = [q.number.scale for q in run]
        return run if len({*kept}) > 1 and all(q.bare for q in run) else carried_units(run)
    return carried(run)


def carried_units(run: list[Quantity]) -> list[Quantity]:
    """The members in one unit, each with its own magnitude."""
    model = next((q for q in run if not q.bare), None)
    if model is None:
        return run
    return [q.as_in(model) if q.bare else q for q in run]
