"""How every chart looks: one theme, told apart without colour vision, on light or dark ground."""

from collections.abc import Mapping
from typing import Any, Literal

Theme = Literal["light", "dark"]

# Okabe & Ito 2008, "Color Universal Design": eight colours that people with any colour vision tell
# apart; the yellow is left out, since it can hardly be seen on white.
BLUE, VERMILION, GREEN, ORANGE = "#0072B2", "#D55E00", "#009E73", "#E69F00"
SKY, PURPLE = "#56B4E9", "#CC79A7"
_INK = {"light": "#1f2933", "dark": "#e8ecf1"}
_GROUND = {"light": "#ffffff", "dark": "#14181d"}
_QUIET = {"light": "#d9dee4", "dark": "#39424e"}
_CATEGORIES = {
    "light": [BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY],
    "dark": [SKY, ORANGE, "#2fc79a", PURPLE, VERMILION, "#f0e442"],
}
# What charts call Vega's own first colours by; red against green is no difference to one in twelve.
_OWN = {"#4c78a8": BLUE, "#e45756": VERMILION, "#54a24b": GREEN, "#f58518": ORANGE,
        "#72b7b2": SKY, "#b279a2": PURPLE}  # fmt: skip
_ON_DARK = {BLUE: SKY, VERMILION: ORANGE, "#bbb": "#6b7684", "#ccc": "#596472",
            "#dddddd": "#4a5460", "black": "#e8ecf1"}  # fmt: skip
FONT = "Helvetica, Arial, sans-serif"


def themed(chart: Mapping[str, Any], theme: Theme = "light") -> dict[str, Any]:
    """The chart under the theme; what a chart configures itself stays."""
    spec = _recoloured(chart, theme)
    return {**spec, "config": _merged(config(theme), spec.get("config") or {})}


def config(theme: Theme) -> dict[str, Any]:
    """The theme as a Vega-Lite `config`."""
    ink, quiet, colours = _INK[theme], _QUIET[theme], _CATEGORIES[theme]
    text = {"labelColor": ink, "titleColor": ink, "labelFont": FONT, "titleFont": FONT}
    return {
        "background": _GROUND[theme],
        "font": FONT,
        "padding": 12,
        "title": {"color": ink, "font": FONT, "fontSize": 14, "anchor": "start", "offset": 10},
        "axis": {**text, "gridColor": quiet, "domainColor": quiet, "tickColor": quiet,
                 "labelFontSize": 11, "titleFontSize": 11, "titlePadding": 8},
        "legend": {**text, "labelFontSize": 11, "titleFontSize": 11, "labelLimit": 260,
                   "symbolBaseFillColor": ink, "symbolBaseStrokeColor": ink},
        "header": text,
        "view": {"stroke": None},
        "mark": {"color": colours[0]},
        "line": {"strokeWidth": 2.2},
        "rule": {"color": ink},
        "text": {"color": ink, "font": FONT},
        "range": {"category": colours, "heatmap": {"scheme": "viridis"},
                  "ramp": {"scheme": "viridis"}, "diverging": {"scheme": "blueorange"}},
    }  # fmt: skip


def _recoloured(value: Any, theme: Theme) -> Any:
    """The same with its fixed colours in those of the theme; data is left alone."""
    if isinstance(value, Mapping):
        return {k: v if k == "data" else _recoloured(v, theme) for k, v in value.items()}
    if isinstance(value, list):
        return [_recoloured(entry, theme) for entry in value]
    if isinstance(value, str):
        colour = _OWN.get(value.lower(), value)
        return _ON_DARK.get(colour, colour) if theme == "dark" else colour
    return value


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = dict(base)
    for key, value in over.items():
        inner: Any = result.get(key)
        if isinstance(inner, Mapping) and isinstance(value, Mapping):
            result[key] = _merged(inner, value)  # pyright: ignore[reportUnknownArgumentType]
        else:
            result[key] = value
    return result
