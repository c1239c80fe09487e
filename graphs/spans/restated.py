"""Outcomes said twice in a row in other words: "lost lost won, so wrong wrong right"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from graphs.spans.span import Span

_SO = re.compile(
    r"\s*[,;.(]?\s*(?:so|that is|i\.e\.|meaning|or|in other words)?[\s,:]*", re.IGNORECASE
)
FEWEST = 3  # outcomes that are no chance likeness


def without_restated(found: Sequence[Span], text: str) -> list[Span]:
    """Without runs that only say in other words what the run right before them said."""
    runs = [s for s in found if _is_run(s)]
    again = [
        other
        for one, other in pairwise(runs)
        if one.readings[0].value == other.readings[0].value
        and one.text.lower() != other.text.lower()
        and _SO.fullmatch(text, one.end, other.start)
    ]
    places = [(one.start, one.end) for one in again]
    return [s for s in found if all(s.end <= a or b <= s.start for a, b in places)]


def _is_run(span: Span) -> bool:
    first = span.readings[0] if span.readings else None
    values = first.value if first and first.kind == "boolean" else None
    return span.within is None and isinstance(values, tuple) and len(values) >= FEWEST
