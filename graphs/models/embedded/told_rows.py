"""Objects told one after another under their names, each with its own figures.

Within an object figures go to the parts by kind, unit and the words beside them, as they go to the
fields of a tool. An object that names none of its parts ("lights at 15k by 10 %") takes those of
the one before, where its figures are of the same kinds in the same order.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Any

from graphs.models.embedded.assignment import NAMES
from graphs.models.embedded.attachments import names_in_table
from graphs.models.embedded.enumerations import occurrences
from graphs.models.embedded.lexicon import Lexicon
from graphs.models.embedded.message import Message
from graphs.models.embedded.row_figures import (
    RANGE,
    as_before,
    assign,
    parts_of,
    take,
    without_more,
    words_of,
)
from graphs.models.embedded.row_relations import called_by, stand
from graphs.models.embedded.row_shapes import shape_rows
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_across import across
from graphs.models.embedded.told_alike import told_alike
from graphs.models.embedded.told_claims import SURE, claimed, lexicon, own_names
from graphs.models.embedded.told_heads import (
    Head,
    by_name,
    figures,
    heads_alike,
    variables,
    without_statements,
)
from graphs.models.embedded.told_row import (
    KINDS,
    Place,
    Row,
    alike,
    extends,
    for_all,
    stated,
    tells_more,
)
from graphs.models.embedded.told_sides import ways
from graphs.models.embedded.told_steps import FEWEST, in_step
from graphs.models.embedded.told_variables import variable_rows
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

HEADED = 0.5  # for a part that is named before the first object
_AND = re.compile(
    r"\s*(?:at once|once|upfront|up-front|immediately|one-off)?,?\s*(?:and|plus|then|and then)\s*",
    re.IGNORECASE,
)
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
    must: bool = False,
) -> list[Row]:
    """The objects that a message tells of a list, the best way to part them; or none.

    `fields`: those that could claim a figure by their own names. `needed`: whether the list is
    what the tool cannot do without; then one object, told by two figures, is a list too. `gone`:
    places of figures that another list has taken. `beside`: the names of its objects, of which
    this list must then speak, each figure called by its name. `must`: whether nothing can stand in
    the place of the list; then one object may go without a name.
    """
    if not beside and names_in_table(message):
        return []  # the table has the objects; a figure beside it is for all of them
    told = _left(field, fields, message, gone)
    if len(told) < (1 if beside or must else FEWEST):
        return []
    known = by_name(beside) or variables(message.text)
    barred = claimed(field, fields, message, told, lexicon(parts_of(field)))
    alike_told = _alike(field, fields, message, told, barred) if not beside else []
    best: list[Row] = []
    for heads in ways(field, message, told, barred, known):
        found = [*heads(field, message, told, barred, known)]
        rows = _told_under(field, fields, message, told, barred, found, known, beside, needed)
        if worth(rows) > worth(best):
            best = rows
    if not known and (rows := across(field, message, told, barred, _told(alike_told or best))):
        return rows
    if alike_told and not extends(best, alike_told):
        return alike_told
    if known and not beside:
        best = _or_variables(best, field, message, known, gone)
    if must and not known:
        best = _or_nameless(best, field, message, told, barred)
    wrong = must and len(best) == 1 and bool(best[0].wrong)
    single = bool(beside) or (must and not known)
    return best if wrong or _whole(field, best, needed or bool(beside), single) else []


def _told_under(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    heads: Sequence[Head],
    known: Mapping[str, str],
    beside: Collection[str],
    needed: bool,
) -> list[Row]:
    """The objects told under such names, and how they stand to one another."""
    parts = parts_of(field)
    found, taken = [*heads], own_names(field, fields)
    found = [head for head in found if known or not _names_a_field(head.name, taken)]
    found = found if known else without_statements(found, told, message.text)
    hint = {RANGE: HEADED} if known and not beside else {}
    rows = _rows(parts, lexicon(parts), message, told, barred, found, hint)
    if beside:
        rows = stated(rows, field, message)
    else:
        rows = alike(rows, message, needed, required_of(field))
    stand(rows, field, known or called_by(rows), message)
    return rows


def _or_variables(
    rows: list[Row],
    field: Field,
    message: Message,
    known: Mapping[str, str],
    gone: Sequence[Place],
) -> list[Row]:
    """The variables of a formula where they tell more."""
    variable = variable_rows(field, message, known, gone)
    return variable if tells_more(variable, rows) else rows


def _or_nameless(
    rows: list[Row], field: Field, message: Message, told: Sequence[Span], barred: Collection[int]
) -> list[Row]:
    """One object without a name where its figures tell more than those that have one."""
    alone = _nameless(field, message, told, barred) if len(rows) < FEWEST else []
    return alone if _told(alone) > _told(rows) else rows


def _left(
    field: Field, fields: Sequence[Field], message: Message, gone: Sequence[Place]
) -> list[Span]:
    """The figures that no other list has taken, nor a word for a value: the crash of "2011"."""
    words = [n for f in fields if f.kind == "enum" for n in occurrences(f, message)]
    taken = [*gone, *((n.start, n.end) for n in words)]
    return [s for s in figures(field, message) if not any(a <= s.start < b for a, b in taken)]


def _alike(
    field: Field,
    fields: Sequence[Field],
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
) -> list[Row]:
    """Objects that are told one like the other, with all they need."""
    if variables(message.text):
        return []
    taken = own_names(field, fields)
    best: list[Row] = []
    for way in ways(field, message, told, barred, {}, heads_alike):
        heads = [
            head
            for head in way(field, message, told, barred, {})
            if not _names_a_field(head.name, taken)
        ]
        rows = told_alike(field, message, told, barred, heads)
        if sum(len(row.places) for row in rows) > sum(len(row.places) for row in best):
            best = rows
    rows = best
    if len(rows) < FEWEST or any(required_of(field) - set(row.values) for row in rows):
        return []
    parts = parts_of(field)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        row.own_end = following.start if following else _sentence(row.end, message)
        words_of(row, parts, message)
    for_all(rows, parts, message)
    shape_rows(rows, parts, message)
    stand(rows, field, called_by(rows), message)
    return rows


def _names_a_field(name: str, taken: Collection[tuple[str, ...]]) -> bool:
    """Whether a name is a field's own, or a short form of it: "corr .6" tells of no object."""
    said = stems(name)
    short = name.islower() and len(said) == 1 and len(name) in range(3, 6)
    return said in taken or (
        short and any(len(one) == 1 and one[0].startswith(name) for one in taken)
    )


