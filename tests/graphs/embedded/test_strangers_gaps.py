"""What strangers' messages showed to be missed: each mend on wording of its own."""

from typing import Any

import pytest

from graphs.models.embedded.filling import fill
from graphs.models.embedded.message import message
from graphs.models.embedded.splitting import cuts
from tests.graphs.embedded.catalogue import tool
from tests.graphs.embedded.told import TODAY, decision, filled

RISK = "risk.value_at_risk"
RUNWAY = "venture.forecast_runway"


@pytest.mark.parametrize(
    ("say", "period"),
    [
        ("We hold 3m, its volatility is 14 % a year. 99 % VaR?", "year"),
        ("volatility 2.1 % per week, 400k at stake, 95 % VaR", "week"),
        ("vol of 31 % p.a. on 250,000, VaR at 97.5 %", "year"),
        ("A swing (standard deviation) of 4 % monthly, 80k invested: 95 % VaR?", "month"),
    ],
)
def test_the_period_of_a_figure_fills_the_field_that_asks_for_it(say: str, period: str) -> None:
    plan = decision(RISK, say)
    assert plan.kind == "call"
    assert plan.arguments["volatility_period"] == period


@pytest.mark.parametrize(
    ("name", "say", "bad"),
    [
        (RISK, "returns: 2 %, -1 %, k.A., 0.7 %, 1.1 %, -0.4 %. 90 % VaR?", "k.A."),
        ("assessment.estimate_ability", "difficulties 0.3; -1.1; tbd; 0.9; answers right wrong"
         " right wrong", "tbd"),
    ],
)  # fmt: skip
def test_a_word_among_figures_is_asked_about(name: str, say: str, bad: str) -> None:
    plan = decision(name, say)
    assert plan.kind == "ask"
    assert f'"{bad}"' in plan.reply


@pytest.mark.parametrize(
    ("say", "hires"),
    [
        ("500k, burn 30k a month; we hire a designer in month 2 at 5k and a cook in month 7 at 4k",
         [{"month": 2, "monthly_cost": 5000}, {"month": 7, "monthly_cost": 4000}]),
        ("1m cash, burning 80k. We hire in month 4 for 6k, and revenue is 15k",
         [{"month": 4, "monthly_cost": 6000}]),
        ("cash 2m, burn 90k a month, we hire a CTO at 11k a month from May",
         [{"date": "2027-05-01", "monthly_cost": 11000}]),
    ],
)  # fmt: skip
def test_each_object_of_a_clause_is_told(say: str, hires: list[dict[str, Any]]) -> None:
    told = filled(RUNWAY, say).arguments["hires"]
    assert [{k: v for k, v in row.items() if k != "role"} for row in told] == hires


def test_a_bound_of_an_optional_field_takes_no_figure_that_nothing_calls_its_own() -> None:
    found = filled(RUNWAY, "cash 800k, burn 60k a month. Do we run dry within three years?")
    assert "paths" not in found.arguments
    assert not found.wrong


@pytest.mark.parametrize("said", ["minus 40k", "negative 40k", "-40k"])
def test_a_debt_is_no_cash(said: str) -> None:
    plan = decision(RUNWAY, f"our cash is {said} and we burn 10k a month")
    assert plan.kind == "ask"
    assert "-40,000" in plan.reply


def test_a_share_in_words_behind_it() -> None:
    spans = message("churn is 1.8 a month, in percent", [], TODAY).spans
    assert spans[0].readings[0].value == 0.018


def test_times_out_of_is_a_share() -> None:
    spans = message("to know it 8 times out of 10", [], TODAY).spans
    assert spans[0].readings[0].value == 0.8


def test_how_to_read_a_table_is_no_question_of_its_own() -> None:
    marks = "our mock, tick = correct\n\nUna ✓ ✗ ✓\nVic ✗ ✗ ✓\nWim ✓ ✓ ✗\n\nany odd ones here?"
    assert all(at > marks.index("Wim") for at in cuts(marks))


def test_an_alias_that_only_begins_a_name_is_not_said() -> None:
    assert (
        "Vulnerability of 140 %"
        in decision(
            "risk.simulate_annual_loss", "30 threat events a year, vulnerability 140 %, 9k per loss"
        ).reply
    )


def test_an_amount_behind_month_is_its_number() -> None:
    found = fill(tool("ownership_after_round"), message("in month 6 the fund puts in 6k"))
    assert found.arguments["investment"] == 6000


def test_an_optional_list_takes_no_figures_that_fields_of_their_own_need() -> None:
    plan = decision("finance.price_bond", "6-year bond, 3.5 % annual coupon, yields 4.1 %. Price?")
    assert plan.kind == "call"
    assert sorted(v for v in plan.arguments.values() if isinstance(v, float)) == [0.035, 0.041]
