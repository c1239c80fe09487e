"""Charts in a terminal: every unit view with inline data can be drawn, nothing else is tried."""

import pytest

from server.terminal.canvas import draw
from server.terminal.reply import styled
from tools.catalog import CATALOG
from tools.receipts import dump

LINE = {
    "title": "Chance of losing more",
    "data": {"values": [{"loss": x * 1000, "chance": 1 / (1 + x)} for x in range(20)]},
    "mark": "line",
    "encoding": {
        "x": {"field": "loss", "type": "quantitative"},
        "y": {"field": "chance", "type": "quantitative", "title": "chance"},
    },
}


def test_a_line_becomes_dots_with_both_ends_named() -> None:
    """Title, axes, the extremes of both."""
    text = draw(LINE)
    assert text.startswith("Chance of losing more\nchance  by  loss")
    assert "19k" in text
    assert "0.05" in text
    assert any(0x2800 < ord(letter) <= 0x28FF for letter in text)


def test_a_line_is_joined_and_points_are_not() -> None:
    """Two far points: a line between them, or two dots."""
    rows = [{"loss": 0, "chance": 0}, {"loss": 100, "chance": 1}]
    line = {**LINE, "data": {"values": rows}}
    drawn = sum(letter > "\u2800" for letter in draw(line))
    dotted = sum(letter > "\u2800" for letter in draw({**line, "mark": {"type": "point"}}))
    assert (dotted, drawn > 40) == (2, True)


def test_lines_of_different_series_are_not_joined() -> None:
    """Each series is a line of its own, however its rows are mixed."""
    rows = [{"loss": x, "chance": who, "who": str(who)} for x in range(5) for who in (0, 1)]
    spec = {**LINE, "data": {"values": rows}}
    spec["encoding"] = {**LINE["encoding"], "color": {"field": "who"}}
    middle = draw(spec).splitlines()[4:12]
    assert not any(letter > "\u2800" for line in middle for letter in line)


def test_bars_are_as_long_as_their_values() -> None:
    """The longest bar belongs to the largest value."""
    spec = {
        "data": {"values": [{"item": "a", "p": 1.0}, {"item": "b", "p": 0.5}]},
        "mark": "bar",
        "encoding": {"x": {"field": "p"}, "y": {"field": "item", "type": "nominal"}},
    }
    first, second = draw(spec).splitlines()[1:]
    assert abs(first.count("█") - 2 * second.count("█")) <= 1 < second.count("█")


def test_a_layer_inherits_data_and_encoding() -> None:
    """The usual way charts are layered."""
    layered = {**LINE, "layer": [{"mark": "line"}, {"mark": "rule", "data": {"values": []}}]}
    del layered["mark"]
    assert "19k" in draw(layered)


def test_dates_stand_at_the_ends_of_a_time_axis() -> None:
    """Temporal values are read as ISO 8601."""
    rows = [{"day": f"2026-11-{day:02d}", "recall": 1 / day} for day in range(1, 20)]
    spec = {
        "data": {"values": rows},
        "mark": "line",
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": {"field": "recall"}},
    }
    assert "2026-11-01" in draw(spec)
    assert "2026-11-19" in draw(spec)


def test_what_cannot_be_drawn_is_left_out() -> None:
    """No data, no picture, no exception."""
    assert draw({"mark": "line"}) == ""
    assert draw({"data": {"url": "x"}, "mark": "arc", "encoding": {}}) == ""


def test_text_cannot_smuggle_terminal_codes() -> None:
    """Control characters and markup are shown as text; bold and italics are styled."""
    assert styled("\x1b[31mred [bold]x") == r"[31mred \[bold]x"
    assert styled("**a** and *b*, 2 * 3 * 4") == (
        "[bold]a[/bold] and [italic]b[/italic], 2 * 3 * 4"
    )


XY = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}


def dots(text: str) -> int:
    return sum(bin(ord(letter) - 0x2800).count("1") for letter in text if letter > "\u2800")


def test_a_band_lies_under_its_line_and_an_inner_one_is_denser() -> None:
    """A fan chart: the line is whole, the bands are patterns."""
    rows = [{"x": x, "y": x, "low": x - 5, "high": x + 5} for x in range(20)]
    band = {"mark": "area", "encoding": {**XY, "y": {"field": "low"}, "y2": {"field": "high"}}}
    line = {"mark": "line", "encoding": XY}
    one = draw({"data": {"values": rows}, "layer": [band, line]})
    two = draw({"data": {"values": rows}, "layer": [band, band, line]})
    alone = draw({"data": {"values": rows}, "layer": [line]})
    assert dots(alone) < dots(one) < dots(two)


