"""How finely a figure was written: what its last digit is worth."""

import re

from graphs.spans.numerals import Number
from graphs.spans.quantity import Quantity
from graphs.spans.units import DAYS, DURATIONS

_TRAILING = re.compile(r"\d[\d.,' ]*")
_SPACING = re.compile(r"[' ]")
_DECIMALS = re.compile(r"[.,](\d+)$")
_NO_DIGIT = re.compile(r"\D")


def steps(low: str, quantity: Quantity) -> tuple[float, float]:
    """What the last digit, and the last digit other than zero, are worth."""
    number = quantity.number
    if quantity.kind == "duration" and number.end == quantity.end and (
        (last := _LAST_WORD.search(low, number.start, number.end)) and last[0] in DURATIONS
    ):  # fmt: skip
        smallest = DAYS[DURATIONS[last[0]]] / quantity.factor  # "two years and nine months"
        return smallest, smallest
    if number.in_words:
        if quantity.unit == "times":
            return 0.5, 0.5  # "four times what it cost" may be 4.2 times
        if quantity.kind == "number" and 2 <= number.value <= 20 and _ROUGHLY.search(
            low, max(0, quantity.start - 20), quantity.start
        ):  # fmt: skip
            return 0.0, 1.0
        return _word_steps(number, quantity.kind != "number")
    if number.mantissa == 0 and quantity.kind != "fraction":
        return 0.0, 0.0
    match = _TRAILING.search(low, number.start, number.end)
    text = repr(number.mantissa)
    if "e" in text or match is None:
        return 0.0, 0.0
    whole, _, decimals = text.lstrip("-").partition(".")
    shown = _shown_decimals(match[0].rstrip("., '"), whole, decimals)
    if shown:
        return 10.0**-shown, 10.0**-shown
    zeros = len(whole) - len(whole.rstrip("0"))
    return 1.0, 10.0**zeros


_LAST_WORD = re.compile(r"[a-z]+$")
_ROUGHLY = re.compile(
    r"\b(?:roughly|about|around|nearly|almost|approximately|some|circa|just (?:over|under)"
    r"|close to)\s$"
)


def _shown_decimals(written: str, whole: str, decimals: str) -> int:
    """How many decimals were written, trailing zeros included."""
    plain = _SPACING.sub("", written)
    tail = _DECIMALS.search(plain)
    if not tail or _NO_DIGIT.sub("", plain) == whole:
        return 0
    return len(tail[1]) if decimals else 0


def _word_steps(number: Number, measured: bool) -> tuple[float, float]:
    """Counts in words are exact; "ten months" and "twenty thousand" may be rounded."""
    value = number.value
    if value != int(value) or value < 2 or (value <= 20 and not measured):
        return 0.0, 0.0
    text = str(int(value))
    coarse = 10.0 ** (len(text) - len(text.rstrip("0")))
    return 1.0 / number.scale, coarse / number.scale
