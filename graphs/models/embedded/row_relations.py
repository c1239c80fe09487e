"""How the objects of a list stand to one another: "A beats B by 4 %", "robots only after ERP"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from graphs.models.embedded.message import Message
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_heads import by_name
from graphs.models.embedded.told_row import Row
from graphs.models.embedded.words import STOPWORDS

_STOPS = re.compile(r"[.!?](?=\s|$)|[;\n]")
_AND = r"(?:\s*,\s*|\s+(?:and|or|&)\s+|\s*,\s*(?:and|or)\s+)"

_MUTUAL = re.compile(
    r"\b(?:each other|one another|mutually|both|either|one of|one from)\b", re.IGNORECASE
)
"""What says that objects stand so to one another."""
FEW = 2  # objects that stand so to one another where no list of them is told
_CLAUSES = re.compile(r"[.!?](?=\s|$)|[;,(\n]|\b(?:but|while|whereas)\b")
_FIGURE = re.compile(r"\d")
_TOGETHER = "together with"
"""What the objects are called by that stand beside another on its side."""
_NOT_TOLD = r"(?!\s*[,:(]?\s*[€$£]?\d)"
"""Not before a figure: there the next object begins."""


def called_by(rows: Sequence[Row]) -> dict[str, str]:
    """What objects are called by: as known ones are, or by a first word no other has."""
    names = [row.name for row in rows]
    called, words = by_name(names), Counter(w.casefold() for name in names for w in name.split())
    for name in names:
        first = name.casefold().split()[0]
        if words[first] == 1 and len(first) > FEW and first not in STOPWORDS:
            called.setdefault(first, name)
    return called


def stand(rows: Sequence[Row], field: Field, known: Mapping[str, str], message: Message) -> None:
    """What words say of objects by their names: how they stand, and what is so of them."""
    relate(rows, field, known, message)
    flag(rows, field, known, message)


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
        _one_another(rows, part, names, known, message.text)
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


def _one_another(
    rows: Sequence[Row], part: Field, names: str, known: Mapping[str, str], text: str
) -> None:
    """What several objects are to one another: "A and B exclude each other", "not both A and B"."""
    said = [re.escape(alias) for alias in part.aliases if _MUTUAL.search(alias)]
    if not said:
        return
    joined = rf"(?<!\w)(?:the\s)?(?:{names})(?:{_AND}(?:the\s)?(?:{names}))+(?!\w)"
    before = re.compile(rf"(?P<names>{joined})\W+(?:\w+\W+){{0,2}}(?:{'|'.join(said)})(?!\w)", re.I)
    behind = re.compile(rf"(?<!\w)(?:{'|'.join(said)})\b(?P<names>[^.;\n]*)", re.IGNORECASE)
    for found in (*before.finditer(text), *behind.finditer(text)):
        named = re.findall(rf"(?<!\w)(?:{names})(?!\w)", found["names"], re.IGNORECASE)
        several = [*dict.fromkeys(known[name.casefold()] for name in named)]
        listed = re.match(rf"[\s:]*(?:of\s)?{joined}", found["names"], re.IGNORECASE)
        if found.re is behind and len(several) > FEW and not listed:
            continue
        for at, name in enumerate(several[:-1]):
            row = next((row for row in rows if row.name == name), None)
            if row is not None and part.name not in row.values:
                row.values[part.name] = several[at + 1 :]


def flag(rows: Sequence[Row], field: Field, known: Mapping[str, str], message: Message) -> None:
    """What words say of an object by its name goes to it, not to the one told around them."""
    flags = [part for part in field.parts if part.kind == "boolean"]
    if not rows or not known or not flags:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    name = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
    for part in flags:
        said = "|".join(re.escape(alias) for alias in (part.words, *part.aliases))
        for found in re.finditer(rf"(?<!\w)(?:{said})(?!\w)", message.text, re.IGNORECASE):
            start = max(
                (m.end() for m in _CLAUSES.finditer(message.text, 0, found.start())), default=0
            )
            if _FIGURE.search(message.text, start, found.start()):
                continue
            named = {
                known[m.group().casefold()]
                for m in name.finditer(message.text, start, found.start())
            }
            around = next((row for row in rows if row.start <= found.start() < row.own_end), None)
            if not named or around is None or around.name in named:
                continue
            moved = around.values.pop(part.name, None)
            for row in rows:
                if moved and row.name in named:
                    row.values[part.name] = True


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
