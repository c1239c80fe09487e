"""The section number a passage stands under, as the contract itself counts."""

import re
from bisect import bisect_right

from tools.legal.segmentation import Segments

_NUMBERED = re.compile(
    r"(?:ARTICLE|Article|SECTION|Section|Clause|CLAUSE|§)\s*(?P<named>\d{1,2}(?:\.\d{1,2}){0,3}|[IVXL]{1,6})\b"
    r"|(?P<plain>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)]|(?<=\.\d)|(?<=\.\d\d))\s"
)
_FAR = 30
"""Segments between a passage and its number, beyond which the number is likely another's."""


class Sections:
    """Numbers by segment; asked for the place of a passage."""

    def __init__(self, text: str, segments: Segments) -> None:
        self._at: list[int] = []
        self._number: list[str] = []
        for index, (start, end) in enumerate(segments.tolist()):
            if match := _NUMBERED.match(text, start, min(end + 1, start + 30)):
                self._at.append(index)
                self._number.append(match.group("named") or match.group("plain"))
        self._starts = segments[:, 0].tolist()

    def of(self, start: int) -> str | None:
        """The number a passage beginning at `start` stands under; None when none is near."""
        segment = bisect_right(self._starts, start) - 1
        place = bisect_right(self._at, segment) - 1
        if place < 0 or segment - self._at[place] > _FAR:
            return None
        return self._number[place]
