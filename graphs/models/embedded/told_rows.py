"""Objects told one after another under their names, each with its own figures.

Within an object figures go to the parts by kind, unit and the words beside them, as they go to the
fields of a tool. An object that names none of its parts ("lights at 15k by 10 %") takes those of
the one before, where its figures are of the same kinds in the same order.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graphs.models.embedded.assignment import NAMES, ONCE, Pair, Solved, solve
from graphs.models.embedded.candidates import views
from graphs.models.embedded.compatibility import Fit, fit
from graphs.models.embedded.enumerations import occurrences, yes_or_no
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import SURE, claimed, lexicon, own_names
from graphs.models.embedded.told_heads import (
    FIGURES,
    Head,
    by_name,
    figures,
    heads_before,
    heads_behind,
    variables,
)
from graphs.models.embedded.told_row import KINDS, Place, Row, alike, for_all, is_sure, relate
from graphs.models.embedded.told_steps import FEWEST, in_step
from graphs.models.embedded.words import stems
from graphs.spans.span import Span, Value

HEADED = 0.5  # for a part that is named before the first object
POINTS = ("low", "likely", "high")
RANGE = "range"
_CUT = re.compile(r";(?!\s*\d)")


def is_told(field: Field) -> bool:
    """Whether its objects have a name and figures, and no objects within."""
    label = _label(field)
    kinds = [part.kind for part in field.parts]
    return label is not None and "records" not in kinds and bool(KINDS & set(kinds))


def _label(field: Field) -> Field | None:
    first = field.parts[0] if field.parts else None
    return first if first and first.kind == "name" else None


def told_rows(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    needed: bool,
    gone: Sequence[Place] = (),
    beside: Collection[str] = (),
) -> list[Row]:
    """The objects that a message tells of a list, the best way to part them; or none.

    `fields`: those that could claim a figure by their own names. `needed`: whether the list is
    what the tool cannot do without; then one object, told by two figures, is a list too. `gone`:
    places of figures that another list has taken. `beside`: the names of its objects, of which
    this list must then speak, each figure called by its name.
    """
    told = [s for s in figures(field, message) if not any(a <= s.start < b for a, b in gone)]
    if len(told) < (1 if beside else FEWEST):
        return []
    known = by_name(beside) or variables(message.text)
    parts = _parts(field)
    mine = lexicon(parts)
    barred = claimed(field, fields, message, told, mine)
    best: list[Row] = []
    taken = own_names(field, fields)
    for heads in (heads_before, heads_behind):
        found = [*heads(field, message, told, barred, known)]
        found = [head for head in found if known or stems(head.name) not in taken]
        rows = _rows(parts, mine, message, told, barred, found)
        if beside:
            rows = [row for row in rows if is_sure(row, field)]
            relate(rows, field, known, message)
        else:
            rows = alike(rows, message, needed)
        if worth(rows) > worth(best):
            best = rows
    return best if _whole(field, best, needed or bool(beside), bool(beside)) else []


def worth(rows: Sequence[Row]) -> float:
    """How much objects tell, the same of each, by words beside the figures."""
    if not rows:
        return 0.0
    shared = set.intersection(*(set(row.values) for row in rows))
    every = sum(len(row.values) for row in rows)
    sure = sum(pair.near >= SURE for row in rows for pair in row.pairs)
    return len(shared) * len(rows) + every + sure / 2


_PARTS: dict[int, tuple[Field, list[Field]]] = {}


def _parts(field: Field) -> list[Field]:
    """The parts as the fields of a small tool, made once."""
    kept = _PARTS.get(id(field))
    if kept is None or kept[0] is not field:
        if len(_PARTS) > 512:
            _PARTS.clear()
        kept = _PARTS[id(field)] = (field, _made(field))
    return kept[1]


def _made(field: Field) -> list[Field]:
    """The parts, and the three points of a range as one of them."""
    parts = [
        replace(p, path=(p.name,), required=False)
        for p in field.parts
        if p.kind in KINDS or p.kind in ("enum", "boolean")
    ]
    names = {p.name: p for p in parts}
    if "low" in names and "high" in names and names["low"].kind == "number":
        parts.append(Field((RANGE,), "estimate", of="number", described=True))
    return parts


def _rows(
    parts: Sequence[Field],
    mine: Lexicon,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    heads: Sequence[Head],
) -> list[Row]:
    """An object for each name, to the next name, the end of its sentence or a claimed figure."""
    heads = _single(heads)
    lists = in_step(parts, mine, message, told, barred, heads)
    barred = {*barred, *(n for one in lists for n in one.figures)}
    hint = {name: HEADED for name in _heading(parts, mine, message, told, heads)}
    rows: list[Row] = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        if head.figure in barred:
            continue
        end = following.start if following else _last(rows, told[head.figure], message)
        stop = next((told[n].start for n in sorted(barred) if n > head.figure), end)
        end = min(end, stop, _sentence(told[head.figure].end, message))
        row = Row(head.name, head.start, end)
        _assign(row, parts, mine, message, told, hint)
        rows.append(row)
    _as_before(rows, message)
    for row in rows:
        _take(row, parts, message)
    rows = _merged(rows)
    for_all(rows, parts, message)
    for one in lists:
        theirs = rows[: len(one.figures)]
        if len(theirs) == len(one.figures) and not any(one.part in r.values for r in theirs):
            for row, number, value in zip(rows, one.figures, one.values, strict=False):
                row.values[one.part] = value
                row.places.append((told[number].start, told[number].end))
    return rows


def _heading(
    parts: Sequence[Field],
    mine: Lexicon,
    message: Message,
    told: Sequence[Span],
    heads: Sequence[Head],
) -> list[str]:
    """Parts that are named before the first object for all of them: "market weights: A 60 %"."""
    if not heads:
        return []
    words = message.words
    first = heads[0].start
    since = max((s.end for s in told if s.end <= first), default=0)
    sentence = words[message.place(first, first + 1)[0]].sentence
    return [
        part.name
        for part, named in zip(parts, mine.mentions(words), strict=True)
        if any(
            m.weight >= NAMES
            and since <= words[m.first].start
            and words[m.last].end <= first
            and words[m.first].sentence == sentence
            for m in named
        )
    ]


def _merged(rows: Sequence[Row]) -> list[Row]:
    """Objects told twice as one: "A 0.5, B 0.5; vol A 0.2, vol B 0.1"."""
    found: dict[str, Row] = {}
    for row in rows:
        first = found.setdefault(row.name.casefold(), row)
        if first is not row and not set(first.values) & set(row.values):
            first.values |= row.values
            first.places += row.places
            first.pairs += row.pairs
    return [*found.values()]


def _single(heads: Sequence[Head]) -> list[Head]:
    """Without what stands at several figures, where not all names do: a verb, no name."""
    often = Counter(head.name.casefold() for head in heads)
    once = [head for head in heads if often[head.name.casefold()] == 1]
    return once if len(once) >= FEWEST else list(heads)


def _last(rows: Sequence[Row], first: Span, message: Message) -> int:
    """Where the last object ends: at a semicolon too, where none stands within the others."""
    text = message.text
    parted = bool(rows) and ";" not in text[rows[-1].start : rows[-1].end].rstrip(" ;")
    cut = _CUT.search(text, first.end) if parted else None
    return cut.start() if cut else len(text)


def _sentence(at: int, message: Message) -> int:
    """Where the sentence around an offset ends; a semicolon or a line ends none here."""
    first = message.place(at - 1, at)[0]
    for word in message.words[first:]:
        ends = word.text != "." or not message.text[word.end : word.end + 1].strip()
        if word.start >= at and word.text in ".?!\n" and ends:
            return word.start
    return len(message.text)


def _assign(
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
    whole = any(p.field.name == RANGE for p in pairs)
    row.pairs = [p for p in pairs if not (whole and p.field.name in POINTS and p.near < SURE)]


def _kind(pair: Pair, message: Message) -> str:
    """What a figure is by itself."""
    reading = pair.candidate.readings[0]
    amount = reading.kind in ("number", "rate") and not reading.unit.startswith("times")
    kind = "money" if amount else reading.kind
    return f"{kind} once" if ONCE.match(message.text, pair.candidate.end) else kind


def _as_before(rows: Sequence[Row], message: Message) -> None:
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


def _fit(part: Field, pair: Pair) -> Fit | None:
    """What a part would take of a figure, within its bounds."""
    fits = [fit(part, reading) for reading in pair.candidate.readings]
    inside = [one for one in fits if one is not None and one.inside]
    return max(inside, key=lambda one: one.score, default=None)


_FALLS = re.compile(
    r"\b(?:fall|drop|lose|decline|crash|slump|sink|shrink|tumble|plunge|down|minus)\w*"
    r"\s+(?:by|of|about|around|some|another|\s)*$",
    re.IGNORECASE,
)


def _signed(pair: Pair, message: Message) -> Value:
    """A change that is told as a fall is negative, where the part may be."""
    value, part = pair.fit.value, pair.field
    may = part.minimum is not None and part.minimum < 0 and isinstance(value, float)
    before = message.text[max(0, pair.candidate.start - 30) : pair.candidate.start]
    if may and isinstance(value, float) and value > 0 and _FALLS.search(before):
        return -value
    return value


def _take(row: Row, parts: Sequence[Field], message: Message) -> None:
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
    today = datetime.date.fromisoformat(message.today) if message.today else None
    said = read(message.text[row.start : row.end], as_of=today)
    for part in parts:
        named = occurrences(part, said) if part.kind == "enum" else []
        if named and named[0].value != part.default:
            row.values[part.name] = named[0].value
    flags = [part for part in parts if part.kind == "boolean"]
    for part, mentions in zip(flags, lexicon(flags).mentions(said.words), strict=True):
        if (one := yes_or_no(mentions, said)) and one.value == "true":
            row.values[part.name] = True


def _whole(field: Field, rows: Sequence[Row], needed: bool, beside: bool) -> bool:
    """Whether objects have all they need, each its own name, and enough is said of them."""
    label = _label(field)
    required = {p.name for p in field.parts if p.required and p is not label}
    names = {row.name.casefold() for row in rows}
    if not rows or len(names) < len(rows) or any(required - set(row.values) for row in rows):
        return False
    if len(rows) >= FEWEST:
        return True
    return beside or (needed and len(rows[0].places) >= FEWEST)


def as_objects(field: Field, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The objects as JSON, parts in their order."""
    label = _label(field)
    assert label is not None
    order = [part.name for part in field.parts]
    return [
        {label.name: row.name, **{n: row.values[n] for n in order if n in row.values}}
        for row in rows
    ]
