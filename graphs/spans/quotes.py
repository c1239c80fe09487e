"""Text between quotation marks, backticks or guillemets."""

import re
from collections.abc import Iterator

from graphs.spans.span import Reading, Span

_QUOTES = re.compile(
    r'"([^"\n]{1,2000})"|“([^”]{1,2000})”|„([^“”"]{1,2000})[“”"]|«([^»]{1,2000})»'
    r"|»([^«]{1,2000})«|```(?:\w*\n)?([^`]{1,20000})```|`([^`\n]{1,2000})`"
    r"|(?<!\w)'([^'\n]{1,200})'(?!\w)|(?<!\w)‘([^’\n]{1,200})’(?!\w)"
)
_FIGURE = re.compile(r"[€$£]?\s?[+-]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?\s?[%€$£]?")
"""A grouped number between quotation marks, as a cell of a CSV file: no text."""


def quotes(text: str) -> Iterator[Span]:
    """Every quoted piece; the span covers the marks, the value does not."""
    for match in _QUOTES.finditer(text):
        inside = next(group for group in match.groups() if group is not None)
        if _FIGURE.fullmatch(inside):
            continue
        yield Span(match.start(), match.end(), match[0], (Reading("text", inside),))
