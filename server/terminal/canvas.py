"""Draw a Vega-Lite chart with inline data in a terminal: lines as braille dots, bars as blocks."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

HEIGHT = 14  # rows of the plot
BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # dot bits by row, column
MOST_BARS = 30
JOINED = ("line", "area", "trail")
"""Marks whose points are joined."""

Point = tuple[float, float]


def draw(spec: Mapping[str, Any], width: int = 72) -> str:
    """The chart as text; empty when it holds nothing this can draw."""
    title = _title(spec)
    for layer in _layers(spec):
        encoding, rows = layer["encoding"], layer["rows"]
        x, y = encoding.get("x", {}), encoding.get("y", {})
        if not rows or "field" not in x or "field" not in y:
            continue
        if _is_category(x, rows) or _is_category(y, rows):
            body = _bars(x, y, rows, width)
        else:
            series = encoding.get("color", {}).get("field", "")
            joined = layer["mark"] in JOINED
            body = _plot(x, y, _split(rows, series) if joined else [[row] for row in rows], width)
        if body:
            return f"{title}\n{body}" if title else body
    return ""


def _layers(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every unit view with the data and encoding it inherits."""
    found: list[dict[str, Any]] = []

    def walk(view: Mapping[str, Any], rows: list[Any], encoding: Mapping[str, Any]) -> None:
        rows = view.get("data", {}).get("values", rows)
        encoding = {**encoding, **view.get("encoding", {})}
        parts = [p for key in ("layer", "vconcat", "hconcat", "concat") for p in view.get(key, ())]
        if not parts and "mark" in view:
            mark = view["mark"]["type"] if isinstance(view["mark"], Mapping) else view["mark"]
            kept = [row for row in rows if isinstance(row, Mapping)]
            found.append({"mark": mark, "encoding": encoding, "rows": kept})
        for part in parts:
            walk(part, rows, encoding)

    walk(spec, [], {})
    return sorted(found, key=lambda layer: -len(layer["rows"]))


def _title(spec: Mapping[str, Any]) -> str:
    title = spec.get("title", "")
    return str(title.get("text", "")) if isinstance(title, Mapping) else str(title)


def _axis(channel: Mapping[str, Any]) -> str:
    return str(channel.get("title") or channel["field"])


def _is_category(channel: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    if channel.get("type") in ("nominal", "ordinal"):
        return True
    return isinstance(rows[0].get(channel["field"]), str) and channel.get("type") != "temporal"


def _bars(
    x: Mapping[str, Any], y: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], width: int
) -> str:
    name, value = (x, y) if _is_category(x, rows) else (y, x)
    pairs = [(str(r.get(name["field"])), _number(r.get(value["field"]))) for r in rows]
    shown = [(label, number) for label, number in pairs if number is not None][:MOST_BARS]
    if not shown:
        return ""
    longest = min(24, max(len(label) for label, _ in shown))
    room = max(10, width - longest - 14)
    top = max(abs(number) for _, number in shown) or 1.0
    lines = [
        f"{label[:longest]:>{longest}} {'█' * round(abs(number) / top * room)} {_short(number)}"
        for label, number in shown
    ]
    return "\n".join([_axis(value), *lines])


def _split(rows: Sequence[Mapping[str, Any]], series: str) -> list[list[Mapping[str, Any]]]:
    """The rows of each line."""
    lines: dict[Any, list[Mapping[str, Any]]] = {}
    for row in rows:
        lines.setdefault(str(row.get(series)), []).append(row)
    return list(lines.values())


def _plot(
    x: Mapping[str, Any],
    y: Mapping[str, Any],
    lines: Sequence[Sequence[Mapping[str, Any]]],
    width: int,
) -> str:
    curves = [[p for row in line if (p := _point(x, y, row)) is not None] for line in lines]
    known = [point for curve in curves for point in curve]
    if len(known) < 2:
        return ""
    columns = max(20, width - 12)
    xs, ys = [a for a, _ in known], [b for _, b in known]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    cells = [[0] * columns for _ in range(HEIGHT)]
    for curve in curves:
        dots = [
            (
                (a - left) / ((right - left) or 1) * (columns * 2 - 1),
                (high - b) / ((high - low) or 1) * (HEIGHT * 4 - 1),
            )
            for a, b in curve
        ]
        for across, down in _joined(dots):
            cells[down // 4][across // 2] |= BRAILLE[down % 4][across % 2]
    shown = ["".join(chr(0x2800 + cell) for cell in row) for row in cells]
    labels = [_short(high), *[""] * (HEIGHT - 2), _short(low)]
    body = [f"{label:>9} ┤{line}" for label, line in zip(labels, shown, strict=True)]
    ends = f"{'':>11}{_edge(left, x)}{_edge(right, x):>{columns - len(_edge(left, x))}}"
    return "\n".join([f"{_axis(y)}  by  {_axis(x)}", *body, ends])


def _point(x: Mapping[str, Any], y: Mapping[str, Any], row: Mapping[str, Any]) -> Point | None:
    across, up = _number(row.get(x["field"])), _number(row.get(y["field"]))
    return None if across is None or up is None else (across, up)


def _joined(dots: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Every dot of the lines between neighbours."""
    for (a, b), (c, d) in zip(dots, dots[1:] or dots, strict=False):
        steps = max(1, round(max(abs(c - a), abs(d - b))))
        for step in range(steps + 1):
            share = step / steps
            yield round(a + (c - a) * share), round(b + (d - b) * share)


def _edge(value: float, channel: Mapping[str, Any]) -> str:
    if channel.get("type") == "temporal":
        return datetime.datetime.fromtimestamp(value, datetime.UTC).date().isoformat()
    return _short(value)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        moment = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)).timestamp()


def _short(value: float) -> str:
    for size, suffix in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{suffix}"
    return f"{value:.3g}"
