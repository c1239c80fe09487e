"""Vega-Lite charts as SVG and PNG, drawn offline."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from server.adapters.chart_theme import Theme, themed

VEGA_LITE = "5.20"
SCALE = 2.0  # pixels a unit: sharp on dense screens
_PARTS = ("vconcat", "hconcat", "concat")

# The renderer's JavaScript engine lives in one thread; a second one would double its memory.
_thread = ThreadPoolExecutor(1, thread_name_prefix="chart")


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is drawn."""

    theme: Theme = "light"
    width: int | None = None
    """Of each plot, in CSS pixels; as the chart says unless given."""
    scale: float = SCALE
    """Pixels of a PNG for one of its units."""


async def render(chart: dict[str, Any], form: Literal["svg", "png"], look: Look = Look()) -> bytes:
    """The chart as a picture."""
    spec = orjson.dumps(as_drawn(chart, look)).decode()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_thread, _render, spec, form, look.scale)


def as_drawn(chart: Mapping[str, Any], look: Look) -> dict[str, Any]:
    """The specification under the theme, as wide as asked for."""
    spec = themed(chart, look.theme)
    return _widened(spec, look.width) if look.width else spec


def _widened(view: dict[str, Any], width: int) -> dict[str, Any]:
    parts = {key: [_widened(dict(p), width) for p in view[key]] for key in _PARTS if key in view}
    if parts:
        return {**view, **parts}
    old, height = view.get("width"), view.get("height")
    shape: dict[str, Any] = {"width": width}
    if isinstance(old, int | float) and isinstance(height, int | float):
        shape["height"] = round(min(height * width / old, 2 * height))
    return {**view, **shape}


def _render(chart: str, form: Literal["svg", "png"], scale: float) -> bytes:
    import vl_convert  # 40 MB with its JavaScript engine, needed by the first picture only

    # No base URL is allowed: a chart carries its data inline, nothing is ever fetched.
    if form == "svg":
        svg = vl_convert.vegalite_to_svg(chart, vl_version=VEGA_LITE, allowed_base_urls=[])
        return svg.encode()
    return vl_convert.vegalite_to_png(
        chart, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]
    )
