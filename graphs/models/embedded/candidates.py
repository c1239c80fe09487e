"""What may fill a field: single spans, and spans that belong to one estimate or one list.

A message may give the three points of an estimate far apart ("at least once in two years, normally
1.5 a year, bad years 5"), so several views of a message are tried, each a list of candidates that
do not overlap; the view whose assignment is worth most wins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphs.models.embedded.compatibility import FAINT, OFTEN, PER_YEAR, numbers
from graphs.spans.span import Named, Reading, Span, Triple, Value

LONG_LIST = 4  # numbers; two or three may be the points of an estimate, or of several fields
LONGEST_GAP = 90  # characters between two points of one estimate
_LISTED = re.compile(r"^[\s,;/|(–-]*(?:(?:and|or|und|to|bis|then|&)\b)?[\s,;/]*$")
_COMMAS = re.compile(r"\s*(?:,|;|\band\b|,\s?and\b)?\s*")
_POINTS = re.compile(
    r"\b(?:likely|likeliest|most|mostly|usual|usually|normal|normally|typical|typically|average|"
    r"mode|ml|mid|expect\w*|about|around|say|at least|least|at most|max\w*|min\w*|worst|best|bad|"
    r"good|low|high|lowest|highest|could|up to|to|sometimes|once was|as much as|as little as|"
    r"between|give or take|generally|probably|never|often|from|down to|top|bottom|peak|tops|but|"
    r"meist|maximal|mindestens|other\w*|"
    r"thinks?|says?|would|rule|middle|usual)\b",
    re.IGNORECASE,
)
_FAMILIES = ("money", "rate", "fraction", "duration")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or several spans that fill one field together."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]
    label: str = ""
    role: str = ""
    members: tuple[int, ...] = ()
    """Which spans of the message it uses."""

    @property
    def joined(self) -> bool:
        """Whether several spans were put together."""
        return len(self.members) > 1


def alone(span: Span, number: int) -> Candidate:
    """A single span, the `number`th of its message, as a candidate."""
    role = named_role(span.label)
    label, role = "" if role else span.label, span.role or role
    return Candidate(span.start, span.end, span.text, span.readings, label, role, (number,))


Separates = Callable[[int, int], bool]
"""Whether another field is named between two offsets of the message."""


def views(
    spans: Sequence[Span], text: str, separates: Separates, estimates: bool
) -> list[list[Candidate]]:
    """Each way to take the spans: as they stand, joined to estimates, joined to lists.

    A range is taken apart only where the tool has no estimate (`estimates`) that could take it, a
    long list never.
    """
    every = [alone(span, i) for i, span in enumerate(spans)]
    whole = [one for one, span in zip(every, spans, strict=True) if span.within is None]
    holders = {span.within for span in spans if span.within is not None}
    ranges = {(s.start, s.end) for s in spans if (estimates and _is_range(s)) or _is_long_list(s)}
    parts = [
        one
        for one, span in zip(every, spans, strict=True)
        if (one.start, one.end) not in holders - ranges and span.within not in ranges
    ]
    found: list[list[Candidate]] = [whole]
    if parts != whole:
        found.append(parts)
    for base in list(found):
        for join in (_estimate, _listed):
            joined = _joined(base, text, separates, join)
            if joined not in found:
                found.append(joined)
    return found


_ROLES = {
    "low": re.compile(r"(?:at )?(?:least|low|lowest|min|minimum|best(?: case)?|optimistic)"),
    "likely": re.compile(
        r"(?:most )?(?:likely|likeliest|probably|mode|usual|usually|typical|typically|normal|"
        r"normally|generally|mostly|average|central|realistic|best guess|ml|base)"
    ),
    "high": re.compile(r"(?:at )?(?:most|high|highest|max|maximum|worst(?: case)?|pessimistic)"),
}


def named_role(label: str) -> str:
    """The point of an estimate that a label names: "least: 2" is no field called least."""
    said = label.lower().replace("_", " ").strip()
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(said)), "")


def _is_range(span: Span) -> bool:
    return bool(span.readings) and isinstance(span.readings[0].value, Triple | Named)


def _is_long_list(span: Span) -> bool:
    """A row of numbers that nobody would take apart."""
    value = span.readings[0].value if span.readings else None
    return isinstance(value, tuple) and len(value) >= LONG_LIST


Join = Callable[[Sequence[Candidate], str], Candidate | None]


def _joined(plain: list[Candidate], text: str, separates: Separates, join: Join) -> list[Candidate]:
    """Neighbours joined from the left, the longest run that can be joined first."""
    found: list[Candidate] = []
    at = 0
    while at < len(plain):
        run = _run(plain[at:], text, separates)
        for size in range(len(run), 1, -1):
            if whole := join(run[:size], text):
                found.append(whole)
                at += size
                break
        else:
            found.append(plain[at])
            at += 1
    return found


def _run(plain: Sequence[Candidate], text: str, separates: Separates) -> list[Candidate]:
    """The longest stretch of neighbours that no other field's name separates."""
    run = [plain[0]]
    for one in plain[1:]:
        before = run[-1]
        near = one.start - before.end <= LONGEST_GAP
        apart = separates(before.end, one.start) and not _likeliest_of(one, run)
        if one.label or not near or apart:
            break
        if re.search(r"[.?!]\s+\S", text[before.end : one.start]):
            break
        run.append(one)
    return run


