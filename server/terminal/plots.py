"""Plots of amounts against amounts, drawn in braille dots: lines, bands, columns, points, rules."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.terminal.views import JOINED, Layer, View, named, number, shown

HEIGHT = 14  # rows of the plot
BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # dot bits by row, column
MARGIN = 12  # columns left of the plot, for the labels
DASH = 3  # dots of a dashed line, and of the gaps in it

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Span:
    """One axis: what is at its ends, and whether it counts in powers of ten."""

    low: float
    high: float
    log: bool = False

    def place(self, value: float, dots: int) -> int | None:
        """The dot at which a value stands; None when it lies outside."""
        if self.log and value <= 0:
            return None
        low, high, at = (math.log10(x) if self.log else x for x in (self.low, self.high, value))
        share = (at - low) / ((high - low) or 1)
        return round(share * (dots - 1)) if -1e-9 <= share <= 1 + 1e-9 else None

    def at(self, share: float) -> float:
        """The value at a share of the axis."""
        if self.log:
            return 10 ** (math.log10(self.low) * (1 - share) + math.log10(self.high) * share)
        return self.low * (1 - share) + self.high * share


@dataclass(slots=True)
class Dots:
    """A grid of braille cells."""

    columns: int
    rows: int = HEIGHT
    cells: list[list[int]] = field(default_factory=list[list[int]])

    def __post_init__(self) -> None:
        self.cells = [[0] * self.columns for _ in range(self.rows)]

    @property
    def size(self) -> tuple[int, int]:
        """Dots across and up."""
        return self.columns * 2, self.rows * 4

    def set(self, across: int, up: int) -> None:
        """Set one dot, counted from the lower left."""
        down = self.rows * 4 - 1 - up
        if 0 <= across < self.columns * 2 and 0 <= down < self.rows * 4:
            self.cells[down // 4][across // 2] |= BRAILLE[down % 4][across % 2]

    def mark(self, across: int, up: int) -> None:
        """Set the whole cell around a dot: a point that can be seen."""
        for a in range(across - across % 2, across - across % 2 + 2):
            for b in range(up - up % 4, up - up % 4 + 4):
                self.set(a, b)

    def lines(self) -> list[str]:
        """The grid as text."""
        return ["".join(chr(0x2800 + cell) for cell in row) for row in self.cells]


def plot(view: View, width: int) -> str:
    """All layers of a plot on one grid, with both axes; empty when there is nothing to draw."""
    layers = [layer for layer in view.layers if layer.mark != "text"]
    x, y = view.axis("x"), view.axis("y")
    across, up = _span(layers, "x", x), _span(layers, "y", y)
    if across is None or up is None:
        return ""
    dots = Dots(max(20, width - MARGIN))
    areas = [layer for layer in layers if layer.mark == "area"]
    for depth, layer in enumerate(areas):
        _filled(layer, dots, across, up, depth)
    for layer in layers:
        if layer.mark != "area":
            _draw(layer, dots, across, up)
    labels = [""] * HEIGHT
    labels[0], labels[HEIGHT // 2], labels[-1] = (shown(up.at(s), y) for s in (1.0, 0.5, 0.0))
    body = [f"{label:>9} ┤{line}" for label, line in zip(labels, dots.lines(), strict=True)]
    return "\n".join([_heading(x, y), *body, _feet(across, x, dots.columns), *_legend(layers)])


def _heading(x: Mapping[str, Any], y: Mapping[str, Any]) -> str:
    return "  by  ".join(name for name in (named(y), named(x)) if name)


def _feet(across: Span, x: Mapping[str, Any], columns: int) -> str:
    left, middle, right = (shown(across.at(share), x) for share in (0.0, 0.5, 1.0))
    room = columns - len(left) - len(right)
    centre = f"{middle:^{room}}" if room > len(middle) + 2 else " " * max(1, room)
    return f"{'':>11}{left}{centre}{right}"


def _legend(layers: Sequence[Layer]) -> list[str]:
    """The names of lines, where there are several: dots have no colour to tell them by."""
    names = list(
        dict.fromkeys(
            str(layer.value("color", row))
            for layer in layers
            if layer.has("color")
            for row in layer.rows
        )
    )
    return [f"{'':>11}{'; '.join(names)}"] if 1 < len(names) <= 8 else []


def _span(layers: Sequence[Layer], name: str, channel: Mapping[str, Any]) -> Span | None:
    scale: Mapping[str, Any] = channel.get("scale") or {}
    values = [
        value
        for layer in layers
        for key in (name, f"{name}2")
        if layer.has(key)
        for row in layer.rows
        if (value := number(layer.value(key, row))) is not None
    ]
    if any(layer.mark in ("bar", "area") and not layer.has(f"{name}2") for layer in layers):
        values += [0.0] if name == "y" and values else []
    domain = [x for v in scale.get("domain") or () if (x := number(v)) is not None]
    log = scale.get("type") == "log"
    known = [value for value in (domain or values) if value > 0 or not log]
    if not values or not known or (len(values) < 2 and not domain):
        return None
    return Span(min(known), max(known), log)


def _draw(layer: Layer, dots: Dots, across: Span, up: Span) -> None:
    if layer.mark == "rule":
        _rules(layer, dots, across, up)
        return
    if not (layer.has("x") and layer.has("y")):
        return
    if layer.mark == "bar":
        _filled(layer, dots, across, up, 0)
        return
    heavy = len(layer.rows) <= dots.columns  # a cloud of points is drawn in single dots
    for curve in _curves(layer, dots, across, up):
        if layer.mark in JOINED:
            for point in _joined(curve):
                dots.set(*point)
        for point in () if layer.mark in JOINED else curve:
            dots.mark(*point) if heavy else dots.set(*point)


def _place(layer: Layer, row: Mapping[str, Any], key: str, span: Span, dots: int) -> int | None:
    value = number(layer.value(key, row))
    return None if value is None else span.place(value, dots)


def _curves(layer: Layer, dots: Dots, across: Span, up: Span) -> list[list[tuple[int, int]]]:
    """The dots of each line: rows of one series belong together."""
    series = next((key for key in ("color", "detail", "strokeDash") if layer.has(key)), "")
    lines: dict[Any, list[tuple[int, int]]] = {}
    for row in layer.rows:
        a = _place(layer, row, "x", across, dots.size[0])
        b = _place(layer, row, "y", up, dots.size[1])
        if a is not None and b is not None:
            lines.setdefault(str(layer.value(series, row)) if series else "", []).append((a, b))
    return list(lines.values())


def _joined(curve: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Every dot of the lines between neighbours."""
    for (a, b), (c, d) in zip(curve, curve[1:] or curve, strict=False):
        steps = max(1, abs(c - a), abs(d - b))
        for step in range(steps + 1):
            yield round(a + (c - a) * step / steps), round(b + (d - b) * step / steps)


