"""A list of figures with something in it that is none: asked about, never silently cut short."""

import re
from collections.abc import Iterable

from graphs.models.embedded.assignment import Pair
from graphs.models.embedded.filled import Origin
from graphs.models.embedded.message import Message

_FIGURE = r"[-+]?[€$£]?\d[\d.]*(?:\s?[%kKmM])?(?![\w])"
_WORD = r"(?P<word>[^\W\d][^\s,;]{0,14}|\?+|-+)"
_AFTER = re.compile(rf"\s*(?P<mark>[,;])\s*{_WORD}\s*(?P=mark)\s*{_FIGURE}")
_JOINS = frozenset({"and", "then", "or", "und", "dann", "to", "finally", "last", "lastly"})


def spoilt(pairs: Iterable[Pair], message: Message) -> dict[str, Origin]:
    """For each list that ends before a word in the middle of figures, that word as its value."""
    found: dict[str, Origin] = {}
    for pair in pairs:
        if pair.field.kind != "series":
            continue
        match = _AFTER.match(message.text, pair.candidate.end)
        if match and match["word"].lower() not in _JOINS:
            name = ".".join(pair.field.path)
            found[name] = Origin(pair.field, match["word"], match["word"], 1.0, inside=False)
    return found
