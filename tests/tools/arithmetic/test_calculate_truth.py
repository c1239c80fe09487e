"""What expressions come to, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.arithmetic.calculate import CalculateRequest, Calculation, calculate
from tools.validation import validate


def calculated(expression: str, **figures: float) -> Calculation:
    return calculate(validate(CalculateRequest, {"expression": expression, "figures": figures}))


TRUTH = [
    ("18 % of 12400 + 3*1250", 5982, ""),
    ("0.18*12400+3*1250", 5982, ""),
    ("what is 18 % of 12.4k plus 3 times 1,250?", 5982, ""),
    ("12'400 x 3", 37200, ""),
    ("12 400 / 4", 3100, ""),
    ("1.234,50 + 0,5", 1235, ""),
    ("1,234.5 + .5", 1235, ""),
    ("1,250,000 - 1.250.000", 0, ""),
    ("29,90 * 10", 299, ""),
    ("2e3 * 2", 4000, ""),
    ("3M / 2k", 1500, ""),
    ("2bn / 1 million", 2000, ""),
    ("-2^2", -4, ""),
    ("2**3**2", 512, ""),
    ("2^-2", 0.25, ""),
    ("(2+3)(4-1)", 15, ""),
    ("8 - 3 - 2", 3, ""),
    ("8 / 4 / 2", 1, ""),
    ("17 mod 5", 2, ""),
    ("5 squared plus 2 cubed", 33, ""),
    ("3² + √16", 13, ""),
    ("5!", 120, ""),
    ("5 % + 3 %", 0.08, "fraction"),
    ("50 % * 20 %", 0.1, "fraction"),
    ("200 + 10 %", 220, ""),
    ("200 - 10 %", 180, ""),
    ("20 / 50 %", 40, ""),
    ("1/4 of 200", 50, ""),
    ("1.750,50 mal 12 geteilt durch 2", 10503, ""),
    ("sqrt(16) + abs(-3)", 7, ""),
    ("exp(0) + ln(1) + log10(1000)", 4, ""),
    ("log(8; 2)", 3, ""),
    ("min(3, 1, 2) + max(3; 1; 2)", 4, ""),
    ("sum(1,250; 3,100)", 4350, ""),
    ("max(100,200)", 200, ""),
    ("mean(1, 2, 6)", 3, ""),
    ("cbrt(27) + cbrt(-8)", 1, ""),
    ("sin(pi/6) + cos(0) + tan(0)", 1.5, ""),
    ("median(5, 1, 3, 9)", 4, ""),
    ("round(2.345, 2)", 2.35, ""),
    ("round(-2.5)", -3, ""),
    ("$1.2m / 12", 100_000, "USD"),
    ("49 EUR/month * 12 months", 588, "EUR"),
    ("€1,200 - €1,500", -300, "EUR"),
    ("3 km + 250 m", 3.25, "km"),
    ("90 min + 2 h", 210, "min"),
    ("100 km / 2 h", 50, "km/h"),
    ("3 m * 4 m", 12, "m²"),
    ("€60 per h * 90 min", 90, "EUR"),
    ("84000 EUR / 210", 400, "EUR"),
]


@pytest.mark.parametrize(("expression", "value", "unit"), TRUTH, ids=[row[0] for row in TRUTH])
def test_an_expression_comes_to_its_value_and_unit(
    expression: str, value: float, unit: str
) -> None:
    result = calculated(expression)
    assert result.value == pytest.approx(value, rel=2e-15, abs=1e-15)
    assert result.unit == unit


def test_rational_arithmetic_is_exact() -> None:
    assert calculated("0.1 + 0.2").exact == "3/10"
    assert calculated("1/3 + 1/3 + 1/3").exact == "1"
    assert calculated("2^0.5").exact is None
    assert calculated("2^100").exact == str(2**100)


def test_steps_are_written_in_the_order_of_computing() -> None:
    result = calculated("18 % of 12400 + 3*1250")
    assert [step.text for step in result.steps] == [
        "18 % of 12,400 = 2,232",
        "3 × 1,250 = 3,750",
        "2,232 + 3,750 = 5,982",
    ]
    assert [step.value for step in result.steps] == [2232, 3750, 5982]


def test_figures_are_used_by_name_and_said_with_their_value() -> None:
    result = calculated("ltv - 2 * cac", ltv=1568, cac=400.5)
    assert result.value == 767
    assert result.summary == "Ltv (1,568) minus 2 × cac (400.5) is **767**."


def test_a_figure_named_like_a_unit_is_the_figure() -> None:
    assert calculated("2 * m", m=5).value == 10
    assert calculated("h / 2", h=5).unit == ""


@pytest.mark.parametrize(
    ("expression", "summary"),
    [
        ("18 % of 12400 + 3*1250", "18 % of 12,400 plus 3 × 1,250 is **5,982**."),
        ("$100 / 3", "$100 ÷ 3 is about **$33.33**."),
        ("€12.50 * 7", "€12.50 × 7 is **€87.50**."),
        ("1/3", "1 ÷ 3 is about **0.333333**."),
        ("mean(1, 2, 6)", "The mean of 1, 2 and 6 is **3**."),
        ("2 * (3 + 4)", "2 × (3 + 4) is **14**."),
        ("200 USD per month * 1 year", "$200/month × 1 year is **$2,400**."),
        ("10 - (3 - 2)", "10 minus (3 − 2) is **9**."),
        ("1200", "That comes to **1,200**."),
        ("+".join(["123456"] * 40), "That comes to **4,938,240**."),
    ],
)
def test_the_summary_repeats_the_calculation_and_says_the_value(
    expression: str, summary: str
) -> None:
    assert calculated(expression).summary == summary


def test_what_was_assumed_is_noted() -> None:
    assert any("in the other's currency" in note for note in calculated("€5 + 3").notes)
    assert any("percentage of it" in note for note in calculated("200 + 10 %").notes)
    assert any("natural" in note for note in calculated("log(5)").notes)


numbers = st.integers(1, 999).map(str) | st.decimals(min_value="0.01", max_value=99, places=2).map(
    str
)
trees = st.recursive(
    numbers,
    lambda inner: st.builds(
        lambda left, sign, right: f"({left} {sign} {right})",
        inner,
        st.sampled_from("+-*/"),
        inner,
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(trees)
def test_random_expressions_agree_with_exact_fractions(expression: str) -> None:
    """Python evaluates the same text over `Fraction`s: an independent reading of the grammar."""
    import re

    over_fractions = re.sub(r"\d+(?:\.\d+)?", lambda found: f"Fraction('{found[0]}')", expression)
    try:
        expected = eval(over_fractions, {"Fraction": Fraction})
    except ZeroDivisionError:
        return
    assert calculated(expression).exact in {str(expected), None}
    assert calculated(expression).value == pytest.approx(float(expected), rel=1e-15)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_separators_for_thousands_do_not_change_a_sum(values: list[int]) -> None:
    expression = " + ".join(f"{value:,}" for value in values)
    assert calculated(expression).exact == str(sum(values))
