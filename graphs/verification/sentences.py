"""Cut an answer into sentences without cutting "1.5", "e.g.", "§ 14.2" or "3. November"."""

import re
from collections.abc import Iterator

from graphs.spans.calendar_words import MONTHS
from graphs.spans.units import alternation

_END = re.compile(r"(?:[.!?…]+[\"'”’)\]*_`]*)(?=\s)|\n")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"'])(?:e\.g|i\.e|cf|approx|ca|vs|fr|sfr|mio|mrd|no|nr|art|sec|para|ch|pp?|dr|mr|mrs"
    r"|ms|st|incl|excl|etc|resp|fig|tab|eq|vol|al|bzw|z\.b|d\.h|u\.a|[a-z])\.$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.$")
_MONTH = re.compile(rf"\s(?:{alternation(MONTHS)})\b", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:[-*•]\s*)?(?:\d{1,3}|[A-Za-z])\.$")
_GOES_ON = re.compile(r"\s+[a-zäöüß,;:)]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence, blanks between them left out; every line ends one."""
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "\n" or _ends(text, start, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if text[match.start()] != "." or text[match.start() : match.end()].startswith(".."):
        return not _GOES_ON.match(text, match.end()) or text[match.start()] in "?!"
    before = text[max(start, match.start() - 12) : match.start() + 1]
    if _ABBREVIATED.search(before) and match.end() - match.start() == 1:
        return False
    if _LIST_NUMBER.search(text[start : match.start() + 1]):
        return False
    if _DAY.search(before) and _MONTH.match(text, match.end()):
        return False
    return not _GOES_ON.match(text, match.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + piece.index(stripped[0])
        yield first, first + len(stripped)
