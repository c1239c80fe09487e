"""Objects that are named beside what they hold: "5 million in bonds, 3 million in equities".

An object needs no more than its name; what is said behind it, up to the next object, is its own.
A list of as many values as there are objects gives each its value: "volatilities 20 % and 30 %".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import STOPWORDS, stems
from graphs.spans.span import Reading, Span, Value

FEWEST = 2  # one named amount is the whole, and no list
FITS = 0.5
SHARES = ("share", "probability")
_NAME = r"[^\W\d_][\w&.'-]*[\w&]|[^\W\d_]"
_BEHIND = re.compile(
    rf"\s*(?:worth\s+)?(?:in|of|into)\s+(?:the\s+|our\s+|my\s+|an?\s+)?(?P<name>(?:{_NAME})(?:\s(?!with\b|at\b|and\b"
    rf"|plus\b|each\b|having\b|whose\b|that\b|which\b|correlat|vol|both\b|over\b|for\b|on\b|is\b|are\b|a\b)(?:{_NAME})){{0,2}})"
)
_BEFORE = re.compile(
    rf"(?:^|[,;:.(\n]|\b(?:and|plus|of|hold|holds|have|has))\s*(?:the\s|our\s)?"
    rf"(?P<name>(?:{_NAME})(?:\s(?:{_NAME}))?)\s*[:=]?\s*$"
)
_DIRECTION = re.compile(r"(?P<way>long|short)(?:\s+|$)", re.IGNORECASE)
_FOLLOWING = re.compile(
    rf"\s+(?:of\s+|in\s+)?(?P<name>(?!and\b|at\b|with\b|vol)(?:{_NAME})(?:\s(?!and\b|at\b|with\b|vol)(?:{_NAME}))?)"
)
_PERIODS = re.compile(
    r"(?:the\s|a\s|an\s)?(?:day|week|month|quarter|year|total|all|cash flow)s?$", re.I
)


@dataclass(slots=True)
class Held:
    """An object, and where its values stand."""

    value: dict[str, Any]
    start: int
    end: int
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def is_held(field: Field) -> bool:
    """Whether its objects need a name only, and may have an amount."""
    needed = [part for part in field.parts if part.required]
    amounts = any(part.kind == "money" for part in field.parts)
    return [part.kind for part in needed] == ["name"] and amounts and not field.only_named


def holdings(field: Field, message: Message) -> list[Held]:
    """The objects a message names with what they hold; empty for fewer than two."""
    if message.tables:
        return []
    found = _named(field, message, behind=True)
    if not (behind := len(found) >= FEWEST):
        found = _named(field, message, behind=False)
    if len(found) < FEWEST or len({str(one.value) for one in found}) < len(found):
        return []
    for one, following in zip(found, [*found[1:], None], strict=True):
        end = following.start if following else _sentence(one.end, message)
        _own(field, one, end, message)
    _in_step(field, found, message)
    least = 2 if behind else 3  # "value 800k, loss 20k" names no two objects
    return found if all(len(one.value) >= least for one in found) else []


def _named(field: Field, message: Message, *, behind: bool) -> list[Held]:
    label = next(part for part in field.parts if part.kind == "name")
    found: list[Held] = []
    for span in message.spans:
        if span.within is not None and span.within != (span.start, span.end) and not behind:
            continue
        if (part := _amount(field, span)) is None or (found and span.start < found[-1].end):
            continue
        begin = found[-1].end if found else 0
        match = (
            _BEHIND.match(message.text, span.end)
            if behind
            else _BEFORE.search(message.text[begin : span.start])
        )
        if match is None or _PERIODS.match(match["name"]) or _means(field, match["name"]):
            continue
        if not behind and part[0].kind != "money":
            continue
        if found and part[0].name not in found[0].value:
            continue
        start = span.start if behind else begin + match.start("name")
        end = match.end() if behind else span.end
        name, sign = _directed(match["name"], message.text[span.end :])
        if sign < 0 and (part[0].minimum is None or part[0].minimum >= 0):
            sign = 1
        value = {label.name: name, part[0].name: sign * part[1]}
        found.append(Held(value, start, end, [(start, end)]))
    return found


def _directed(name: str, behind: str) -> tuple[str, int]:
    """A name without the direction that is held, and the amount's sign: "short gas", "short 4m"."""
    match = _DIRECTION.match(name)
    if match is None:
        return name, 1
    rest = name[match.end() :]
    following = _FOLLOWING.match(behind) if not rest else None
    rest = following["name"] if following else rest
    return rest or name, -1 if match["way"].lower() == "short" else 1


