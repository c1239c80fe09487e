"""Cut an answer into sentences without cutting "1.5", "e.g.", "§ 14.2" or "3. November"."""

import re
from collections.abc import Iterator

from graphs.spans.calendar_words import MONTHS
from graphs.spans.units import alternation

_END = re.compile(r"[.!?…\n](?:(?<=\n)|[.!?…]*[\"'”’)\]*_`]*(?=\s))")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"'])(?:e\.g|i\.e|cf|approx|ca|vs|fr|sfr|mio|mrd|no|nr|art|sec|para|ch|pp?|dr|mr|mrs"
    r"|ms|st|incl|excl|etc|resp|fig|tab|eq|vol|al|bzw|z\.b|d\.h|u\.a|[a-z])\.$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:^|\s)\d{1,2}\.$")
_MONTH = re.compile(rf"\s(?:{alternation(MONTHS)})\b", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:^|\n)\s*(?:[-*•]\s*)?(?:\d{1,3}|[A-Za-z])\.$")
_GOES_ON = re.compile(r"\s+[a-zäöüß,;:)]")


def sentences(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence after `begin`, blanks between them left out; a line ends one."""
    start = begin
    for match in _END.finditer(text, begin):
        stop = match.start()
        if text[stop] == "\n" or _ends(text, start, match):
            end = match.end()
            if stripped := text[start:end].strip():
                first = text.index(stripped[0], start)
                yield first, first + len(stripped)
            start = end
    if stripped := text[start:].strip():
        first = text.index(stripped[0], start)
        yield first, first + len(stripped)


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
