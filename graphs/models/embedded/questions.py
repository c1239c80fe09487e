"""Ask for what is missing: one question that names the field, its unit and an example."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.models.embedded.filled import Filled, Origin
from graphs.models.embedded.opener import currency_of, joined_briefly, phrases
from graphs.models.embedded.saying import amount, joined, say
from graphs.models.embedded.schema import Field, Tool, slots
from graphs.models.embedded.told_heads import variables
from graphs.models.embedded.told_rows import is_told

AT_ONCE = 3  # fields asked for in one question
_OPENS = re.compile(
    r"^(?:what|how|which|when|whether|where|who|the|a|an|all|each|every|your|its|their|several|if|whose|why)\b"
    r"|^(?:by how|from whom|up to|less than)\b"
)
_KNOWN = re.compile(r", where (?:it|that) is known")
_ASIDE = re.compile(
    r"^(?:(?:For|Of|Instead of|In|From|With)\b[^:.]{0,60}|[A-Z]{1,4}|[A-Z][a-z]+):\s"
)
"""What stands before the thing itself: "For FX: the two currencies", "MTA: the least amount"."""
_UNITS = {
    "share": "in percent",
    "probability": "in percent",
    "confidence": "in percent",
    "rate": "times a year",
    "date": "a date",
    "table": "a table or a file",
    "document": "the text or a file",
    "file": "a file",
    "scan": "the scanner's report as a file",
}
_TO_PASTE = ("table", "document", "file", "scan")


def field_of(tool: Tool, name: str) -> Field:
    """A field by its dotted name."""
    inside = (part for field in tool.fields if field.kind == "records" for part in field.parts)
    for field in (*tool.fields, *slots(tool.fields), *inside):
        if ".".join(field.path) == name:
            return field
    return Field((name,), "any")


def ask(tool: Tool, filled: Filled, known: Mapping[str, Any], noted: Sequence[str] = ()) -> str:
    """The question back. `noted`: the fields this message gave, when some were known before."""
    example = example_of(tool, filled, known)
    ranges = all(f.kind == "estimate" for f in _asked(tool, filled))
    lead = "Ranges are best, for example" if ranges else "For example"
    tail = f' {lead}: "{example}".' if example else ""
    wanted = needed(tool, filled) + _of_formula(tool, filled, known)
    if noted and (said := phrases(tool, known, noted)):
        return f"Noted: {joined_briefly(said)}. Could you also tell me {wanted}?{tail}"
    if said := phrases(tool, known):
        return f"I have {joined_briefly(said)}. Could you also tell me {wanted}?{tail}"
    return f"I can work that out. Could you tell me {wanted}?{tail}"


def _of_formula(tool: Tool, filled: Filled, known: Mapping[str, Any]) -> str:
    """Which inputs a formula that is known asks for."""
    formulas = [
        str(known[f.name]) for f in tool.fields if f.kind == "expression" and f.name in known
    ]
    lists = [f for f in _asked(tool, filled) if f.kind == "records" and is_told(f)]
    names = [*variables(formulas[0]).values()] if formulas and lists else []
    return f" ({joined(names)})" if names else ""


def _asked(tool: Tool, filled: Filled) -> list[Field]:
    return [field_of(tool, name) for name in filled.missing[:AT_ONCE]]


def needed(tool: Tool, filled: Filled) -> str:
    """What is missing, as one phrase."""
    fields = _asked(tool, filled)
    ranges = all(field.kind == "estimate" for field in fields)
    return joined([described(field, ranges and len(fields) > 1) for field in fields])


def example_of(tool: Tool, filled: Filled, known: Mapping[str, Any]) -> str:
    """What an answer could look like."""
    return _example(tool, _asked(tool, filled), known)


def described(field: Field, brief: bool = False) -> str:
    """A field as one asks for it: the first sentence of its description, with its unit.

    `brief`: without the unit, where an example shows it anyway.
    """
    words = _KNOWN.sub("", re.sub(r"\s*\([^)]*\)", "", field.description)).strip()
    words = _ASIDE.sub("", words)
    words = re.split(r"(?<=[a-z0-9])[.;:](?:\s|$)|, as a fraction", words)[0].strip()
    if field.kind == "expression":
        return "the amount, or all figures, to calculate with"
    if not words:
        return f"the {field.words}" + unit(field)
    first = words.split()[0]
    if first[1:].islower() or len(first) == 1:
        words = words[0].lower() + words[1:]
    if not _OPENS.match(words):
        words = "the " + words
    return words if brief else words + unit(field, words)


def unit(field: Field, said: str = "") -> str:
    """The unit in which a field wants its value, where the words do not say it already."""
    kind = field.of if field.kind == "estimate" else field.kind
    name = _UNITS.get(kind, f"in {field.unit}" if kind == "duration" else "")
    if field.kind == "estimate":
        name = f"{name}, from least to most" if name else "from least to most"
    return f" ({name})" if name and name not in said else ""


def _example(tool: Tool, fields: Sequence[Field], known: Mapping[str, Any]) -> str:
    """What an answer could look like, from the request's own examples."""
    currency = currency_of(tool, known)
    said: list[str] = []
    for field in fields:
        if field.kind in _TO_PASTE:
            continue  # "the table" would show nobody what one looks like
        for example in tool.examples:
            value: Any = example
            for part in field.path:
                value = value.get(part) if isinstance(value, Mapping) else None
            if isinstance(value, list) and field.kind == "estimate":
                value = dict(zip(("low", "likely", "high"), value, strict=False))
            if isinstance(value, int | float | str | Mapping) and not isinstance(value, bool):
                phrase = say(field, value, currency or str(example.get("currency", "")))
                said.append(phrase if len(phrase) < 80 else "")
                break
    return "; ".join(phrase for phrase in said if phrase)


