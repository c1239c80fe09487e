"""How bad a year is looked at, told as one year in so many: a level, never how often."""

import datetime

import pytest

from graphs.spans import find_spans

TODAY = datetime.date(2026, 11, 21)


def read(text: str) -> list[tuple[str, object]]:
    """Kind and value of the first reading of each span."""
    return [(s.readings[0].kind, s.readings[0].value) for s in find_spans(text, as_of=TODAY)]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("What could a 1-in-20 year look like?", 0.95),
        ("what is the 1 in a hundred year total?", 0.99),
        ("What stays with us, 1 in 200?", 0.995),
        ("our one-in-200-year loss", 0.995),
        ("how much do we lose in a 1 in 50 year?", 0.98),
        ("the 250-year return period figure", 0.996),
        ("storms and floods together, what is the 1-in-250?", 0.996),
        ("loss at a return period of 10 years", 0.9),
        ("a bad year (one in twenty)?", 0.95),
        ("one bad year in fifty", 0.98),
        ("expected cost and the one-in-200 year?", 0.995),
    ],
)
def test_a_year_in_so_many_is_a_level(text: str, level: float) -> None:
    """The share of years that are better."""
    assert ("fraction", level) in read(text)


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("the 1-in-50 year flood costs 200k to 1m", 0.02),
        ("Flood: 1 in 50 year, 200k to 1m", 0.02),
        ("once in 20 years, 30k to 90k", 0.05),
        ("three in a hundred years", 0.03),
        ("every eighth year the well runs dry", 0.125),
    ],
)
def test_an_event_in_so_many_years_is_a_frequency(text: str, often: float) -> None:
    """Where something happens, or an amount follows."""
    assert ("rate", often) in read(text)
