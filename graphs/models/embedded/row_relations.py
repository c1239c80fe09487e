"""How the objects of a list stand to one another: "A beats B by 4 %", "robots only after ERP"."""

import re
from collections.abc import Mapping, Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_row import Row

_STOPS = re.compile(r"[.!?](?=\s|$)|[;\n]")
_AND = r"(?:\s*,\s*|\s+(?:and|or|&)\s+|\s*,\s*(?:and|or)\s+)"

_TOGETHER = "together with"
"""What the objects are called by that stand beside another on its side."""
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
            rf"(?<!\w)(?:{said})(?:s|ing|ed)?\s+({joined}(?:{_AND}{joined}{_NOT_TOLD})*)",
            re.IGNORECASE,
        )
        for found in pattern.finditer(message.text):
            others = [known[m.group().casefold()] for m in name.finditer(found[1])]
            row = _spoken_of(rows, found.start(), name, known, message.text)
            row = row or _told_by_another(rows, found.span(), name, known, message.text)
            kept = [one for one in others if row is not None and one != row.name]
            if row is not None and kept and part.name not in row.values:
                row.values[part.name] = list(dict.fromkeys(kept))
                _first_of_several(row, field, found.start(), names, known, message.text)


def _first_of_several(
    row: Row, field: Field, end: int, names: str, known: Mapping[str, str], text: str
) -> None:
    """Of several that are set against others the first, the rest beside it: "A and B beat C"."""
    beside = next((part for part in field.parts if _TOGETHER in part.aliases), None)
    several = re.compile(
        rf"(?<!\w)(?:{names})(?:{_AND}(?:{names}))+(?=\s+(?:\w+\s+){{0,2}}$)", re.IGNORECASE
    )
    begin = max((m.end() for m in _STOPS.finditer(text, 0, end)), default=0)
    told = several.search(text[:end], begin) if beside is not None else None
    if beside is None or told is None:
        return
    first, *rest = [known[m.casefold()] for m in re.findall(names, told.group(), re.IGNORECASE)]
    if row.name in (first, *rest):
        row.name, row.values[beside.name] = first, rest


def _told_by_another(
    rows: Sequence[Row],
    place: tuple[int, int],
    name: re.Pattern[str],
    known: Mapping[str, str],
    text: str,
) -> Row | None:
    """The object whose figure stands behind the others' names: "A and B beat C and D by 2 %".

    It was told under the last name before its figure, and is that named before them all.
    """
    start, end = place
    row = next((row for row in rows if start <= row.start < end), None)
    begin = max((m.end() for m in _STOPS.finditer(text, 0, start)), default=0)
    named = [*name.finditer(text, begin, start)]
    if row is None or not named:
        return None
    row.name, row.start = known[named[-1].group().casefold()], named[-1].start()
    return row


def _spoken_of(
    rows: Sequence[Row], at: int, name: re.Pattern[str], known: Mapping[str, str], text: str
) -> Row | None:
    """The object named last before an offset in its sentence, else the one told around it."""
    start = max((m.end() for m in _STOPS.finditer(text, 0, at)), default=0)
    before = [known[m.group().casefold()] for m in name.finditer(text, start, at)]
    if before:
        return next((row for row in rows if row.name == before[-1]), None)
    return next((row for row in rows if row.start <= at < row.end), None)
