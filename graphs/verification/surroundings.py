"""The words that name a figure where it stands in an answer."""

import re
from bisect import bisect_right

from graphs.verification.claim import Claim
from graphs.verification.wording import (
    AFTER,
    BEFORE,
    BEHIND_ONE,
    COLON,
    WEAK,
    Spoken,
    places,
    spelled,
    spoken,
)
from graphs.verification.words import A_LEVEL, DIRECT, level_token, name_words, tokens

_WIDTH = 90
_DIRECTLY = re.compile(
    r"(?:\b(?:is|are|was|were|of|comes to|equals)|[:|])"
    r"(?:[*_ ]*(?:about|roughly|around|only|just|some|nearly))?$"
)
_CELL = re.compile(r"\|")
Heading = tuple[str, ...]


class Surroundings:
    """Looks up the words around each claim of one answer."""

    def __init__(self, text: str, claims: list[Claim]) -> None:
        self.text, self.claims = text, claims
        self.low = spelled(text)
        self._gap: tuple[int, int, list[Spoken]] = 0, 0, []

    def words(self, index: int, start: int, end: int, heading: Heading | None) -> set[str]:
        """Words that name claim `index` in its sentence, which stands from `start` to `end`."""
        claim = self.claims[index]
        if heading is not None:
            return self._in_table(claim, start, heading)
        begin, low = claim.start, self.low
        alone = not index or self.claims[index - 1].end <= start
        if alone and begin - start <= _WIDTH and not low[begin - 1 : begin].isalpha():
            said = _back(spoken(low, start, begin), BEFORE)[0]
        else:
            said = self._before(claim, index, start)
        if claim.end < end:
            self._after(said, claim, index, end)
        if claim.unit:
            said.update(tokens(claim.unit))
        if self._is_direct(begin, start):
            said.add(DIRECT)
        return said

    def _is_direct(self, at: int, start: int) -> bool:
        """Whether what stands before a figure says that it is what is named."""
        if at - start > 2 and self.text[at - 2 : at] == ": ":
            return True
        before = self.text[max(start, at - 24) : at].rstrip("*_ ~≈")
        return before[-1:] in ("", ":", "|", "-", "•") or _DIRECTLY.search(before) is not None

    def _before(self, claim: Claim, index: int, start: int) -> set[str]:
        """The words before, back to the claim before; quantile levels on the way are words."""
        floor, kind = max(start, claim.start - _WIDTH), BEFORE
        passed: list[Claim] = []
        while index and (earlier := self.claims[index - 1]).end > floor:
            if not earlier.is_level or claim.sort == "fraction":
                floor, kind = earlier.end, BEHIND_ONE
                break
            passed.append(earlier)
            index -= 1
        stop = claim.start
        if stop and self.low[stop - 1].isalpha():  # a name that ends in a figure is read to its end
            stop = self._word_end(stop)
        words, first = _back(self._between(floor, stop), kind)
        if not passed:
            return words
        begin = places(self.low, floor, stop)[first - 1] + 1 if first else floor
        # A level in brackets names what follows: "a bad year (1 in 10) costs more than $64,600".
        levels = {
            level_token(c.level)
            for c in passed
            if c.start >= begin or self.text.startswith(")", c.end)
        }
        return words | levels | {A_LEVEL}

    def _after(self, words: set[str], claim: Claim, index: int, end: int) -> None:
        """Take up the words behind, up to the claim that follows."""
        stop = end if claim.end + _WIDTH >= end else self._word_end(claim.end + _WIDTH)
        if index + 1 < len(self.claims):
            stop = min(stop, self.claims[index + 1].start)
        for one in self._between(claim.end, stop) if stop > claim.end else ():
            if one[1] & AFTER:
                return
            words.add(one[0])

    def _word_end(self, at: int) -> int:
        """Where a word ends that is cut at a place."""
        while self.low[at : at + 1].isalnum():
            at += 1
        return at

    def _between(self, start: int, end: int) -> list[Spoken]:
        """What is said between two figures: behind one and before the next it is the same."""
        if self._gap[0] != start or self._gap[1] != end:
            self._gap = start, end, spoken(self.low, start, end)
        return self._gap[2]

    def _in_table(self, claim: Claim, start: int, heading: Heading) -> set[str]:
        """The row's first cell and the column's heading."""
        line_end = self.text.find("\n", start)
        line = self.text[start : line_end if line_end >= 0 else len(self.text)]
        bars = [m.start() for m in _CELL.finditer(line)]
        column = bisect_right(bars, claim.start - start)
        cells = line.split("|")
        said = set(name_words(cells[1])) if column > 1 and len(cells) > 1 else set[str]()
        if column < len(heading):
            said |= name_words(heading[column])
        if column > 1:
            said.add(DIRECT)
        return said


def _back(said: list[Spoken], kind: int) -> tuple[set[str], int]:
    """Words behind the last stop of a kind, and how many words and stops stand before them."""
    words: set[str] = set()
    at = len(said)
    if at and said[-1] is COLON:
        at -= 1
    while at:
        word, stop = said[at - 1]
        if stop & kind and not (stop == WEAK and _follows_years(said, at - 1)):
            break
        words.add(word)
        at -= 1
    return words, at


def _follows_years(said: list[Spoken], at: int) -> bool:
    """Whether a stop goes on: "in those years, on average" tells what follows of these years."""
    return at > 0 and said[at - 1][0] == "worst"


class Headings:
    """Looks up the heading over each row of a table."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._headings: dict[int, Heading] = {}

    def over(self, start: int, end: int) -> Heading | None:
        """The cells of the heading over a row of a table; nothing where none stands there."""
        text = self.text
        if text[start] != "|" or text.count("|", start, end) < 2:
            return None
        at = start
        while at > 0:
            above = text.rfind("\n", 0, at - 1) + 1
            if not text[above:at].lstrip().startswith("|"):
                break
            at = above
        if at not in self._headings:
            line_end = text.find("\n", at)
            line = text[at : line_end if line_end >= 0 else len(text)]
            self._headings[at] = tuple(line.split("|"))
        return () if at == start else self._headings[at]