def explain_wrong(origin: Origin, currency: str = "") -> str:
    """A value that cannot be: what it says, what would be right, what may have been meant."""
    field = origin.field
    if origin.value is None and origin.notes:  # of the object that the note names
        return f"For {origin.notes[0]}, could you also tell me {described(field)}?"
    if origin.value is None:
        return f"Could you also tell me {described(field)}?"
    if field.kind == "series" and isinstance(origin.value, str):
        many = field.words if field.words.endswith("s") else f"{field.words} list"
        return (
            f'"{origin.words}" among the {many} is no number. What are all of them, in their '
            "order, or without that one?"
        )
    kind = field.of if field.kind == "estimate" else field.kind

    def one(x: float) -> str:
        return amount(x, kind, field.unit, currency)

    value = origin.value if isinstance(origin.value, int | float) else None
    given = one(value) if value is not None else origin.words.strip()
    said = field.said[0].upper() + field.said[1:]
    text = f"{said} of {given} is not possible: it must {allowed(field, one)}."
    near = value / 10 if value is not None else None
    if near is not None and value and value > 1 and field.within(near) and kind != "count":
        return f"{text} Did you mean {one(near)}?"
    return f"{text} What should it be?"


def allowed(field: Field, one: Any) -> str:
    """A field's bounds in words."""
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and high < 1e9:
        return f"lie between {one(low)} and {one(high)}"
    if low is not None:
        return f"be {'more than' if field.exclusive[0] else 'at least'} {one(low)}"
    return f"be {'less than' if field.exclusive[1] else 'at most'} {one(high or 0)}"


def where_does_it_go(filled: Filled, known: Mapping[str, Any]) -> str:
    """Ask about a number that no field took, or that two fields could take."""
    if filled.close:
        first, second, candidate = filled.close[0]
        return f'Is "{candidate.text}" the {first.said} or the {second.said}?'
    numbers = joined([f'"{one.text.strip()}"' for one in filled.unused[:3]])
    said = joined_briefly(phrases(filled.tool, known))
    return f"I understood {said}. What does {numbers} stand for?"