def test_a_histogram_stands_on_its_axis() -> None:
    """Columns from one edge of a bin to the other, as high as their count."""
    rows = [{"from": x, "to": x + 1, "count": x + 1} for x in range(4)]
    encoding = {"x": {"field": "from"}, "x2": {"field": "to"}, "y": {"field": "count"}}
    drawn = [line for line in draw({"data": {"values": rows}, "mark": "bar", "encoding": encoding})
             .splitlines() if "┤" in line]  # fmt: skip
    assert dots(drawn[0]) < dots(drawn[7]) < dots(drawn[-1])
    assert drawn[-1].count("⣿") > 20


def test_rules_cross_the_plot_dashed() -> None:
    """At a value across, at one up, and from one value to another."""
    rows = [{"x": x, "y": x} for x in range(10)]
    layers = [{"mark": "point", "encoding": XY}]
    plain = dots(draw({"data": {"values": rows}, "layer": layers}))
    across = {"mark": "rule", "encoding": {"x": {"datum": 5}}}
    up = {"mark": "rule", "encoding": {"y": {"datum": 5}}}
    for rule in (across, up):
        assert dots(draw({"data": {"values": rows}, "layer": [*layers, rule]})) > plain + 20


def test_a_log_axis_keeps_its_middle() -> None:
    """Between one and a million lies a thousand."""
    rows = [{"x": 10**power, "y": power} for power in range(7)]
    encoding = {**XY, "x": {**XY["x"], "scale": {"type": "log"}}}
    feet = draw({"data": {"values": rows}, "mark": "line", "encoding": encoding}).splitlines()[-1]
    assert feet.split() == ["1", "1k", "1M"]


def test_percent_axes_are_labelled_in_percent() -> None:
    rows = [{"x": 0, "y": 0.25}, {"x": 1, "y": 0.75}]
    encoding = {**XY, "y": {**XY["y"], "axis": {"format": ".0%"}}}
    text = draw({"data": {"values": rows}, "mark": "line", "encoding": encoding})
    assert "75 %" in text
    assert "25 %" in text


def test_ranges_of_kinds_lie_on_their_lines() -> None:
    """A tornado: each bar from its low to its high; an interval with its point."""
    rows = [
        {"name": "a", "low": 0, "mid": 5, "high": 10},
        {"name": "b", "low": 4, "mid": 5, "high": 6},
    ]
    name = {"field": "name", "type": "nominal"}
    span = {"x": {"field": "low"}, "x2": {"field": "high"}, "y": name}
    bars = draw({"data": {"values": rows}, "mark": "bar", "encoding": span}).splitlines()
    assert bars[1].count("█") > 3 * bars[2].count("█") > 3
    point = {"mark": "point", "encoding": {"x": {"field": "mid"}, "y": name}}
    rule = {"mark": "rule", "encoding": span}
    line = draw({"data": {"values": rows}, "layer": [rule, point]}).splitlines()[1]
    assert line.index("─") < line.index("●") < line.rindex("─")


def test_a_heat_map_is_shaded_from_least_to_greatest() -> None:
    rows = [
        {"day": d, "week": w, "n": n}
        for d, w, n in (("Mo", "1", 0), ("Mo", "2", 9), ("Tu", "1", 5))
    ]
    encoding = {
        "x": {"field": "week", "type": "ordinal"},
        "y": {"field": "day", "type": "ordinal"},
        "color": {"field": "n", "type": "quantitative"},
    }
    head, _, monday, tuesday = draw(
        {"data": {"values": rows}, "mark": "rect", "encoding": encoding}
    ).splitlines()
    assert head == "n (░ 0 to █ 9)"
    assert "░" in monday
    assert "█" in monday
    assert "▒" in tuesday or "▓" in tuesday


def test_every_plot_of_a_chart_is_drawn() -> None:
    part = {
        "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
        "mark": "line",
        "encoding": XY,
    }
    text = draw({"vconcat": [{**part, "title": "One"}, {**part, "title": "Two"}]})
    assert text.index("One") < text.index("Two")


@pytest.mark.parametrize(
    "name", [n for n, c in CATALOG.items() if "chart" in c.result.model_fields and not c.ports]
)
def test_every_chart_of_the_catalogue_is_drawn(name: str) -> None:
    """With its titles, on no line wider than asked."""
    capability = CATALOG[name]
    for example in capability.request.model_json_schema()["examples"]:
        chart = dump(capability(capability.request.model_validate(example))).get("chart")
        if chart:
            text = draw(chart, 80)
            titles = [view["title"] for view in chart.get("vconcat", [chart]) if view.get("title")]
            assert all(str(title) in text for title in titles)
            assert max(map(len, text.splitlines()), default=0) <= 110
            assert len(text.splitlines()) > 2
