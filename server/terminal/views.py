"""A Vega-Lite chart taken apart: its plots, each with layers of marks, rows and channels."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

JOINED = ("line", "area", "trail")
"""Marks whose points are joined."""
_PARTS = ("vconcat", "hconcat", "concat")


@dataclass(frozen=True, slots=True)
class Layer:
    """One mark with the data and encoding it inherits."""

    mark: str
    encoding: Mapping[str, Mapping[str, Any]]
    rows: Sequence[Mapping[str, Any]]

    def channel(self, name: str) -> Mapping[str, Any]:
        """A channel's definition; empty when it has none."""
        return self.encoding.get(name, {})

    def has(self, name: str) -> bool:
        """Whether a channel gives a value."""
        return "field" in self.channel(name) or "datum" in self.channel(name)

    def value(self, name: str, row: Mapping[str, Any]) -> Any:
        """A row's value on a channel."""
        channel = self.channel(name)
        return channel["datum"] if "datum" in channel else row.get(str(channel.get("field")))

    def is_category(self, name: str) -> bool:
        """Whether a channel tells kinds apart rather than amounts."""
        channel = self.channel(name)
        if channel.get("type") in ("nominal", "ordinal"):
            return True
        first = self.value(name, self.rows[0]) if self.rows else None
        return isinstance(first, str) and channel.get("type") != "temporal"


@dataclass(frozen=True, slots=True)
class View:
    """One plot."""

    title: str
    layers: Sequence[Layer]

    def axis(self, name: str) -> Mapping[str, Any]:
        """The first definition of an axis that says more than its field."""
        found = [layer.channel(name) for layer in self.layers if layer.has(name)]
        told = [c for c in found if c.get("title") or c.get("axis") or c.get("scale")]
        return next(iter([*told, *found]), {})


def views(spec: Mapping[str, Any]) -> list[View]:
    """Every plot of a chart, from top to bottom."""
    return _views(spec, [], {})


def title_of(view: Mapping[str, Any]) -> str:
    """What stands above a plot."""
    title = view.get("title", "")
    return str(title.get("text", "")) if isinstance(title, Mapping) else str(title or "")


def _views(view: Mapping[str, Any], rows: list[Any], encoding: Mapping[str, Any]) -> list[View]:
    rows = view.get("data", {}).get("values", rows)
    encoding = {**encoding, **view.get("encoding", {})}
    parts = [part for key in _PARTS for part in view.get(key, ())]
    if parts:
        found = [one for part in parts for one in _views(part, rows, encoding)]
        title = title_of(view)
        return [View(title, ()), *found] if title else found
    layers = _layers(view, rows, encoding)
    return [View(title_of(view), layers)] if layers else []


def _layers(view: Mapping[str, Any], rows: list[Any], encoding: Mapping[str, Any]) -> list[Layer]:
    rows = view.get("data", {}).get("values", rows)
    encoding = {**encoding, **view.get("encoding", {})}
    if "layer" in view:
        return [one for part in view["layer"] for one in _layers(part, rows, encoding)]
    if "mark" not in view:
        return []
    mark = view["mark"]["type"] if isinstance(view["mark"], Mapping) else view["mark"]
    kept = [row for row in rows if isinstance(row, Mapping)]
    if not kept and any("datum" in channel for channel in encoding.values()):
        kept = [{}]  # a rule at a fixed value needs no row
    return [Layer(str(mark), encoding, kept)] if kept else []


def number(value: Any) -> float | None:
    """A value's place on an axis: numbers as they are, dates in seconds; None for neither."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        moment = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


def shown(value: float, channel: Mapping[str, Any]) -> str:
    """A value as an axis labels it: as a date, in percent, in thousands."""
    if channel.get("type") == "temporal":
        return datetime.datetime.fromtimestamp(value, datetime.UTC).date().isoformat()
    axis = channel.get("axis")
    if isinstance(axis, Mapping) and "%" in str(axis.get("format", "")):
        return f"{value:.3g} %".replace(f"{value:.3g}", f"{value * 100:.3g}")
    return short(value)


def short(value: float) -> str:
    """A number in three digits: 1.2M, 19k, 0.05."""
    for size, suffix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{suffix}"
    return f"{value:.3g}"


def named(channel: Mapping[str, Any]) -> str:
    """What an axis is called."""
    if "title" in channel and channel["title"] is None:
        return ""
    return str(channel.get("title") or channel.get("field") or "")
