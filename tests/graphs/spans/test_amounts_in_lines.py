"""Amounts line by line are no answers row by row, and their commas part no cells."""

import datetime

import pytest

from graphs.models.embedded.message import message


@pytest.mark.parametrize(
    "text",
    [
        "revenue 62,000; costs 145,000",
        "revenue: 62,000\ncosts: 145,000",
        "monthly revenue 62,000\nmonthly costs 145,000",
        "| item | value |\n|---|---|\n| revenue | 62,000 |\n| costs | 145,000 |",
    ],
)
def test_thousands_are_amounts(text: str) -> None:
    """62,000 and 145,000, whatever stands between them."""
    spans = message(text, (), datetime.date(2026, 11, 21)).spans
    values = {r.value for span in spans for r in span.readings if r.kind == "number"}
    assert {62_000.0, 145_000.0} <= values


def test_answers_row_by_row_are_still_read() -> None:
    """Names and marks."""
    spans = message("Ann 1,0,1\nBob 0,0,0", (), datetime.date(2026, 11, 21)).spans
    assert any(r.kind == "table" for span in spans for r in span.readings)