def _told(rows: Sequence[Row]) -> int:
    return sum(len(row.places) for row in rows)


def _nameless(
    field: Field, message: Message, told: Sequence[Span], barred: Collection[int]
) -> list[Row]:
    """One object that is told by its figures only: "it is 3k a year and stops 20 %"."""
    free = [span for n, span in enumerate(told) if n not in barred]
    row = Row(nameless(field), 0, len(message.text))
    parts = parts_of(field)
    assign(row, parts, lexicon(parts), message, free, {})
    take(row, parts, message)
    sure = any(pair.near >= SURE for pair in row.pairs)
    told_enough = sure and len(row.places) >= FEWEST and len(row.places) == len(free)
    return [row] if told_enough and _whole(field, [row], needed=True, beside=False) else []


def nameless(field: Field) -> str:
    """What the only object of a list is called that has no name: by its kind."""
    return field.words.removesuffix("s")


def worth(rows: Sequence[Row]) -> float:
    """How much objects tell, the same of each, by words beside the figures."""
    if not rows:
        return 0.0
    shared = set.intersection(*(set(row.values) for row in rows))
    every = sum(len(row.values) for row in rows)
    sure = sum(pair.near >= SURE for row in rows for pair in row.pairs)
    return len(shared) * len(rows) + every + sure / 2


def _rows(
    parts: Sequence[Field],
    mine: Lexicon,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    heads: Sequence[Head],
    hint: Mapping[str, float],
) -> list[Row]:
    """An object for each name, to the next name, the end of its sentence or a claimed figure."""
    heads = _single(heads)
    lists = in_step(parts, mine, message, told, barred, heads)
    barred = {*barred, *(n for one in lists for n in one.figures)}
    hint = {**hint, **dict.fromkeys(_heading(parts, mine, message, told, heads), HEADED)}
    rows: list[Row] = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        if head.figure in barred:
            continue
        end = following.start if following else _last(rows, told[head.figure], message)
        stop = next((told[n].start for n in sorted(barred) if n > head.figure), end)
        own = stop
        stop = end if len(heads) == 1 else stop  # what is said of the only one may go on behind it
        end = min(end, stop, _sentence(told[head.figure].end, message))
        free = [span for n, span in enumerate(told) if n not in barred]
        for row in _by_period(Row(head.name, head.start, end), free, message):
            assign(row, parts, mine, message, free, hint)
            row.own_end = min(own, row.end)
            rows.append(row)
    as_before(rows, message)
    without_more(rows, message)
    for row in rows:
        take(row, parts, message)
    rows = _merged(rows)
    for_all(rows, parts, message)
    shape_rows(rows, parts, message)
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


def _by_period(row: Row, free: Sequence[Span], message: Message) -> list[Row]:
    """An object that costs something once and something else each month is two of a kind."""
    inside = [span for span in free if row.start <= span.start < row.end]
    for one, following in pairwise(inside):
        per = following.readings[0].per
        once = one.readings[0].kind in ("money", "number") and not one.readings[0].per
        if once and per and _AND.fullmatch(message.text, one.end, following.start):
            behind = Row(f"{row.name}, each {per}", following.start, row.end)
            return [Row(row.name, row.start, following.start), behind]
    return [row]


def required_of(field: Field) -> set[str]:
    """The parts that an object cannot do without, its name aside."""
    label = _label(field)
    return {part.name for part in field.parts if part.required and part is not label}


def _whole(field: Field, rows: Sequence[Row], needed: bool, beside: bool) -> bool:
    """Whether objects have all they need, each its own name, and enough is said of them."""
    required = required_of(field)
    names = {row.name.casefold() for row in rows}
    if not rows or len(names) < len(rows) or any(required - set(row.values) for row in rows):
        return False
    if len(rows) >= FEWEST:
        return True
    enough = 1 if len(required) == 1 else FEWEST  # a name and its one figure, and no more is asked
    return beside or (needed and len(rows[0].places) >= enough)


def as_objects(field: Field, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The objects as JSON, parts in their order."""
    label = _label(field)
    assert label is not None
    order = [part.name for part in field.parts]
    return [
        {label.name: row.name, **{n: row.values[n] for n in order if n in row.values}}
        for row in rows
    ]
