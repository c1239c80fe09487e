"""The unit somebody in another country would take: 375 F for "a german oven" is wanted in °C."""

import re

_ASKS = re.compile(r"\?|\b(?:what|whats|how|convert|set|tell)\b", re.IGNORECASE)
_METRIC = re.compile(
    r"\b(?:german|european|french|italian|spanish|dutch|swiss|austrian|british|english|uk|canadian"
    r"|australian|metric|continental|europe|germany|france|italy|spain)\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"\b(?:american|imperial|america)\b", re.IGNORECASE)
_PAIRS = (
    (("f", "°f", "fahrenheit"), "°F", ("c", "°c", "celsius", "centigrade"), "°C"),
    (("mile", "miles", "mi"), "miles", ("km", "kms", "kilometres", "kilometers"), "km"),
    (("lb", "lbs", "pounds"), "lb", ("kg", "kilo", "kilos", "kgs", "kilograms"), "kg"),
    (("oz", "ounce", "ounces"), "oz", ("g", "gram", "grams"), "g"),
    (("mph",), "mph", ("km/h", "kmh", "kph"), "km/h"),
)  # fmt: skip


def has_place(text: str) -> bool:
    """Whether a text names people or a place that measure in one way."""
    return bool(_METRIC.search(text) or _AMERICAN.search(text))


def implied_unit(text: str, unit: str) -> str:
    """The unit that `unit` is wanted in by what a text says of the place; empty if it is not."""
    if not _ASKS.search(text):
        return ""
    metric, american = _METRIC.search(text), _AMERICAN.search(text)
    if bool(metric) == bool(american):
        return ""
    for customary, shown, metrical, shown_metric in _PAIRS:
        if metric and unit.lower() in customary:
            return shown_metric
        if american and unit.lower() in metrical:
            return shown
    return ""
