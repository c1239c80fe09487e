"""A follow-up to a calculation: "times 3", "and of 300?", "half of that"."""

import re

from graphs.models.embedded.changes import factor
from graphs.models.embedded.filled import plain
from graphs.models.embedded.message import Message

_OPERATORS = {
    "times": "*", "multiplied by": "*", "multiply by": "*", "x": "*", "*": "*", "×": "*",
    "plus": "+", "+": "+", "add": "+", "and add": "+",
    "minus": "-", "-": "-", "less": "-", "subtract": "-",
    "divided by": "/", "divide by": "/", "/": "/", "÷": "/", "over": "/",
}  # fmt: skip
_OPERATOR = re.compile(
    r"^\W*(?:(?:and|now|then|ok|okay|that|all|this|it|the (?:result|total|sum))\s+)*"
    rf"(?P<sign>{'|'.join(re.escape(word) for word in sorted(_OPERATORS, key=len, reverse=True))})"
    r"\s*(?=[\d.$€£]|a\b|one\b|two\b|three\b|half\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def recalculated(old: str, message: Message) -> str | None:
    """The calculation before, carried on or with its last number replaced; None when neither."""
    figures = [
        reading.value
        for span in message.spans
        if span.within is None
        for reading in span.readings[:1]
        if isinstance(reading.value, int | float) and not isinstance(reading.value, bool)
    ]
    if (match := _OPERATOR.match(message.text)) and len(figures) == 1:
        return f"({old}){_OPERATORS[match['sign'].lower()]}{plain(figures[0])}"
    if change := factor(message.text):
        return f"({old})*{plain(change.times)}"
    places = list(_NUMBER.finditer(old))
    if len(figures) == 1 and len(places) > 1:
        last = places[-1]
        return f"{old[: last.start()]}{plain(figures[0])}{old[last.end() :]}"
    return None


_SOMETHING = re.compile(
    r"\b(?P<of>of|on|from|off|for|to|in|with)\s+(?:my|our|the|this|that|these|those|an?|your|his|her"
    r"|their)\s+(?:[a-z]+\s?){1,4}?(?=\s*(?:[?.!,;]|$|\band\b|\bwith\b|\bfor\b|\bto\b))"
    r"|\b(?P<it>of|on|from|off)\s+(?:it|that|this|them)\b",
    re.IGNORECASE,
)


def completed(asked: str, answer: str) -> list[str]:
    """What was asked, with the figure that was missing in its place: ways to read it."""
    figure = answer.strip().rstrip(".?! ")
    ways = [
        f"{asked[: m.start()]}{m['of'] or m['it']} {figure}{asked[m.end() :]}"
        for m in reversed(list(_SOMETHING.finditer(asked)))
    ]
    return [*ways, f"{asked.rstrip('?.! ')} of {figure}?", f"{asked} {figure}"]
