"""Where a message names the parts of a list's objects outright."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.models.embedded.assignment import NAMES
from graphs.models.embedded.message import Message
from graphs.models.embedded.row_figures import parts_of
from graphs.models.embedded.schema import Field
from graphs.models.embedded.told_claims import lexicon

_LEADS = re.compile(r"\W*(?:(?:of|is|at|about|around|roughly|some|us|me|it|a|the|to)\b\W*){0,2}")


@dataclass(frozen=True, slots=True)
class Names:
    """Where a message names the parts of an object."""

    text: str
    places: tuple[tuple[int, int, Field], ...]

    def last(self, parts: Sequence[Field], start: int, end: int) -> Field | None:
        """The part that is named last between two offsets."""
        found = [
            one for one in self.places if start <= one[0] and one[1] <= end and one[2] in parts
        ]
        return max(found, key=lambda one: (one[1], one[1] - one[0]))[2] if found else None

    def beside(self, parts: Sequence[Field], start: int, end: int) -> Field | None:
        """The part that is named right before an offset, but for what leads on to a figure."""
        found = [
            one
            for one in self.places
            if start <= one[0] and one[1] <= end and one[2] in parts
            if _LEADS.fullmatch(self.text, one[1], end)
        ]
        return max(found, key=lambda one: (one[1], one[1] - one[0]))[2] if found else None


def names_of(field: Field, message: Message) -> Names:
    """Where the parts are named outright."""
    parts = parts_of(field)
    own = {part.name: part for part in field.parts}
    words = message.words
    found = [
        (words[m.first].start, words[m.last].end, own[part.name])
        for part, named in zip(parts, lexicon(parts).mentions(words), strict=True)
        for m in named
        if m.weight >= NAMES and part.name in own
    ]
    return Names(message.text, tuple(sorted(found, key=lambda one: (one[0], -one[1]))))
