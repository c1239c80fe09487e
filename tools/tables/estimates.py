"""An uncertain quantity in one column, or in two or three: least, most likely, most."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from tools.tables.conversion import Read
from tools.tables.matching import Choice, Matched
from tools.tables.wanted import Part

_POINTS = {
    "low": ("low", "min", "minimum", "least", "lower", "best", "p5", "optimistic"),
    "likely": ("likely", "mode", "most likely", "expected", "typical", "base", "ml"),
    "high": ("high", "max", "maximum", "most", "upper", "worst", "p95", "pessimistic"),
}


def expanded(parts: Sequence[Part], whole: Collection[str] = ()) -> list[Part]:
    """The parts, and behind each estimate its three points as columns of their own.

    `whole` names estimates that one column gives: bare "low" and "high" are not theirs.
    """
    found: list[Part] = []
    open_ones = [p for p in parts if p.kind == "estimate" and p.name not in whole]
    alone = len(open_ones) == 1
    for part in parts:
        found.append(part)
        if part.kind != "estimate":
            continue
        for point, said in _POINTS.items():
            names = [f"{name} {word}" for name in part.names for word in said]
            bare = said if alone and part is open_ones[0] else ()
            found.append(
                replace(
                    part,
                    name=f"{part.name}.{point}",
                    kind="number",
                    names=(*names, *bare),
                    required=False,
                )
            )
    return found


def gathered(parts: Sequence[Part], matched: Matched) -> Matched:
    """Points put together where a table has them; such an estimate is no longer missing."""
    choices, doubts = dict(matched.choices), dict(matched.doubts)
    missing = list(matched.missing)
    for part in parts:
        if part.kind != "estimate":
            continue
        points = {p: c for p in _POINTS if (c := choices.pop(f"{part.name}.{p}", None)) is not None}
        for point in _POINTS:
            doubts.pop(f"{part.name}.{point}", None)
        if {"low", "high"} <= set(points):
            choices[part.name] = _joined(part, points)
            doubts.pop(part.name, None)
            missing = [name for name in missing if name != part.name]
    return Matched(choices, doubts, tuple(missing))


def _joined(part: Part, points: dict[str, Choice]) -> Choice:
    columns = {point: choice.read.values for point, choice in points.items()}
    values: list[Any] = []
    for row in zip(*columns.values(), strict=True):
        there = {point: x for point, x in zip(columns, row, strict=True) if x is not None}
        values.append(there or None)
    heading = ", ".join(choice.heading for choice in points.values())
    fit = min(choice.read.fit for choice in points.values())
    said = next((choice.read.said for choice in points.values() if choice.read.said), "")
    score = min(choice.score for choice in points.values())
    return Choice(part, heading, Read(values, fit, said), score)
