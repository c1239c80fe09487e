"""Plots with kinds on an axis: bars, ranges, marks on a line, and heat maps."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.terminal.views import Layer, View, named, number, shown

MOST_ROWS = 30
LONGEST = 32  # characters of a label
SHADES = " ░▒▓█"
MARK, RANGE = "●", "─"


def categorical(view: View, width: int) -> str:
    """Rows of one kind each; empty when there is nothing to draw."""
    layers = [layer for layer in view.layers if layer.mark != "text"]
    kinds = [one for one in layers if one.is_category("x") or one.is_category("y")]
    if not kinds:
        return ""
    first = kinds[0]
    if first.is_category("x") and first.is_category("y"):
        return _heat_map(first, width)
    name = "y" if first.is_category("y") else "x"
    amount = "x" if name == "y" else "y"
    if first.mark == "bar" and not first.has(f"{amount}2"):
        return _bars(first, name, amount, width)
    return _ranges(view, kinds, name, amount, width)


def _label(layer: Layer, name: str, row: Mapping[str, Any]) -> str:
    label = str(layer.value(name, row))
    if layer.has("color") and layer.channel("color").get("field") != layer.channel(name).get(
        "field"
    ):
        kind = layer.value("color", row)
        return f"{label}, {kind}" if isinstance(kind, str) else label
    return label


def _bars(layer: Layer, name: str, amount: str, width: int) -> str:
    told = [(_label(layer, name, row), number(layer.value(amount, row))) for row in layer.rows]
    pairs = [(label, value) for label, value in told if value is not None][:MOST_ROWS]
    if not pairs:
        return ""
    longest = min(LONGEST, max(len(label) for label, _ in pairs))
    room = max(10, width - longest - 14)
    top = max(abs(value) for _, value in pairs) or 1.0
    channel = layer.channel(amount)
    lines = [
        f"{label[:longest]:>{longest}} {'█' * round(abs(x) / top * room)} {shown(x, channel)}"
        for label, x in pairs
    ]
    return "\n".join([named(channel), *lines, *_more(len(told) - len(pairs))])


def _ranges(view: View, layers: Sequence[Layer], name: str, amount: str, width: int) -> str:
    """From one value to another, and single marks, each on the line of its kind."""
    found: dict[str, list[tuple[float, float, bool]]] = {}
    for layer in layers:
        for row in layer.rows:
            low = number(layer.value(amount, row))
            high = number(layer.value(f"{amount}2", row)) if layer.has(f"{amount}2") else low
            if low is not None and high is not None:
                held = found.setdefault(str(layer.value(name, row)), [])
                held.append((min(low, high), max(low, high), layer.mark == "bar"))
    channel = view.axis(amount)
    ends = [x for held in found.values() for low, high, _ in held for x in (low, high)]
    domain = [
        x for v in (channel.get("scale") or {}).get("domain") or () if (x := number(v)) is not None
    ]
    if not ends:
        return ""
    left, right = min(domain or ends), max(domain or ends)
    longest = min(LONGEST, max(map(len, found)))
    room = max(10, width - longest - 3)
    lines: list[str] = []
    for label, held in list(found.items())[:MOST_ROWS]:
        cells = [" "] * room
        for low, high, solid in sorted(held, key=lambda one: one[0] == one[1]):
            a, b = (round((x - left) / ((right - left) or 1) * (room - 1)) for x in (low, high))
            a, b = max(0, a), min(room - 1, b)
            cells[a : b + 1] = ["█" if solid else MARK if low == high else RANGE] * (b + 1 - a)
        lines.append(f"{label[:longest]:>{longest}} │{''.join(cells).rstrip()}")
    first, last = shown(left, channel), shown(right, channel)
    feet = f"{'':>{longest + 2}}{first}{last:>{max(1, room - len(first))}}"
    return "\n".join([named(channel), *lines, feet, *_more(len(found) - len(lines))])


def _heat_map(layer: Layer, width: int) -> str:
    """Two kinds and an amount as shades, from the least to the greatest."""
    shade = next((key for key in ("color", "opacity", "size") if layer.has(key)), "")
    values = {
        (str(layer.value("y", row)), str(layer.value("x", row))): number(layer.value(shade, row))
        for row in layer.rows
    }
    known = [value for value in values.values() if value is not None]
    if not known:
        return ""
    rows = list(dict.fromkeys(y for y, _ in values))[:MOST_ROWS]
    columns = list(dict.fromkeys(x for _, x in values))
    longest = min(LONGEST, max(map(len, rows)))
    cell = max(2, min(8, (width - longest - 2) // max(1, len(columns))))
    columns = columns[: max(1, (width - longest - 2) // cell)]
    low, high = min(known), max(known)
    lines = [f"{'':>{longest}} {''.join(f'{name[: cell - 1]:<{cell}}' for name in columns)}"]
    for y in rows:
        shades = [_shade(values.get((y, x)), low, high) * (cell - 1) + " " for x in columns]
        lines.append(f"{y[:longest]:>{longest}} {''.join(shades).rstrip()}")
    channel = layer.channel(shade)
    scale = f"{SHADES[1]} {shown(low, channel)} to {SHADES[-1]} {shown(high, channel)}"
    return "\n".join([f"{named(channel)} ({scale})", *lines])


def _shade(value: float | None, low: float, high: float) -> str:
    if value is None:
        return SHADES[0]
    share = (value - low) / ((high - low) or 1)
    return SHADES[1 + round(share * (len(SHADES) - 2))]


def _more(count: int) -> list[str]:
    return [f"and {count:,} more"] if count > 0 else []
