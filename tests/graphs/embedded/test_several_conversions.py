"""Conversions and sums as people write them, one or several in a message."""

import pytest

from graphs.models.embedded.message import message
from graphs.models.embedded.several import each_of
from tests.graphs.embedded.told import TODAY, filled

CONVERT = "arithmetic.convert"


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("60 mph -> km/h", "60 mph to km/h"),
        ("60 mph → km/h", "60 mph to km/h"),
        ("A recipe says 2.5 US cups of milk. millilitres?", "2.5 US cups to millilitres"),
        ("I have 10 gallons. how many litres is that?", "10 gallons to litres"),
    ],
)
def test_a_conversion_in_few_words(say: str, expected: str) -> None:
    assert filled(CONVERT, say).arguments["conversion"] == expected


@pytest.mark.parametrize(
    ("name", "say", "expected"),
    [
        (CONVERT, "how much is 70 kg in stone and pounds", ["70 kg in stone", "70 kg in pounds"]),
        (CONVERT, "5 km to miles and 70 kg to pounds", ["5 km to miles", "70 kg to pounds"]),
        ("arithmetic.calculate", "what is 3+4 and what is 5*6?", ["3+4", "5*6"]),
        ("arithmetic.calculate", "what is 3+4, then minus 5*6?", []),
    ],
)
def test_each_is_answered(name: str, say: str, expected: list[str]) -> None:
    """Nobody asks for two units to be told one."""
    found = each_of(filled(name, say), message(say, [], TODAY))
    assert [next(iter(one.arguments.values())) for one in found] == expected


def test_the_day_of_a_rate() -> None:
    given = filled(CONVERT, "750 GBP in EUR, rate 1.17 of 2026-10-30").arguments
    assert given == {"conversion": "750 GBP in EUR", "rate": 1.17, "rate_date": "2026-10-30"}


def test_numbers_that_are_none_ask_for_nothing() -> None:
    say = "q1,q2,q3\n1,1,1,41\n1,1,0,17\nItem parameters under the Rasch model?"
    assert "conversion" not in filled(CONVERT, say).arguments
    assert "conversion" not in filled(CONVERT, "1,2,3,4 km to miles").arguments
