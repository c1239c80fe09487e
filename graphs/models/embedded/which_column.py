"""Ask which column, or which file, is meant; and understand the answer."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.saying import joined
from graphs.models.embedded.schema import Field
from graphs.models.embedded.table_sources import Doubt
from tools.tables.headings import likeness
from tools.tables.matching import headings_said

SHOWN = 8  # columns named in a question
ALIKE = 0.75
_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|right|correct|exactly|sure|it is|that'?s it|ja|ok(?:ay)?)\b", re.I
)
_NO = re.compile(r"^\W*(?:no|nope|neither|none|not|wrong|nein)\b", re.IGNORECASE)
_ORDINALS = (
    re.compile(r"\b(?:first|1st|former|erste)\b|^\W*(?:#|no\.? ?)?1\W*$", re.IGNORECASE),
    re.compile(r"\b(?:second|2nd|latter|zweite)\b|^\W*(?:#|no\.? ?)?2\W*$", re.IGNORECASE),
    re.compile(r"\b(?:third|3rd|dritte)\b|^\W*(?:#|no\.? ?)?3\W*$", re.IGNORECASE),
    re.compile(r"\b(?:fourth|4th|vierte)\b|^\W*(?:#|no\.? ?)?4\W*$", re.IGNORECASE),
)
_LAST = re.compile(r"\blast\b", re.IGNORECASE)
_LETTER = re.compile(
    r"^\W*(?:col(?:umn)?\.?\s+)?(?P<letter>[A-Z])\W*$|\bcolumn\s+(?P<named>[A-Z])\b"
)


def question(doubt: Doubt) -> str:
    """Which column holds what, in one sentence."""
    name = doubt.source.name
    said = thing(doubt)
    shown = [f"`{option}`" for option in doubt.options[:SHOWN]]
    if not doubt.part:
        return f"Which file holds the {said}: {joined(list(doubt.options[:SHOWN]), 'or')}?"
    if not doubt.options:
        there = joined([f"`{heading}`" for heading in list(doubt.source.columns)[:SHOWN]])
        return f"I found no column in {name} that could be the {said}; its columns are {there}."
    if not doubt.found:
        which = f"is it {shown[0]}?" if len(shown) == 1 else f"which is it: {joined(shown, 'or')}?"
        return f"I found no column of the {said} in {name}; {which}"
    if len(shown) == 1:
        return f"Is {shown[0]} in {name} the {said}?"
    return f"Which column of {name} holds the {said}: {joined(shown, 'or')}?"


def thing(doubt: Doubt) -> str:
    """What is looked for, as a person would call it."""
    field = _part(doubt.field, doubt.part)
    return field.words if field is not None else doubt.part.replace("_", " ").replace(".", " ")


def _part(field: Field, part: str) -> Field | None:
    if part in ("", field.name):
        return field
    for inner in field.parts:
        if found := _part(inner, part):
            return found if inner.name == part or inner.parts else None
    return None


def remembered(doubt: Doubt, said: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """What to keep while the question is open."""
    return {
        "field": doubt.field.name,
        "part": doubt.part,
        "options": list(doubt.options),
        "columns": list(doubt.source.columns)[:200],
        "file": doubt.source.file,
        "said": said,
        "chosen": dict(chosen),
    }


def picked(text: str, asked: Mapping[str, Any]) -> str:
    """The column or file an answer names; empty when it names none."""
    options: Sequence[str] = asked["options"]
    everything: Sequence[str] = list(dict.fromkeys([*options, *asked["columns"]]))
    for names in (options, everything):
        if len(said := headings_said(text, names)) == 1:
            return said[0]
    if len(options) == 1 and _YES.search(text):
        return options[0]
    for place, words in enumerate(_ORDINALS):
        if words.search(text) and place < len(options):
            return options[place]
    if _LAST.search(text):
        return options[-1]
    if match := _LETTER.search(text.strip()):
        place = ord(match["letter"] or match["named"]) - ord("A")
        columns: Sequence[str] = asked["columns"]
        return columns[place] if place < len(columns) else ""
    alike = {name: likeness(text, (name,)) for name in everything}
    best = max(alike, key=lambda name: alike[name], default="")
    return best if best and alike[best] >= ALIKE else ""


def refuses(text: str) -> bool:
    """Whether an answer says that it is none of what was offered."""
    return bool(_NO.search(text))
