"""Draw a Vega-Lite chart with inline data in a terminal: dots for amounts, blocks for kinds."""

from collections.abc import Mapping
from typing import Any

from server.terminal.bars import categorical
from server.terminal.plots import plot
from server.terminal.views import views

WIDTH = 72


def draw(spec: Mapping[str, Any], width: int = WIDTH) -> str:
    """The chart as text, plot by plot; empty when it holds nothing this can draw."""
    drawn: list[str] = []
    titles: list[str] = []
    for view in views(spec):
        if not view.layers:
            titles = [view.title]
            continue
        body = categorical(view, width) or plot(view, width)
        if body:
            drawn.append("\n".join([*titles, *([view.title] if view.title else []), body]))
            titles = []
    return "\n\n".join(drawn)
