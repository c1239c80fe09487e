"""What the span tests ask of a text: the likeliest reading of each whole span."""

import datetime

from graphs.spans import Span, Triple, Value, find_spans

TODAY = datetime.date(2026, 11, 21)


def whole(text: str) -> list[Span]:
    """Spans that are part of no larger one and are likely meant as values."""
    spans = find_spans(text, as_of=TODAY)
    return [s for s in spans if s.within is None and s.readings[0].score >= 0.4]


def values(text: str, kind: str) -> list[Value]:
    """The values of this kind that the whole spans most likely mean."""
    return [s.readings[0].value for s in whole(text) if s.readings[0].kind == kind]


def flat(value: Value | None) -> list[float]:
    """A value's numbers in order: low, likely, high of a range."""
    if isinstance(value, Triple):
        return [v for v in (value.low, value.likely, value.high) if v is not None]
    if isinstance(value, tuple):
        return [number for part in value for number in flat(part)]
    return [float(value)] if isinstance(value, float | bool) else []
