"""Which kind of a list words mean that are none of its phrases as they stand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.models.embedded.identity import once_for
from graphs.models.embedded.schema import Field
from graphs.models.embedded.words import stems

FEWEST = 2  # words of a kind that a clause must have where no phrase of it stands there
CLEAR = 1.25  # how much better than the next the kind must be that is meant
KNOWN = 0.5  # share of a clause's words that the kind must have
LOOSE = 0.9  # what a word in no phrase is worth of one in a phrase
_EMPTY = frozenset(
    stem
    for said in "a an the of to for in at on our we us is are was and or with from by that than one"
    " which their its it have has had as also then another some about all i my these those"
    for stem in stems(said)
)


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of each kind, and how many kinds have a word."""

    words: Mapping[str, frozenset[str]]
    shared: Mapping[str, int]


@once_for
def _bag(kind: Field) -> _Bag:
    words = {
        value: frozenset(
            stem
            for name in (value.replace("_", " "), *said)
            for stem in stems(name)
            if stem not in _EMPTY
        )
        for value, said in kind.synonyms.items()
    }
    return _Bag(words, Counter(stem for said in words.values() for stem in said))


def meant_kind(kind: Field, clause: str) -> tuple[str, float] | None:
    """The kind that most words of a clause are of, and what they are worth; None if unclear.

    "Households, insured" is stable retail where that is said "insured retail", "household money".
    """
    said = {s for s in stems(clause) if s not in _EMPTY and not s[0].isdigit() and len(s) > 1}
    bag = _bag(kind)
    scores = sorted(
        (
            (sum(1 / bag.shared[s] for s in said & words), value)
            for value, words in bag.words.items()
        ),
        reverse=True,
    )
    if not said or not scores:
        return None
    best, value = scores[0]
    known = len(said & bag.words[value])
    unclear = len(scores) > 1 and best < CLEAR * scores[1][0]
    if known < FEWEST or known < KNOWN * len(said) or unclear:
        return None
    return value, LOOSE * known


def shares_head(kind: Field, head: str, tail: str) -> tuple[str, float] | None:
    """The value that a head and what is told behind it name together, and by how many words."""
    first, second = set(stems(head)), set(stems(tail))
    named = [
        (len(words), value)
        for value, said in kind.synonyms.items()
        for words in (set(stems(name)) for name in (value.replace("_", " "), *said))
        if words <= first | second and words - first and words - second
    ]
    if not named:
        return None
    size, value = max(named)
    clear = all(other == value for words, other in named if words == size)
    return (value, float(size)) if clear else None
