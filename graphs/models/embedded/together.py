"""Messages that tell several objects of one list: one question, however many sentences it takes."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.itemised import layouts
from graphs.models.embedded.measured import is_measured, measured
from graphs.models.embedded.message import Message
from graphs.models.embedded.ranking import Ranked
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.splitting import is_numbered

Filler = Callable[[Tool, Message], Filled]
LOOKED = 6  # tools that may take the list
LIKELIER = 0.6  # chance from which a tool without the list is tried before it
EACH = 0.15  # what each part told of an object adds to the chance of a list
RIVAL, FAR = 0.35, 0.06  # of the first tool's chance: another's that may stand for it, or may not
POSSIBLE = 0.01  # chance from which one of them is looked at
CLEARLY = 0.5  # chance of a tool that all of a message is surely meant for
_CONTRAST = re.compile(
    r"\b(?:instead|compared?|comparing|versus|vs|separately|one by one|each on its own|used to"
    r"|alternatively|better off|which is (?:worse|better|cheaper)|without it"
    r"|(?:drops?|falls?|goes) to)\b",
    re.IGNORECASE,
)
"""Words of two answers to one question, not of two objects."""
_FOLLOWS = re.compile(
    r"\b(?:on top|(?:of|in) (?:those|these|them|such)(?: \w+)?|when (?:one|it|that)"
    r" (?:does|happens|succeeds|gets)|get through|gets through|got through|succeed\w*)\b",
    re.IGNORECASE,
)
"""Words of what may follow from the first, not of a second cause."""


def for_one_alone(ranked: Ranked, said: Message, fill: Filler) -> bool:
    """Whether a message is one question beyond doubt: its tool is clear and takes all it tells."""
    if not ranked.in_scope or ranked.chance < CLEARLY or said.files or said.tables:
        return False
    if is_numbered(said.text) or said.text.count("?") > 1:
        return False
    filled = fill(ranked.top, said)
    return filled.complete and takes_all(filled)


def in_one(ranked: Ranked, said: Message, fill: Filler) -> tuple[Tool, Filled, float] | None:
    """The likely tool whose list takes two or more objects told in figures; None without one."""
    if _CONTRAST.search(said.text):
        return None
    for tool, chance in ranked.tools[:LOOKED]:
        if chance < POSSIBLE:
            return None
        if _outdone(ranked, tool, chance, said, fill):
            continue
        lists = [f for f in tool.fields if f.kind == "records" and is_measured(f)]
        for field in lists:
            rows = bool(said.tables or said.files)
            if not rows and not _several(said, [one.places for one in measured(field, said)]):
                continue
            filled = fill(tool, said)
            origin = filled.origins.get(field.name)
            if filled.complete and origin is not None and (origin.columns or len(origin.value) > 1):
                return None if _better_alone(ranked, tool, said, fill) else (tool, filled, chance)
    return None


def in_items(ranked: Ranked, said: Message, fill: Filler) -> tuple[Tool, Filled, float] | None:
    """The likely tool to which the items of a message are the objects of one list.

    Of several the one that takes more of each item counts for more.
    """
    lists = [
        items for items in layouts(said.text) if not any("?" in said.text[a:b] for a, b in items)
    ]
    best: tuple[float, Tool, Filled, float] | None = None
    for tool, chance in ranked.tools[:LOOKED] if lists else ():
        if chance < POSSIBLE:
            break
        if _outdone(ranked, tool, chance, said, fill):
            continue
        filled = fill(tool, said)
        told = [o for o in filled.origins.values() if any(_of_items(o, items) for items in lists)]
        worth = chance + EACH * max(map(_told_of_each, told), default=0.0)
        if told and (best is None or worth > best[0]):
            best = worth, tool, filled, chance
    return best[1:] if best else None


def _outdone(ranked: Ranked, tool: Tool, chance: float, said: Message, fill: Filler) -> bool:
    """Whether a tool is too unlikely beside the first to take its message for a list's sake.

    Beside one with a list of its own for the objects, or a field for each figure, it must be nearly
    as likely.
    """
    if tool is ranked.top or chance >= RIVAL * ranked.chance:
        return False
    if chance < FAR * ranked.chance:
        return True
    first = fill(ranked.top, said)
    lists = any(origin.field.kind == "records" for origin in first.origins.values())
    return lists or (first.complete and takes_all(first))


def _of_items(origin: Origin, items: Sequence[tuple[int, int]]) -> bool:
    """Whether the objects of a list are the items, or one lacks a part: a place in each.

    Where only their figures are known to stand in the items, each must have a word for its kind,
    or a name of a shape: figures alone may be settings.
    """
    if len(origin.places) > 1 and set(origin.places) <= set(items):
        return True
    parts = origin.field.parts
    kinds = any(part.required and part.kind == "enum" for part in parts)
    rows: list[Any] = origin.value if isinstance(origin.value, list) else [None, None]
    form = parts[0].form if parts else ""
    shaped = form and all(row and re.fullmatch(form, str(row.get(parts[0].name))) for row in rows)
    if not kinds and not shaped:
        return False
    holding = {
        next((i for i, (a, b) in enumerate(items) if a <= start and end <= b), -1)
        for start, end in origin.places
    }
    return len(rows) > 1 and -1 not in holding and len(holding) > 1


def _told_of_each(origin: Origin) -> float:
    """How many parts of each object a list tells on average; 1 where one lacks a part."""
    rows: list[Any] = origin.value if isinstance(origin.value, list) else []
    return sum(len(row) for row in rows) / len(rows) if rows else 1.0


def _better_alone(ranked: Ranked, tool: Tool, said: Message, fill: Filler) -> bool:
    """Whether the likeliest tool takes each figure by its own name: "TEF 8/20/50, TC .3/.5"."""
    if ranked.top is tool or ranked.chance < LIKELIER:
        return False
    filled = fill(ranked.top, said)
    follows = bool(_FOLLOWS.search(said.text))
    return filled.complete and (bool(said.files) or follows or takes_all(filled))


def takes_all(filled: Filled) -> bool:
    """Whether no figure of the message is left."""
    return not any(c.isdigit() for one in filled.unused for c in one.text)


def _several(said: Message, objects: list[tuple[tuple[int, int], ...]]) -> bool:
    """Whether there are two objects or more, not each in a question of its own."""
    asked = [all(said.asks(start) for start, _ in places) for places in objects]
    sentences = {said.words[said.place(*places[-1])[0]].sentence for places in objects}
    return len(objects) > 1 and not (all(asked) and len(sentences) > 1)
