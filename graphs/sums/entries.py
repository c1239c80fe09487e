"""The figures that no rule has joined, with the words around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphs.sums.board import Board
from graphs.sums.prices import stem
from graphs.sums.terms import MONEY, NUMBER, UNIT, Term

_NO_NOUN = frozenset(
    (
        *("on", "in", "and", "for", "of", "at", "to", "from", "by", "with", "or", "but", "then"),
        *("yesterday", "today", "tomorrow", "last", "this", "next", "plus", "minus", "less"),
        *("is", "are", "was", "were", "the", "a", "an", "each", "per", "what", "how", "so"),
        *("please", "all", "my", "our", "after", "before", "when", "while", "which", "who", "that"),
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that is left, with the words just before and behind it."""

    term: Term
    before: str
    after: str

    @property
    def noun(self) -> str:
        """What is counted: the word behind the figure."""
        words = re.match(r" ([a-z][\w'-]*)", self.after)
        return stem(words[1]) if words and words[1] not in _NO_NOUN else ""


def entries_of(here: Board) -> list[Entry]:
    """Every figure of a board that is left, in order."""
    marks = here.marks()
    ends = [0, *(m.end() for m in marks)]
    starts = [*(m.start() for m in marks[1:]), len(here.text)]
    found: list[Entry] = []
    for place, match in enumerate(marks):
        before = re.split(r"[.;?!\n]", here.text[ends[place] : match.start()])[-1]
        after = re.split(r"[.,;?!\n]", here.text[match.end() : starts[place]])[0]
        found.append(Entry(here.of(match[0]), before, after))
    return found


def alike(entries: Sequence[Entry]) -> bool:
    """Whether figures may be added: amounts with amounts, counts of one thing."""
    kinds = {e.term.kind for e in entries}
    if kinds == {MONEY, NUMBER}:
        return all(e.term.joined or not e.noun for e in entries if e.term.kind == NUMBER)
    if len(kinds) > 1 and kinds != {UNIT, NUMBER}:
        return False
    counts = [e for e in entries if e.term.kind == NUMBER and not e.term.joined]
    nouns = {e.noun for e in counts if e.noun}
    if len(nouns) > 1 or not nouns:
        return all(e.noun for e in counts) or not nouns
    return all(e.noun or len(re.split(r",|\band\b", e.before)[-1].split()) < 2 for e in counts[1:])


_AT_A_PRICE = re.compile(r"(?:\bat|@|à)(?: just| only)? $")


_PER = re.compile(r" ?(?:/|per |an? |each |every |apiece\b|each\b)(?P<of>[a-z]*)")


def open_prices(entries: Sequence[Entry]) -> bool:
    """Whether one is the price of things whose count is not known, or for another period."""
    if any(not e.term.joined and _AT_A_PRICE.search(e.before) for e in entries):
        return True
    pers = {match["of"] if (match := _PER.match(e.after)) else "" for e in entries}
    return len(pers) > 1 or ("" not in pers and bool(pers & {"piece", "head", "unit", "person"}))
