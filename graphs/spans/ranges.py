"""Ranges: "between 2 and 6, most likely 3", "2k..60k ml 9k", "12/48/90", "40, give or take 10"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graphs.spans.carry import carried, compatible
from graphs.spans.quantity import Quantity, readings
from graphs.spans.roles import role_after, role_before
from graphs.spans.span import Reading, Role, Span, Triple

_SOFT = r"(?:about|around|roughly|maybe|even|perhaps|say|~|≈|as\s(?:much|high|many)\sas|possibly)?"
_TO = re.compile(
    rf"\s?(?:\bà\b|(?<=\s)a(?=\s)|-{{1,2}}>?|→|to|or|bis|\.{{2,3}}|until|through|thru|and\sup\sto|or\sup\sto|up\sto|till)\s?{_SOFT}\s?"
)
_AND = re.compile(rf"\s?(?:and|&|und)\s?{_SOFT}\s?")
_BETWEEN = re.compile(rf"\b(?:between|zwischen|btw|from)\s{_SOFT}\s?$")
_NOUN = re.compile(
    r"\s(?!(?:comes?|came|amounts?|converts?)\b)[a-zäöüß]+(?:\s[a-zäöüß]+)?\s(?:to|bis)\s"
)
_GIVE = re.compile(
    r"[\s,]*(?:\(?\s?(?:give\sor\stake|plus\sor\sminus|plus/minus|±|\+/?-)\s?(?:about\s)?)\s?"
)
_SLASH = re.compile(r"\s?/\s?")
_END_OF_SENTENCE = re.compile(r"[.!?](?=\s|$)|\n|[;|]")
_OPEN = re.compile(r"\s?[(\[]\s?(?:range\s|from\s|between\s)?")
_CLOSE = re.compile(r"\s?[)\]]")
_FEW, _LARGE = 13, 1000
"""Below the one a number in a word may count things; from the other its scale tells an amount."""
_MAX_GAP = 64


@dataclass(slots=True)
class Unit:
    """One member of a range in the making: a quantity, or a pair of ends."""

    members: list[Quantity]
    role: str = ""
    firm: int = 0
    start: int = 0
    reach: int = 0
    closed: bool = field(default=False)
    """A complete range already: slashes, give or take."""


@dataclass(slots=True)
class Range:
    """A range that was found: its span and the quantities it is made of."""

    span: Span
    members: list[Quantity]


def ranges(low: str, text: str, quantities: list[Quantity]) -> Iterator[Range]:
    """Every range, in order; sets each member's role."""
    units = _units(low, quantities)
    at = 0
    while at < len(units):
        taken = _cluster(low, units, at)
        found = _range(text, units[at : at + taken])
        if found is None and taken > 2:
            taken = 2
            found = _range(text, units[at : at + taken])
        if found is None:
            taken = 1
            found = _range(text, units[at : at + 1])
        if found is not None:
            yield found
        at += taken


def tight_ranges(low: str, quantities: list[Quantity]) -> Iterator[list[Quantity]]:
    """Members of ranges joined by a dash or "to" alone, whatever words stand around them."""
    at = 0
    while at < len(quantities):
        unit, taken = _unit(low, quantities, at)
        if taken > 1:
            yield unit.members
        at += taken


def _units(low: str, quantities: list[Quantity]) -> list[Unit]:
    units: list[Unit] = []
    at = 0
    while at < len(quantities):
        unit, taken = _unit(low, quantities, at)
        previous = units[-1].reach if units else 0
        if unit.closed:
            units.append(unit)
            at += taken
            continue
        unit.role, unit.firm, unit.start = role_before(low, unit.members[0].start, previous)
        after, reach = role_after(low, unit.reach)
        if len(unit.members) == 1 and after and (unit.firm < 2 or unit.role == "end"):
            unit.role, unit.firm, unit.reach = after, 2, reach
        if units and len(unit.members) == 2 and _bracketed(low, units[-1], unit):
            units[-1].role, units[-1].firm = "likely", 2
        units.append(unit)
        at += taken
    return units


def _bracketed(low: str, value: Unit, pair: Unit) -> bool:
    """Whether the pair stands in brackets behind a single value: "10 (5-20)"."""
    opened = _OPEN.fullmatch(low, value.reach, pair.start)
    single = len(value.members) == 1 and value.firm < 2
    return single and opened is not None and _CLOSE.match(low, pair.reach) is not None


def _unit(low: str, quantities: list[Quantity], at: int) -> tuple[Unit, int]:
    first = quantities[at]
    here = Unit([first], start=first.start, reach=first.reach)
    if at + 1 == len(quantities):
        return here, 1
    second = quantities[at + 1]
    gap = low[first.reach : second.start] if first.reach <= second.start else "\n"
    if len(gap) > _MAX_GAP or not compatible(first, second):
        return here, 1
    if _GIVE.fullmatch(gap):
        return Unit([first, second], "plus-minus", 2, first.start, second.reach, True), 2
    if _SLASH.fullmatch(gap) and at + 2 < len(quantities):
        third = quantities[at + 2]
        if _SLASH.fullmatch(low, second.reach, third.start):
            return Unit([first, second, third], "three", 2, first.start, third.reach, True), 3
    if _joins(low, first, gap):
        return Unit([first, second], start=first.start, reach=second.reach), 2
    return here, 1


def _joins(low: str, first: Quantity, gap: str) -> bool:
    if _TO.fullmatch(gap) or _NOUN.fullmatch(gap):
        return True
    before = low[max(0, first.start - 24) : first.start]
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(before))


