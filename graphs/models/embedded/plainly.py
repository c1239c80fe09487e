"""A message as a schema reads it that says nothing of kinds and units.

"1.75m" is a height there and "298K" a temperature, no millions and thousands; a power belongs to
its formula; "two" before what it counts is an argument only where a field speaks of that; a year
is one only for a field of years.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphs.models.embedded.compatibility import YEARS
from graphs.models.embedded.message import Message
from graphs.models.embedded.phrases import formulas
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import content, stem
from graphs.spans.span import Reading, Span

_NUMERIC = ("number", "share", "series")
_SUFFIXED = re.compile(r"(?P<number>[+-]?\d+(?:[.,]\d+)?)\s?[mMkKbB]")
_WRITTEN = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?")
_MONEY = re.compile(
    r"\b(?:price|cost|budget|salary|revenue|income|amount|money|loan|principal|dollars?|usd|"
    r"population|investment|fee|spend\w*)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(?:1[0-9]|20)\d\d(?![\d/-]|[.,]\d)")
CALENDAR = "calendar year"
"""The unit of a field that holds a year."""
_ORDINAL = re.compile(r"\b(?P<number>\d{1,3})(?:st|nd|rd|th) (?P<of>[a-z]+)", re.IGNORECASE)
_WHOLE = re.compile(r"(?<![\w.,/^*:-])\d{2,12}(?![\w/^*:-]|[.,]\d)")
_COUNTING = re.compile(r"(?:one|two|three|four|five|six)\b", re.IGNORECASE)
_BEHIND = re.compile(r"[- ]([a-z]+)(?: ([a-z]+))?", re.IGNORECASE)


def plainly(message: Message, fields: Sequence[Field]) -> Message:
    """The message without readings that such fields cannot mean.

    For any other schema as it is, with the years told behind the name of a field that is one.
    """
    numeric = [field for field in fields if field.kind in _NUMERIC]
    if not numeric or any(field.described for field in fields):
        named = [*_named_years(message, numeric)]
        return replace(message, spans=_ordered([*message.spans, *named])) if named else message
    kept = [one for span in message.spans if (one := _plain(span, message, numeric)) is not None]
    if any("year" in field.words for field in numeric):
        kept += _years(message.text, kept)
    kept += _ordinals(message.text, kept, numeric)
    kept += _bare(message.text, kept)
    return replace(message, spans=_ordered(kept))


def _ordered(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, -span.end)))


def _named_years(message: Message, fields: Sequence[Field]) -> Iterator[Span]:
    """Years behind the name of a field that is one, such as "the floor in 2025"."""
    for field in fields:
        if field.unit != CALENDAR:
            continue
        names = "|".join(map(re.escape, (field.words, *field.aliases)))
        pattern = rf"\b(?:{names})(?: in| for| of)?(?: the year)? (?P<year>(?:19|20)\d\d)\b(?![/-])"
        for match in re.finditer(pattern, message.text, re.IGNORECASE):
            start, end = match.span("year")
            if not any(s.start < end and start < s.end for s in message.spans):
                reading = Reading("number", float(match["year"]))
                yield Span(start, end, match["year"], (reading,))


def _plain(span: Span, message: Message, fields: Sequence[Field]) -> Span | None:
    text = message.text
    if not span.readings or span.readings[0].kind in ("text", "boolean", "date", "table"):
        return span
    inside = any(a <= span.start and span.end <= b for a, b in formulas(text))
    if inside or text[: span.start].endswith(("^", "**")):
        return None
    if _COUNTING.fullmatch(span.text) and not _asked_for(span, text, fields):
        return None
    return _as_written(span, text, fields)


def _as_written(span: Span, text: str, fields: Sequence[Field]) -> Span | None:
    """A number with its unit as the number alone; "every hour" holds none."""
    signed = span.start > 0 and text[span.start - 1] in "$€£"
    match = _SUFFIXED.fullmatch(span.text)
    if match and not signed and not any(_MONEY.search(_told(f)) for f in fields):
        return replace(span, readings=(Reading("number", _value(match["number"])),))
    first = span.readings[0]
    if first.kind not in ("rate", "duration") or not isinstance(first.value, float):
        return span
    if (written := _WRITTEN.match(span.text)) is None:
        return span if first.kind == "duration" else None
    number = Reading("number", _value(written[0]), unit=first.unit)
    return replace(span, readings=(number, *span.readings))


def _value(written: str) -> float:
    return float(written.replace(",", "") if written.count(",") > 1 or "." in written
                 else re.sub(r",(?=\d{3}$)", "", written).replace(",", "."))  # fmt: skip


def _told(field: Field) -> str:
    return f"{field.words} {field.description}"


def _asked_for(span: Span, text: str, fields: Sequence[Field]) -> bool:
    """Whether what a number word counts is something a field speaks of."""
    match = _BEHIND.match(text, span.end)
    if match is None:
        return True
    counted = {stem(word) for word in match.groups() if word}
    return any(counted & {*content(_told(f))} for f in fields if f.kind != "series")


def _years(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    for match in _YEAR.finditer(text):
        if not any(s.start < match.end() and match.start() < s.end for s in spans):
            reading = Reading("number", float(match[0]), unit=YEARS)
            yield Span(match.start(), match.end(), match[0], (reading,))


def _ordinals(text: str, spans: Sequence[Span], fields: Sequence[Field]) -> Iterator[Span]:
    """`19th century` for a field that speaks of centuries."""
    for match in _ORDINAL.finditer(text):
        asked = any(stem(match["of"]) in content(f.words) for f in fields)
        if asked and not any(s.start < match.end() and match.start() < s.end for s in spans):
            reading = Reading("number", float(match["number"]))
            yield Span(match.start(), match.end("number") + 2, match[0], (reading,), match["of"])


def _bare(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Whole numbers that look like a name elsewhere: "the number 123456", "case ID of 1234"."""
    for match in _WHOLE.finditer(text):
        year = _YEAR.fullmatch(match[0])
        if not year and not any(s.start < match.end() and match.start() < s.end for s in spans):
            reading = Reading("number", float(match[0]), score=0.5)
            yield Span(match.start(), match.end(), match[0], (reading,))
