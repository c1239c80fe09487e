"""The content words of an answer and where they stand, read once for all its figures."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from graphs.verification.words import begins_phrase, phrase_at, said_as

BEFORE, BEHIND_ONE, AFTER = 1, 2, 4
"""What a stop ends: words before a figure, words between two figures, words behind one."""
_ALL = BEFORE | BEHIND_ONE | AFTER
_SCAN = re.compile(r"[a-zäöüß][a-zäöüß0-9]*|[.;:!?()\[\]—\n,|–±·•→⇒-]|\+/-")
_MARKS = {**dict.fromkeys(".;:!?()[]—\n·•→⇒", _ALL), "|": AFTER, "±": AFTER, "+/-": AFTER}
_JOINING = {
    **dict.fromkeys(("and", "or", "but", "minus", "plus"), BEHIND_ONE | AFTER),
    **dict.fromkeys(("while", "against", "which", "compared", "from", "than"), AFTER),
}
_ASIDE = re.compile(r"\([a-zäöüß' -]{2,28}\)|\([^()\n]{2,40}\)(?=[*_]{0,3}:)")
"""Brackets that say a name again: "the typical (median) year", "Tail VaR (worst 1 %): …"."""
_NEW_CLAUSE = re.compile(r"\s(?:and|but|while|which|with)\b")
_AMOUNT_NEXT = re.compile(r"\s[€$£\d]")


class Wording:
    """Words and stops of one text, in order."""

    def __init__(self, text: str) -> None:
        low = text.lower()
        if len(low) != len(text):  # a few capitals become two characters
            low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
        self._at: list[int] = []
        self._words: list[str] = []
        self._stops: list[int] = []
        self._colons: set[int] = set()
        asides = (
            {at for m in _ASIDE.finditer(low) for at in (m.start(), m.end() - 1)}
            if "(" in low else frozenset[int]()
        )  # fmt: skip
        covered = 0
        for match in _SCAN.finditer(low):
            start = match.start()
            if start < covered:
                continue
            written = match[0]
            if (plain := _PLAIN.get(written)) is None:
                plain = _seen(written)
            word, stop, special = plain
            if special:
                if (phrase := phrase_at(low, start, written)) is not None:
                    word, covered = phrase
                stop = BEHIND_ONE | AFTER if start in asides else _stop(low, start, written)
                if written == ":":
                    self._colons.add(start)
            if word or stop:
                self._at.append(start)
                self._words.append(word)
                self._stops.append(stop)

    def before(self, start: int, floor: int, kind: int) -> tuple[set[str], int]:
        """Words between the last stop behind `floor` and `start`, and where they begin."""
        words: set[str] = set()
        at, stops = self._at, self._stops
        index = bisect_left(at, start) - 1
        if index >= 0 and self._words[index] == "" and at[index] in self._colons:
            index -= 1  # "P95: €22,400": the label is what names it
        while index >= 0 and at[index] >= floor:
            told = index > 0 and self._words[index - 1] == "worst"  # "in those years, on average"
            if stops[index] & kind and not (told and stops[index] == BEHIND_ONE | AFTER):
                return words, at[index] + 1
            words.add(self._words[index])
            index -= 1
        return words, floor

    def after(self, end: int, limit: int) -> Iterator[str]:
        """Words from `end` to the next stop before `limit`."""
        at, stops = self._at, self._stops
        for index in range(bisect_left(at, end), bisect_left(at, limit)):
            if stops[index] & AFTER:
                return
            yield self._words[index]


_PLAIN: dict[str, tuple[str, int, bool]] = {}
_MOST_REMEMBERED = 20_000


def _seen(written: str) -> tuple[str, int, bool]:
    """A word or sign: what it stands for, what it ends, and whether what follows decides that."""
    special = begins_phrase(written) or written in ",–-():" or written == "to"
    plain = said_as(written), _MARKS.get(written, 0) | _JOINING.get(written, 0), special
    if len(_PLAIN) >= _MOST_REMEMBERED:
        _PLAIN.clear()
    _PLAIN[written] = plain
    return plain


@lru_cache(maxsize=1024)  # a sentence has many figures, and is read again with its answer
def worded(sentence: str) -> Wording:
    """The wording of one sentence."""
    return Wording(sentence)


def _stop(low: str, start: int, written: str) -> int:
    """Which kinds of words end here."""
    if written == ":" and low[start - 1 : start].isalpha() and low[start + 1 : start + 2].isalpha():
        return 0  # LTV:CAC
    if (stop := _MARKS.get(written)) is not None:
        return stop
    if written == ",":
        clause = _NEW_CLAUSE.match(low, start + 1)
        return _ALL if clause else BEHIND_ONE | AFTER
    if written in "–-":
        spaced = low[start - 1 : start].isspace() and low[start + 1 : start + 2].isspace()
        return _ALL if spaced else 0
    if written == "to":
        return AFTER if _AMOUNT_NEXT.match(low, start + 2) else 0
    return _JOINING.get(written, 0)