def _likeliest_of(one: Candidate, run: Sequence[Candidate]) -> bool:
    """Whether a value is called the likeliest right behind a range that lacks it."""
    ranges = [r.value for r in run[-1].readings[:1] if isinstance(r.value, Triple)]
    return one.role == "likely" and len(run) == 1 and bool(ranges) and ranges[0].likely is None


def family(readings: Sequence[Reading]) -> str:
    """The first kind a span is surely of; a bare number takes its neighbours'."""
    kind = readings[0].kind if readings else ""
    return kind if kind in _FAMILIES or kind == "number" else ""


def _common(run: Sequence[Candidate]) -> str:
    """The one family of a run; empty when there are two, or something that is no number."""
    if any(one.readings and one.readings[0].score < FAINT for one in run):
        return ""
    kinds = {family(one.readings) for one in run}
    if "" in kinds or ("duration" in kinds and any(_is_amount(one) for one in run)):
        return ""
    return (kinds - {"number"} or {"number"}).pop() if len(kinds - {"number"}) < 2 else ""


MANY = 10_000  # from which a bare number is an amount beside a length of time: "5m 3y"


def _is_amount(candidate: Candidate) -> bool:
    first = candidate.readings[0]
    return first.kind == "number" and any(abs(x) >= MANY for x in numbers(first.value))


def _value(candidate: Candidate, kind: str) -> Reading | None:
    """The reading of `kind`, else the bare number."""
    for wanted in (kind, "number"):
        for reading in candidate.readings:
            if reading.kind == wanted and isinstance(reading.value, int | float | Triple):
                return reading
    return None


def _estimate(run: Sequence[Candidate], text: str) -> Candidate | None:
    """Two or three points, or a range and its likeliest value, as one low / likely / high."""
    kind = _common(run)
    if any(one.text.lower() == "one" for one in run):  # "one of them costs 11k to 26k"
        return None
    if not kind or len(run) > 3 or not _said_as_points(run, text):
        return None
    readings = [_value(one, kind) for one in run]
    if any(reading is None for reading in readings):
        return None
    kept = [reading for reading in readings if reading is not None]
    if kind == "rate" and any(r.kind == "number" and not _often(r) for r in kept):
        return None
    kept = _in_one_period(kept)
    points = [x for reading in kept for x in numbers(reading.value)]
    if len(points) > 3 or len(points) < 2:
        return None
    ranges = [reading.value for reading in kept if isinstance(reading.value, Triple)]
    if ranges and not ranges[0].low <= points[-1] <= ranges[0].high:
        return None
    if len(points) == len(run) == 3 and points != sorted(points) and _only_listed(run, text):
        return None
    low, *middle, high = sorted(points)
    likely = middle[0] if middle else None
    return _whole(run, text, kind, kept, Triple(low, likely, high))


def _only_listed(run: Sequence[Candidate], text: str) -> bool:
    """Whether nothing but marks parts values, and no word says which is the least: "3, 1, 2"."""
    gaps = [text[a.end : b.start] for a, b in pairwise(run)]
    return not any(one.role for one in run) and all(_COMMAS.fullmatch(gap) for gap in gaps)


def _often(reading: Reading) -> bool:
    """Whether a bare number may be how often something happens: 200k is what it costs."""
    return max(map(abs, numbers(reading.value))) <= OFTEN


def _in_one_period(readings: Sequence[Reading]) -> list[Reading]:
    """A bare number behind a range a month is a month's too: "1 to 4 a month, say twice"."""
    ranges = [r for r in readings if isinstance(r.value, Triple)]
    often = PER_YEAR.get(ranges[0].per, 1.0) if ranges and ranges[0].kind == "rate" else 1.0
    return [
        replace(r, value=r.value * often, converted=True)
        if often > 1 and not r.per and isinstance(r.value, int | float)
        else r
        for r in readings
    ]


def _said_as_points(run: Sequence[Candidate], text: str) -> bool:
    """Whether the words around the numbers speak of least, likeliest and most, or only list."""
    roles = [one.role for one in run if one.role]
    if len(roles) != len(set(roles)):
        return False
    if len(roles) >= len(run) - 1:
        return True
    for before, after in pairwise(run):
        between = text[before.end : after.start]
        behind = text[after.end : after.end + 14]
        if not (_LISTED.match(between) or _POINTS.search(between) or _POINTS.match(behind.strip())):
            return False
    return True


def _listed(run: Sequence[Candidate], text: str) -> Candidate | None:
    """Numbers with nothing but separators between them, as one list."""
    kind = _common(run)
    if not kind or len(run) < 2:
        return None
    for before, after in pairwise(run):
        if not _LISTED.match(text[before.end : after.start]):
            return None
    readings = [_value(one, kind) for one in run]
    kept = [r for r in readings if r is not None and isinstance(r.value, int | float)]
    if len(kept) != len(run):
        return None
    values: Value = tuple(r.value for r in kept)
    return _whole(run, text, kind, kept, values)


def _whole(
    run: Sequence[Candidate], text: str, kind: str, readings: Sequence[Reading], value: Value
) -> Candidate:
    best = max(readings, key=lambda r: (r.kind == kind, bool(r.currency), bool(r.unit)))
    reading = replace(
        best, kind=best.kind, value=value, converted=any(r.converted for r in readings)
    )
    start, end = run[0].start, run[-1].end
    members = tuple(member for one in run for member in one.members)
    return Candidate(start, end, text[start:end], (reading,), run[0].label, members=members)
