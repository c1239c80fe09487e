"""Calculations told in plain words: what is read for sure, and what is left to be asked."""

import datetime
from fractions import Fraction

import pytest

from graphs.sums.named import named
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
        # operators, functions and chains
        ("Two hundred and six times eleven, minus forty.", 206 * 11 - 40),
        ("what's 3.5 times Ida's 240 sheets less 90", 3.5 * 240 - 90),
        ("(72 - 48) squared minus 6 cubed", 24**2 - 6**3),
        ("the ordinary root of 1,764 please", 42),
        ("cube root of 343 plus 9", 16),
        ("log base 2 of 4096", 12),
        ("multiply 14 by 12, then take away 8 and halve the result", 80),
        ("divide the 5,400 prize over 12 months, then knock 20 off each", 430),
        ("twice the sum of 14 and 9", 46),
        ("2 pi", None),
        ("pi * 3^2", 28.274333882308138),
        ("e^(-0.5)", 0.6065306597126334),
        ("minus 12 plus 30", 18),
        # shares
        ("my agent keeps 15% of the 2,400 advance, how much is that", 360),
        ("knock 20 percent off €85", 68),
        ("a coat is 140 and it's 35% off, what do I pay?", 91),
        ("8% VAT on 450 and the total please", 486),
        ("I paid 535 including 7% tax. What was the net price?", 500),
        ("a lamp cost me 51 after 15% off, what was the original price", 60),
        ("rent went from 800 to 860, how many percent is that?", 7.5),
        ("what percentage of 250 is 40", 16),
        ("two fifths of a prize of 900", 360),
        ("visitor numbers went from 1,200 to 1,500, what's the percentage growth?", 25),
        ("If 12 % of the 750 members didn't renew, how many are left?", 660),
        # totals, what is left, averages
        ("I sold 30 jars at £4.50 and 12 at £6.25 on Sunday, stall number 9. Total?", 210),
        ("the room is 220 for the day, lunch is 14.50 a head for 40 guests, the tent 310. "
         "It's on 3 May 2027. What does the lot come to?", 1110),
        ("Float:\n- string 4.20\n- paper 11.30\n- tape 6\nStarted with 60. What is left?", 38.5),
        ("3 kids' tickets at 7, two grown-ups at 12. What do we owe?", 45),
        ("the median of 14, 3, 9, 22 and 8", 9),
        ("We counted 51 bees on Monday, 47 on Tuesday and 61 on Friday. Their mean?", 53),
        ("What's the smallest of 0.62, 5/8 and 0.619?", 0.619),
        ("17 people share a bill of 612.00, how much each?", 36),
        ("Split £96.60 three ways", 32.2),
        ("fees 1.2M, 700k and 100k, of which 5 percent is ours", 100_000),
        ("exam 70 counts 60 percent, essay 80 counts 40 percent", 74),
        ("what are 12 apples at 35 cents each", 4.2),
        ("My bike was 640 and I got an 80 refund, what did I pay?", 560),
        ("What's left of 1,800 after paying 410 and 95.50?", 1294.5),
        ("11 percent of the sum of 400 and 250", 71.5),
        # rates and proportions
        ("I swim 1.2 km five times a week, how many km in 6 weeks?", 36),
        ("give 4 ml twice a day for 9 days, how many ml is that? Bay 3, bed 12.", 72),
        ("19.20 an hour for 35 hours a week, 46 weeks, what's that in total", 30912),
        ("45 mins at $96/hr", 72),
        ("12 eggs cost 3.60. How much per egg?", 0.3),
        ("If 5 kites cost 40, what do 8 kites cost?", 64),
        ("I pay 12.50 a month, what's that per year", 150),
    ],
)  # fmt: skip
def test_is_read(say: str, value: float | None) -> None:
    if value is None:
        assert told(say, DAY) is None
    else:
        assert worth(say) == pytest.approx(value)


@pytest.mark.parametrize(
    "say",
    [
        "We have 4 vans and 12 drivers, the depot is 8 km away",
        "I bought 340 shares at 27.15 and sold the lot at 31.90, fee 24. Gain?",
        "Boxes hold 36 jars each, 3 jars in a hundred break. How many whole ones from 240?",
        "root of the sum of the squares of the sides, 3 by 4",
        "We raised 8.4 million, a fifth goes to fees and 1.1 million to rent. Left over?",
        "take 8 % off that total",
        "the square of the number from before, minus 12",
        "I owe Tom 35 and Sam 42.50, and Kim owes me 20. Net?",
        "capital of 9.1bn and exposure of 201bn, which ratio is that in total?",
        "the average loss was 38m on income of 4.6bn",
        "rooms at 90 and dinners at 35, what's the total?",
        "add those two receipts together for me please",
        "18% or 20% tip on the lunch?",
        "120 minus a quarter of it",
        "the agent keeps 12 % and the sale is 900. How much is that?",
    ],
)
def test_what_is_not_sure_is_left(say: str) -> None:
    assert told(say, DAY) is None


def test_currencies_units_and_magnitudes_stay() -> None:
    said = {say: told(say, DAY) for say in ("$90k * 1.04^5 ?", "take 15 percent off €249",
            "6.20 CHF times 12", "2.5 kg plus 300 g")}  # fmt: skip
    assert [found and found.expression for found in said.values()] == [
        "$90k * 1.04^5", "€249 - 15%", "6.2 CHF * 12", "2.5 kg + 300 g",
    ]  # fmt: skip


def test_rooms_days_and_versions_are_no_figures() -> None:
    found = told("Ward 9, version 2.1: 40 plus 2, due on 12 June 2027", DAY)
    assert found is not None and found.expression == "40 + 2"


def test_a_formula_takes_its_names_from_the_text() -> None:
    found = named("what is yield / hives with yield 1,960 and hives 56. draft version 4", DAY)
    assert found is not None
    assert (found.expression, found.figures) == ("yield / hives", {"yield": 1960, "hives": 56})
    share = named("net = price * margin, price: 80, margin 25%", DAY)
    assert share is not None and share.figures == {"price": 80, "margin": 0.25}


@pytest.mark.parametrize(
    "say", ["price * units, price is 40", "and/or 3", "km/h 40", "price * price2, price 3 or 4"]
)
def test_a_name_without_its_figure_makes_no_formula(say: str) -> None:
    assert named(say, DAY) is None


def test_exact_fractions_stay_exact() -> None:
    found = told("three eighths of 20 plus 1/4", DAY)
    assert found is not None
    value = Evaluation({}).value(parse(found.expression, {}, VOCABULARY)).value
    assert value == Fraction(31, 4)


@pytest.mark.parametrize(
    "say",
    [
        "Broken eggs in transport, hundred to two hundred fifty crates a year, DKK 60 to DKK 95 a "
        "crate; what does that add up to?",
        "5 crates a crate, 6 crates a crate, 7 crates a year a crate, total?",
    ],
)
def test_a_figure_counts_its_own_rate_once(say: str) -> None:
    found = told(say, DAY)
    assert found is None or len(found.expression) < 100
