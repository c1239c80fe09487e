"""Which words around a figure can be the name of an object."""

import re
from collections.abc import Collection, Mapping, Sequence

from graphs.models.embedded.told_words import INTRO, LINKS, UNITS
from graphs.models.embedded.words import STOPWORDS, stems

LONGEST = 4  # words of a name
Said = Mapping[tuple[str, ...], Collection[str]]
JOINS = frozenset(("of", "in", "for", "a", "an", "the", "our", "on", "to", "by", "from"))
"""What may stand within a name of several parts."""
_BEFORE_NOUN = frozenset(("in", "of", "with", "and", "into", "the", "both"))
_SPOKEN = re.compile(r"(?:i|we|you|he|she|it|they|that|there|who|what|here)['’](?:d|ll|m|re|ve|s)")
"""A pronoun and its verb: "I'd"."""


def is_link(word: str) -> bool:
    """Whether a word leads on to a figure or tells of no object, and is no part of a name."""
    lower = word.lower().replace("’", "'").removesuffix("'s")  # "that's 30k"
    if word.isupper() and word != "I" and (len(word) == 1 or lower not in UNITS):
        return False  # "A", "B" and "US" are names
    return lower in LINKS or lower in STOPWORDS or _SPOKEN.fullmatch(lower) is not None


def is_plural(word: str, said: Said) -> bool:
    """Whether a word is only the plural of a part's name: "UK shares" are no share."""
    names, lower = said.get(stems(word), ()), word.lower()
    return lower not in names and lower.removesuffix("s") in names


def whole_name(found: Sequence[re.Match[str]], said: Said) -> list[re.Match[str]]:
    """A name with what it is of or in, where a clause is no more: "rent of a second kitchen"."""
    first = next((n for n, w in enumerate(found) if w.group().lower() not in INTRO), len(found))
    words = list(found[first:])
    plain = all(w.group().lower() in JOINS or not is_link(w.group()) for w in words)
    starts = bool(words) and not is_link(words[0].group()) and stems(words[0].group()) not in said
    return words if plain and starts and len(words) <= LONGEST + 2 else []


def is_country(
    word: re.Match[str], found: Sequence[re.Match[str]], kept: Sequence[re.Match[str]]
) -> bool:
    """Whether "us" stands before a noun, where nobody does anything to us: "us bonds"."""
    at = found.index(word)
    return bool(kept) and word.group() == "us" and (not at or found[at - 1].group() in _BEFORE_NOUN)
