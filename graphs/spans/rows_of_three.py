"""Three values told side by side without words: "1k-3k-12k", "{8, 15, 40}", "80k, 300k or 6M"."""

import re
from dataclasses import replace

from graphs.spans.carry import carried, compatible
from graphs.spans.quantity import Quantity
from graphs.spans.ranges import Range, made
from graphs.spans.span import Reading, Triple

_DASH = re.compile(r"\s?-{1,2}\s?|\s?(?:\.\.|…)\s?")
_COMMA = re.compile(r"\s?[,;]\s?")
_OR = re.compile(r",?\s(?:or|oder|ou|o)\s")
_WITH = re.compile(r"[^.!?\n]{0,40}\b(?:with|mit|between)\s")
_BOUNDED = re.compile(
    r"[^.!?\n]{0,40}\b(?:bounds|limits|range)(?:\s(?:of|are|being|from|between))?:?\s"
)
_AND = re.compile(r"\s(?:and|und|to)\s")
_BOUNDS = re.compile(
    r"\s(?:as|being|for)\s(?:the\s|its\s|my\s|our\s)?(?:bounds|limits|ends|extremes|range)\b"
)
_SAYS = re.compile(
    r"[,;.]?\s(?:but\s|and\s|while\s)?[a-z][a-z' -]{1,40}\s"
    r"(?:says?|said|reckons?|thinks?|claims?|guess(?:es)?)\s"
)
_LONGEST = 64


def rows_of_three(
    low: str, text: str, quantities: list[Quantity], found: list[Range]
) -> list[Range]:
    """The ranges of a text, with those that are three values side by side added."""
    pairs = {id(m): r for r in found for m in r.members}
    added: list[Range] = []
    gone: set[int] = set()
    at = 0
    while at + 2 < len(quantities):
        members = quantities[at : at + 3]
        inside = {id(r): r for m in members if (r := pairs.get(id(m)))}
        joined = None
        if all(_inside(r, members) for r in inside.values()):
            joined = _joined(low, text, members)
        if joined is None:
            at += 1
            continue
        gone |= inside.keys()
        added.append(joined)
        at += 3
    return [r for r in found if id(r) not in gone] + added


def _inside(pair: Range, members: list[Quantity]) -> bool:
    ids = {id(m) for m in members}
    return len(pair.members) == 2 and all(id(m) in ids for m in pair.members)


def _joined(low: str, text: str, members: list[Quantity]) -> Range | None:
    first, second, third = members
    if first.reach > second.start or second.reach > third.start:
        return None
    gaps = low[first.reach : second.start], low[second.reach : third.start]
    if max(map(len, gaps)) > _LONGEST or not _one_sort(members):
        return None
    moved = carried(members)
    values = [m.value for m in moved]
    ordered = sorted(values)
    rising = values == ordered
    if ordered[0] == ordered[2] or not _told(low, members, gaps, rising):
        return None
    low_end, middle, high_end = ordered
    for member, value in zip(members, values, strict=True):
        member.role = "likely" if value == middle else "low" if value == low_end else "high"
    row = made(text, members, moved, Triple(low_end, middle, high_end), 0.9)
    if rising and _COMMA.fullmatch(gaps[0]) and _COMMA.fullmatch(gaps[1]):
        listed = Reading(moved[0].kind, tuple(values), unit=moved[0].unit, score=0.6)
        row.span = replace(row.span, readings=(*row.span.readings, listed))
    return row


def _one_sort(members: list[Quantity]) -> bool:
    first, second, third = members
    return compatible(first, second) and compatible(second, third) and compatible(first, third)


def _told(low: str, members: list[Quantity], gaps: tuple[str, str], rising: bool) -> bool:
    before, behind = gaps
    if _AND.fullmatch(behind) and members[1].value < members[0].value < members[2].value:
        told = _WITH.fullmatch(before) and _BOUNDS.match(low, members[2].reach)
        return bool(told or _BOUNDED.fullmatch(before))
    if _SAYS.fullmatch(before) and _SAYS.fullmatch(behind):
        return True
    if not rising:
        return False
    if _COMMA.fullmatch(before):
        return _or_braces(low, members, behind)
    steps = {members[1].value - members[0].value, members[2].value - members[1].value}
    counting = members[2].bare and steps == {1.0}  # "a 3-4-5 triangle"
    return bool(not counting and _DASH.fullmatch(before) and _DASH.fullmatch(behind))


def _or_braces(low: str, members: list[Quantity], behind: str) -> bool:
    start, end = members[0].start, members[2].end
    if _COMMA.fullmatch(behind):
        return low[start - 1 : start] == "{" and low[end : end + 1] == "}"
    scaled = any(m.number.scale > 100 or m.kind != "number" for m in members)
    return bool(_OR.fullmatch(behind)) and scaled
