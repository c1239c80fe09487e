"""What each figure of objects is that are told one like the other.

The words beside the figures say it, else a legend ("cost/worth"), else what only such figures do
(shares add up to one), else the order in which parts are told.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graphs.models.embedded.compatibility import fit
from graphs.models.embedded.filled import as_json
from graphs.models.embedded.message import Message
from graphs.models.embedded.part_names import Names, names_of
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import Head
from graphs.models.embedded.told_row import KINDS
from graphs.spans.span import Reading, Span

ROUNDING = 0.0101  # by which shares may miss the whole
SENTENCE = re.compile(r"[.!?](?=\s|$)|\n")
_PARTED = (
    r"\W*(?:\b(?:and|vs|versus|for|per|by|then|against|to|in|k|m|of|gross|net|total|the)\b\W*)*"
)
_JOINED = re.compile(r"[/|&,]|\b(?:and|vs|versus|for|per|then|against)\b", re.IGNORECASE)
_BEHIND = re.compile(r"[\s(]*[^\W\d]+(?:\s[^\W\d]+)?(?=\W|$)")
_WORD = re.compile(r"[^\W\d]{4}")
"""A word that would say what a figure is, were it known."""
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Item:
    """An object's name and which figures are its own."""

    head: Head
    figures: tuple[int, ...]


def columns(
    field: Field, message: Message, told: Sequence[Span], run: Sequence[Item], taken: set[str]
) -> list[Field] | None:
    """The part that each figure of such objects is, in their order."""
    parts = [p for p in field.parts if p.kind in KINDS and p.name not in taken]
    size = len(run[0].figures)
    fits = [
        [p for p in parts if values_of(p, [told[one.figures[n]] for one in run]) is not None]
        for n in range(size)
    ]
    found: dict[int, Field] = {}
    names = names_of(field, message)
    legend = _legend(parts, names, size) or []
    for way in (
        lambda n: _named(fits[n], names, told, run, n),
        lambda n: legend[n] if legend and legend[n] in fits[n] else None,
        lambda n: whole(fits[n], told, run, n),
    ):
        _by(way, size, found)
    if size == 1 and not found:
        return None
    for number in range(size):
        if number not in found:
            free = [p for p in _in_order(fits[number]) if p not in found.values()]
            if not free or (number and _WORD.search(_before(message.text, told, run, number))):
                return None
            found[number] = free[0]
    return [found[number] for number in range(size)]


def _before(text: str, told: Sequence[Span], run: Sequence[Item], number: int) -> str:
    """What stands between a figure of the first object and the one before it."""
    figures = run[0].figures
    return text[told[figures[number - 1]].end : told[figures[number]].start]


def _by(way: Callable[[int], Field | None], size: int, found: dict[int, Field]) -> None:
    """Fill what is open of `found`, a part for each figure, in one way."""
    for number in range(size):
        part = way(number) if number not in found else None
        if part is not None and part not in found.values():
            found[number] = part


def _in_order(parts: Sequence[Field]) -> list[Field]:
    """Parts as people tell them: one that is told after another right behind it."""
    found = [part for part in parts if not any(part.told_after == p.name for p in parts)]
    for part in parts:
        if part not in found:
            before = next(n for n, p in enumerate(found) if p.name == part.told_after)
            found.insert(before + 1, part)
    return found


def values_of(part: Field, spans: Sequence[Span]) -> list[Any] | None:
    """What a part takes of the figures of a column; None where it cannot take one of them.

    Bare figures in a part for shares are percentages where one of them is above one: "vol 18".
    """
    share = part.kind in ("share", "probability")
    firsts = [span.readings[0] for span in spans]
    sizes = [abs(r.value) for r in firsts if r.kind == "number" and isinstance(r.value, float)]
    percent = share and bool(sizes) and (len(sizes) < len(spans) or 1 < max(sizes) <= 100)
    found: list[Any] = []
    for first in firsts:
        if share and first.kind not in ("fraction", "number"):
            return None
        bare = percent and first.kind == "number"
        one = fit(part, _as_percent(first) if bare else first)
        if one is None or not one.inside:
            return None
        found.append(as_json(one.value, part))
    return found


