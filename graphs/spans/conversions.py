"""Conversions between units or currencies as people ask for them."""

from collections.abc import Iterator
from functools import lru_cache

from graphs.spans.apart_conversions import apart_conversions
from graphs.spans.exchange import without_rates
from graphs.spans.span import Reading, Span
from tools.arithmetic._unit_text import is_unit
from tools.arithmetic.conversion_text import (
    conversions,
    currency_of,
    is_currency,
    read_amounts,
    read_conversion,
)

__all__ = [
    "conversion_spans",
    "currency_of",
    "is_currency",
    "is_unit",
    "read_amounts",
    "read_conversion",
]

CONVERSION = "conversion"
"""The unit of an expression that asks for another unit instead of a sum."""


def conversion_spans(text: str) -> Iterator[Span]:
    """Each conversion with the words that say it whole: "42 km to miles"."""
    for start, end, said in _conversions(text):
        reading = Reading("expression", said, unit=CONVERSION, score=0.95)
        yield Span(start, end, text[start:end], (reading,))


@lru_cache(maxsize=256)
def _conversions(text: str) -> tuple[tuple[int, int, str], ...]:
    plain = without_rates(text)
    return tuple(conversions(plain)) or tuple(apart_conversions(plain))
