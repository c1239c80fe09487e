"""The words that name a figure where it stands in an answer."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from graphs.verification.claim import Claim
from graphs.verification.wording import BEFORE, BEHIND_ONE, Wording, worded
from graphs.verification.words import DIRECT, level_token, name_words, tokens

_WIDTH = 90
_DIRECTLY = re.compile(
    r"(?:\b(?:is|are|was|were|of|comes to|equals)|[:|])"
    r"(?:[*_ ]*(?:about|roughly|around|only|just|some|nearly))?$"
)
_CELL = re.compile(r"\|")


class Surroundings:
    """Looks up the words around each claim of one answer."""

    def __init__(self, text: str, claims: list[Claim]) -> None:
        self.text, self.claims = text, claims
        self._headers: dict[int, list[str]] = {}
        self._rows: dict[int, bool] = {}

    def words(self, index: int, start: int, end: int) -> frozenset[str]:
        """Words that name claim `index` in its sentence, which stands from `start` to `end`."""
        claim = self.claims[index]
        if self._is_row(start, end):
            return self._in_table(claim, start)
        wording = worded(self.text[start:end])
        said, levels = self._before(wording, index, start)
        said |= levels
        said.update(self._after(wording, index, start, end))
        if claim.unit:
            said.update(tokens(claim.unit))
        said.discard("")
        if self._is_direct(claim.start, start):
            said.add(DIRECT)
        return frozenset(said)

    def _is_direct(self, at: int, start: int) -> bool:
        """Whether what stands before a figure says that it is what is named."""
        before = self.text[max(start, at - 24) : at].rstrip("*_ ~≈")
        return before[-1:] in ("", ":", "|", "-", "•") or _DIRECTLY.search(before) is not None

    def _is_row(self, start: int, end: int) -> bool:
        if (known := self._rows.get(start)) is None:
            line = self.text[start:end].lstrip()
            known = self._rows[start] = line.startswith("|") and line.count("|") > 1
        return known

    def _before(self, wording: Wording, index: int, start: int) -> tuple[set[str], set[str]]:
        """The words before, back to the claim before; quantile levels on the way are words."""
        claim = self.claims[index]
        floor = max(start, claim.start - _WIDTH)
        passed: list[Claim] = []
        at = index - 1
        while at >= 0 and self.claims[at].end > floor:
            earlier = self.claims[at]
            if not (earlier.is_level and claim.sort != "fraction"):
                floor = max(floor, earlier.end)
                break
            passed.append(earlier)
            at -= 1
        after_one = at >= 0 and floor == self.claims[at].end
        kind = BEHIND_ONE if after_one else BEFORE
        words, begin = wording.before(claim.start - start, floor - start, kind)
        # A level in brackets names what follows: "a bad year (1 in 10) costs more than $64,600".
        return words, {
            level_token(c.level)
            for c in passed
            if c.start - start >= begin or self.text[c.end : c.end + 1] == ")"
        }

    def _after(self, wording: Wording, index: int, start: int, end: int) -> Iterator[str]:
        claim = self.claims[index]
        stop = min(end, claim.end + _WIDTH)
        if index + 1 < len(self.claims):
            stop = min(stop, self.claims[index + 1].start)
        return wording.after(claim.end - start, stop - start)

    def _in_table(self, claim: Claim, start: int) -> frozenset[str]:
        """The row's first cell and the column's heading."""
        line_end = self.text.find("\n", start)
        line = self.text[start : line_end if line_end >= 0 else len(self.text)]
        bars = [m.start() for m in _CELL.finditer(line)]
        column = bisect_right(bars, claim.start - start)
        cells = line.split("|")
        said = set(name_words(cells[1])) if column > 1 and len(cells) > 1 else set[str]()
        heading = self._heading(start)
        if column < len(heading):
            said |= name_words(heading[column])
        if column > 1:
            said.add(DIRECT)
        return frozenset(said)

    def _heading(self, start: int) -> list[str]:
        """Cells of the first line of the table that the line at `start` belongs to."""
        at = start
        while at > 0:
            above = self.text.rfind("\n", 0, at - 1) + 1
            if not self.text[above:at].lstrip().startswith("|"):
                break
            at = above
        if at not in self._headers:
            line_end = self.text.find("\n", at)
            line = self.text[at : line_end if line_end >= 0 else len(self.text)]
            self._headers[at] = line.split("|")
        return [] if at == start else self._headers[at]
