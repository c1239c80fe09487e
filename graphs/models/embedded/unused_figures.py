"""Figures of a message that no field took, without those that only say how much there is."""

import re
from collections.abc import Collection, Mapping, Sequence

from graphs.models.embedded.candidates import Candidate
from graphs.models.embedded.compatibility import numbers
from graphs.models.embedded.filled import Origin

WHOLE = ("table", "document", "expression", "conversion")  # kinds that take the figures inside
SEVERAL = 3  # entries from which a number that says how many there are is surely that

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def unused_figures(
    unused: Sequence[Candidate],
    origins: Mapping[str, Origin],
    places: Sequence[tuple[int, int]],
) -> tuple[Candidate, ...]:
    """Figures no field took; a table or a list of objects takes the figures inside it."""
    taken = [o.words for o in origins.values() if o.field.kind in WHOLE]
    formulas = [str(o.value) for o in origins.values() if o.field.kind == "expression"]
    numbers_in = {float(n) for said in formulas for n in _NUMBER.findall(said)}
    names = {o.words for o in origins.values() if o.field.kind == "name"}
    lists = {x for o in origins.values() if o.field.kind == "series" for x in _entries(o.value)}
    lengths = {size for o in origins.values() for size in _sizes(o.value) if size >= SEVERAL}
    return tuple(
        one
        for one in unused
        if one.text not in names
        and not _is_repeated(one, lists)
        and not any(one.text in words for words in taken)
        and not any(value in numbers_in for value in numbers(one.readings[0].value))
        and not (one.readings[0].kind == "number" and one.readings[0].value in lengths)
        and first_to_last(one.text) not in lengths
        and not any(start <= one.start < end for start, end in places)
    )


def _is_repeated(one: Candidate, entries: Collection[float]) -> bool:
    """Whether a row of figures stands in a list already: told in words and as a matrix."""
    told = numbers(one.readings[0].value)
    return len(told) > 1 and set(told) <= set(entries)


def _entries(value: object) -> set[float]:
    if isinstance(value, list):
        return {x for one in value for x in _entries(one)}  # pyright: ignore[reportUnknownVariableType]
    return {float(value)} if isinstance(value, int | float) else set()


def first_to_last(text: str) -> float | None:
    """How many there are from one to a number: "1 to 6" are six."""
    found = re.fullmatch(r"(?:[a-z]?1)\s?(?:to|-|–|through|\.\.)\s?[a-z]?(\d+)", text.lower())
    return float(found[1]) if found else None


def _sizes(value: object) -> set[float]:
    """How many entries a list or a table has, which people like to say too: "5 items with …"."""
    if isinstance(value, list):
        return {float(len(value))}  # pyright: ignore[reportUnknownArgumentType]
    if not isinstance(value, Mapping):
        return set()
    columns: object = value.get("columns")  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    if not isinstance(columns, Mapping):
        return set()
    cells = list(columns.values())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return {float(len(cells)), float(len(cells) - 1), *(float(len(c)) for c in cells if c)}  # pyright: ignore
