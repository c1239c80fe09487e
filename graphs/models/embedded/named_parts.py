"""Estimates told by parts that have names of their own: "mean 3,200, sd 4,100".

Such a part says in its aliases how people call it. Figures side by side that are called so are one
value; one before a part that is told after another (`told_after`) is that other part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.spans.span import Named, Reading, Span

_LINK = r"(?:\s?(?:of|is|was|at|about|around|roughly|being|[:=~≈]))*\s*"
_BETWEEN = re.compile(r"(?:[\s,;/()&+±]|\b(?:and|with|an?|its|the|from|of|is)\b)*")
_KINDS = ("number", "money")


def with_named_parts(fields: Sequence[Field], message: Message) -> Message:
    """The message with the figures that name an estimate's own parts joined to one span each."""
    parts = _named_parts(fields)
    groups = [*_groups(parts, message)] if parts else []
    if not groups:
        return message
    spans = list(message.spans)
    for group in groups:
        first, last = group[0][1], group[-1][1]
        start, end = first.start, last.end
        values = tuple((name, _value(span)) for name, span in group)
        told = [span.readings[0] for _, span in group]
        money = next((one for one in told if one.currency), told[0])
        reading = Reading("number", Named(values), currency=money.currency)
        reading = replace(reading, kind="money") if money.currency else reading
        inside = {id(span) for _, span in group}
        spans = [replace(s, within=(start, end)) if id(s) in inside else s for s in spans]
        spans.append(Span(start, end, message.text[start:end], (reading,)))
    return replace(message, spans=tuple(sorted(spans, key=lambda s: (s.start, -s.end))))


def _named_parts(fields: Sequence[Field]) -> tuple[Field, ...]:
    """The parts with names of their own that estimates have."""
    every = [*fields, *(part for field in fields for part in field.parts)]
    found = {
        part.name: part
        for field in every
        if field.kind == "estimate"
        for part in field.parts
        if part.kind != "enum"
    }
    return tuple(found.values())


def _groups(parts: Sequence[Field], message: Message) -> Iterator[list[tuple[str, Span]]]:
    """Runs of figures that are called by different parts."""
    told = [
        span
        for span in message.spans
        if span.within is None
        and span.readings
        and span.readings[0].kind in _KINDS
        and isinstance(span.readings[0].value, int | float)
        and not message.aside(span.start)
    ]
    run: list[tuple[str, Span]] = []
    for number, span in enumerate(told):
        before = told[number - 1] if number else None
        begin = before.end if before else 0
        part = _called(parts, message.text, begin, span)
        lead = message.text[begin : _name_start(part, message.text, begin, span)]
        goes_on = bool(run) and run[-1][1] is before and _BETWEEN.fullmatch(lead) is not None
        if part is not None and goes_on and part.name not in dict(run):
            run.append((part.name, span))
            continue
        if len(run) > 1:
            yield run
        run = [(part.name, span)] if part is not None else []
        if part is not None and part.told_after and before is not None and _BETWEEN.fullmatch(lead):
            run = [(part.told_after, before), *run]
    if len(run) > 1:
        yield run


def _called(parts: Sequence[Field], text: str, begin: int, span: Span) -> Field | None:
    """The part whose name stands right before a figure."""
    said = text[begin : span.start]
    return next((part for part in parts if _before(part.aliases).search(said)), None)


def _name_start(part: Field | None, text: str, begin: int, span: Span) -> int:
    """Where the name before a figure begins; where the figure does, if it has none."""
    found = _before(part.aliases).search(text[begin : span.start]) if part else None
    return begin + found.start() if found else span.start


@lru_cache(maxsize=512)
def _before(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))}){_LINK}$", re.IGNORECASE)


def _value(span: Span) -> float:
    value = span.readings[0].value
    assert isinstance(value, int | float)
    return float(value)
