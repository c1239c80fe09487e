"""How the objects of a list stand to one another: "A beats B by 4 %", "robots only after ERP"."""

import re
from collections.abc import Mapping, Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import Row

_STOPS = re.compile(r"[.!?](?=\s|$)|[;\n]")
_AND = r"(?:\s*,\s*|\s+(?:and|or|&)\s+|\s*,\s*(?:and|or)\s+)"

_NOT_TOLD = r"(?!\s*[,:(]?\s*[€$£]?\d)"
"""Not before a figure: there the next object begins."""


def relate(rows: Sequence[Row], field: Field, known: Mapping[str, str], message: Message) -> None:
    """Fill the parts that name other objects, of the object that is spoken of before.

    `known`: what the objects may be called, by the words for them.
    """
    if not rows or not known:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    name = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
    for part in field.parts:
        if part.kind != "series" or part.of != "name":
            continue
        said = "|".join(re.escape(alias.removesuffix("s")) for alias in part.aliases)
        joined = rf"(?:the\s)?(?:{names})(?!\w)"
        pattern = re.compile(
            rf"\b(?:{said})(?:s|ing|ed)?\s+({joined}(?:{_AND}{joined}{_NOT_TOLD})*)", re.IGNORECASE
        )
        for found in pattern.finditer(message.text):
            if (row := _spoken_of(rows, found.start(), name, known, message.text)) is None:
                continue
            others = [known[m.group().casefold()] for m in name.finditer(found[1])]
            kept = [one for one in others if one != row.name]
            if kept and part.name not in row.values:
                row.values[part.name] = list(dict.fromkeys(kept))


def _spoken_of(
    rows: Sequence[Row], at: int, name: re.Pattern[str], known: Mapping[str, str], text: str
) -> Row | None:
    """The object named last before an offset in its sentence, else the one told around it."""
    start = max((m.end() for m in _STOPS.finditer(text, 0, at)), default=0)
    before = [known[m.group().casefold()] for m in name.finditer(text, start, at)]
    if before:
        return next((row for row in rows if row.name == before[-1]), None)
    return next((row for row in rows if row.start <= at < row.end), None)
