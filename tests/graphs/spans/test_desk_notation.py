"""Notation of trading desks: labels with numbers, signs behind codes, tenors, bare lengths."""

import pytest

from graphs.spans import find_spans
from tests.graphs.spans.reading import TODAY, values


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("L1 820m, L2 90m", "number", [820e6, 90e6]),
        ("GBP 900k, SEK -300k", "money", [900e3, -300e3]),
        ("USD 10y swap of 5m", "duration", [3652.5]),
        ("12 million over 30 days", "number", [12e6]),
        ("120 times in 2 years", "rate", [60.0]),
        ("a year to maturity", "duration", [365.25]),
        ("half a year to run", "duration", [182.625]),
        ("strike: 80\nyears to expiry: 2.5", "number", [80.0, 2.5]),
    ],
)
def test_what_a_figure_is(text: str, kind: str, found: list[float]) -> None:
    assert values(text, kind) == pytest.approx(found)


def test_a_range_of_thousands_has_no_sign() -> None:
    """The dash of "10k -20k" is none, that of "SEK -300k" is."""
    spans = find_spans("between 10k -20k", as_of=TODAY)
    assert [s.readings[0].value.high for s in spans if hasattr(s.readings[0].value, "high")] == [
        20e3
    ]


def test_in_two_months_is_a_day_and_a_time() -> None:
    (span,) = find_spans("expires in 2 months.", as_of=TODAY)
    assert [reading.kind for reading in span.readings] == ["date", "duration"]
    assert span.readings[1].value == pytest.approx(60.875)
