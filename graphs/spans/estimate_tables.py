"""Tables of estimates: a row a quantity, columns for its least, likeliest and largest value."""

import re
from collections.abc import Iterator

from graphs.spans.carry import carried
from graphs.spans.estimate_words import column_role
from graphs.spans.quantities import counted
from graphs.spans.quantity import Quantity, readings
from graphs.spans.ranges import made
from graphs.spans.source import normalised
from graphs.spans.span import Role, Span, Triple
from graphs.spans.tables import Block
from graphs.spans.units import CURRENCIES, PERIODS, SCALED_CURRENCIES, alternation

_LONGEST = 60
"""Characters of a cell that may be one estimate's point."""


def estimate_rows(text: str, block: Block) -> list[Span]:
    """A span for each row and each of its cells, or none where the table holds no estimates."""
    places, first = _places(block.rows[0]), 1
    if places is None:
        places, first = _places(_line_above(text, block)), 0
    if places is None:
        return []
    if _figures_beside(block.rows[first:], places):
        return []
    found: list[Span] = []
    for row, offsets in zip(block.rows[first:], block.offsets[first:], strict=True):
        found += _row(text, row, offsets, places)
    return found


def _figures_beside(rows: list[list[str]], places: dict[int, Role]) -> bool:
    """Whether a further column holds figures: each row is an object then, no single estimate."""
    others = [cell for row in rows for i, cell in enumerate(row) if i not in places and cell]
    return sum(_FIGURE.match(cell.strip()) is not None for cell in others) >= len(rows) > 1


_FIGURE = re.compile(
    r"[€$£]?\s?[+-]?\d*(?:[.,]?\d+)+\s?%?$|(?:1|one|once) in (?:an? )?[\w.,]+(?: years?)?$", re.I
)


def _line_above(text: str, block: Block) -> list[str]:
    """Headings aligned by blanks above a table whose first column has none."""
    end = max(block.start - 1, 0)
    line = text[text.rfind("\n", 0, end) + 1 : end]
    heads = re.split(r"\s{2,}|\t", line.strip())
    return ["", *heads] if len(heads) + 1 == len(block.rows[0]) else []


def _places(heads: list[str]) -> dict[int, Role] | None:
    roles: dict[int, Role] = {}
    for index, head in enumerate(heads):
        if (role := column_role(normalised(head.strip()))) and role not in roles.values():
            roles[index] = role
    return roles if {"low", "high"} <= set(roles.values()) else None


def _row(text: str, row: list[str], offsets: list[int], places: dict[int, Role]) -> Iterator[Span]:
    label = next((cell for i, cell in enumerate(row) if i not in places and cell), "")
    unit = _unit(label)
    cells = {role: _cell(row[index], unit, offsets[index]) for index, role in places.items()}
    members = [q for role in ("low", "likely", "high") if (q := cells.get(role)) is not None]
    if cells.get("low") is None or cells.get("high") is None:
        return
    moved = carried(members)
    values = [q.value for q in moved]
    if values != sorted(values) or values[0] == values[-1]:
        return
    triple = Triple(values[0], values[1] if len(values) == 3 else None, values[-1])
    whole = made(text, members, moved, triple, 1.0).span
    start, end = min(m.start for m in members), max(m.end for m in members)
    yield Span(start, end, text[start:end], whole.readings, label=label.strip(" :"))
    for role, member, reading in zip(_roles(len(moved)), members, moved, strict=True):
        yield Span(
            member.start, member.end, text[member.start : member.end],
            readings(reading, reading.value), role=role,
            within=(start, end),
        )  # fmt: skip


def _roles(size: int) -> tuple[Role, ...]:
    return ("low", "likely", "high") if size == 3 else ("low", "high")


_UNIT = re.compile(
    rf"(?:(?:per|a|an|each|/)\s?(?:{alternation(PERIODS)})\b)"
    rf"|[(,\s](?:in\s)?(?:{alternation([*SCALED_CURRENCIES, *CURRENCIES])}|%|percent)(?![a-z])"
)


def _unit(label: str) -> str:
    """What a row's label says its cells are in: "tickets a month", "loss (k€)"."""
    match = _UNIT.search(normalised(label))
    return "" if match is None else match[0].strip(" (,").removeprefix("in ")


def _cell(cell: str, unit: str, start: int) -> Quantity | None:
    """The one quantity a cell holds, at its place in the text."""
    low = normalised(cell)
    found = counted(low, labelled=False).quantities
    if len(found) != 1 or len(cell) > _LONGEST:
        return None
    if unit and found[0].bare:
        read = counted(f"{low} {unit}", labelled=False).quantities
        found = read if len(read) == 1 else found
    item = found[0]
    item.start, item.end = item.start + start, min(item.end, len(cell)) + start
    item.reach = item.end
    return item
