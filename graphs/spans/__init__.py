"""Typed spans: which numbers, amounts, rates, dates, ranges and tables stand in a text."""

from graphs.spans.finding import find_spans
from graphs.spans.span import Reading, ReadingKind, Role, Span, Triple, Value

__all__ = ["Reading", "ReadingKind", "Role", "Span", "Triple", "Value", "find_spans"]
