"""Objects told in groups of one kind: "done: A.5.1, A.5.2; missing: A.8.8", "A and B are open"."""

import re
from collections.abc import Iterator, Sequence

from graphs.models.embedded.enumerations import Named
from graphs.models.embedded.itemised import CODE, Item
from graphs.models.embedded.told_words import INTRO

_SEGMENT = re.compile(r"[;\n]|[.?!](?=\s|$)")
_HEADING = re.compile(
    r"\s*(?:controls?\s*)?(?:[:=]|[-–—]\s|\b(?:are|is|for|on)\b:?)\s*", re.IGNORECASE
)
_TAIL = re.compile(r"\s*(?:\b(?:are|is|both|all|still|now|already)\b\s*)*", re.IGNORECASE)
_GLUE = re.compile(
    r"\s*(?:,|/|&|\band\b|\bplus\b|\bsowie\b|\bund\b)+\s*(?:\band\b\s*)?", re.IGNORECASE
)
LONGEST = 6  # words of a name

Grouped = tuple[str, str, Item]
"""A name, the value of its group, and where the name stands."""


def groups(named: Sequence[Named], text: str) -> list[Grouped]:
    """Each object with the value of its group; empty unless several share one value.

    `named`: where values of an enumeration are named in the text.
    """
    found: list[Grouped] = []
    at = 0
    for end in [*(m.start() for m in _SEGMENT.finditer(text)), len(text)]:
        inside = [n for n in named if at <= n.start and n.end <= end]
        found += _segment(inside, text, at, end)
        at = end + 1
    names = [name.casefold() for name, _, _ in found]
    values = [value for _, value, _ in found]
    several = len(names) > len(set(values)) and len(set(names)) == len(names)
    return found if several and len(names) > 1 else []


def _segment(named: Sequence[Named], text: str, start: int, end: int) -> Iterator[Grouped]:
    """The objects of one clause: behind each heading, or before the value they share."""
    headings = [n for n in named if (h := _HEADING.match(text, n.end, end)) and h.end() < end]
    if headings:
        for number, one in enumerate(headings):
            lead = _HEADING.match(text, one.end, end)
            stop = headings[number + 1].start if number + 1 < len(headings) else end
            if lead:
                yield from _names(text, lead.end(), stop, one.value)
        return
    if len(named) == 1:
        names = [*_names(text, start, named[0].start, named[0].value, codes=True)]
        if names and _TAIL.fullmatch(text, names[-1][2][1], named[0].start):
            yield from names


def _names(
    text: str, start: int, end: int, value: str, *, codes: bool = False
) -> Iterator[Grouped]:
    """The names of a row of them; only codes where there are any."""
    ids = [m for m in CODE.finditer(text, start, end)]
    if ids or codes:
        for one in ids:
            yield one.group(), value, one.span()
        return
    at = start
    for cut in [*(m.span() for m in _GLUE.finditer(text, start, end)), (end, end)]:
        said = text[at : cut[0]].strip(" \t,.:()")
        words = said.split()
        if words and words[0].lower() in INTRO:
            said, words = " ".join(words[1:]), words[1:]
        if 0 < len(words) <= LONGEST and words[0][0].isalpha():
            begin = text.find(said, at)
            yield said, value, (begin, begin + len(said))
        at = cut[1]
