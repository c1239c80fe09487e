"""Amounts line by line are no answers row by row, and their commas part no cells."""

import datetime

import pytest

from graphs.models.embedded.message import message
from graphs.spans import find_spans

TODAY = datetime.date(2026, 11, 21)


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


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        (
            "Note 2025/0417: 37 hours @ €210, plus 12.5% of 48,300 success fee, plus 3 couriers @ "
            "18.40. Total?",
            "37*210+0.125*48300+3*18.4",
        ),
        ("Invoice: 12 chairs @ 49.90, 3 tables @ 210, less 50 deposit. Total?",
         "12*49.9+3*210-50"),
        ("total of 5 licences @ $120 each and 2 at 300", "5*120+2*300"),
        ("what do 3 @ 4.5 + 7 @ 2 come to in total?", "3*4.5+7*2"),
    ],
)  # fmt: skip
def test_a_number_of_things_at_a_price_each(text: str, expression: str) -> None:
    said = [s.readings[0].value for s in find_spans(text, as_of=TODAY) if
            s.readings[0].kind == "expression" and s.readings[0].score > 0.5]  # fmt: skip
    assert said == [expression]


def test_prices_without_a_total_asked_for_are_no_sum() -> None:
    spans = find_spans("call 100 @ 2.5, put 90 @ 1.5, spot 95", as_of=TODAY)
    assert all(s.readings[0].kind != "expression" for s in spans)
