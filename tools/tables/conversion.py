"""The cells of a column as the values a field takes, in its unit."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tools.tables.headings import period_of, words
from tools.tables.profiles import Profile
from tools.tables.wanted import NAMED, NUMERIC, Part

_SECONDS = {
    "milliseconds": 0.001, "seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86_400.0,
    "weeks": 604_800.0, "months": 30.4375 * 86_400, "quarters": 91.3125 * 86_400,
    "years": 365.25 * 86_400,
}  # fmt: skip
_PER_YEAR = {"day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "year": 1.0}
_SIZES = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}
_FRACTIONS = {"percent": 0.01, "basis points": 0.0001}
_SHARES = ("share", "probability", "confidence")
_WANTED_PERIOD = re.compile(r"\b(?:per|a|an|/)\s*(day|week|month|quarter|year)\b")
MOSTLY = 0.5  # share of values inside the bounds below which a column is another thing


@dataclass(frozen=True, slots=True)
class Read:
    """A column read as a part: a value for each cell, nothing where the cell is blank."""

    values: Sequence[Any]
    fit: float
    """How well kind and unit agree, up to 1."""
    said: str = ""
    """What was converted: "percent to fractions"."""


def read_as(part: Part, profile: Profile) -> Read | None:
    """A column as a part wants it; None when it cannot be that."""
    if not profile.held:
        return None
    if part.kind in NUMERIC or part.kind == "estimate":
        return _numbers(part, profile)
    return _READERS.get(part.kind, _never)(part, profile)


def _numbers(part: Part, profile: Profile) -> Read | None:
    numbers = profile.numbers
    if numbers is None:
        if part.kind not in ("number", "count") or {type(c) for c in profile.held} != {bool}:
            return None
        return Read(_aligned(profile, [int(bool(c)) for c in profile.held]), 0.8)
    if profile.dates is not None and not profile.unit:
        return None  # moments since 1970
    factor, said, agrees = _factor(part, profile)
    values = [_clean(x * factor) for x in numbers]
    inside = sum(_within(part, x) for x in values) / len(values)
    if inside < 1 and not said and _is_fraction(part) and _may_be_percent(numbers):
        values = [_clean(x / 100) for x in numbers]
        inside, said = sum(_within(part, x) for x in values) / len(values), "percent to fractions"
    if part.integer and any(not float(x).is_integer() for x in values):
        return None
    if inside < MOSTLY:
        return None
    return Read(_aligned(profile, values), agrees * (0.5 + 0.5 * inside), said)


def _factor(part: Part, profile: Profile) -> tuple[float, str, float]:
    """By what to multiply, how to say so, and how far the units agree."""
    unit = profile.unit
    if _is_fraction(part):
        known = _FRACTIONS.get(unit)
        return (
            (known, f"{unit} to fractions", 1.0)
            if known
            else (1.0, "", 0.7 if unit in _SECONDS else 1.0)
        )
    if part.unit in _SECONDS:
        if unit in _SECONDS and unit != part.unit:
            return _SECONDS[unit] / _SECONDS[part.unit], f"{unit} to {part.unit}", 1.0
        return 1.0, "", 1.0 if unit in ("", part.unit) else 0.5
    period = _WANTED_PERIOD.search(part.unit)
    said = period_of(profile.heading)
    times, told = 1.0, ""
    if period and said and said != period[1]:
        times, told = _PER_YEAR[said] / _PER_YEAR[period[1]], f"per {said} to per {period[1]}"
    if part.unit.startswith("currency") and unit in _SIZES:
        return times * _SIZES[unit], f"{unit} to single units", 1.0
    if part.kind == "number" or (period and said):
        return times, told, 1.0
    return times, told, 0.6 if unit in _SECONDS or unit in _FRACTIONS else 1.0


def _is_fraction(part: Part) -> bool:
    return part.unit == "fraction" or part.kind in _SHARES


def _may_be_percent(numbers: Sequence[float]) -> bool:
    return 1 < max(map(abs, numbers)) <= 100


def _within(part: Part, x: float) -> bool:
    return (part.low is None or x >= part.low) and (part.high is None or x <= part.high)


def _dates(_part: Part, profile: Profile) -> Read | None:
    found = profile.dates
    if found is None:
        return None
    return Read(_aligned(profile, found), 1.0 if isinstance(profile.held[0], str) else 0.7)


def _flags(_part: Part, profile: Profile) -> Read | None:
    return Read(_aligned(profile, profile.flags), 1.0) if profile.flags else None


def _options(part: Part, profile: Profile) -> Read | None:
    """Words or codes of an enumeration; None when a cell is none of them."""
    meanings = {
        words(said): value for value, other in part.values.items() for said in (value, *other)
    }
    found = [meanings.get(words(_text(cell))) for cell in profile.held]
    return None if None in found else Read(_aligned(profile, found), 1.0)


def _names(_part: Part, profile: Profile) -> Read | None:
    fit = {"text": 1.0, "number": 0.6, "date": 0.4}.get(profile.kind, 0.0)
    return Read(_aligned(profile, [_text(cell) for cell in profile.held]), fit)


def _as_they_are(_part: Part, profile: Profile) -> Read | None:
    return Read(profile.cells, 0.5)


def _never(_part: Part, _profile: Profile) -> Read | None:
    return None


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _aligned(profile: Profile, values: Sequence[Any]) -> list[Any]:
    """One value for each cell, nothing for a blank one."""
    rest = iter(values)
    return [
        None if cell is None or (isinstance(cell, str) and not cell.strip()) else next(rest)
        for cell in profile.cells
    ]


def _clean(x: float) -> float:
    """Freed of the dust of a conversion; whole numbers whole."""
    value = float(f"{x:.15g}")
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


_READERS: dict[str, Callable[[Part, Profile], Read | None]] = {
    "date": _dates,
    "boolean": _flags,
    "enum": _options,
    "any": _as_they_are,
    **dict.fromkeys(NAMED, _names),
}
