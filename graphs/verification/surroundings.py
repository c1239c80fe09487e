"""The words that name a figure where it stands in an answer."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from graphs.verification.claim import Claim
from graphs.verification.words import level_token, tokens

_STOP_BEFORE = re.compile(r"[.;:!?()\[\]—\n]|\s[–-]\s|,(?=\s(?:and|but|while|which|with)\b)")
_STOP_BEHIND_ONE = re.compile(r"[.;:!?()\[\]—\n,]|\s[–-]\s|\s(?:and|or|but)\s")
_STOP_AFTER = re.compile(
    r"[,.;:!?()\[\]—\n|]|\s[–-]\s|\s(?:and|or|but|while|against|which|compared|from|than)\s"
    r"|\sto\s(?=[€$£\d])|±|\+/-"
)
_WIDTH = 90
_CELL = re.compile(r"\|")


@dataclass(slots=True)
class Surroundings:
    """Looks up the words around each claim of one answer."""

    text: str
    claims: list[Claim]
    _headers: dict[int, list[str]] = field(default_factory=dict[int, list[str]])

    def words(self, index: int, start: int, end: int) -> frozenset[str]:
        """Words that name claim `index` in its sentence, which stands from `start` to `end`."""
        claim = self.claims[index]
        if self.text[start:end].lstrip().startswith("|") and self.text.count("|", start, end) > 1:
            return self._in_table(claim, start)
        before, levels = self._before(index, start)
        said = set(tokens(before)) | levels
        said.update(tokens(self._after(index, end)))
        if claim.unit:
            said.update(tokens(claim.unit))
        return frozenset(said)

    def _before(self, index: int, start: int) -> tuple[str, set[str]]:
        """The text before, back to the claim before; quantile levels on the way are words."""
        claim = self.claims[index]
        floor = max(start, claim.start - _WIDTH)
        levels: set[str] = set()
        at = index - 1
        while at >= 0 and self.claims[at].end > floor:
            earlier = self.claims[at]
            if not (earlier.is_level and claim.sort != "fraction"):
                floor = max(floor, earlier.end)
                break
            levels.add(level_token(earlier.value))
            at -= 1
        window = self.text[floor : claim.start]
        after_one = at >= 0 and floor == self.claims[at].end
        pattern = _STOP_BEHIND_ONE if after_one else _STOP_BEFORE
        stops = [m.end() for m in pattern.finditer(window)]
        if stops:
            window = window[stops[-1] :]
            floor += stops[-1]
        return window, {
            level_token(c.value)
            for c in self.claims[at + 1 : index]
            if c.start >= floor and c.is_level
        } if levels else levels

    def _after(self, index: int, end: int) -> str:
        claim = self.claims[index]
        stop = min(end, claim.end + _WIDTH)
        if index + 1 < len(self.claims):
            stop = min(stop, self.claims[index + 1].start)
        window = self.text[claim.end : max(stop, claim.end)]
        found = _STOP_AFTER.search(window)
        return window[: found.start()] if found else window

    def _in_table(self, claim: Claim, start: int) -> frozenset[str]:
        """The row's first cell and the column's heading."""
        line_end = self.text.find("\n", start)
        line = self.text[start : line_end if line_end >= 0 else len(self.text)]
        bars = [m.start() for m in _CELL.finditer(line)]
        column = bisect_right(bars, claim.start - start)
        cells = line.split("|")
        said = set(tokens(cells[1])) if column > 1 and len(cells) > 1 else set[str]()
        heading = self._heading(start)
        if column < len(heading):
            said.update(tokens(heading[column]))
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
