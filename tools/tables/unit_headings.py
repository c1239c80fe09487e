"""Headings that are nothing but a unit: "$/yr" is what it costs a year, "years" how long."""

import re
from collections.abc import Mapping, Sequence

from tools.tables.conversion import Read
from tools.tables.headings import period_of, unit_of, words
from tools.tables.wanted import Part

_MARKS = re.compile(r"[€$£¥₹%/()\[\]\s.,]+|\b(?:per|a|an|in|p\.?a)\b", re.IGNORECASE)
_YEARLY = {
    "day": ("day", "daily"), "week": ("week", "weekly"), "month": ("month", "monthly"),
    "quarter": ("quarter", "quarterly"), "year": ("year", "yearly", "annual"),
}  # fmt: skip
_SHARES = ("share", "probability", "rate")
_UNHEADED = re.compile(r"column_\d+")
_AMOUNT = 1000  # from which a figure under no heading is an amount
_CODE = re.compile(r"[a-z]{3}", re.IGNORECASE)


def by_unit(parts: Sequence[Part], free: Mapping[str, Mapping[str, Read]]) -> dict[str, str]:
    """By part: the heading that is a unit only its values can be in.

    `free`: the headings that no name says, each with the parts that could be read from it.
    """
    found: dict[str, str] = {}
    for heading, readable in free.items():
        kinds = _kinds(heading) or (_unheaded(readable) if _UNHEADED.fullmatch(heading) else ())
        if not kinds:
            continue
        fitting = [p for p in parts if p.name in readable and p.name not in found
                   if p.kind in kinds or (p.unit == "fraction" and "share" in kinds)]  # fmt: skip
        if period := period_of(heading):
            fitting = [p for p in fitting if _is_for(p, period)] or fitting
        if len(fitting) > 1:
            fitting = [p for p in fitting if p.required] or fitting
        if len(fitting) == 1:
            found[fitting[0].name] = heading
    return found


def _unheaded(readable: Mapping[str, Read]) -> tuple[str, ...]:
    """Money, where every figure under no heading is as large as an amount."""
    readings = [read.values for read in readable.values()]
    large = any(
        all(isinstance(value, int | float) and abs(value) >= _AMOUNT for value in values)
        for values in readings
    )
    return ("money",) if large else ()


def _kinds(heading: str) -> tuple[str, ...]:
    """The kinds of values a heading without any other word is the unit of."""
    rest = [word for word in words(_MARKS.sub(" ", heading)) if not _is_unit(word)]
    unit = unit_of(f"({heading})") or unit_of(heading)
    if rest or not unit:
        return ()
    if _CODE.fullmatch(unit) and unit.isupper():
        return ("money",)
    return _SHARES if unit in ("percent", "basis points") else ("duration",)


def _is_unit(word: str) -> bool:
    return unit_of(f"({word})") != "" or any(word in said for said in _YEARLY.values())


def _is_for(part: Part, period: str) -> bool:
    """Whether a part's values are for a period: by its unit, or by one of its names."""
    said = {word for name in (part.unit, *part.names) for word in words(name)}
    return not said.isdisjoint(_YEARLY[period])
