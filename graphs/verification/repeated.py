"""What the embedded planner repeats as it was given: the names of a call, and words in quotes.

It builds its sentences by rule and puts into them what it was given; a model that is free to choose
its words gets no such trust.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

_QUOTED = re.compile(r'"[^"\n]{1,400}"')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 120
_MOST = 200


def names_of(value: Any) -> Iterator[str]:
    """The texts in a request that hold digits and are no numbers, as the planner writes them."""
    match value:
        case str():
            holds = len(value) <= _LONGEST and any(c.isdigit() for c in value)
            if holds and not _is_a_figure(value):
                yield value
                if "_" in value:
                    yield value.replace("_", " ")
        case dict():
            for inner in value.values():
                yield from names_of(inner)
        case list():
            for inner in value:
                yield from names_of(inner)
        case _:
            return


def _is_a_figure(text: str) -> bool:
    """Whether a text is a number or a day: its digits must be found like any others."""
    plain = text.replace(",", "").replace(" ", "").strip("+-%€$£")
    return plain.replace(".", "", 1).isdigit() or _DAY.fullmatch(text[:10]) is not None


def repeated(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Where such names stand in a text, and what stands in quotation marks."""
    found = [match.span() for match in _QUOTED.finditer(text)] if '"' in text else []
    here = [name for name in names if name in text][:_MOST]
    for name in here:
        whole = rf"(?<![\w.,]){re.escape(name)}(?![\w]|[.,]\d)"
        found += [match.span() for match in re.finditer(whole, text)]
    return found
