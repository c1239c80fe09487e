"""Objects told across: their names in one list, what a part is of each in another.

"oats, rye and maize with vols of 9, 14 and 20 %", "weights 60/30/10 for A, B, C; vols 4, 5, 6 %".
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from graphs.models.embedded.message import Message
from graphs.models.embedded.name_words import is_link
from graphs.models.embedded.part_names import Names, names_of
from graphs.models.embedded.row_figures import parts_of
from graphs.models.embedded.row_relations import relate
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_columns import SENTENCE, behind, values_of, whole_of
from graphs.models.embedded.told_heads import by_name, said_of_parts
from graphs.models.embedded.told_row import KINDS, Row, for_all
from graphs.models.embedded.told_steps import FEWEST, listed
from graphs.models.embedded.told_words import NUMERALS
from graphs.models.embedded.words import stems
from graphs.spans.span import Span

MOST = 40  # objects
LONGEST = 3  # words of a name
FAR = 60  # characters between a list of figures and the name of its part
_WORD = r"(?!(?:and|und|or)\b)[^\W\d_][\w&'’+-]*"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,{LONGEST - 1}}}"
_PARTED = r"\s*(?:,|/|&|\||\b(?:and|und)\b)\s*(?:(?:and|und)\s)?"
_NAMES = re.compile(rf"{_NAME}(?:{_PARTED}{_NAME})+")
_SPLIT = re.compile(_PARTED)
_IN_BRACKETS = re.compile(rf"\((?P<names>{_WORD}(?:[ ]{_WORD})+)\)")
_LABELLED = re.compile(
    rf"\b(?:names?|labels?|called|for|order)\s*:?\s(?P<names>{_WORD}(?:[ ]{_WORD})+)"
    r"(?=\s*(?:[-.;:!?)\n]|$))",
    re.IGNORECASE,
)
_LEADING = frozenset(("name", "names", "label", "labels", "order", "series", "called"))
_OF_EACH = re.compile(r"\s*(?:each\s)?(?:on|in|for|of|to)?\s*(?:the\s|each of\s)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """A list of names, and where it stands."""

    names: tuple[str, ...]
    start: int
    end: int


def across(
    field: Field, message: Message, told: Sequence[Span], barred: Collection[int], others: int
) -> list[Row]:
    """The objects told across, where other ways to tell them use no more figures (`others`)."""
    rows = told_across(field, message, told, barred)
    used = sum(len(row.places) for row in rows)
    needed = {part.name for part in field.parts[1:] if part.required}
    if len(rows) < FEWEST or used < others or needed - set(rows[0].values):
        return []
    for_all(rows, parts_of(field), message)
    relate(rows, field, by_name([row.name for row in rows]), message)
    return rows


def told_across(
    field: Field, message: Message, told: Sequence[Span], barred: Collection[int]
) -> list[Row]:
    """The objects whose names and figures are told in lists of one length; else none."""
    runs = [*_runs(message.text, told, barred)]
    if not runs:
        return []
    parts = [part for part in field.parts if part.kind in KINDS]
    names = names_of(field, message)
    open_parts, rows = list(parts), list[Row]()
    for run in runs:
        if rows and len(rows) != len(run):
            continue
        part = _part(open_parts, names, run)
        values = values_of(part, run) if part is not None else None
        if part is None or values is None:
            continue
        if not rows:
            called = _nearest(field, message.text, run)
            if called is None:
                continue
            rows = [Row(name, called.start, called.end) for name in called.names]
        open_parts.remove(part)
        for row, value, span in zip(rows, values, run, strict=True):
            row.values[part.name] = value
            row.places.append((span.start, span.end))
    if rows:
        _of_each(open_parts, names, told, rows)
    return rows


def _of_each(
    parts: Sequence[Field], names: Names, told: Sequence[Span], rows: Sequence[Row]
) -> None:
    """A figure of each object right before their names: "weights of 25 % on A, B, C and D"."""
    start = rows[0].start
    before = next((span for span in reversed(told) if span.end <= start), None)
    if before is None or not _OF_EACH.fullmatch(names.text, before.end, start):
        return
    part = names.beside(parts, max(0, before.start - FAR), before.start)
    values = values_of(part, [before] * len(rows)) if part is not None else None
    if part is None or values is None or any((before.start, before.end) in r.places for r in rows):
        return
    for row, value in zip(rows, values, strict=True):
        row.values[part.name] = value
    rows[0].places.append((before.start, before.end))


def _runs(text: str, told: Sequence[Span], barred: Collection[int]) -> Iterator[list[Span]]:
    """Figures in lists of their own, each list of one kind."""
    run: list[Span] = []
    for number, span in enumerate(told):
        goes_on = bool(run) and listed(run[-1], span, text) and number not in barred
        if goes_on and not _another(run, span):
            run.append(span)
            continue
        if FEWEST <= len(run) <= MOST:
            yield run
        run = [] if number in barred else [span]
    if FEWEST <= len(run) <= MOST:
        yield run


def _another(run: Sequence[Span], span: Span) -> bool:
    """Whether a figure is of another kind than a list's last: "9, 14 and 20 %, 0.4"."""
    last, one = run[-1].readings[0].kind, span.readings[0].kind
    return last != one and last != "number"


