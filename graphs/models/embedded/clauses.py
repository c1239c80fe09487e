"""Objects that are told in a clause of their own: "we hire somebody in month 4 at 9k a month".

Without its name any amount of a message could be one of them; so a list whose field is marked
`x-only-named` is read from the clauses that name it, each filled as a small tool of its own.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.enumerations import Named, occurrences
from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.identity import once_for, once_for_all
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field, Tool, tool_of
from graphs.models.embedded.words import stems
from graphs.spans.calendar_words import MONTHS

Fill = Callable[[Tool, Message], Filled]

_BEGINS = re.compile(r"[.;:?!]\s|\n|,\s|\b(?:and|plus|but)\b")
_AND = re.compile(r"(?:,|;|\band\b|,\s?and\b)\s+(?=\D{0,40}\w)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_ENDS = re.compile(r"[.;?!](?:\s|$)|\n")


NONE = "none"  # the synonyms of a list that say there is nothing in it
_WORDED = frozenset({"name", "enum"})
_TELLING = frozenset({"money", "count", "number", "date", "estimate"})
_MONTH = re.compile(
    rf"\b(?i:from|in|since|as of|starting(?: in)?|by|with|beginning)\s"
    rf"(?P<month>{'|'.join(word.capitalize() for word in sorted(MONTHS, key=len, reverse=True))})"
    r"\b(?!\.?\s?\d)"
)
_DENIED = re.compile(r"\b(?:no|not|without|never|freeze|don't|cannot|can't|won't)\b", re.IGNORECASE)


def in_clauses(
    fields: Sequence[Field], message: Message, there: Mapping[str, Origin], fill: Fill
) -> dict[str, Origin]:
    """The lists that are told under their names; a clause that lacks a needed part tells none.

    Where a value breaks its bounds there is no list, only that value, so that it is explained.
    """
    found: dict[str, Origin] = {}
    for field in fields:
        if not (field.only_named and field.parts) or field.name in there:
            continue
        if field.name in _told_of_each(there):
            continue
        told = [*_told(field, message, fill, others_than(field, fields))]
        for filled, said in told:
            _name(filled, said, names_in(there.values()))
            _by_kind(filled, said, field)
        wrong = next((o for filled, _ in told for o in filled.wrong), None)
        others = _names_besides(field, fields)
        gaps = (_gap(*one) for one in told if not (others and others.search(one[1])))
        lacking = wrong or next(filter(None, gaps), None)
        rows = [filled.arguments for filled, _ in told if not filled.missing]
        if lacking is not None:
            part = replace(lacking.field, path=(field.name, lacking.field.name))
            found[".".join(part.path)] = replace(lacking, field=part)
        elif rows:
            found[field.name] = Origin(field, rows, message.text[:80], 0.9)
        elif none := _none(field, message):
            words = message.text[none.start : none.end]
            found[field.name] = Origin(field, [], words, 0.9, places=((none.start, none.end),))
    return found


def _none(field: Field, message: Message) -> Named | None:
    """Where it is said that a list is empty: "no breaches so far"."""
    said = (one for one in occurrences(field, message) if one.value == NONE)
    return next((one for one in said if " " in message.text[one.start : one.end].strip()), None)


def told_again(told: Mapping[str, Origin], origins: Mapping[str, Origin]) -> set[str]:
    """Fields that say again what an object of a list tells of itself, or what names the list."""
    found: set[str] = set()
    for origin in told.values():
        rows: list[Any] = origin.value if isinstance(origin.value, list) else []
        names = {said.lower() for said in (origin.field.words, *origin.field.aliases)}
        for name, other in origins.items():
            if name in told or other.field.kind not in _WORDED:
                continue
            again = any(isinstance(row, dict) and row.get(name) == other.value for row in rows)
            if rows and (again or other.words.lower() in names):
                found.add(name)
    return found


def _told_of_each(there: Mapping[str, Origin]) -> set[str]:
    """What the objects of other lists tell of themselves."""
    rows = [row for o in there.values() if isinstance(o.value, list) for row in o.value]
    return {str(name) for row in rows if isinstance(row, dict) for name in row}


_BOTH = re.compile(r"\b(?:the two|both|each other|one another|them|they)\b", re.IGNORECASE)


def names_in(origins: Iterable[Origin]) -> list[str]:
    """What the objects of lists that are given already are called."""
    found: list[str] = []
    for origin in origins:
        rows: list[Any] = origin.value if isinstance(origin.value, list) else []
        label = origin.field.parts[0].name if origin.field.kind == "records" else ""
        label = "" if is_pair(origin.field) else label
        found += [str(row[label]) for row in rows if isinstance(row, dict) and row.get(label)]
        if (origin.field.kind, origin.field.of) == ("series", "name"):
            found += [row for row in rows if isinstance(row, str)]
    return found


def is_pair(field: Field) -> bool:
    """Whether the objects of a list are pairs of others, and have no name of their own."""
    needed = [part.kind for part in field.parts if part.required]
    return field.kind == "records" and needed[:2] == ["name", "name"]


def _name(filled: Filled, said: str, known: Sequence[str]) -> None:
    """Fill the names that a clause lacks with objects known: "the two are correlated at 0.4"."""
    parts = {part.name: part for part in filled.tool.fields}
    if not filled.missing or any(parts[name].kind != "name" for name in filled.missing):
        return
    places = [
        (found.start(), name)
        for name in known
        if (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said, re.IGNORECASE))
    ]
    named = [name for _, name in sorted(places)]
    if not named and len(known) == len(filled.missing) and _BOTH.search(said):
        named = [*known]
    if len(named) == len(filled.missing):
        for part, name in zip(filled.missing, named, strict=True):
            filled.origins[part] = Origin(parts[part], name, name, 0.9)
        filled.missing = ()


def _by_kind(filled: Filled, said: str, field: Field) -> None:
    """Name an object by the word of its kind, where that is all it is called: "a leak in May"."""
    label = filled.tool.fields[0]
    if filled.missing != (label.name,) or label.kind != "name" or is_pair(field):
        return
    kinds = [name for name in label.aliases if name in field.aliases]
    kinds = [name for name in kinds if stems(name) != stems(field.words)]
    named = re.search(rf"\b(?:{'|'.join(map(re.escape, kinds))})\b", said, re.I) if kinds else None
    if named is not None:
        filled.origins[label.name] = Origin(label, named[0], named[0], 0.9)
        filled.missing = ()


def _gap(filled: Filled, said: str) -> Origin | None:
    """The part that a clause lacks which tells when, how much or how many: it is asked for."""
    told = {o.field.of or o.field.kind for o in filled.origins.values()}
    if not filled.missing or not told & _TELLING or _DENIED.search(said):
        return None
    part = next(one for one in filled.tool.fields if one.name == filled.missing[0])
    return Origin(part, None, "", 1.0, inside=False)


def reworded(fields: Sequence[Field], said: str, asked: str, words: str, answer: str) -> str:
    """What was said, with the answer about a part of a list in its clause; "" for another field."""
    first, _, part = asked.partition(".")
    field = next((f for f in fields if f.name == first and f.kind == "records"), None)
    if field is not None and part and not field.only_named:
        item = words if words and words in said else ""
        return said.replace(item, f"{item}, {answer.strip(' .!?')}", 1) if item else ""
    field = field if field is not None and field.only_named else None
    if field is None or not part:
        return ""
    if words and words in said:
        return said.replace(words, answer.strip(" .!?"), 1)
    place = next(clauses(field, read(said)), None)
    if place is None:
        return ""
    return f"{said[: place[1]].rstrip(' .?!')} {answer.strip(' .?!')}{said[place[1] :]}"


def _told(
    field: Field, message: Message, fill: Fill, others: re.Pattern[str] | None
) -> Iterator[tuple[Filled, str]]:
    """Each clause that names a list, filled as a tool of its own, and its text."""
    tool = tool_of(field)
    for start, end in clauses(field, message, others):
        for first, last in _each(tool, message, (start, end), fill):
            yield fill(tool, _said(message, first, last)), message.text[first:last]


def _each(
    tool: Tool, message: Message, place: tuple[int, int], fill: Fill
) -> list[tuple[int, int]]:
    """The parts of a clause that each tell an object, by the same fields as the first."""
    start, end = place
    ends = [m.end() for m in _AND.finditer(message.text, start, end)]
    parts: list[tuple[int, int]] = []
    at = start
    for cut in [*ends, end]:
        told = fill(tool, _said(message, at, cut))
        figures = sum(o.field.kind != "name" for o in told.origins.values())
        if not told.missing and not told.wrong and figures > 1:
            parts.append((at, cut))
            at = cut
    if len(parts) < 2:
        return [place]
    return [*parts[:-1], (parts[-1][0], end)]


def clauses(
    field: Field, message: Message, others: re.Pattern[str] | None = None
) -> Iterator[tuple[int, int]]:
    """From the beginning of each clause that names the field to the end of its sentence.

    Or to where `others`, the names of other fields, are given a figure of their own.
    """
    named, past = _called(field), 0
    for place in named.finditer(message.text):
        if place.start() < past or _unlike(field, message.text, place.start()):
            continue
        before = [match.end() for match in _BEGINS.finditer(message.text, past, place.start())]
        stop = _ENDS.search(message.text, place.end())
        start, past = max(before, default=past), stop.start() if stop else len(message.text)
        past = _next(field, named, message.text, (place.end(), past))
        past = _other(others, message.text, place.end(), past) if others else past
        yield start, past


@once_for
def _called(field: Field) -> re.Pattern[str]:
    """The names of a field."""
    names = sorted((field.name.replace("_", " "), *field.aliases), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})", re.IGNORECASE)


def _other(others: re.Pattern[str], text: str, start: int, stop: int) -> int:
    """Where a part of the sentence begins that names another field and gives it a figure."""
    for place in others.finditer(text, start, stop):
        ends = [m.start() for m in _BEGINS.finditer(text, start, place.start())]
        cut = max(ends, default=start)
        if cut > start and _FIGURE.search(text, start, cut) and _FIGURE.search(text, cut, stop):
            return cut
    return stop


def others_than(field: Field, fields: Sequence[Field]) -> re.Pattern[str] | None:
    """The names that other fields have, and neither this one nor its parts."""
    return _names_beside([field, *fields])


@once_for_all
def _names_beside(fields: Sequence[Field]) -> re.Pattern[str] | None:
    field = fields[0]
    own = {said.lower() for f in (field, *field.parts) for said in (f.words, *f.aliases)}
    names = {said.lower() for f in fields if f is not field for said in (f.words, *f.aliases)}
    kept = sorted((n for n in names - own if len(n) > 3), key=len, reverse=True)
    if not kept:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, kept))})\b", re.IGNORECASE)


def _names_besides(field: Field, fields: Sequence[Field]) -> re.Pattern[str] | None:
    """The names that a list has in common with single fields: "come in" of the whole, or of each.

    What is told under such a name without a part that an object needs is told of the whole.
    """
    own = {said.lower().rstrip(":") for said in (field.words, *field.aliases)}
    single = (f for f in fields if f.kind != "records" and f.path[0] != field.name)
    said = {name.lower() for f in single for name in (f.words, *f.aliases)}
    both = {name for name in said if any(f" {mine} " in f" {name} " for mine in own)}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, both))})\b", re.I) if both else None


def _unlike(field: Field, text: str, at: int) -> bool:
    """Whether the word is part of a phrase that sounds like the field and means another thing."""
    around = ((said, text[max(0, at + 1 - len(said)) : at + len(said)]) for said in field.unlike)
    return any(said.lower() in part.lower() for said, part in around)


def _next(field: Field, named: re.Pattern[str], text: str, place: tuple[int, int]) -> int:
    """Where the next of several objects in one sentence begins, each with its own figures."""
    start, stop = place
    for again in named.finditer(text, start, stop):
        if _unlike(field, text, again.start()):
            continue
        ends = [m.start() for m in _BEGINS.finditer(text, start, again.start())]
        cut = max(ends, default=start)
        if cut > start and all(_FIGURE.search(part) for part in (text[start:cut], text[cut:stop])):
            return cut
    return stop


def _said(message: Message, start: int, end: int) -> Message:
    today = datetime.date.fromisoformat(message.today) if message.today else datetime.date.today()
    text = _MONTH.sub(lambda match: _first_of(match, today), message.text[start:end].strip())
    return read(text, as_of=today)


def _first_of(match: re.Match[str], today: datetime.date) -> str:
    """The first of a month that is said alone: of the next one, for it is yet to come."""
    month = MONTHS[match["month"].lower()]
    year = today.year + (month <= today.month)
    return f"on {year}-{month:02d}-01"
