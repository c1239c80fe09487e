"""Savings and loans told in words: the expression, its worth, and what is left to others."""

import datetime

import pytest

from graphs.sums.interest import speaks_of_interest
from graphs.sums.told import told
from tools.arithmetic._evaluation import Evaluation
from tools.arithmetic._vocabulary import VOCABULARY
from tools.expressions.parser import parse

DAY = datetime.date(2026, 11, 21)


def worth(say: str) -> float:
    found = told(say, DAY)
    assert found is not None, say
    return float(Evaluation({}).value(parse(found.expression, {}, VOCABULARY)).value)


@pytest.mark.parametrize(
    ("say", "value"),
    [
        ("If I put in 5,000 at 3.5% for 7 years compounding monthly, what do I get?", 6385.829),
        ("what will 12,000 be in 8 years at 5% compounded quarterly?", 17857.566),
        (
            "I put 2k into savings at 3% compounded annually. What do I have after 5 years?",
            2318.548,
        ),
        ("£800 at 2% a month for 18 months, compound interest", 1142.597),
        ("interest is credited daily at 4% on 10,000 for 2 years, what is there then", 10832.823),
        ("how much interest do I earn on 1,000 at 10% compounded yearly for 2 years?", 210.0),
        ("£1,000 invested at 6% simple interest for 4 years", 1240.0),
        ("how much interest is 6% simple interest on 1,000 over 18 months?", 90.0),
        ("what is the monthly payment on a 250k mortgage at 4% over 25 years", 1319.592),
        ("monthly repayment for a loan of 20,000 at 7.5% for 5 years", 400.759),
        ("I borrow 9,000 at 5% for 36 months. What do I pay every month?", 269.738),
        ("yearly instalment of a loan over 10 years, 100,000 at 6 %", 13586.796),
        ("split a 184.50 bill between 5 people with 12% tip", 41.328),
        ("90 shared among 4 friends plus a 20 % tip", 27.0),
    ],
)
def test_what_savings_grow_to_and_loans_cost(say: str, value: float) -> None:
    assert worth(say) == pytest.approx(value, abs=2e-3)


@pytest.mark.parametrize(
    "say",
    [
        "a bond with a 4% coupon compounded twice a year, 10 years, face 1,000",
        "yield of a note at 96 that compounds semiannually at 5% for 3 years",
        "5,000 at 3.5% for 7 years",
    ],
)
def test_what_a_market_prices_or_no_word_tells_is_left_alone(say: str) -> None:
    assert not speaks_of_interest(say)


def test_a_loan_that_lacks_its_length_is_not_reckoned() -> None:
    assert told("monthly payment on a loan of 20,000 at 7.5%", DAY) is None