def _filled(layer: Layer, dots: Dots, across: Span, up: Span, depth: int) -> None:
    """Between two edges: columns full, bands in a pattern that leaves lines visible.

    `depth`: how many bands lie below; the inner ones of a fan are drawn denser.
    """
    floor = up.place(max(up.low, min(up.high, 0.0)), dots.size[1]) or 0
    edges: list[tuple[int, int, int]] = []
    for row in layer.rows:
        a = _place(layer, row, "x", across, dots.size[0])
        b = _place(layer, row, "y", up, dots.size[1])
        c = _place(layer, row, "y2", up, dots.size[1]) if layer.has("y2") else floor
        end = _place(layer, row, "x2", across, dots.size[0]) if layer.has("x2") else a
        if a is not None and b is not None and c is not None:
            edges.append((a, min(b, c), max(b, c)))
            if layer.mark == "bar" and end is not None:
                edges += [(place, min(b, c), max(b, c)) for place in range(a, max(a, end - 1) + 1)]
    if layer.mark == "area":
        edges = list(_between(sorted(edges)))
    for a, low, high in edges:
        for b in range(low, high + 1):
            if layer.mark == "bar" or _in_pattern(a, b, depth):
                dots.set(a, b)


def _in_pattern(a: int, b: int, depth: int) -> bool:
    return a % 2 == 0 and (a // 2 + b) % 2 == 0 if depth == 0 else (a + b) % 2 == 0


def _between(edges: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    for (a, low, high), (b, low2, high2) in zip(edges, edges[1:] or edges, strict=False):
        for step in range(max(1, b - a)):
            share = step / max(1, b - a)
            yield (
                a + step,
                round(low + (low2 - low) * share),
                round(high + (high2 - high) * share),
            )


def _rules(layer: Layer, dots: Dots, across: Span, up: Span) -> None:
    """Dashed lines across the plot, or the stretch from one value to another."""
    wide, tall = dots.size
    for row in layer.rows:
        a = _place(layer, row, "x", across, wide) if layer.has("x") else None
        b = _place(layer, row, "y", up, tall) if layer.has("y") else None
        a2 = _place(layer, row, "x2", across, wide) if layer.has("x2") else None
        b2 = _place(layer, row, "y2", up, tall) if layer.has("y2") else None
        if a is not None and b is not None:
            for point in _joined([(a, b), (a if a2 is None else a2, b if b2 is None else b2)]):
                dots.set(*point)
        elif a is not None:
            for place in (p for p in range(tall) if p // DASH % 2 == 0):
                dots.set(a, place)
        elif b is not None:
            for place in (p for p in range(wide) if p // DASH % 2 == 0):
                dots.set(place, b)