def _part(parts: Sequence[Field], names: Names, run: Sequence[Span]) -> Field | None:
    """The part that is named before a list or right behind it, or whose values make a whole."""
    text, start, end = names.text, run[0].start, run[-1].end
    ends = [m.end() for m in SENTENCE.finditer(text, max(0, start - FAR), start)]
    said = names.last(parts, max([start - FAR, *ends]), start)
    if said is not None and not any(c.isdigit() for c in _between(names, said, start)):
        return said
    return behind(parts, names, end, None) or whole_of(parts, run)


def _between(names: Names, part: Field, start: int) -> str:
    """What stands between where a part is named last and an offset."""
    ends = [b for _, b, p in names.places if p is part and b <= start]
    return names.text[max(ends) : start]


def _nearest(field: Field, text: str, run: Sequence[Span]) -> Called | None:
    """The list of as many names as a list has figures that stands nearest to it."""
    start, end = run[0].start, run[-1].end
    found = [*_called(field, text, len(run))]
    return min(found, key=lambda c: min(abs(c.start - end), abs(start - c.end)), default=None)


def _called(field: Field, text: str, size: int) -> Iterator[Called]:
    """The lists of so many names."""
    said = said_of_parts(field)
    for match in (*_IN_BRACKETS.finditer(text), *_LABELLED.finditer(text)):
        names = match["names"].split()
        bare = [word for word in names if len(word) > 1 and _tells_nothing(word, said)]
        if len(names) == size == len({*names}) and not bare:
            yield Called(tuple(names), *match.span("names"))
    for match in _NAMES.finditer(text):
        items = _SPLIT.split(match.group())
        for at in range(len(items) - size + 1):
            names = _cleaned(items[at : at + size], said, first=at == 0)
            parted = at == 0 or _leads(items[at - 1], said)
            over = at + size == len(items) or _tells_nothing(items[at + size].split()[0], said)
            if names and parted and over:
                yield Called(tuple(names), *match.span())
                break


def _leads(item: str, said: Collection[tuple[str, ...]]) -> bool:
    """Whether words only lead in to names: "three funds", "my weights"."""
    words = [word.lower() for word in item.split()]
    return any(_tells_nothing(w, said) or w in NUMERALS or w in _LEADING for w in words)


def _tells_nothing(word: str, said: Collection[tuple[str, ...]]) -> bool:
    """Whether a word is no part of a name: one that links, or that is called a part."""
    return is_link(word) or stems(word) in said


def _cleaned(items: Sequence[str], said: Collection[tuple[str, ...]], *, first: bool) -> list[str]:
    """Names without what leads in to the first and on from the last; none where one is no name."""
    names = [item.split() for item in items]
    most = max((len(words) for words in names[1:-1]), default=LONGEST)
    if first:
        head = names[0]
        stops = [n for n, w in enumerate(head) if _tells_nothing(w, said) or _leads(w, said)]
        names[0] = head[max(stops, default=-1) + 1 :][-most:]
    tail = names[-1]
    names[-1] = tail[: next((n for n, w in enumerate(tail) if _tells_nothing(w, said)), len(tail))]
    whole = all(words and not any(_tells_nothing(w, said) for w in words) for words in names)
    found = [" ".join(words) for words in names]
    return found if whole and len({name.casefold() for name in found}) == len(found) else []
