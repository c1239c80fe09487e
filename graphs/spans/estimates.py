"""Estimates told point by point: "in a calm year two, mostly four, and in the worst year nine"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphs.spans.carry import carried, compatible
from graphs.spans.estimate_words import PointRole, PointWords, names_a_point
from graphs.spans.quantity import Quantity
from graphs.spans.ranges import Range, few_and_much, made
from graphs.spans.span import Role, Triple

_BORDER = re.compile(r"[,;(:!?\n]|\.(?=\s|$)|\s-\s|\b(?:and|but|or|und|aber|oder)\b")
_SENTENCE = re.compile(r"[;!?\n]|\.(?=\s|$)")
_LISTED = re.compile(r"[\s,;/]*(?:and|or|und|oder)?[\s,]*")
_OR = re.compile(r"\s(?:or|oder)\s")
_MAX_GAP = 90
_LEAD = 60
_POINTS = 3
_OWN = 24
_THOUSAND = 1000
_TAIL = 40
_PRONOUN = 0.3
"""Score of a "one" that hardly counts."""
_NAMED_ALL, _NAMED_SOME, _NAMED_LAST = 0.98, 0.85, 0.75


@dataclass(slots=True)
class Point:
    """One number of an estimate in the making, or the two ends of a range that lacks its mode."""

    members: list[Quantity]
    role: PointRole = ""
    joins: bool = True
    """False where the point is a complete range, which no other number joins."""
    whole: Range | None = None

    @property
    def start(self) -> int:
        """Where its first number begins."""
        return self.members[0].start

    @property
    def reach(self) -> int:
        """Where the words that belong to its last number end."""
        return self.members[-1].reach


def with_estimates(
    low: str, text: str, quantities: Sequence[Quantity], found: list[Range]
) -> list[Range]:
    """The ranges of a text, with those told point by point by role words added."""
    if len(quantities) < _POINTS:
        return found
    words = PointWords(low)
    if not words:
        return found
    points = _points(low, words, quantities, found)
    _name(low, words, points)
    replaced: set[int] = set()
    added: list[Range] = []
    at = 0
    while at < len(points):
        taken = _taken(low, points, at)
        joined = _joined(text, points[at : at + taken], low) if taken > 1 else None
        if joined is not None:
            replaced |= {id(p.whole) for p in points[at : at + taken] if p.whole}
            added.append(joined)
        at += taken if joined is not None else 1
    return [r for r in found if id(r) not in replaced] + added


def _points(
    low: str, words: PointWords, quantities: Sequence[Quantity], found: list[Range]
) -> list[Point]:
    of = {id(m): r for r in found for m in r.members}
    points: list[Point] = []
    for item in quantities:
        whole = of.get(id(item))
        if whole is None:
            if _pronoun(item) and not words.last(item.start - _OWN, item.start):
                continue
            points.append(Point([item]))
            continue
        triple = whole.span.readings[0].value
        complete = not isinstance(triple, Triple) or len(whole.members) > 2
        loose = not complete and (whole.span.readings[0].score < 1 or _either(low, whole))
        if loose:
            points.append(Point([item], whole=whole))
        elif not points or points[-1].whole is not whole:
            points.append(Point(list(whole.members), joins=not complete, whole=whole))
    return points


def _pronoun(item: Quantity) -> bool:
    return item.number.in_words and item.score <= _PRONOUN and item.kind == "number"


def _either(low: str, pair: Range) -> bool:
    """Whether two values are alternatives: "60k or 400k at worst"."""
    return _OR.fullmatch(low, pair.members[0].reach, pair.members[1].start) is not None


def _name(low: str, words: PointWords, points: list[Point]) -> None:
    """Give each point the role named in its own phrase, before it or behind it."""
    for before, behind in pairwise([None, *points]):
        assert behind is not None
        floor = before.reach if before else 0
        _between(low, words, before, behind, max(floor, behind.start - _MAX_GAP))
    if points and not points[-1].role:
        last = points[-1]
        own = last.members[-1].number.end
        border = _BORDER.search(low, own, last.reach + _TAIL)
        stop = border.start() if border else min(len(low), last.reach + _TAIL)
        last.role = words.first(own, stop)


def _between(low: str, words: PointWords, before: Point | None, behind: Point, start: int) -> None:
    if before is None:
        begin = max(start, behind.start - _LEAD)
        sentence = [m.end() for m in _SENTENCE.finditer(low, begin, behind.start)]
        behind.role = words.last(sentence[-1] if sentence else begin, behind.start)
        return
    own = before.members[-1].number.end
    start = max(own, start) if start > before.reach else own
    borders = [m.span() for m in _BORDER.finditer(low, start, behind.start)]
    if not borders:
        role = words.last(start, behind.start)
        range_told = len(before.members) > 1 and role == "likely"
        if before.role or range_told or _LISTED.fullmatch(low, before.reach, behind.start):
            behind.role = role
        else:
            before.role = role
        return
    named = words.first(own, borders[0][0]) if start == own else ""
    if named and not before.role:
        before.role = named
    elif named:
        behind.role = named
    behind.role = words.last(borders[0][1], behind.start) or behind.role


def _taken(low: str, points: list[Point], at: int) -> int:
    """How many points from `at` on speak of one estimate."""
    taken = 1
    while taken < 3 and at + taken < len(points):
        last, following = points[at + taken - 1], points[at + taken]
        if not last.joins or not following.joins or not _near(low, last, following):
            break
        if not all(compatible(m, following.members[0]) for p in points[at : at + taken]
                   for m in p.members):  # fmt: skip
            break
        taken += 1
        if sum(len(p.members) for p in points[at : at + taken]) >= 3:
            break
    return taken


def _near(low: str, last: Point, following: Point) -> bool:
    if following.start < last.reach or following.start - last.reach > _MAX_GAP:
        return False
    ends = sum(1 for _ in _SENTENCE.finditer(low, last.reach, following.start))
    told = all(p.role or len(p.members) > 1 for p in (last, following))
    return ends == 0 or (ends == 1 and told)


def _joined(text: str, points: list[Point], low: str) -> Range | None:
    members = [m for p in points for m in p.members]
    if len(members) != 3 or _often_and_much(members) or few_and_much(members):
        return None
    moved = carried(members)
    values = [m.value for m in moved]
    ordered = sorted(values)
    if (turned := _turned(points, values)) is not None:
        return made(text, members, moved, turned, _NAMED_ALL)
    score = _score(low, points, values)
    if not score or ordered[0] == ordered[2]:
        return None
    for member, value in zip(members, values, strict=True):
        member.role = _role_of(value, ordered)
        if names_a_point(member.label):
            member.label = ""
    triple = Triple(ordered[0], ordered[1], ordered[2])
    return made(text, members, moved, triple, score)


def _often_and_much(members: Sequence[Quantity]) -> bool:
    """Whether one number says how often and another how much: "0.2 times a year, 50k to 2m"."""
    often = any(m.kind == "rate" and m.number.scale < _THOUSAND for m in members)
    return often and any(m.kind == "number" and m.number.scale >= _THOUSAND for m in members)


def _turned(points: list[Point], values: list[float]) -> Triple | None:
    """A least above a most, each named so: as it was told, for the field to refuse."""
    told = {p.role: v for p, v in zip(points, values, strict=False)}
    if len(points) != 3 or {*told} != {"low", "likely", "high"} or told["low"] <= told["high"]:
        return None
    return Triple(told["low"], told["likely"], told["high"])


def _score(low: str, points: list[Point], values: list[float]) -> float:
    """How surely the points are one estimate; 0 where their roles or sizes contradict it."""
    ordered = sorted(values)
    if len(points) == 2:
        single = next((p for p in points if len(p.members) == 1), None)
        value = values[-1] if single is points[1] else values[0]
        return _NAMED_ALL if single and single.role == "likely" and value == ordered[1] else 0.0
    named = [p.role for p in points if p.role]
    fits = all(_fits(p.role, v, ordered) for p, v in zip(points, values, strict=True))
    if not fits or any(named.count(role) > 1 for role in ("low", "likely", "high")):
        return 0.0
    if len(named) == 3:
        return _NAMED_ALL if "likely" in named else 0.0
    if len(named) == 2:
        return _NAMED_SOME if named != ["end", "end"] or values == ordered else 0.0
    often = all(m.kind == "rate" for p in points for m in p.members)
    if often and named == ["likely"]:
        return _NAMED_LAST  # three frequencies of one thing, the usual one of them named
    gaps = [low[a.reach : b.start] for a, b in pairwise(points)]
    last = bool(named) and points[2].role in ("high", "end") and values == ordered
    return _NAMED_LAST if last and all(_LISTED.fullmatch(gap) for gap in gaps) else 0.0


def _fits(role: PointRole, value: float, ordered: list[float]) -> bool:
    allowed = {
        "low": ordered[:1], "likely": ordered[1:2], "high": ordered[2:],
        "end": [ordered[0], ordered[2]],
    }  # fmt: skip
    return value in allowed.get(role, ordered)


def _role_of(value: float, ordered: list[float]) -> Role:
    if value == ordered[1]:
        return "likely"
    return "low" if value == ordered[0] else "high"
