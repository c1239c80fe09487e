"""The figures and words of one object of a list, each in the part it tells of."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphs.models.embedded.assignment import ONCE, Pair, Solved, solve
from graphs.models.embedded.candidates import views
from graphs.models.embedded.compatibility import Fit, fit
from graphs.models.embedded.enumerations import occurrences, yes_or_no
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.identity import once_for
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, lexicon
from graphs.models.embedded.told_heads import FIGURES
from graphs.models.embedded.told_row import KINDS, Row
from graphs.spans.span import Span, Value

POINTS = ("low", "likely", "high")
RANGE = "range"


@once_for
def parts_of(field: Field) -> list[Field]:
    """The parts as the fields of a small tool, and the three points of a range as one of them."""
    parts = [
        replace(p, path=(p.name,), required=False)
        for p in field.parts
        if p.kind in KINDS or p.kind in ("enum", "boolean")
    ]
    names = {p.name: p for p in parts}
    if "low" in names and "high" in names and names["low"].kind == "number":
        parts.append(Field((RANGE,), "estimate", of="number", described=True))
    return parts


def assign(
    row: Row,
    parts: Sequence[Field],
    mine: Lexicon,
    message: Message,
    told: Sequence[Span],
    hint: Mapping[str, float],
) -> None:
    """The figures of an object in its parts."""
    spans = [
        s
        for s in message.spans
        if s.readings and s.readings[0].kind in FIGURES and row.start <= s.start < row.end
        if any(t.start < s.end and s.start < t.end for t in told)
    ]
    words = message.words
    inside = [
        [m for m in named if row.start <= words[m.first].start and words[m.last].end <= row.end]
        for named in mine.mentions(words)
    ]
    numeric = [i for i, p in enumerate(parts) if p.kind in KINDS]
    wanted = {parts[i].name for i in numeric if parts[i].kind not in ("number", "count")}
    best: Solved | None = None
    for view in views(spans, message.text, lambda _a, _b: False, estimates=True):
        open_parts, named = [parts[i] for i in numeric], [inside[i] for i in numeric]
        solved = solve(open_parts, named, view, message, wanted, hint)
        if best is None or solved.worth > best.worth:
            best = solved
    pairs = [p for p in best.pairs if p.fit.inside] if best else []
    row.wrong = [p for p in best.pairs if not p.fit.inside and p.near >= SURE] if best else []
    whole = any(p.field.name == RANGE for p in pairs)
    pairs = [p for p in pairs if not (whole and p.field.name in POINTS and p.near < SURE)]
    row.pairs = [_lone(p, parts) for p in pairs] if len(pairs) == 1 else pairs


def _lone(pair: Pair, parts: Sequence[Field]) -> Pair:
    """The only figure of an object is no end of a range, unless words call it so."""
    likely = next((part for part in parts if part.name == POINTS[1]), None)
    end = pair.field.name in (POINTS[0], POINTS[2]) and pair.near < SURE
    moved = _fit(likely, pair) if likely is not None and end else None
    return replace(pair, field=likely, fit=moved) if likely is not None and moved else pair


def _kind(pair: Pair, message: Message) -> str:
    """What a figure is by itself."""
    reading = pair.candidate.readings[0]
    amount = reading.kind in ("number", "rate") and not reading.unit.startswith("times")
    kind = "money" if amount else reading.kind
    return f"{kind} once" if ONCE.match(message.text, pair.candidate.end) else kind


def as_before(rows: Sequence[Row], message: Message) -> None:
    """Figures that no word of their object names go where those of the others like it went."""
    for at, row in enumerate(rows):
        others = [*reversed(rows[:at]), *rows[at + 1 :]]
        kinds = [_kind(pair, message) for pair in row.pairs]
        model = next((o for o in others if [_kind(p, message) for p in o.pairs] == kinds), None)
        if model is None:
            continue
        used = {pair.field.name for pair in row.pairs if pair.near >= SURE}
        for index, (pair, like) in enumerate(zip(row.pairs, model.pairs, strict=True)):
            if pair.near >= SURE or like.near < pair.near or like.field.name in used:
                continue
            if found := _fit(like.field, pair):
                row.pairs[index] = replace(pair, field=like.field, fit=found)
                used.add(like.field.name)


def without_more(rows: Sequence[Row], message: Message) -> None:
    """Leave out a nameless last figure of the last object in a part that no other object tells.

    It is hardly that object's: "us shares 30 %, us bonds 70 %, 900k".
    """
    if len(rows) < 2 or len(rows[-1].pairs) < 2:
        return
    others = {pair.field.name for row in rows[:-1] for pair in row.pairs}
    last = max(rows[-1].pairs, key=lambda pair: pair.candidate.start)
    before = max(p.candidate.end for p in rows[-1].pairs if p is not last)
    apart = _APART.search(message.text, before, last.candidate.start)
    if apart and last.near < SURE and last.field.name not in {*others, RANGE}:
        rows[-1].pairs.remove(last)


def _fit(part: Field, pair: Pair) -> Fit | None:
    """What a part would take of a figure, within its bounds."""
    fits = [fit(part, reading) for reading in pair.candidate.readings]
    inside = [one for one in fits if one is not None and one.inside]
    return max(inside, key=lambda one: one.score, default=None)


_APART = re.compile(r"[,;]\s")
_FALLS = re.compile(
    r"\b(?:fall|fell|drop|lose|lost|losing|decline|crash|slump|sink|sank|shrink|shrank|shed|slid"
    r"|tumble|plunge|plummet|down|minus)\w*"
    r"\s+(?:by|of|about|around|some|another|\s)*$",
    re.IGNORECASE,
)


_SHORT = re.compile(
    r"\b(?:short|sold short|minus)\s(?:of\s)?(?:[^\W\d][\w-]*\s){0,3}$", re.IGNORECASE
)
"""What is held short: an amount below zero, where amounts may be."""


def _signed(pair: Pair, message: Message) -> Value:
    """A change that is told as a fall is negative, where the part may be."""
    value, part = pair.fit.value, pair.field
    may = part.minimum is not None and part.minimum < 0 and isinstance(value, float)
    before = message.text[max(0, pair.candidate.start - 30) : pair.candidate.start]
    if may and isinstance(value, float) and value > 0 and _FALLS.search(before):
        return -value
    short = may and part.kind == "money" and _SHORT.search(before) is not None
    return -value if short and isinstance(value, float) and value > 0 else value


def take(row: Row, parts: Sequence[Field], message: Message) -> None:
    """What the object's figures and words give."""
    seen: set[str] = set()
    for pair in row.pairs:
        if pair.field.name in seen:
            continue
        seen.add(pair.field.name)
        value = as_json(_signed(pair, message), pair.field)
        if pair.field.name == RANGE:
            row.values = {**value, **row.values}
        else:
            row.values[pair.field.name] = value
        row.places.append((pair.candidate.start, pair.candidate.end))
        row.told[pair.field.name] = row.places[-1]
    words_of(row, parts, message)


def words_of(row: Row, parts: Sequence[Field], message: Message) -> None:
    """What the object's words give: values of enumerations, and what is so of it."""
    today = datetime.date.fromisoformat(message.today) if message.today else None
    said = read(message.text[row.start : row.own_end or row.end], as_of=today)
    for part in parts:
        named = occurrences(part, said) if part.kind == "enum" else []
        if named and named[0].value != part.default:
            row.values[part.name] = named[0].value
    flags = [part for part in parts if part.kind == "boolean"]
    for part, mentions in zip(flags, lexicon(flags).mentions(said.words), strict=True):
        if (one := yes_or_no(mentions, said)) and one.value == "true":
            row.values[part.name] = True
