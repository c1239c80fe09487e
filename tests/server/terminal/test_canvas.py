"""Charts in a terminal: every unit view with inline data can be drawn, nothing else is tried."""

from server.terminal.canvas import draw
from server.terminal.reply import styled

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
