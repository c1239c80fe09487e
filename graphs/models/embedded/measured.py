"""Arrays of objects that are figures: scenarios told as how often and how much, one after another.

Each value goes to the part it fits best; an object is complete when it has all its parts. A value
beside words that mean something else (`x-unlike`: "a 100k deductible") belongs to none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.spans.span import Span

FITS = 0.5  # score from which a value is one of a part's
NEAR = 24  # characters within which a phrase names a value
LONGEST_NAME = 3  # words
_WORD = re.compile(r"[^\W\d_][\w'&-]*|[.:;,?!]")
_TO = re.compile(r"\s*(?:to|up to|until|[-–]|bis)\s*")
_QUOTED = re.compile(r"[\"'“”„‘]([^\"'“”„‘’]{2,60})[\"'“”’]")
_NO_NAME = re.compile(
    r"a|about|add|aggregate|all|also|an|and|annual|are|around|as|assume|at|be|between|but|by|cases?|"
    r"combined?|comes?|costs?|costing|each|every|expect(?:ed)?|for|four|from|had|happens?|has|have|"
    r"hits?|in|incidents?|is|it|lose|loss(?:es)?|maybe|of|on|once|one|or|our|per|perhaps|perils?|"
    r"plus|probably|risks?|roughly|say|scenarios?|see|so|some|suffer|that|the|then|there|these|they|"
    r"think|this|those|three|to|together|total|twice|two|up|us|usually|we|what|which|will|with|"
    r"would|years?|yearly",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """An object, and where its values stand."""

    value: dict[str, Any]
    places: tuple[tuple[int, int], ...]


def is_measured(field: Field) -> bool:
    """Whether its objects are told by two or more ranges each."""
    return sum(part.required and part.kind == "estimate" for part in field.parts) > 1


def measured(field: Field, message: Message) -> list[Measured]:
    """The objects a message tells, in its order; a value that completes none is left."""
    parts = [part for part in field.parts if part.required and part.kind == "estimate"]
    label = next((part.name for part in field.parts if part.kind == "name"), None)
    found: list[Measured] = []
    values: dict[str, Any] = {}
    places: list[tuple[int, int]] = []
    behind, used = 0, 0
    for span in message.spans:
        part = None if span.start < used else _part(parts, span, message)
        if part is None:
            continue
        if found and _to(found[-1], part, message.text[used : span.start]):
            used = behind = span.end
            continue
        used = span.end
        if part[0].name in values:
            values, places = {}, []
        values[part[0].name] = part[1]
        places.append((span.start, span.end))
        if len(values) == len(parts):
            name = _name(message.text[behind : min(start for start, _ in places)])
            named = {label: name} if label and name else {}
            found.append(Measured({**named, **values}, tuple(places)))
            behind, values, places = span.end, {}, []
    return found


def _to(last: Measured, part: tuple[Field, Any], between: str) -> bool:
    """Make the end of a range of what was one number, where only "to" stands between the two."""
    name, value = part[0].name, part[1]
    before = last.value[name]
    if not _TO.fullmatch(between) or set(before) != {"likely"} or set(value) != {"likely"}:
        return False
    low, high = before["likely"], value["likely"]
    if not low < high:
        return False
    last.value[name] = {"low": low, "high": high}
    return True


def _part(parts: Sequence[Field], span: Span, message: Message) -> tuple[Field, Any] | None:
    """The part that a value fits best, and the value it then takes."""
    best: tuple[float, Field, Any] | None = None
    for part in parts:
        if _means_another(part, span, message):
            return None
        for reading in span.readings:
            one = fit(part, reading)
            told = reading.kind == "rate" or any(c.isdigit() for c in span.text)
            if one is None or not one.inside or one.score < FITS or not told:
                continue
            if best is None or one.score > best[0]:
                best = one.score, part, as_json(one.value, part)
    return (best[1], best[2]) if best else None


def _means_another(part: Field, span: Span, message: Message) -> bool:
    """Whether the words right behind a value, or right before it, name something else."""
    behind = message.text[span.end : span.end + NEAR].lower()
    before = message.text[max(0, span.start - NEAR) : span.start].lower()
    return any(
        re.match(rf"\s*(?:[a-z]+\s+){{0,2}}{phrase}", behind)
        or re.search(rf"{phrase}\s*(?:of|is|at|=|:)?\s*(?:about|around)?\s*$", before)
        for phrase in map(re.escape, part.unlike)
    )


def _name(said: str) -> str:
    """What stands before an object's first value, as its name; empty when nothing does."""
    if quoted := _QUOTED.findall(said):
        return str(quoted[-1]).strip(" '")
    words: list[str] = []
    for word in reversed(_WORD.findall(said)):
        if not word[0].isalpha():
            if words:
                break
            continue
        if _NO_NAME.fullmatch(word):
            if words:
                break
            continue
        words.append(word)
        if len(words) == LONGEST_NAME:
            break
    return " ".join(reversed(words)).strip("'")
