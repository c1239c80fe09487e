"""Outcomes told by their places are one row in the order of the places."""

import datetime

import pytest

from graphs.spans import find_spans

TODAY = datetime.date(2026, 11, 21)


def rows(say: str) -> list[str]:
    """Each row of outcomes as noughts and ones; a lone outcome is no row."""
    return [
        "".join("1" if right else "0" for right in span.readings[0].value)
        for span in find_spans(say, as_of=TODAY)
        if span.readings[0].kind == "boolean" and isinstance(span.readings[0].value, tuple)
        if span.within is None
    ]


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("first two right and the third wrong", "110"),
        ("item 1 right, item 2 wrong, item 3 right", "101"),
        ("solved the first two, failed the third", "110"),
        ("got 1, 2 and 4 right, missed 3 and 5", "11010"),
        ("Q1 correct, Q2 wrong, Q3 correct: does he know it?", "101"),
        ("First time wrong, the other two right.", "011"),
        ("got the first three right and missed the last two", "11100"),
        ("1st right, 2nd wrong, 3rd and 4th right", "1011"),
        ("she got questions 1 and 3 right but 2 wrong", "101"),
        ("the first was right, the second wrong and the last one right", "101"),
        ("items 1-3 correct, 4 and 5 incorrect", "11100"),
        ("7 attempts, the first three wrong, the rest right", "0001111"),
        ("on 7 and 13 November and both were right", "11"),
    ],
)
def test_places_make_a_row(say: str, expected: str) -> None:
    assert rows(say) == [expected]


@pytest.mark.parametrize(
    "say",
    [
        "got 1 and 4 right, missed 3",  # nobody says what became of the second
        "question 1 right, question 1 wrong",
        "On 2 November right, on 5 November wrong",
        "we are in the first 100 days and the right way is long",
    ],
)
def test_open_or_doubled_places_make_none(say: str) -> None:
    assert rows(say) == []
