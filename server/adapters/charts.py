"""Vega-Lite charts as SVG and PNG, drawn offline."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import orjson

VEGA_LITE = "5.20"
SCALE = 2.0  # pixels a unit: sharp on dense screens

# The renderer's JavaScript engine lives in one thread; a second one would double its memory.
_thread = ThreadPoolExecutor(1, thread_name_prefix="chart")


async def render(chart: dict[str, Any], form: Literal["svg", "png"]) -> bytes:
    """The chart as a picture."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_thread, _render, orjson.dumps(chart).decode(), form)


def _render(chart: str, form: Literal["svg", "png"]) -> bytes:
    import vl_convert  # 40 MB with its JavaScript engine, needed by the first picture only

    # No base URL is allowed: a chart carries its data inline, nothing is ever fetched.
    if form == "svg":
        svg = vl_convert.vegalite_to_svg(chart, vl_version=VEGA_LITE, allowed_base_urls=[])
        return svg.encode()
    return vl_convert.vegalite_to_png(
        chart, vl_version=VEGA_LITE, scale=SCALE, allowed_base_urls=[]
    )
