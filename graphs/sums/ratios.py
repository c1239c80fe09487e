"""What one of several comes to, the rule of three, and averages by weight."""

import re
from collections.abc import Sequence

from graphs.sums.board import Board
from graphs.sums.entries import Entry
from graphs.sums.prices import stem
from graphs.sums.terms import NUMBER, PERCENT, Term, chained, infix, without_unit
from tools.arithmetic._units import NAMES

_FOR_ONE = re.compile(
    r"\b(?:per|for each|for one|for every|each|every|a single|one|how much (?:is|does|for"
    r"|costs?) (?:a|an|one))(?: single)? (?P<noun>[a-z][\w'-]*)"
)


def for_one(text: str, entries: Sequence[Entry]) -> Term | None:
    """What one of several comes to: "12 eggs cost 3.60, how much per egg"."""
    asked = _FOR_ONE.search(text, text.rfind("⟧") + 1)
    if asked is None or len(entries) != 2:
        return None
    noun = asked["noun"]
    counts = [e for e in entries if _counts(e, noun)]
    if len(counts) != 1 or (counts[0].term.value or 0) <= 0:
        return None
    other = next(e for e in entries if e is not counts[0])
    return infix("/", other.term, without_unit(counts[0].term))


def _counts(entry: Entry, noun: str) -> bool:
    symbol = NAMES.get(noun) or NAMES.get(stem(noun))
    return bool(entry.noun == stem(noun) or (symbol and entry.term.unit == symbol))


_THREE = 3
_GIVES = re.compile(
    r"\b(?:if|when|cost|costs|for|makes?|takes?|needs?|uses?|serves?|feeds?|weighs?)\b"
)


def in_proportion(entries: Sequence[Entry]) -> Term | None:
    """The rule of three: "if 5 apples cost 2.50, what do 8 apples cost"."""
    if len(entries) != _THREE or any(e.term.joined for e in entries):
        return None
    *known, asked = entries
    if not re.search(r"\b(?:how (?:much|many|long)|what)\b", asked.before) or not _GIVES.search(
        entries[0].before + entries[1].before
    ):
        return None
    base = [e for e in known if e.noun and e.noun == (asked.noun or e.noun)]
    if len(base) != 1 or not base[0].term.value:
        return None
    other = next(e for e in known if e is not base[0])
    return infix("*", infix("/", other.term, base[0].term), asked.term)


_WEIGHTED = re.compile(r"\b(?:weigh\w*|counts?|counting|worth)\b")


def weighted(here: Board) -> bool:
    """Whether marks are told, each with the share by which it counts."""
    kinds = [t.kind for t in here.left()]
    pairs = len(kinds) >= 4 and len(kinds) % 2 == 0
    mixed = pairs and all(
        {a, b} == {NUMBER, PERCENT} for a, b in zip(kinds[::2], kinds[1::2], strict=True)
    )
    return mixed and kinds[0] == kinds[2] and bool(_WEIGHTED.search(here.text))


def average_by_weight(entries: Sequence[Entry]) -> Term | None:
    """Each mark by the share that it counts; shares that do not make a whole are asked about."""
    terms = [e.term for e in entries]
    pairs = [
        sorted(pair, key=lambda t: t.kind != PERCENT)
        for pair in zip(terms[::2], terms[1::2], strict=True)
    ]
    if abs(sum(share.value or 0 for share, _ in pairs) - 100) > 1e-9:
        return None
    return chained("+", [infix("of", share, amount) for share, amount in pairs])