def _means(field: Field, name: str) -> bool:
    """Whether a word names a part, and no object: "volatility 20 %"."""
    said = set(stems(name))
    if all(word.lower() in STOPWORDS for word in name.split()):
        return True
    return any(said & set(stems(n)) for p in field.parts for n in (p.words, *p.aliases[:3]))


def _amount(field: Field, span: Span) -> tuple[Field, Any] | None:
    """The amount of an object, or the first share it may have."""
    for reading in span.readings[:1]:
        if reading.kind in ("money", "number") and not reading.unit and not reading.per:
            part = next(part for part in field.parts if part.kind == "money")
        elif reading.kind == "fraction" and reading.unit == "percent":
            part = next((part for part in field.parts if part.kind in SHARES), None)
        else:
            return None
        one = fit(part, reading) if part else None
        large = reading.kind != "number" or (
            isinstance(reading.value, float) and reading.value >= 100
        )
        if part and one and one.inside and one.score >= FITS and large:
            return part, as_json(one.value, part)
    return None


def _sentence(at: int, message: Message) -> int:
    first = message.words[message.place(at - 1, at)[0]].sentence
    return max((w.end for w in message.words if w.sentence == first), default=at)


def _own(field: Field, held: Held, end: int, message: Message) -> None:
    """Values between an object and the next that a word beside them gives to a part."""
    for span in message.spans:
        if not held.end <= span.start < end or span.within is not None:
            continue
        part = _said(field, held.value, span, message)
        for reading in span.readings[:1] if part else ():
            one = fit(part, reading) if part else None
            if part and one and one.inside and one.score >= FITS:
                held.value[part.name] = as_json(one.value, part)
                held.places.append((span.start, span.end))


def _said(field: Field, given: Mapping[str, Any], span: Span, message: Message) -> Field | None:
    """The part whose name stands beside a value, without another value or a comma between."""
    first, last = message.place(span.start, span.end)
    words = message.words
    near: list[str] = []
    for step in (range(first - 1, first - 4, -1), range(last + 1, last + 4)):
        for index in step:
            if not 0 <= index < len(words) or words[index].mark or message.numbers[index]:
                break
            near.append(words[index].stem)
    for part in field.parts:
        names = {stems(name)[0] for name in (part.words, *part.aliases) if len(stems(name)) == 1}
        if part.name not in given and names & set(near):
            return part
    return None


def _in_step(field: Field, found: Sequence[Held], message: Message) -> None:
    """Lists of as many values as there are objects, behind the name of a part."""
    for span in message.spans:
        reading = span.readings[0] if span.readings else None
        if reading is None or not isinstance(reading.value, tuple):
            continue
        part = _said(field, found[0].value, span, message)
        if part is None or len(reading.value) != len(found):
            continue
        values = [_one(part, reading, value) for value in reading.value]
        if any(value is None for value in values):
            continue
        for held, value in zip(found, values, strict=True):
            held.value[part.name] = value
        found[0].places.append((span.start, span.end))


def _one(part: Field, reading: Reading, value: Value) -> Any:
    one = fit(part, Reading(reading.kind, value, unit=reading.unit, score=reading.score))
    return as_json(one.value, part) if one and one.inside else None
