"""What people who know no term of a field call its figures."""

from typing import Any

import pytest

from tests.graphs.embedded.told import filled


@pytest.mark.parametrize(
    ("name", "say", "expected"),
    [
        (
            "risk.backtest_var",
            "They promise the loss goes past their limit on one day in fifty. I counted 300 "
            "trading days and it was worse than that on 9.",
            {"observations": 300, "exceptions": 9, "confidence": 0.98},
        ),
        (
            "risk.value_at_risk",
            "I hold 30,000 euros in one fund. It swings 12 % per year. How much could I be down "
            "after 5 trading days if I want to be 99 % sure?",
            {"value": 30000, "volatility": 0.12, "horizon": 5, "confidence": 0.99},
        ),
        (
            "assessment.grade_answer",
            "In a cross-the-boxes quiz the right boxes are B and D. Mia crossed A, B and D. "
            "A wrong cross costs a right one. 4 points. What does she get?",
            {"answer": "A, B and D", "key": "B and D", "full_marks": 4},
        ),
        (
            "assessment.grade_answer",
            "correct: A, D. She chose A, C and D. wrong ones count minus. 3 marks",
            {"answer": "A, C and D", "partial_credit": "right_minus_wrong"},
        ),
    ],
)
def test_lay_words_name_their_fields(name: str, say: str, expected: dict[str, Any]) -> None:
    given = filled(name, say)
    assert given.complete
    assert {key: given.arguments.get(key) for key in expected} == expected
    assert "positions" not in given.arguments


def test_later_objects_repeat_the_fields_of_the_first() -> None:
    given = filled(
        "finance.optimize_portfolio",
        "The share fund should bring about 8 % a year but swings by 20 %, the bond fund 3 % with "
        "swings of 5 %, and the land fund 6 % with 11 %. Any two have a correlation of 0.2. "
        "Which split would be the calmest?",
    )
    rows = [tuple(row.values()) for row in given.arguments["assets"]]
    assert rows == [
        ("share fund", 0.08, 0.2),
        ("bond fund", 0.03, 0.05),
        ("land fund", 0.06, 0.11),
    ]
    assert given.arguments["objective"] == "min_variance"


def test_what_is_worth_more_is_no_cost() -> None:
    given = filled(
        "finance.allocate_resources",
        "9k to spend. Oven 4k worth 7k, cold room 3k worth 2k, van 5k worth 8k and no use "
        "without the cold room, and painting, 1k, I'd put its worth at 2k",
    )
    rows = {row.pop("name"): row for row in given.arguments["projects"]}
    assert rows["cold room"] == {"value": 2000, "cost": 3000}
    assert rows["van"] == {"value": 8000, "cost": 5000, "requires": ["cold room"]}
    assert rows["painting"] == {"value": 2000, "cost": 1000}


def test_a_formula_told_in_words_is_simulated() -> None:
    given = filled(
        "risk.monte_carlo",
        "What is left in a week is 6 times guests times tip, minus 400, as we open on 6 days. "
        "Guests: no fewer than 30, most likely 45, no more than 70. The tip is between 1 and 3 "
        "euros with 2 the likeliest. How likely is it that I keep more than 300?",
    )
    assert given.arguments["formula"].endswith("6 * guests * tip - 400")
    assert given.arguments["inputs"] == [
        {"name": "guests", "low": 30, "likely": 45, "high": 70},
        {"name": "tip", "low": 1, "likely": 2, "high": 3},
    ]
    assert given.arguments["thresholds"] == [300]
    assert not given.unused


@pytest.mark.parametrize(
    "said",
    [
        "Income 3k a month, costs 12k a month. From May costs fall by 2,000. How long do we last?",
        "Revenue is 2,500 a month, costs are 13,000, in month 5 rent goes up by 900. How long?",
        "revenue 10k a month, costs 25k, from month 6 we hire someone at 5k a month. runway?",
    ],
)
def test_what_changes_or_is_paid_monthly_is_no_cash(said: str) -> None:
    given = filled("venture.forecast_runway", said)
    assert "cash" not in given.arguments
    assert given.missing == ("cash",)
