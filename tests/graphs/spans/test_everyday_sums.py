"""What people want reckoned in everyday words, as the expression it means."""

import datetime

import pytest

from graphs.models.embedded.reckoning import is_calculation
from graphs.spans import find_spans


def expressions(text: str) -> list[str]:
    found = find_spans(text, as_of=datetime.date(2026, 11, 21))
    return [str(s.readings[0].value) for s in found if s.readings[0].kind == "expression"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("22 % of £5,460", "0.22*5460"),
        ("30 percent off 80 euros", "80*(1-0.3)"),
        ("a coat for 240 with 25 % off", "240*(1-0.25)"),
        ("what do I save with 25 % off 240?", "0.25*240"),
        ("a tip of 12 % on 91.50", "0.12*91.5"),
        ("what percentage is 9 of 45?", "9/45*100"),
        ("what percent of 45 is 9", "9/45*100"),
        ("9 is what percent of 45?", "9/45*100"),
        ("from 40 to 50, how many percent is that", "(50-40)/40*100"),
        ("percentage change from 50 to 40", "(40-50)/50*100"),
        ("6 at 3.50 each", "3.5*6"),
        ("split 240 between 6", "240/6"),
        ("multiply 4 by 5 and add 6", "(4*5)+6"),
        ("divide 90 by 4, then subtract 2 and multiply by 3", "((90/4)-2)*3"),
        ("250 minus 20 %", "250*(1-0.2)"),
        ("100 + 40 - 10 %", "(100+40)*(1-0.1)"),
        ("1,275 plus 3,480 minus 15 percent of 2,000", "1275+3480-0.15*2000"),
        ("6 crates * 24 bottles * 0.5", "6*24*0.5"),
        ("12 on Monday, 18 on Tuesday and 25 today. Their mean?", "mean(12,18,25)"),
        ("Two vans at 85 each and 14 seats at 9.50, what does it cost altogether?", "2*85+14*9.5"),
        (
            "lunch was 96.60, we leave 15 % on top, four of us: what is each share?",
            "96.6*(1+0.15)/4",
        ),
        ("15 % more than last year's 2,400", "2400*(1+0.15)"),
        ("8 percent less than 350 euros", "350*(1-0.08)"),
        (
            "total of 12 hours @ 80, plus 5% of 9,000 bonus, plus 2 trains at 35.50",
            "12*80+0.05*9000+2*35.5",
        ),
        ("a taxi for 42, three of us, what do we each owe", "42/3"),
        ("by how many percent did we grow, 51.2 -> 48.64", "(48.64-51.2)/51.2*100"),
        ("mean of my splits in seconds: 31.2 / 30.9 / 32.4", "mean(31.2,30.9,32.4)"),
        ("the sum of these numbers: 4; 5; 9", "4+5+9"),
        ("e^(-0.4) + 2^7", "exp((-0.4))+2**7"),
        ("3*e^(2)", "3*exp(2)"),
        ("12 visitors, then 18 and 25. total?", "12+18+25"),
    ],
)
def test_the_expression_is_what_was_meant(text: str, meant: str) -> None:
    assert expressions(text) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "the price went from 80 to 92 a month",
        "a mean loss of 12 and 18 a year",
        "churn is 3 % a month at 40 customers",
        "what percent of 0 is 4",
        "from 0 to 4, how many percent",
    ],
)
def test_what_asks_for_no_sum_is_none(text: str) -> None:
    assert expressions(text) == []


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("please work out 22 % of 5,460", True),
        ("difference between 1,204 and 987", True),
        ("hi, how much is 12*48 + 7?", True),
        ("20 % of 1500 customers leave, what is our churn?", False),
        ("12*48 + 7 and 3 more", False),
        ("26.2 miles in km", False),
        ("22 % of 5,460, and what is the payback of the campaign", False),
    ],
)
def test_a_calculation_and_little_else(text: str, is_one: bool) -> None:
    assert is_calculation(text) is is_one


def test_a_share_over_something_with_a_figure_of_its_own_is_no_sum() -> None:
    assert expressions("oats 3 % over rye with confidence 0.6") == []
    assert expressions("3 % over last year's 400") == ["400*(1+0.03)"]
