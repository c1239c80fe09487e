"""Figures in the notations of speech and of lists."""

import pytest

from graphs.models.embedded.plain_figures import plain_figures
from tests.graphs.embedded.told import filled

IMPLIED = "finance.implied_volatility"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("gains .03 -.02 .05", "gains 0.03, -0.02, 0.05"),
        ("-2.1 % -0.4 % 1.3 % 0.6 %", "-2.1 %, -0.4 %, 1.3 %, 0.6 %"),
        ("moves:\n0.3\n-0.2\n-0.5\n0.1\nfit it", "moves:\n0.3, -0.2, -0.5, 0.1\nfit it"),
        ("vols 10/14/22/30 now", "vols 10, 14, 22, 30 now"),
        ("vols 11/7/16 % now", "vols 11, 7, 16 % now"),
        ("won 3k, +1.5k, -2k", "won 3k, 1.5k, -2k"),
        ("levels 88,88.5,91.2,90,93.4 so far", "levels 88, 88.5, 91.2, 90, 93.4 so far"),
        ("correlated at point three five", "correlated at 0.35"),
        ("four point two, minus point six", "4.2, -0.6"),
        ("one, point eight; point eight, one.", "1, 0.8; 0.8, 1."),
        ("oats at 62 point 7 now", "oats at 62.7 now"),
        ("a put for 3 pounds 45, please", "a put for 3.45 pounds, please"),
        ("a coupon of 6 3/8 percent", "a coupon of 6.375 percent"),
        ("closes 612 598 605 611 620", "closes 612, 598, 605, 611, 620"),
    ],
)
def test_spoken_figures_are_plain_decimals(said: str, meant: str) -> None:
    assert plain_figures(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "we pay 7 dollars 20 times",
        "a fee of 5 euros 12 % of the time",
        "3 4/2 and 1 200 000 EUR",
        "on 4 3/4/2027",
        "v.5 of the plan",
        "x = 9 - 4 + 2",
        "at this point two things matter",
        "a,b,c,d,e\n1,2.5,3,4,5\n2,3.5,4,5,6",
        "T1 1 240 000 000 EUR",
    ],
)
def test_other_figures_stay(said: str) -> None:
    assert plain_figures(said) == said


def test_a_row_of_prices_is_no_long_number() -> None:
    given = filled("finance.fit_volatility", "garch on prices a day: 612 598 605 611 620 617")
    assert given.arguments["prices"] == [612, 598, 605, 611, 620, 617]


def test_losses_written_without_a_nought_stay_losses() -> None:
    given = filled("finance.fit_volatility", "returns .03 -.02 .05 -.04 .01")
    assert given.arguments["returns"] == [0.03, -0.02, 0.05, -0.04, 0.01]


def test_letters_of_an_option_are_months() -> None:
    given = filled(IMPLIED, "9m call, K=52, S=49.5, premium 2.4, r=3%").arguments
    assert given["years_to_expiry"] == 0.75


def test_a_rate_below_nought() -> None:
    given = filled(IMPLIED, "put, strike 70, spot 74, 5 months, mark 2.2, rate minus 0.6 percent")
    assert given.arguments["rate"] == -0.006


def test_the_digit_of_a_name_is_no_amount() -> None:
    given = filled(
        "finance.liquidity_ratios", "L1 390m, 2A 55m, outflows 310m, inflows 80m. LCR?"
    ).arguments
    assert (given["level_1"], given["level_2a"]) == (390_000_000, 55_000_000)


def test_a_value_called_wrong_is_taken_back() -> None:
    given = filled(
        "finance.leverage_ratio", "T1 is 1.4bn, that was wrong, it's 1.24bn. Total exposure 31bn"
    ).arguments
    assert given["tier_1"] == 1_240_000_000