def _as_percent(reading: Reading) -> Reading:
    value = reading.value / 100 if isinstance(reading.value, float) else reading.value
    return Reading("fraction", value, unit="percent")


def _named(
    parts: Sequence[Field], names: Names, told: Sequence[Span], run: Sequence[Item], number: int
) -> Field | None:
    """The part that words call a figure of most objects, or of the first."""
    votes: dict[str, int] = {}
    first = ""
    for one in run:
        at = told[one.figures[number]]
        begin = told[one.figures[number - 1]].end if number else one.head.start + len(one.head.name)
        said = names.beside(parts, begin, at.start)
        if said is None:
            after = one.figures[number + 1] if number + 1 < len(one.figures) else None
            said = behind(parts, names, at.end, told[after].start if after else None)
        if said is not None:
            votes[said.name] = votes.get(said.name, 0) + 1
            first = first or (said.name if one is run[0] else "")
    best = max(votes, key=lambda name: votes[name], default="")
    if best and (2 * votes[best] > len(run) or best == first):
        return next(part for part in parts if part.name == best)
    if number == 0 and len(run[0].figures) == 1:
        return _heading(parts, names, told, run)
    return None


def behind(parts: Sequence[Field], names: Names, at: int, following: int | None) -> Field | None:
    """The part named right behind a figure, where the name is not that of the next: "of cap"."""
    text = names.text
    said = _BEHIND.match(text, at, at + 30 if following is None else following)
    if said is None or (following is not None and said.end() >= following - 1):
        return None
    found = {p.name: p for a, b, p in names.places if at <= a and b <= said.end() and p in parts}
    between = text[said.end() : following] if following is not None else "("
    apart = re.search(r"[(,;/]", between) is not None
    return next(iter(found.values())) if len(found) == 1 and apart else None


def _heading(
    parts: Sequence[Field], names: Names, told: Sequence[Span], run: Sequence[Item]
) -> Field | None:
    """The part that is named before the first object for all of them: "weights: A 60, B 40"."""
    first, text = run[0].head, names.text
    since = max((s.end for s in told[: first.figure] if s.end <= first.start), default=0)
    ends = [m.end() for m in SENTENCE.finditer(text, since, first.start)]
    begin = max([since, *ends])
    behind = _BRACKET.match(text, told[run[-1].figures[-1]].end)
    return names.last(parts, begin, first.start) or (
        names.last(parts, behind.start(), behind.end()) if behind else None
    )


def _legend(parts: Sequence[Field], names: Names, size: int) -> list[Field] | None:
    """The parts where a text names as many of them in a row as objects have figures."""
    text = names.text
    named = [one for one in names.places if one[2] in parts]
    apart: list[tuple[int, int, Field]] = []
    for one in named:
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    for at in range(len(apart) - size + 1 if size > 1 else 0):
        some = apart[at : at + size]
        joined = all(
            re.fullmatch(_PARTED, text[a[1] : b[0]])
            and _JOINED.search(text, a[1], b[0])
            and not re.search(r"[.\n]", text[a[1] : b[0]])
            for a, b in pairwise(some)
        )
        if joined and len({p.name for *_, p in some}) == size:
            return [p for *_, p in some]
    return None


def whole(
    parts: Sequence[Field], told: Sequence[Span], run: Sequence[Item], number: int
) -> Field | None:
    """The part whose values add up to a whole, where these do."""
    return whole_of(parts, [told[one.figures[number]] for one in run])


def whole_of(parts: Sequence[Field], spans: Sequence[Span]) -> Field | None:
    """The part whose values add up to a whole, where those of some figures do."""
    for part in parts:
        values = values_of(part, spans) or []
        if part.adds_up_to and values and abs(sum(values) - part.adds_up_to) <= ROUNDING:
            return part
    return None
