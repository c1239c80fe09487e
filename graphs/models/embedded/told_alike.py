"""Objects told one like the other: "A 9%/22%, B 6%/12%", "roof 40k worth 70k".

Where names stand before equally many figures that are parted alike, the pattern says where each
object begins and ends.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from graphs.models.embedded.message import Message
from graphs.models.embedded.part_names import names_of
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_columns import SENTENCE, Item, behind, columns, values_of, whole
from graphs.models.embedded.told_heads import Head
from graphs.models.embedded.told_row import KINDS, Row
from graphs.spans.span import Span

FEWEST, MOST = 2, 4  # objects of a pattern at least, figures of one at most
FAR = 40  # characters between two figures of one object
_LIST = re.compile(r"\s*(?:,|/|;|&|\|)?\s*(?:\b(?:and|und)\b)?\s*", re.IGNORECASE)
_AMOUNTS = ("number", "money")


def told_alike(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    heads: Sequence[Head],
) -> list[Row]:
    """The objects of the patterns in a message; none where what a figure is stays open."""
    rows: dict[str, Row] = {}
    items = _items(message.text, told, barred, heads)
    shares = _shares_of_a_whole(field, told, items)
    for run in [*shares, *_runs(message.text, told, items)]:
        taken = {part for row in rows.values() for part in row.values}
        known = {one.head.name.casefold() for one in run}
        if rows and (known != set(rows) or run in shares):
            continue
        if parts := columns(field, message, told, run, taken):
            _take(rows, run, parts, told, message.text)
    found = [*rows.values()]
    if found:
        _in_step(field, message, told, barred, found)
        _one_by_one(field, message, told, barred, found)
    return found


def _take(
    rows: dict[str, Row],
    run: Sequence[Item],
    parts: Sequence[Field],
    told: Sequence[Span],
    text: str,
) -> None:
    for one in run:
        name, start = one.head.name, one.head.start
        row = rows.setdefault(name.casefold(), Row(name, start, start))
        row.places += [(told[n].start, told[n].end) for n in one.figures]
        stands = text.find(name, start)
        row.end = max(row.end, row.places[-1][1], stands + len(name))
    for number, part in enumerate(parts):
        values = values_of(part, [told[one.figures[number]] for one in run]) or []
        for one, value in zip(run, values, strict=True):
            row, span = rows[one.head.name.casefold()], told[one.figures[number]]
            row.values[part.name], row.told[part.name] = value, (span.start, span.end)


def _shares_of_a_whole(
    field: Field, told: Sequence[Span], items: Sequence[Item]
) -> list[list[Item]]:
    """Objects whose first figures make a whole: "A beats B by 2 %; A 60 %, B 40 %" has A and B."""
    parts = [part for part in field.parts if part.adds_up_to]
    for size in range(len(items), FEWEST - 1, -1) if parts else ():
        for first in range(len(items) - size + 1):
            some = items[first : first + size]
            run = [Item(one.head, one.figures[:1]) for one in some]
            names = {one.head.name.casefold() for one in run}
            if len(names) == size and any(whole([p], told, run, 0) for p in parts):
                alike = {len(one.figures) for one in some[:-1]} == {1}
                size_of = 1 if alike else min(len(one.figures) for one in some)
                return [[Item(one.head, one.figures[:size_of]) for one in some]]
    return []


def _runs(text: str, told: Sequence[Span], items: Sequence[Item]) -> list[list[Item]]:
    """Objects one behind the other with equally many figures that are parted alike.

    Those that tell most first: a figure of the tool's own may stand before the first object.
    """
    found: list[list[Item]] = []
    for first in range(len(items)):
        run = [items[first]]
        for item in items[first + 1 :]:
            if not _goes_on(text, told, run, item):
                break
            size = len(run[0].figures)
            run.append(Item(item.head, item.figures[:size]))
            if len(item.figures) > size:
                break
        if len(run) >= FEWEST:
            behind = items[first + len(run)] if first + len(run) < len(items) else None
            run = _with_last(text, told, run, behind)
            found.append(_with_first(text, told, items[first - 1] if first else None, run))
    found.sort(key=lambda run: -len(run) * len(run[0].figures))
    kept: list[list[Item]] = []
    for run in found:
        if not any(one.head in [i.head for i in other] for other in kept for one in run):
            kept.append(run)
    return kept


def _with_first(
    text: str, told: Sequence[Span], before: Item | None, run: list[Item]
) -> list[Item]:
    """The run behind an object that is told in more words: "a 4k saves 9k; b 2k, 3k; c 1k, 5k".

    It has as many figures of the same kinds, and is parted from the others as they are.
    """
    if before is None or not _as_many(told, before, run):
        return run
    parted = _parted(text, told, before, run[0]) == _parted(text, told, run[0], run[1])
    goes_on = before.figures[-1] + 1 == run[0].figures[0]
    return [before, *run] if goes_on and parted else run


def _with_last(text: str, told: Sequence[Span], run: list[Item], behind: Item | None) -> list[Item]:
    """The run before an object that is told in other words, as for the first."""
    if behind is None or not _as_many(told, behind, run):
        return run
    between = _parted(text, told, run[-1], behind)
    parted = between[-1:] == _parted(text, told, run[0], run[1])[-1:]
    goes_on = run[-1].figures[-1] + 1 == behind.figures[0]
    return [*run, behind] if goes_on and between and parted else run


def _as_many(told: Sequence[Span], other: Item, run: Sequence[Item]) -> bool:
    """Whether another object has as many figures of the same kinds, two at least."""
    first = run[0]
    if len(other.figures) != len(first.figures) or len(first.figures) < FEWEST:
        return False
    if any(one.head.name.casefold() == other.head.name.casefold() for one in run):
        return False
    pairs = zip(other.figures, first.figures, strict=True)
    return all(_kind(told[a]) == _kind(told[b]) for a, b in pairs)


def _parted(text: str, told: Sequence[Span], one: Item, following: Item) -> str:
    """What stands between an object's last figure and the next one's name."""
    return text[told[one.figures[-1]].end : following.head.start].strip()


def _items(
    text: str, told: Sequence[Span], barred: Collection[int], heads: Sequence[Head]
) -> list[Item]:
    """Each name with the figures behind it, up to the next name or the end of the sentence."""
    items: list[Item] = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        stop = following.figure if following else len(told)
        kept = [head.figure]
        for number in range(head.figure + 1, min(stop, head.figure + MOST)):
            before, after = told[kept[-1]].end, told[number].start
            if number in barred or after > before + FAR or SENTENCE.search(text, before, after):
                break
            kept.append(number)
        if head.figure not in barred:
            items.append(Item(head, tuple(kept)))
    return items


def _goes_on(text: str, told: Sequence[Span], run: Sequence[Item], item: Item) -> bool:
    """Whether an object is told like those before it; the last may have more behind it."""
    last = run[-1]
    if any(one.head.name.casefold() == item.head.name.casefold() for one in run):
        return False
    if len(item.figures) < len(last.figures):
        return False
    if item.figures[0] != last.figures[-1] + 1:
        return False
    size = len(last.figures)
    alike = all(
        _kind(told[a]) == _kind(told[b])
        for a, b in zip(last.figures, item.figures[:size], strict=True)
    )
    marks = [
        [_mark(text[told[a].end : told[b].start]) for a, b in pairwise(one.figures[:size])]
        for one in (last, item)
    ]
    return alike and marks[0] == marks[1]


def _kind(span: Span) -> str:
    kind = span.readings[0].kind
    return "amount" if kind in _AMOUNTS else kind


def _mark(between: str) -> str:
    """What parts two figures of an object: its first mark."""
    found = re.search(r"[/|(;,:@]", between)
    return found.group() if found else ""


def _in_step(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    rows: Sequence[Row],
) -> None:
    """Lists of as many figures as there are objects, behind the name of a part."""
    used = {place for row in rows for place in row.places}
    free = [n not in barred and (span.start, span.end) not in used for n, span in enumerate(told)]
    parts = [p for p in field.parts if p.kind in KINDS]
    names = names_of(field, message)
    for first in range(len(told) - len(rows) + 1):
        run = range(first, first + len(rows))
        if not all(free[n] for n in run) or not all(
            _LIST.fullmatch(message.text, told[n].end, told[n + 1].start) for n in run[:-1]
        ):
            continue
        before = max((s.end for s in told[:first]), default=0)
        open_parts = [p for p in parts if not any(p.name in row.values for row in rows)]
        part = names.last(open_parts, before, told[first].start)
        part = part or behind(open_parts, names, told[run[-1]].end, None)
        values = values_of(part, [told[n] for n in run]) if part else None
        if part is None or values is None:
            continue
        for row, n, value in zip(rows, run, values, strict=True):
            row.values[part.name] = value
            row.places.append((told[n].start, told[n].end))


@lru_cache(maxsize=512)
def _called(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def _one_by_one(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    rows: Sequence[Row],
) -> None:
    """What is told of the objects again, part by part: "vol of A 16 %, of B 12 %"."""
    used = {place for row in rows for place in row.places}
    parts = [p for p in field.parts if p.kind in KINDS]
    open_parts = [p for p in parts if not any(p.name in row.values for row in rows)]
    found: dict[tuple[str, str], Span] = {}
    names = names_of(field, message)
    said: Field | None = None
    for number, span in enumerate(told):
        if number in barred or (span.start, span.end) in used:
            said = None
            continue
        before = told[number - 1].end if number else 0
        ends = [m.end() for m in SENTENCE.finditer(message.text, before, span.start)]
        begin = max([before, *ends])
        between = message.text[begin : span.start]
        said = names.last(open_parts, begin, span.start) or (said if not ends else None)
        named = [row for row in rows if _called(row.name).search(between)]
        if said is not None and len(named) == 1:
            found[named[0].name, said.name] = span
    for part in open_parts:
        spans = [found[row.name, part.name] for row in rows if (row.name, part.name) in found]
        values = values_of(part, spans) if len(spans) == len(rows) else None
        for row, span, value in zip(rows, spans, values or (), strict=False):
            row.values[part.name] = value
            row.places.append((span.start, span.end))
