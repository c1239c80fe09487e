"""The inputs of a formula, each told behind its name, in words and in a statistician's notation."""

import pytest

from graphs.models.embedded.drawn import in_words
from tests.graphs.embedded.told import filled

INPUTS = "risk.monte_carlo"


def test_each_variable_has_what_stands_behind_its_name() -> None:
    say = (
        "yield = plots * crop - seed. plots lognormal with mean 24 and sd 5, crop normal mean 3 "
        "sd 0.8, seed triangular 1/2.5/6."
    )
    assert filled(INPUTS, say).arguments["inputs"] == [
        {"name": "plots", "mean": 24, "deviation": 5, "distribution": "lognormal"},
        {"name": "crop", "mean": 3, "deviation": 0.8, "distribution": "normal"},
        {"name": "seed", "low": 1, "likely": 2.5, "high": 6, "distribution": "triangular"},
    ]


def test_a_pair_before_the_inputs_is_no_input() -> None:
    say = (
        "margin = toll + rent - staff; toll & rent rank-correlated .4. toll 20-28k, rent 31-36k, "
        "staff 12-15k (13k best guess)"
    )
    given = filled(INPUTS, say).arguments
    assert given["inputs"] == [
        {"name": "toll", "low": 20000, "high": 28000},
        {"name": "rent", "low": 31000, "high": 36000},
        {"name": "staff", "low": 12000, "likely": 13000, "high": 15000},
    ]


@pytest.mark.parametrize(
    ("say", "meant"),
    [
        ("x ~ N(5, 1)", "x normal with mean 5 and standard deviation 1"),
        ("sales N(4.2M, 300k)", "sales normal with mean 4.2M and standard deviation 300k"),
        ("x~U(0,4)", "x uniform from 0 to 4"),
        ("cost tri(1, 2, 5)", "cost triangular from 1 to 5, most likely 2"),
        ("X ~ gamma(mean 2,000, sd 500)", "X gamma with mean 2,000, sd 500"),
        ("flow normal 800/60", "flow normal with mean 800 and standard deviation 60"),
        ("see section n (4, 5)", "see section n (4, 5)"),
        ("u(4,5)", "u(4,5)"),
    ],
)
def test_distributions_in_words(say: str, meant: str) -> None:
    assert in_words(say) == meant


@pytest.mark.parametrize(
    "say", ["over 20 and over 35", "over 20, over 35", "over 20 or of over 35", "over 20 and 35"]
)
def test_two_bars_of_one_kind(say: str) -> None:
    given = filled(INPUTS, f"t = a + b*2, a 4 to 9, b 2 to 12. Probability of {say}").arguments
    assert given["thresholds"] == [20, 35]


def test_a_power_and_a_negative_exponent_belong_to_the_formula() -> None:
    say = "worth = flow/r*(1-(1+r)^-8), flow 230 to 340, r 6 % to 9 %"
    assert filled(INPUTS, say).arguments["formula"] == "worth = flow/r*(1-(1+r)^-8)"


def test_the_worst_tenth_is_a_share() -> None:
    say = "t = a + b*2, a 4 to 9, b 2 to 12. How does the worst twentieth look?"
    assert filled(INPUTS, say).arguments["tail"] == 0.05
