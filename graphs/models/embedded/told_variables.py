"""The variables of a formula, each told in the words behind its name.

"cost = n * price, n 20 to 30, price normal around 5 (sd 1)": the formula says which names there
are, so what stands behind each of them, up to the next, is its own.
"""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.message import message as read
from graphs.models.embedded.row_figures import assign, parts_of, take
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import lexicon
from graphs.models.embedded.told_heads import figures, formulas
from graphs.models.embedded.told_row import Place, Row, for_all

_DIGIT = re.compile(r"\d")
_STOPS = re.compile(r"[!?](?=\s|$)|\.(?=\s|$)|\n")


def variable_rows(
    field: Field, message: Message, known: Mapping[str, str], gone: Sequence[Place]
) -> list[Row]:
    """A row for each variable, read by itself; none at all unless each of them is told."""
    aside = [*formulas(message.text), *message.tables, *gone]
    rows: list[Row] = []
    for name in dict.fromkeys(known.values()):
        place = next(_pieces(name, known.values(), message.text, aside), None)
        row = _read(field, name, place, message) if place is not None else None
        if row is None or not row.values:
            return []
        rows.append(row)
    for_all(rows, parts_of(field), message)
    return rows


def _read(field: Field, name: str, place: Place, message: Message) -> Row:
    """What a piece of the text tells of one variable, as if nothing stood around it."""
    start, end = place
    today = datetime.date.fromisoformat(message.today) if message.today else None
    said = read(message.text[start:end], as_of=today)
    parts = parts_of(field)
    row = Row(name, 0, len(said.text))
    assign(row, parts, lexicon(parts), said, figures(field, said), {})
    take(row, parts, said)
    row.start, row.end = start, end
    row.places = [(start, end)]
    return row


def _pieces(
    name: str, names: Collection[str], text: str, aside: Sequence[Place]
) -> Iterator[Place]:
    """The places where a name is followed by a figure before another name or the sentence's end."""
    others = re.compile(
        rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)",
        re.IGNORECASE,
    )
    said = [m for m in others.finditer(text) if not any(a <= m.start() < b for a, b in aside)]
    for at, match in enumerate(said):
        if match[0].casefold() != name.casefold():
            continue
        following = next(
            (m.start() for m in said[at + 1 :] if m[0].casefold() != name.casefold()), len(text)
        )
        begun = min((a for a, _ in aside if a >= match.end()), default=len(text))
        stop = next((m.start() for m in _STOPS.finditer(text, match.end())), len(text))
        end = min(following, begun, stop)
        if _DIGIT.search(text, match.end(), end):
            yield match.start(), end