def _cluster(low: str, units: list[Unit], at: int) -> int:
    """How many units from `at` on speak of the same range."""
    taken = 1
    if units[at].closed:
        return 1
    roles = [_slot(units[at])]
    while at + taken < len(units) and taken < 3:
        last, following = units[at + taken - 1], units[at + taken]
        slot = _slot(following)
        if following.closed or not _linked(low, last, following) or not _fits(roles, slot):
            break
        if not _same_sort(units[at : at + taken], following, slot):
            break
        roles.append(slot)
        taken += 1
    return taken


def _slot(unit: Unit) -> str:
    if len(unit.members) > 1:
        return "pair"
    return unit.role if unit.firm == 2 or unit.role == "likely" else ""


def _fits(roles: list[str], slot: str) -> bool:
    if "pair" in roles:
        return slot == "likely" and "likely" not in roles
    if slot == "pair":
        return all(role == "likely" for role in roles)
    if slot in ("low", "likely", "high"):
        return slot not in roles
    return True


def _same_sort(units: list[Unit], following: Unit, slot: str) -> bool:
    first, second = units[-1].members[0], following.members[0]
    if not all(compatible(m, following.members[0]) for u in units for m in u.members):
        return False
    bare = first.bare or second.bare
    if slot == "" or all(_slot(u) == "" for u in units):
        return not bare or (first.bare and second.bare)
    return True


def _linked(low: str, last: Unit, following: Unit) -> bool:
    gap = low[last.reach : following.start] if last.reach <= following.start else ""
    if len(gap) > _MAX_GAP or _END_OF_SENTENCE.search(gap):
        return False
    return "=" not in gap or following.firm == 2


def _range(text: str, units: list[Unit]) -> Range | None:
    members = [m for unit in units for m in unit.members]
    if units[0].role == "plus-minus" and units[0].closed:
        return _plus_minus(text, members)
    if len(members) < 2:
        return None
    if len(members) > 2 and few_and_much(members):
        return None
    moved = carried(members)
    triple, score = _triple(units, [m.value for m in moved])
    if triple is None:
        return None
    for member, quantity in zip(members, moved, strict=True):
        member.role = _role_of(quantity.value, triple)
    return made(text, members, moved, triple, score)


def few_and_much(members: Sequence[Quantity]) -> bool:
    """Whether one number counts in a word and another is large: "at least two of them: A 400k"."""
    few = any(m.number.in_words and m.number.scale == 1 and m.value < _FEW for m in members)
    return few and any(not m.number.in_words and m.number.scale >= _LARGE for m in members)


def _triple(units: list[Unit], values: list[float]) -> tuple[Triple | None, float]:
    slots = [_slot(unit) for unit in units for _ in unit.members]
    firm = any(unit.firm == 2 for unit in units)
    ordered = sorted(values)
    if len(values) == 3:
        told = dict(zip(slots, values, strict=True))
        if {*told} == {"low", "likely", "high"} and told["low"] > told["high"]:
            return Triple(told["low"], told["likely"], told["high"]), 1.0  # the field refuses it
        if not firm and "pair" not in slots:
            return None, 0.0
        likely = [v for v, slot in zip(values, slots, strict=True) if slot == "likely"]
        if likely and likely[0] != ordered[1]:
            return None, 0.0
        if units[0].role == "three" and values != ordered:
            return None, 0.0
        return Triple(ordered[0], ordered[1], ordered[2]), 1.0
    if slots == ["pair", "pair"]:
        return Triple(ordered[0], None, ordered[1]), 1.0
    by_slot = dict(zip(slots, values, strict=True))
    if ("low" in by_slot and "high" in by_slot) or slots == ["end", "end"]:
        return Triple(ordered[0], None, ordered[1]), 0.9
    if "likely" in by_slot and "high" in by_slot and firm and by_slot["high"] == ordered[1]:
        return Triple(0.0, ordered[0], ordered[1]), 0.6
    return None, 0.0


def _role_of(value: float, triple: Triple) -> Role:
    if value == triple.likely:
        return "likely"
    return "low" if value == triple.low else "high"


def made(
    text: str, members: list[Quantity], moved: list[Quantity], triple: Triple, score: float
) -> Range:
    """A range of these members, moved into one unit, as a span."""
    start = min(m.start for m in members)
    end = max(m.end for m in members)
    if "(" in text[start:end] and text.startswith(")", end):  # "20-80 (mode 35)/yr"
        end = max(end + 1, *(m.reach for m in members))
    model = max(moved, key=lambda m: (bool(m.per), len(m.currency), len(m.unit)))
    found = list(readings(model, triple, score=score))
    if len(moved) == 2 and any(
        a.number.scale != b.number.scale for a, b in zip(members, moved, strict=True)
    ):
        found += _unscaled(members, moved, model, score)
    return Range(Span(start, end, text[start:end], tuple(found)), members)


def _unscaled(
    members: list[Quantity], moved: list[Quantity], model: Quantity, score: float
) -> tuple[Reading, ...]:
    """The range with each end's own magnitude: 5 to 60k may begin at five."""
    ends = sorted(replace(b, number=a.number).value for a, b in zip(members, moved, strict=True))
    return readings(model, Triple(ends[0], None, ends[1]), score=0.25 * score)


def _plus_minus(text: str, members: list[Quantity]) -> Range | None:
    middle, spread = members
    if spread.kind == "fraction" and middle.kind != "fraction":
        distance = abs(middle.value) * spread.value
        moved = [middle]
    else:
        moved = carried(members)
        middle, distance = moved[0], moved[1].value
    value = middle.value
    triple = Triple(value - distance, value, value + distance)
    members[0].role = "likely"
    return made(text, members, moved[:1], triple, 0.95)
