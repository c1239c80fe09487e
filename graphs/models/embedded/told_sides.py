"""On which side of their figures names stand: "A 40 %, B 60 %", or "40 % A, 60 % B".

Read from the wrong side, each name but one goes to the neighbour's figure.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import Head, heads_around, heads_before, heads_behind
from graphs.spans.span import Span

Way = Callable[[Field, Message, Sequence[Span], Collection[int], Mapping[str, str]], Iterator[Head]]


def ways(
    field: Field,
    message: Message,
    told: Sequence[Span],
    barred: Collection[int],
    known: Mapping[str, str],
    first: Way = heads_before,
) -> list[Way]:
    """The ways to find names; only those behind figures where the others are but these."""
    if known:
        return [first, heads_behind, heads_around]
    before = [*heads_before(field, message, told, barred, known)]
    behind = [*heads_behind(field, message, told, barred, known)]
    if stand_behind(before, behind, told, message.text):
        return [heads_behind]
    return [first, heads_behind]


def stand_behind(
    before: Sequence[Head], behind: Sequence[Head], told: Sequence[Span], text: str
) -> bool:
    """Whether names found before figures are those right behind the figures before them.

    So it is where every such name but the first belongs to the figure before it, and the last
    figure has a name behind it that no figure would take.
    """
    own = {head.figure: head for head in behind}
    if not before or len(own) < 2 or before[-1].figure not in own:
        return False
    first = before[0].figure == min(own)  # before the first figure stands something else
    return all(
        (other := own.get(head.figure - 1)) is not None
        and told[other.figure].end <= head.start < _end(other, told, text)
        for head in before[first:]
    )


def _end(head: Head, told: Sequence[Span], text: str) -> int:
    """Where a name behind a figure ends."""
    at = told[head.figure].end
    return text.find(head.name, at) + len(head.name)
