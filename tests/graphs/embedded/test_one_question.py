"""One question stays one, and stays with the tool whose words it has."""

import datetime
from functools import cache

import pytest

from graphs.models.embedded import understanding
from graphs.models.embedded.heads import trained
from graphs.models.embedded.memory import Memory
from graphs.models.embedded.schema import Tool
from graphs.models.embedded.train import catalogued
from graphs.models.embedded.understanding import Understanding
from tools.embedding import encoder

TODAY = datetime.date(2026, 11, 22)


@cache
def _tools() -> tuple[Tool, ...]:
    return tuple(catalogued())


def planned(text: str) -> list[str]:
    memory = Memory(text=text, as_of=TODAY)
    plans = Understanding(_tools(), memory, trained(), encoder()).plans()
    return [plan.tool.name if plan.tool else plan.kind for plan in plans]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        (
            "FX deltas under FRTB, reporting currency GBP: EUR 900k, USD -1.3m, CHF 250k. "
            "Weights of liquid pairs divided by square root of 2.",
            "finance_capital_market",
        ),
        (
            "just columns k1, k3 please - k2 was cancelled. 80 % intervals\n"
            "p,k1,k2,k3\na,1,0,1\nb,0,0,1\nc,1,1,0\nd,1,0,1",
            "assessment_analyse_test",
        ),
    ],
)
def test_what_one_tool_takes_wholly_is_not_cut(text: str, tool: str) -> None:
    assert planned(text) == [tool]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        (
            "- price: 29 £/month\n- costs to win: 88 £\n- leave each month: 5 %\n- margin: 79 %\n"
            "worth it or not?",
            "venture_unit_economics",
        ),
        (
            "name,cost/yr,effect\nA,10000,15%\nB,25000,40%\nC,40000,45%\nD,5000,5%\n"
            "C requires A, B excludes C. We lose 180k a year and can spend 60k.",
            "risk_value_controls",
        ),
    ],
)
def test_a_list_does_not_lead_to_a_tool_that_is_unlikely(text: str, tool: str) -> None:
    assert planned(text) == [tool]


def test_two_questions_are_two() -> None:
    text = "What is 18 % of 12,400? And how many kilometres are 26 miles?"
    assert planned(text) == ["arithmetic_calculate", "arithmetic_convert"]


def filled_for(text: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The tools whose fields were read from a message."""
    tried: set[str] = set()
    fill = understanding.filled_before
    monkeypatch.setattr(
        understanding,
        "filled_before",
        lambda tool, said: (tried.add(tool.name), fill(tool, said))[1],
    )
    planned(text)
    return tried


def test_a_clear_message_is_read_for_one_tool_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    clear = (
        "An incident happens 2 to 6 times a year, most likely 3, and costs $10k to $50k each. ALE?"
    )
    assert filled_for(clear, monkeypatch) == {"risk_simulate_annual_loss"}
    assert len(filled_for("80k a year, 12k each, 3 % and 5 of them", monkeypatch)) > 1


def test_savings_and_loans_are_reckoned_and_bonds_are_priced() -> None:
    loan = "what is the monthly payment on a 250k mortgage at 4% over 25 years"
    assert planned(loan) == ["arithmetic_calculate"]
    saved = "If I invest 5,000 at 3.5% for 7 years compounding monthly, how much do I get?"
    assert planned(saved) == ["arithmetic_calculate"]
    bond = "price of a 7 year bond, 3.5% coupon compounded monthly, yield 4 %, face 5,000"
    assert planned(bond) == ["finance_price_bond"]
